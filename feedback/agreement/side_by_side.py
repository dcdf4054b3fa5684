"""The agreeing page: each reading’s words beside the agreed ones, and where each agreed sentence is from."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BoundField, ChoiceField

from feedback.agreement.origins import Comments, labels, lines, origins_of, said_by
from feedback.checks.feedback_check import Finding
from feedback.forms import CommentForm
from feedback.models import AgreedComment, Comment
from living_docs.comment_fields import FIELDS, JUDGEMENTS, TEXTS, is_judgement


@dataclass(frozen=True)
class AgreedRow:
    """One field of the feedback form: each reading’s words beside the agreed ones, with the origins of these."""

    field: BoundField
    texts: list[tuple[str, str]]
    origins: list[tuple[str, str]]
    differs: bool
    is_judgement: bool
    findings: list[Finding]

    @property
    def is_settled(self) -> bool:
        """The readings say the same and so does what is agreed: the row can be shown in one line."""
        if self.differs or self.field.errors or any(finding.is_open for finding in self.findings):
            return False
        return bool(self.texts) and lines(self.agreed) == lines(self.texts[0][1])

    @property
    def agreed(self) -> str:
        """What is agreed now, as a reading would say it."""
        value = self.field.value() or ""
        field = self.field.field
        return str(dict(field.choices)[value]) if isinstance(field, ChoiceField) and value else value


def agreed_start(agreed: AgreedComment | None, comments: Comments) -> dict[str, str]:
    """What the form of the agreed comments starts with: what is agreed, or the judgements that all readings share."""
    if agreed:
        return agreed.fields()
    said_by_all = {field.name: {getattr(comment, field.name, "") for _, comment in comments} for field in JUDGEMENTS}
    return {name: said.pop() for name, said in said_by_all.items() if len(said) == 1}


def started_from(start: str, comments: Comments) -> dict[str, str]:
    """All fields as one press starts them: from one reading (its place), from "both", or "blank"."""
    chosen = [comments[int(start)]] if start.isdigit() and int(start) < len(comments) else comments
    if start == "blank":
        return dict.fromkeys(FIELDS, "")
    fields = dict.fromkeys(FIELDS, "") | agreed_start(None, chosen)
    for place in range(len(chosen)):
        for text in TEXTS:
            fields = with_taken(fields, f"{text.name}:{place}", chosen)
    return fields


def with_taken(fields: dict[str, str], taken: str, comments: Comments) -> dict[str, str]:
    """The fields after "Use A" was pressed, which says "noted:0": a judgement is taken over, words are added below."""
    name, _, place = taken.partition(":")
    if name not in FIELDS or not place.isdigit() or int(place) >= len(comments):
        return fields
    words = getattr(comments[int(place)][1], name, "")
    if is_judgement(name):
        return fields | {name: words}
    there = lines(fields[name])
    return fields | {name: "\n".join([*there, *(line for line in lines(words) if line not in there)])}


Findings = dict[str, list[Finding]]


def agreed_rows(
    form: CommentForm, agreed: AgreedComment | None, comments: Comments, findings: Findings
) -> list[AgreedRow]:
    """The fields with those on which the readings differ first, judgements before words."""
    rows = [agreed_row(form, agreed, name, comments, findings.get(name, [])) for name in FIELDS]
    return sorted(rows, key=lambda row: not row.differs)


def agreed_row(
    form: CommentForm, agreed: AgreedComment | None, name: str, comments: Comments, findings: list[Finding]
) -> AgreedRow:
    chosen = is_judgement(name)
    texts = [
        (label, said(comment, name))
        for label, (_, comment) in zip(labels(r for r, _ in comments), comments, strict=True)
    ]
    differs = len({text for _, text in texts}) > 1
    origins = [] if chosen or agreed is None else origins_of(agreed, name, said_by(comments, name))
    return AgreedRow(form[name], texts, origins, differs, chosen, findings)


def said(comment: Comment | None, name: str) -> str:
    return comment.said_in(FIELDS[name]) if comment else ""
