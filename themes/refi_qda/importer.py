"""Taking a project in: themes, codings and memos that fit what is here; a sentence for each thing that does not."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.text import slugify

from accounts.foundations import audit, clock
from accounts.models import User
from accounts.permissions import can_import_project, require
from living_docs.answer_text import text_of
from living_docs.file_reader import apart
from living_docs.models import Submission
from sites.models import Programme
from themes.actions.trees import add_theme
from themes.models import Coding, Memo, Theme, ThemeTree
from themes.refi_qda import data
from themes.refi_qda.archive import NotRead
from themes.refi_qda.collection import EXAMPLE, SETTLED
from themes.refi_qda.guids import hidden, ours
from themes.refi_qda.layers import Layers, NoLayer
from themes.refi_qda.reader import read

LONGEST_TITLE = 150
TAKEN = {"tree": "trees", "theme": "themes", "coding": "codings", "memo": "memos"}


def import_file(content: bytes, *, by: User, name: str = "", unknown_as: User | None = None) -> Import:
    """Take in a .qdpx or .qdc called `name`; NotRead when it is none that can come back."""
    require(can_import_project, by)
    project = apart(read, content, refused=NotRead)
    hidden_trees = {hidden("tree", tree.slug) for tree in ThemeTree.objects.all()}
    if any(code.guid in hidden_trees for code in project.codes):
        raise NotRead(
            "This is an export under pseudonyms. Its texts differ from what was sent, so it cannot come back."
        )
    project = replace(project, name=project.name or Path(name).stem)
    return import_project(project, by=by, unknown_as=unknown_as)


@transaction.atomic
def import_project(project: data.Project, *, by: User, unknown_as: User | None = None) -> Import:
    """All that fits, or, when anything unforeseen happens, nothing. `unknown_as` codes for people unknown here."""
    require(can_import_project, by)
    taken_in = Import(project, by, unknown_as)
    taken_in.take_codes(project.codes)
    for source in project.sources:
        taken_in.take_source(source)
    taken_in.take_notes_on_themes()
    audit.record(
        "imported a project",
        by=by,
        about="a project or codebook of another program",
        why=project.name or project.origin,
    )
    return taken_in


class Import:
    """What was taken, what was here already, and what could not be taken."""

    def __init__(self, project: data.Project, by: User, unknown_as: User | None) -> None:
        self.project, self.by, self.unknown_as = project, by, unknown_as
        self.programme = Programme.objects.get()
        self.taken: Counter[str] = Counter()
        self.here: Counter[str] = Counter()
        self.problems = list(project.problems)
        self.themes = {str(theme.guid): theme for theme in Theme.objects.select_related("tree", "merged_into")}
        self.trees = {ours("tree", tree.slug): tree for tree in ThemeTree.objects.filter(programme=self.programme)}
        self.layers = Layers(by)

    @property
    def lines(self) -> list[str]:
        """What was taken and what was here already, in words."""
        taken = [
            f"{self.taken[kind]} {plural if self.taken[kind] > 1 else kind} imported"
            for kind, plural in TAKEN.items()
            if self.taken[kind]
        ]
        here = [
            f"{self.here[kind]} {plural if self.here[kind] > 1 else kind} here already"
            for kind, plural in TAKEN.items()
            if self.here[kind]
        ]
        return [*taken, *here] or ["Nothing was imported"]

    def leave_out(self, what: str, why: str) -> None:
        self.problems.append(f"{what} was left out: {why}.")

    # Themes

    def take_codes(self, codes: Iterable[data.Code]) -> None:
        """At the top a heading or a code with others below is a tree; single codes share one, named after the file."""
        for code in codes:
            if code.guid in self.themes:
                self.take_code(code, self.themes[code.guid].tree, self.themes[code.guid].parent)
            elif code.guid in self.trees or not code.codable:
                tree = self.trees.get(code.guid) or self.tree_called(code.name)
                for part in code.children:
                    self.take_code(part, tree, None)
            else:
                self.take_code(code, self.tree_called(code.name) if code.children else self.tree_of_file, None)

    @cached_property
    def tree_of_file(self) -> ThemeTree:
        return self.tree_called(self.project.name or "Codes")

    def tree_called(self, name: str) -> ThemeTree:
        """The tree of this name that came in from the same program, or a new one; never one that is the leader's own."""
        source = f"Taken in from {self.project.origin or 'a file'}"
        title = " ".join(name.split())[:LONGEST_TITLE] or "Codes"
        there = ThemeTree.objects.filter(programme=self.programme, title=title, source=source).first()
        if there is None:
            slug = free_slug(self.programme, title)
            there = ThemeTree.objects.create(programme=self.programme, slug=slug, title=title, source=source)
            self.taken["tree"] += 1
        return there

    def take_code(self, code: data.Code, tree: ThemeTree, parent: Theme | None) -> None:
        """A theme by its GUID; what is here already stays as the leader worded it."""
        theme = self.themes.get(code.guid)
        if theme is None:
            definition, _, example = code.description.partition(EXAMPLE)
            theme = add_theme(
                tree,
                parent=parent,
                title=code.name[:LONGEST_TITLE],
                definition=definition,
                example=example,
                codable=code.codable,
                guid=UUID(code.guid),
                why="Taken in from a file",
                by=self.by,
            )
            self.themes[code.guid] = theme
            self.taken["theme"] += 1
        else:
            self.here["theme"] += 1
        for part in code.children:
            self.take_code(part, theme.tree, theme)

    def take_notes_on_themes(self) -> None:
        for code in flat(self.project.codes):
            if theme := self.themes.get(code.guid):
                self.take_notes(code.notes, f"the theme “{theme}”", theme=theme)

    # Texts and codings

    @cached_property
    def places(self) -> dict[str, tuple[Submission, str, str]]:
        """The answers of all current submissions, by the GUID of their source: submission, prompt, text."""
        found = Submission.objects.current().select_related("document__site", "document__round").order_by("pk")
        return {
            ours("source", f"{submission.sha256} {number}"): (submission, number, text)
            for submission in found
            for number, entry in submission.entries().items()
            if (text := text_of(entry))
        }

    @cached_property
    def by_text(self) -> dict[str, list[tuple[Submission, str, str]]]:
        found: dict[str, list[tuple[Submission, str, str]]] = {}
        for place in self.places.values():
            found.setdefault(place[2], []).append(place)
        return found

    def place_of(self, source: data.Source) -> tuple[Submission, str, str] | None:
        """By its GUID; of a program that gives its own, by the text, where only one answer reads so."""
        known = self.places.get(source.guid)
        if known:
            return known if known[2].rstrip("\n") == source.text.rstrip("\n") else None
        alike = self.by_text.get(source.text.rstrip("\n"), [])
        return alike[0] if len(alike) == 1 else None

    def take_source(self, source: data.Source) -> None:
        place = self.place_of(source)
        if place is None:
            if source.selections or source.notes:
                self.leave_out(f"The source “{source.name}”", "no submitted answer has this text, or more than one has")
            return
        submission, number, text = place
        for selection in source.selections:
            for coding in selection.codings:
                self.take_coding(coding, submission, number, text, selection)
        if source.notes:
            self.take_document_notes(source, submission)

    def take_coding(
        self, coding: data.Coding, submission: Submission, number: str, text: str, selection: data.Selection
    ) -> None:
        what = f"A coding of “{' '.join(text[selection.start : selection.end].split())[:60]}” ({submission.document}, {number})"
        if there := Coding.objects.filter(guid=coding.guid).select_related("layer").first():
            return self.keep_what_is_here(there, coding, what)
        theme = self.themes.get(coding.code)
        if theme is None or not theme.codable or theme.is_retired:
            return self.leave_out(what, "its theme is not here, is a heading or is no longer in use")
        if not selection.end <= len(text):
            return self.leave_out(what, "it lies outside the text")
        try:
            layer = self.layers.of(submission, self.coder_of(coding.person))
        except NoLayer as problem:
            return self.leave_out(what, str(problem))
        where = {"prompt_number": number, "start": selection.start, "end": selection.end, "theme": theme}
        made, is_new = layer.codings.get_or_create(
            **where,
            removed_at=None,
            defaults={"guid": UUID(coding.guid), "quote": text[selection.start : selection.end], "at": when(coding.at)},
        )
        (self.taken if is_new else self.here)["coding"] += 1
        self.take_notes(coding.notes, what, layer=layer, coding=made)

    def keep_what_is_here(self, there: Coding, coding: data.Coding, what: str) -> None:
        """A coding that is here stays as it is; a memo may be new."""
        self.here["coding"] += 1
        if not there.layer.is_blind:
            self.take_notes(coding.notes, what, layer=there.layer, coding=there)

    def coder_of(self, guid: str) -> User | None:
        """Who coded; None for what was settled. Who is unknown here codes as the person chosen for that, if any."""
        if guid == ours("user", SETTLED):
            return None
        person = self.people.get(guid) or self.unknown_as
        if person is None:
            raise NoLayer("we do not know its coder")
        return person

    @cached_property
    def people(self) -> dict[str, User]:
        return {ours("user", user.email): user for user in User.objects.all()}

    # Memos

    @cached_property
    def notes(self) -> dict[str, data.Note]:
        return {note.guid: note for note in self.project.notes}

    def take_document_notes(self, source: data.Source, submission: Submission) -> None:
        what = f"the document “{source.name}”"
        for guid in source.notes:
            note = self.notes.get(guid)
            try:
                layer = self.layers.of(submission, self.coder_of(note.person), or_any=True) if note else None
            except NoLayer as problem:
                self.leave_out(f"A memo on {what}", str(problem))
                continue
            self.take_notes([guid], what, layer=layer, submission=submission)

    def take_notes(self, guids: Iterable[str], what: str, **on) -> None:
        for guid in guids:
            note = self.notes.get(guid)
            if note is None:
                self.leave_out(f"A memo on {what}", "the file does not hold it")
            elif Memo.objects.filter(guid=guid).exists():
                self.here["memo"] += 1
            else:
                by = self.people.get(note.person) or self.unknown_as or self.by
                Memo.objects.create(guid=UUID(guid), text=note.text.strip(), by=by, at=when(note.at), **on)
                self.taken["memo"] += 1


def free_slug(programme: Programme, title: str) -> str:
    """The title as part of an address, with a number behind where another tree has it."""
    slug = slugify(title)[:45] or "imported"
    taken = set(ThemeTree.objects.filter(programme=programme, slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in itertools.count(2))
    return slug if slug not in taken else next(one for one in numbered if one not in taken)


def flat(codes: Iterable[data.Code]) -> Iterable[data.Code]:
    for code in codes:
        yield code
        yield from flat(code.children)


def when(said: str) -> datetime:
    """A moment as the file gives it, or now."""
    try:
        moment = parse_datetime(said)
    except ValueError:
        moment = None
    if moment is None:
        return clock.now()
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
