"""The feedback report as plain data: what the site's page and the PDF are made from, and what a release freezes."""

from __future__ import annotations

from django.utils.html import escape

from accounts.foundations import clock
from feedback.models import AgreedComment, AgreedSummary
from living_docs import uk_time
from living_docs.changes import word_changes
from living_docs.comment_fields import JUDGEMENTS, TEXTS
from living_docs.kinds import kind_of
from living_docs.kinds.costs import sent_rows, total
from living_docs.models import LivingDocument, Submission

FEEDBACK_POINTS = "C.4"
PROMPT_STATES = {
    "answered": "met",
    "no_change": "met",
    "too_early": "too_early",
    "not_known": "later",
    "not_answered": "not_answered",
    "open": "open",
    "carried": "open",
}


def draft_data(document: LivingDocument, *, version: int = 1, correction: str = "") -> dict:
    """What would be released now."""
    sent = document.current_submission
    before = previous_submission(document)
    agreed = {comment.question: comment for comment in document.agreed_comments.all()}
    summary = AgreedSummary.objects.filter(document=document).first()
    return {
        "programme": document.round.programme.name,
        "site": {"name": document.site.name, "slug": document.site.slug},
        "round": document.round.number,
        "version": version,
        "correction": correction,
        "released_on": clock.now().astimezone(uk_time.UK).date().isoformat(),
        "submitted_at": sent.submitted_words,
        "reference": sent.reference,
        "demo": document.round.programme.fictional,
        "readers": document.readings.blind().lodged().count(),
        "named_readers": named_readers(document),
        "summary": paragraphs(summary.summary if summary else ""),
        "next_points": numbered(summary.next_points if summary else []),
        "call_offer": summary.call_offer if summary else "",
        "changes": [section_changes(document, section, before) for section in sent.data["sections"]],
        "questions": [
            question_data(section, agreed[section["number"]])
            for section in sent.data["sections"]
            if section["number"] in agreed
        ],
        "costs": costs(document, sent, before),
        "earlier_points": earlier_points(document, sent),
    }


def previous_submission(document: LivingDocument) -> Submission | None:
    """What the site last sent in an earlier round."""
    return Submission.objects.before(document).last()


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def paragraphs(text: str) -> str:
    return "\n".join(f"<p>{escape(line)}</p>" for line in lines(text))


def numbered(points: list[dict]) -> list[dict]:
    return [{"number": number, **point} for number, point in enumerate(points, start=1)]


def question_data(section: dict, comment: AgreedComment) -> dict:
    return {
        "number": section["number"],
        "title": section["title"],
        **{field.name: comment.said_in(field) for field in JUDGEMENTS},
        **{field.name: lines(comment.said_in(field)) for field in TEXTS},
    }


def section_changes(document: LivingDocument, section: dict, before: Submission | None) -> dict:
    """Words unchanged, edited and new in one question, and the state of each prompt."""
    prompts = document.prompts
    earlier = before.entries() if before else {}

    def blocks(entry: dict | None) -> list[str]:
        if entry is None or entry["number"] not in prompts:
            return []
        prompt = prompts[entry["number"]]
        return kind_of(prompt).blocks(prompt, entry["value"])

    old = [block for entry in section["prompts"] for block in blocks(earlier.get(entry["number"]))]
    new = [block for entry in section["prompts"] for block in blocks(entry)]
    return {
        "question": section["number"],
        "title": section["title"],
        **word_changes(old, new)._asdict(),
        "prompts": [{"number": e["number"], "state": PROMPT_STATES[e["state"]]} for e in section["prompts"]],
    }


def costs(document: LivingDocument, sent: Submission, before: Submission | None) -> list[dict]:
    """Each cost table with its sum, the rows of unknown value beside it, and the last round's."""
    entries = sent.entries()
    tables = [p for p in document.prompts.values() if kind_of(p).counts_costs and p.number in entries]
    return [cost_table(prompt, entries[prompt.number], before) for prompt in tables]


def cost_table(prompt, entry: dict, before: Submission | None) -> dict:
    names = ("category", "item", "bearer", "status")
    column = {column.name: column for column in prompt.columns}
    rows = sent_rows(entry)
    printed = [
        {name: column[name].labels.get(row.get(name, ""), row.get(name, "")) for name in names if name in column}
        | {"amount": f"{total([row]).known:,.2f}" if total([row]).known_rows else None}
        for row in rows
    ]
    earlier = before.entries().get(prompt.number) if before else None
    return {
        "prompt": prompt.number,
        "title": prompt.label,
        **sums(rows),
        "previous": {"round": before.data["round"], **sums(sent_rows(earlier))} if earlier else None,
        "rows": printed,
    }


def sums(rows: list[dict]) -> dict:
    result = total(rows)
    return {"known": f"{result.known:,.2f}", "known_rows": result.known_rows, "unknown_rows": result.unknown_rows}


def earlier_points(document: LivingDocument, sent: Submission) -> list[dict]:
    """The points of every earlier report, the newest first, with the replies that the site sent in C.4."""
    in_round = {
        one.document.round.number: one for one in Submission.objects.before(document).select_related("document__round")
    } | {document.round.number: sent}
    return [
        point
        for number in sorted(in_round, reverse=True)
        for point in points_replied_to(document, in_round[number], number)
    ]


def points_replied_to(document: LivingDocument, sent: Submission, number: int) -> list[dict]:
    """The points that stood in the C.4 of one round: those of the report of the round before."""
    entry = sent.entries().get(FEEDBACK_POINTS)
    prompt = document.prompts.get(FEEDBACK_POINTS)
    if not entry or not prompt:
        return []
    labels = next(column.labels for column in prompt.columns if column.name == "reply")
    return [
        {
            "point": row.get("point", ""),
            "round": number - 1,
            "reply": labels.get(row.get("reply", ""), ""),
            "text": " ".join(filter(None, [row.get("done", ""), row.get("where", "")])),
        }
        for row in entry["value"].get("rows", [])
    ]


def named_readers(document: LivingDocument) -> list[str]:
    """Who read it, where the programme says that reports name their readers."""
    if not document.round.programme.names_readers:
        return []
    return [reading.reader.name for reading in document.readings.blind().lodged().in_order().select_related("reader")]
