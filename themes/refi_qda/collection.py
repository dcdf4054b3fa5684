"""What a round holds for an export: themes, texts, what is counted of the codings, memos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cached_property

from accounts.foundations import clock
from living_docs.answer_text import text_of
from living_docs.models import Round, Submission
from themes.models import Coding, CodingLayer, Memo, Theme, ThemeTree
from themes.refi_qda import data
from themes.refi_qda.names import Named, Pseudonyms, Worded
from themes.refi_qda.writer import named_after
from themes.trees.page import themes_of

EXAMPLE = "\n\nExample: "
SETTLED = "Settled coding"


def moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Collected:
    """One round's project, of submissions that whoever asks may read."""

    def __init__(self, round: Round, submissions: Iterable[Submission], *, pseudonyms: bool) -> None:
        self.round, self.submissions = round, list(submissions)
        self.names = Pseudonyms(round.programme, self.submissions) if pseudonyms else Named()
        self.trees = list(ThemeTree.objects.filter(programme=round.programme_id).in_order())

    @property
    def project(self) -> data.Project:
        return data.Project(
            name=f"Living Documents round {self.round.number}",
            people=self.people,
            codes=codes(self.trees, self),
            cases=self.cases,
            sources=tuple(source for of_one in self.sources.values() for source in of_one),
            notes=self.notes,
            groups=self.groups,
            made_at=moment(clock.now()),
        )

    @cached_property
    def codings(self) -> list[Coding]:
        found = Coding.objects.counted().filter(layer__submission__in=self.submissions).select_related("layer__coder")
        return list(found.order_by("prompt_number", "start", "end", "guid"))

    @cached_property
    def memos(self) -> list[Memo]:
        """On what is exported: a theme, a coding, or a document through a layer that counts."""
        layers = CodingLayer.objects.counted().filter(submission__in=self.submissions)
        on_themes = Memo.objects.there().filter(theme__tree__in=self.trees)
        on_codings = Memo.objects.there().filter(coding__in=self.codings)
        on_documents = Memo.objects.there().filter(layer__in=layers, submission__isnull=False)
        return list((on_themes | on_codings | on_documents).distinct().select_related("by").order_by("guid"))

    @property
    def notes(self) -> tuple[data.Note, ...]:
        return tuple(
            data.Note(
                self.names.stored(memo.guid),
                self.names.worded(memo.text).text,
                self.names.guid("user", memo.by.email),
                self.dated(memo.at),
            )
            for memo in self.memos
        )

    def notes_on(self, field: str, key: int) -> tuple[str, ...]:
        return tuple(self.names.stored(memo.guid) for memo in self.memos if getattr(memo, f"{field}_id") == key)

    def dated(self, at: datetime) -> str:
        return moment(at) if self.names.keeps_dates else ""

    @property
    def people(self) -> tuple[data.Person, ...]:
        users = {coding.layer.coder for coding in self.codings if coding.layer.coder} | {memo.by for memo in self.memos}
        found = [data.Person(self.names.guid("user", user.email), self.names.person(user)) for user in users]
        if any(coding.layer.is_settled for coding in self.codings):
            found.append(data.Person(self.names.guid("user", SETTLED), SETTLED))
        return tuple(sorted(found, key=lambda person: person.name))

    @cached_property
    def sources(self) -> dict[Submission, list[data.Source]]:
        """The answers of each submission that have words, in the order of the form; sites by what they are called."""
        by_place = defaultdict(list)
        for coding in self.codings:
            by_place[coding.layer.submission_id, coding.prompt_number].append(coding)
        ordered = sorted(self.submissions, key=lambda submission: self.names.site(submission.document.site))
        return {submission: list(self.sources_of(submission, by_place)) for submission in ordered}

    def sources_of(self, submission: Submission, by_place: dict) -> Iterable[data.Source]:
        site, memos = self.names.site(submission.document.site), self.notes_on("submission", submission.pk)
        for number, entry in submission.entries().items():
            worded = self.names.worded(text_of(entry))
            if worded.text:
                guid = self.names.guid("source", f"{submission.sha256} {number}")
                found = self.selections(guid, worded, by_place[submission.pk, number])
                name = f"{site} round {self.round.number} {number}"
                yield data.Source(guid, name, worded.text, found, memos, self.round.number, number)
                memos = ()

    def selections(self, source: str, worded: Worded, codings: list[Coding]) -> tuple[data.Selection, ...]:
        """One selection a passage, with a coding for each theme on it."""
        by_passage = defaultdict(list)
        for coding in codings:
            by_passage[worded.place(coding.start, coding.end)].append(self.coding(coding))
        return tuple(
            data.Selection(
                self.names.guid("selection", f"{source} {start} {end}"),
                start,
                end,
                tuple(coded),
                named_after(worded.text[start:end]),
            )
            for (start, end), coded in sorted(by_passage.items())
        )

    def coding(self, coding: Coding) -> data.Coding:
        coder = coding.layer.coder
        standing = self.standing[coding.theme_id]
        return data.Coding(
            self.names.stored(coding.guid),
            self.names.stored(standing.guid),
            self.names.guid("user", coder.email if coder else SETTLED),
            self.dated(coding.at),
            self.notes_on("coding", coding.pk),
        )

    @cached_property
    def standing(self) -> dict[int, Theme]:
        return {theme.pk: theme.standing for tree in self.trees for theme in themes_of(tree)}

    @property
    def cases(self) -> tuple[data.Case, ...]:
        return tuple(
            data.Case(
                self.names.guid("site", s.document.site.slug),
                self.names.site(s.document.site),
                tuple(source.guid for source in sources),
            )
            for s, sources in self.sources.items()
        )

    @property
    def groups(self) -> tuple[data.Group, ...]:
        members = tuple(source.guid for sources in self.sources.values() for source in sources)
        guid = self.names.guid("round", self.round.number)
        return (data.Group(guid, f"Round {self.round.number}", members),) if members else ()


def codes(trees: Iterable[ThemeTree], collected: Collected | None = None) -> tuple[data.Code, ...]:
    """Each tree as a heading with its themes; those that were merged are left out, as they stand for another."""
    names = collected.names if collected else Named()

    def code(theme: Theme, under: dict[int | None, list[Theme]]) -> data.Code:
        notes = collected.notes_on("theme", theme.pk) if collected else ()
        description = theme.definition + (EXAMPLE + theme.example if theme.example else "")
        children = tuple(code(child, under) for child in under[theme.pk])
        return data.Code(
            names.stored(theme.guid),
            names.worded(theme.title).text,
            theme.codable,
            names.worded(description).text,
            notes,
            children,
        )

    def of_tree(tree: ThemeTree) -> data.Code:
        under = defaultdict(list)
        for theme in themes_of(tree):
            if theme.merged_into_id is None:
                under[theme.parent_id].append(theme)
        return data.Code(
            names.guid("tree", tree.slug), tree.title, False, "", (), tuple(code(theme, under) for theme in under[None])
        )

    return tuple(of_tree(tree) for tree in trees)
