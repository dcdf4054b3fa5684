"""The thematic review as plain, anonymous data: what page, PDF and checks are made from, and what is published.

What it is built from has no field for a site: `AnonymousExcerpt` holds words, `SiteCount` a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

from accounts.foundations import clock
from living_docs import prose, uk_time
from living_docs.canonical_json import sha256
from reporting import figures
from reporting.anonymity.counts import Published
from reporting.anonymity.sentences import sentences_of
from reporting.claims.comparisons import Comparison, comparison_of, is_known
from reporting.claims.evidence import RoundEvidence
from reporting.models import Review, ReviewSection
from reporting.review import apparatus
from reporting.review.imprint import imprint_of
from reporting.review.key_messages import FOLLOWS, Certainty, scale, standing
from reporting.review.last_issues import Outcome
from reporting.review.tokens import BINDING, COUNT, FIGURE, HOLDS, LEFT_OVER, MENTION, QUOTATION

MESSAGES, LAST_ISSUES = "Key messages", "Issues of the last review"  # places, as the gate names them
NOT_HASHED = ("published_on", "content_sha256")
FIGURE_SAID = re.compile(r"\bFigure (\d+)\b")
IMPRINT, CONTACT = "Imprint", "Contact"
NO_COUNT = {"exact": None, "band": "some", "of": 0, "base": ""}


@dataclass(frozen=True)
class AnonymousExcerpt:
    """Words of a document that no longer tell where they come from."""

    text: str


class Builder:
    """Builds the data of one review; `unknown` gathers tokens that stand for nothing."""

    def __init__(self, review: Review) -> None:
        self.review, self.round = review, review.round
        self.evidence = RoundEvidence(review.round)
        quotations = review.quotations.values_list("token", "anonymised")
        self.excerpts = {token: AnonymousExcerpt(text) for token, text in quotations}
        self.begin()

    def begin(self) -> None:
        self.unknown: list[str] = []
        self.used: dict[str, Published] = {}
        self.compared: dict[str, list[Comparison]] = {}  # by the sentence that each bears out
        self.drawn: set[str] = set()

    def data(self) -> dict:
        """All that would be published; twice over where a number was printed before another place withheld it."""
        data = self.printed_once()
        if self.evidence.begin_anew():
            self.begin()
            data = self.printed_once()
        data["content_sha256"] = sha256(data)
        return data | {"published_on": clock.now().astimezone(uk_time.UK).date().isoformat()}

    def printed_once(self) -> dict:
        review = self.review
        data = {
            "programme": self.round.programme.name,
            "round": self.round.number,
            "title": review.title,
            "subtitle": review.subtitle,
            "version": review.version,
            "correction": review.correction,
            "submitted_month": f"{self.round.deadline.astimezone(uk_time.UK):%B %Y}",
            "documents": len(self.evidence.sent),
            "demo": self.round.programme.fictional,
            "abstract": self.with_counts(review.abstract),
            "glance": [self.glance_row(row) for row in review.glance],
            "sections": [self.section(section) for section in self.printed_sections],
            "withheld": review.withheld,
        }
        data |= self.front()
        data |= self.comparisons()
        return data | self.behind(data)

    def behind(self, data: dict) -> dict:
        """What stands behind the text: its imprint, method, what it withholds where, words and acronyms it uses."""
        said = "\n".join(text for _, text in texts(data))
        return {
            "imprint": imprint_of(self.round),
            "method": [*apparatus.method_of(data["documents"], self.evidence.k), *apparatus.how_sure(data)],
            "withheld_in": apparatus.withheld_in(data),
            "glossary": apparatus.glossary_of(said),
            "acronyms": apparatus.acronyms_of(said),
        }

    def front(self) -> dict:
        """The messages and what became of the last issues; a review without them is printed as before there were any."""
        messages, issues = standing(self.review), self.review.last_issues
        if not messages and not issues.get("rows"):
            return {}
        return {
            "messages": [self.message(message) for message in messages],
            "scale": scale(),
            "last_issues": {"round": issues.get("round"), "rows": [self.issue(row) for row in issues.get("rows", [])]},
        }

    def message(self, message: dict) -> dict:
        follows = {label: self.with_counts(message[name]) for name, label in FOLLOWS.items()}
        return {
            "id": f"message-{message['key']}",
            "finding": self.with_counts(message["finding"]),
            "certainty": Certainty(message["certainty"]).label,
            "why": self.with_counts(message["why"]),
            "counts": self.rows(message["counts"]),
            "follows": [{"for": label, "text": text} for label, text in follows.items() if text],
            "sections": [
                {"id": section.slug, "title": section.title}
                for section in self.printed_sections
                if section.slug in message["sections"]
            ],
        }

    @cached_property
    def printed_sections(self) -> list[ReviewSection]:
        return list(self.review.sections.printed())

    def issue(self, row: dict) -> dict:
        return {
            "issue": row["issue"],
            "outcome": Outcome(row["outcome"]).label,
            "text": self.with_counts(row["text"]),
            "counts": self.rows(row["counts"]),
        }

    def rows(self, rows: list[dict]) -> list[dict]:
        """Each count with what it is a number of."""
        return [{"count": self.count(row["count"]), "statement": row["statement"]} for row in rows]

    def comparisons(self) -> dict:
        """The sentences that rank or compare, each with what it says of the documents; built last, nowhere printed."""
        said = [{"sentence": text, **one.data()} for text, found in self.compared.items() for one in found]
        return {"comparisons": said} if said else {}

    def count(self, key: str) -> dict:
        published = self.published(key)
        return published.data() if published else NO_COUNT | {"words": f"[[count:{key}]]"}

    def phrase(self, key: str) -> str:
        published = self.published(key)
        return published.phrase if published else f"[[count:{key}]]"

    def published(self, key: str) -> Published | None:
        """A count as it may be printed; None, and noted, where the key stands for nothing."""
        if not self.evidence.knows(key):
            self.unknown.append(f"[[count:{key}]]")
            return None
        return self.used.setdefault(key, self.evidence.published(key))

    def with_counts(self, html: str) -> str:
        """Tokens replaced by their phrases, with a capital where a sentence begins."""

        def replaced(match: re.Match) -> str:
            phrase = self.phrase(match[1])
            before = match.string[: match.start()].rstrip()
            starts = not before or before.endswith((">", ".", "!", "?", ":"))
            return phrase[0].upper() + phrase[1:] if starts else phrase

        return self.without_bindings(MENTION.sub(self.mention, COUNT.sub(replaced, html)))

    def mention(self, match: re.Match) -> str:
        """ "Figure 2", where that figure is printed anywhere in the review."""
        if number := self.numbers.get(match[1]):
            return f"Figure {number}"
        self.unknown.append(match[0])
        return match[0]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The figures that the review prints, in their order, numbered from 1."""
        lines = (
            block.text.strip() for section in self.review.sections.printed() for block in prose.blocks(section.html)
        )
        names = [found[1] for line in lines if (found := FIGURE.fullmatch(line))]
        return {name: number for number, name in enumerate(filter(self.can_draw, dict.fromkeys(names)), 1)}

    def can_draw(self, name: str) -> bool:
        return name in figures.MAKERS and figures.MAKERS[name].can_be_made(self.evidence)

    def without_bindings(self, html: str) -> str:
        """A text without the tokens that bind its sentences, which are noted; one that binds to nothing is left."""
        known = {words for words in HOLDS.findall(html) if self.is_bound(words)}
        if not known:
            return html
        before = ""
        for _, sentence in sentences_of(prose.text(html)):
            if found := [comparison_of(words) for words in HOLDS.findall(sentence) if words in known]:
                said = " ".join(BINDING.sub("", sentence).split()) or before
                self.compared.setdefault(said, []).extend(filter(None, found))
            before = sentence.strip()
        return BINDING.sub(lambda match: "" if match[1] in known else match[0], html)

    def is_bound(self, words: str) -> bool:
        comparison = comparison_of(words)
        if comparison and is_known(comparison, self.evidence):
            return True
        self.unknown.append(f"[[holds:{words}]]")
        return False

    def glance_row(self, row: dict) -> dict:
        return {"count": self.count(row["count"]), "statement": row["statement"], "text": self.with_counts(row["text"])}

    def section(self, section: ReviewSection) -> dict:
        return {
            "id": section.slug,
            "title": section.title,
            "question": section.question,
            "asked": self.asked(section),
            "standfirst": self.with_counts(section.standfirst),
            "brief": self.rows(section.brief),
            "blocks": list(self.blocks(section.html)),
        }

    def asked(self, section: ReviewSection) -> str:
        question = self.round.instrument.question(section.question) if section.question else None
        return question.purpose if question else ""

    def blocks(self, html: str) -> Iterator[dict]:
        """Runs of prose, parted by quotations and figures: tokens that stand alone in a line."""
        run: list[prose.Block] = []
        for block in prose.blocks(html):
            if (inserted := self.inserted(block.text.strip())) is None:
                run.append(block)
                continue
            yield from self.prose(run)
            run = []
            yield inserted
        yield from self.prose(run)

    def inserted(self, line: str) -> dict | None:
        if token := QUOTATION.fullmatch(line):
            return self.quotation(token[1])
        if token := FIGURE.fullmatch(line):
            return self.figure(token[1])
        return None

    def prose(self, run: list[prose.Block]) -> Iterator[dict]:
        if run:
            yield {"kind": "html", "html": self.with_counts(prose.render(run))}

    def figure(self, name: str) -> dict:
        """A figure where it stands first; a review prints each of them once."""
        if name not in self.numbers or name in self.drawn:
            return self.nothing(f"[[figure:{name}]]")
        self.drawn.add(name)
        return {"kind": "figure", "figure": figures.made(name, self.evidence, number=self.numbers[name])}

    def quotation(self, token: str) -> dict:
        if token not in self.excerpts:
            return self.nothing(f"[[quotation:{token}]]")
        return {"kind": "quotation", "text": self.excerpts[token].text}

    def nothing(self, token: str) -> dict:
        """A token that stands for nothing: it is printed as it is, and keeps the review back."""
        self.unknown.append(token)
        return {"kind": "html", "html": f"<p>{escape(token)}</p>"}


def draft_data(review: Review) -> dict:
    """What would be published now."""
    return Builder(review).data()


def data_of(review: Review) -> dict:
    """What was published, or what would be published of a draft now."""
    return review.publication.data if review.is_published else draft_data(review)


def unknown_tokens(review: Review) -> list[str]:
    """Tokens that stand for nothing, and what looks like one in the text that would be printed."""
    builder = Builder(review)
    left = [found for _, text in texts(builder.data()) for found in LEFT_OVER.findall(text)]
    return list(dict.fromkeys([*builder.unknown, *left]))


def figures_without_mention(review: Review) -> list[str]:
    """The figures that no sentence of the review refers to, as they are printed: "Figure 2. Themes across the rounds"."""
    return not_mentioned(data_of(review))


def not_mentioned(data: dict) -> list[str]:
    said = " ".join(text for _, text in prose_of(data))
    mentioned = set(map(int, FIGURE_SAID.findall(said)))
    return [
        f"Figure {figure['number']}. {figure['title']}"
        for figure in figures.in_sections(data["sections"])
        if figure["number"] not in mentioned
    ]


def prose_of(data: dict) -> Iterator[tuple[str, str]]:
    """What its writers say in their own words, with the place where it stands."""
    yield "Abstract", prose.text(data["abstract"])
    yield from front_texts(data)
    for row in data["glance"]:
        yield "At a glance", f"{row['statement']}\n{row['text']}"
    for section in data["sections"]:
        blocks = [text_of(block) for block in section["blocks"] if block["kind"] == "html"]
        yield from ((section["title"], text) for text in [section["standfirst"], *blocks])


def texts(data: dict) -> Iterator[tuple[str, str]]:
    """Every text that would be published, with the place where it stands."""
    yield "Title", f"{data['title']}\n{data['subtitle']}"
    yield "Abstract", prose.text(data["abstract"])
    yield from front_texts(data)
    for row in data["glance"]:
        yield "At a glance", f"{row['statement']}\n{row['text']}"
    for section in data["sections"]:
        for text in section_texts(section):
            yield section["title"], text
    for sentence in data["withheld"]:
        yield "What was withheld", sentence
    if data["correction"]:
        yield "Reason of the correction", data["correction"]
    yield from texts_behind(data)


def texts_behind(data: dict) -> Iterator[tuple[str, str]]:
    """The texts behind a review; one that was published before there were any has none."""
    imprint = data.get("imprint", {})
    yield from ((IMPRINT, imprint[name]) for name in ("authors", "licence") if imprint.get(name))
    yield from ((CONTACT, imprint[name]) for name in ("contact", "isbn", "doi") if imprint.get(name))
    yield from (("Method", f"{part['title']}. {part['text']}") for part in data.get("method", []))
    yield from (("Where numbers are withheld", sentence) for sentence in data.get("withheld_in", []))
    for place in ("glossary", "acronyms"):
        yield from ((place.capitalize(), f"{row['term']}: {row['meaning']}") for row in data.get(place, []))


def front_texts(data: dict) -> Iterator[tuple[str, str]]:
    """The messages, and what became of the last issues; older reviews have neither."""
    for message in data.get("messages", []):
        said = [message["finding"], message["why"], *(one["text"] for one in message["follows"])]
        yield MESSAGES, "\n".join([*said, *(row["statement"] for row in message["counts"])])
    for issue in data.get("last_issues", {}).get("rows", []):
        said = [issue["issue"], issue["text"], *(row["statement"] for row in issue["counts"])]
        yield LAST_ISSUES, "\n".join(filter(None, said))


def section_texts(section: dict) -> list[str]:
    """Its title, standfirst, numbers and blocks."""
    rows = [row["statement"] for row in section["brief"]]
    return [section["title"], section["standfirst"], *rows, *map(text_of, section["blocks"])]


def text_of(block: dict) -> str:
    """The words of one block of a section: prose, a quotation, or all that stands in a figure."""
    match block["kind"]:
        case "quotation":
            return block["text"]
        case "figure":
            return "\n".join(figures.words(block["figure"]))
        case _:
            return prose.text(block["html"])
