"""What the guard finds in the agreed feedback of a document, each with its sentence, its reason and what was decided."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from feedback.agreement.origins import sentences
from feedback.checks.checked_words import Words
from feedback.checks.figures import Figures, figures
from feedback.checks.names import READER, OtherNames
from feedback.models import SUMMARY, AgreedSummary, KeptFinding
from living_docs.acronyms import key as acronym_key
from living_docs.acronyms import known, stands_explained, tokens_in
from living_docs.comment_fields import TEXTS
from living_docs.models import LivingDocument
from sites.names.matcher import Found, longest

REASONS = {
    "name": "“{hit}” is about another site. A report is about its own site only.",
    "figure": "“{hit}” is a figure that another site gave. A report does not give other sites’ figures.",
    "comparison": "“{hit}” compares or ranks. A report does not compare a site with others.",
    "judgement": "“{hit}” judges success. We only say whether a document is clear and complete.",
    "reader": "“{hit}” is the name of one of the team. A report does not name readers.",
    "acronym": "“{hit}” is not explained. Write it out where it first appears.",
}


@dataclass(frozen=True)
class Text:
    """One field of the agreed feedback."""

    question: int
    field: str
    words: str


@dataclass(frozen=True)
class Finding:
    """One thing that the feedback may not say; `kept` when the leader let it stand, with the reason."""

    text: Text
    kind: str
    hit: str
    sentence: str
    kept: KeptFinding | None = None

    @property
    def key(self) -> str:
        """The same for the same words in the same sentence of the same field."""
        said = [str(self.text.question), self.text.field, self.kind, self.hit, self.sentence]
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest()

    @property
    def reason(self) -> str:
        return REASONS[self.kind].format(hit=self.hit)

    @property
    def is_open(self) -> bool:
        return self.kept is None


def texts_of(document: LivingDocument) -> list[Text]:
    """All that a site would read."""
    found = [
        Text(comment.question, field.name, getattr(comment, field.name))
        for comment in document.agreed_comments.order_by("question")
        for field in TEXTS
    ]
    summary = AgreedSummary.objects.filter(document=document).first()
    if summary:
        points = "\n".join(point["text"] for point in summary.next_points)
        named = {"summary": summary.summary, "points": points, "call_offer": summary.call_offer}
        found += [Text(SUMMARY, name, words) for name, words in named.items()]
    return [text for text in found if text.words.strip()]


def findings_of(document: LivingDocument) -> list[Finding]:
    """Everything that is found, in the order of the text, with what was decided of it."""
    kept = {finding.key: finding for finding in document.kept_findings.all()}
    found = list(dict.fromkeys(Guard(document).findings()))
    return [Finding(f.text, f.kind, f.hit, f.sentence, kept.get(f.key)) for f in found]


class Guard:
    """All that is looked for, made ready for one document."""

    def __init__(self, document: LivingDocument) -> None:
        self.document = document
        self.texts = texts_of(document)
        self.names, self.figures = OtherNames(document.site), Figures(document.site)
        self.words = Words(document.round.programme.watched_words.all())
        self.understood = self.acronyms_understood()

    def findings(self) -> Iterator[Finding]:
        for text in self.texts:
            for sentence in sentences(text.words):
                for found in self.in_sentence(sentence):
                    yield Finding(text, found.kind, sentence[found.start : found.end], sentence)

    def in_sentence(self, sentence: str) -> list[Found]:
        """What is found in the order of the sentence; of overlapping ones the longest, a word before an acronym."""
        found = longest({*self.named(sentence), *self.said(sentence)})
        taken = {place for one in found for place in range(one.start, one.end)}
        return sorted(
            [*found, *(one for one in self.unexplained(sentence) if one.start not in taken)], key=attrgetter("start")
        )

    def named(self, sentence: str) -> Iterator[Found]:
        """Names and figures of other sites, names of readers."""
        for name in self.names.find(sentence):
            yield replace(name, kind="reader" if name.kind == READER else "name")
        for start, end, bare in figures(sentence):
            if self.figures.owner(bare):
                yield Found(start, end, "figure", None)

    def said(self, sentence: str) -> Iterator[Found]:
        for word in self.words.find(sentence):
            yield Found(word.start, word.end, word.kind, None)

    def unexplained(self, sentence: str) -> Iterator[Found]:
        for acronym, start in tokens_in(sentence):
            if acronym_key(acronym) not in self.understood:
                yield Found(start, start + len(acronym), "acronym", None)

    def acronyms_understood(self) -> set[str]:
        """What everybody knows, what the site itself writes, and what the feedback explains."""
        sent = self.document.current_submission
        site_writes = str(sent.data["sections"]) if sent else ""
        own = {acronym_key(acronym) for acronym, _ in tokens_in(site_writes)}
        explained = {acronym_key(a) for text in self.texts for a in stands_explained(text.words)}
        return {name for name, is_known in known().items() if is_known} | own | explained
