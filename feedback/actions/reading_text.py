"""Writing a reading: comments, the summary, remarks, standing asks. Whatever is typed is saved, half-finished too."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from accounts.permissions import can_edit_reading, require
from feedback.actions.common import write
from feedback.models import AskMade, Comment, Reading, Remark, SavedDraft, StandingAsk
from living_docs.answer_text import VERSION, find, offset_at_the_desk, text_of
from living_docs.comment_fields import WAYS
from living_docs.versions import LINES, Merged, Saved, both_texts, merged


def lock(reading: Reading, *, by: User) -> None:
    """Nobody lodges, takes away or writes in a reading while it is written in."""
    require(can_edit_reading, by, reading)
    locked = Reading.objects.select_for_update().filter(pk=reading.pk).first()
    if locked is None:
        raise PermissionDenied(can_edit_reading.__doc__)
    require(can_edit_reading, by, locked)


@transaction.atomic
def save_comment(
    reading: Reading, *, question: int, fields: dict[str, str], by: User, base_version: int | None = None
) -> Saved:
    """Save a question's comment on top of `base_version`, merged with what another window saved since."""
    lock(reading, by=by)
    comment, _ = Comment.objects.get_or_create(reading=reading, question=question)
    now = comment.fields()
    base = comment.version if base_version is None else base_version
    found = on_top(reading, question, base, comment.version, now=now, mine=now | fields)
    if found.clashed:
        return Saved(comment, comment.version, found.fields, found.clashed)
    write(comment, found.fields)
    keep_draft(reading, question, comment.version, found.fields)
    return Saved(comment, comment.version, found.fields)


@transaction.atomic
def save_summary(reading: Reading, *, summary: str, by: User, base_version: int | None = None) -> Saved:
    """Save the summary on top of `base_version`, merged with what another window saved since."""
    lock(reading, by=by)
    reading.refresh_from_db(fields=["summary", "summary_version"])
    now, version = {"summary": reading.summary}, reading.summary_version
    base = version if base_version is None else base_version
    found = on_top(reading, SavedDraft.SUMMARY, base, version, now=now, mine={"summary": summary})
    if found.clashed:
        return Saved(reading, version, found.fields, found.clashed)
    if found.fields != now:
        reading.summary, reading.summary_version = found.fields["summary"], version + 1
        reading.save(update_fields=["summary", "summary_version"])
    keep_draft(reading, SavedDraft.SUMMARY, reading.summary_version, found.fields)
    return Saved(reading, reading.summary_version, found.fields)


def on_top(reading: Reading, part: int, base_version: int, version: int, *, now: dict, mine: dict) -> Merged:
    """What was typed, with what another window saved since the version that this one stands on."""
    if base_version == version:
        return Merged(mine, ())
    base = reading.drafts.filter(part=part, number=base_version).first()
    return merged(mine, now=now, base=base.fields if base else {}, ways=WAYS | {"summary": LINES})


def keep_draft(reading: Reading, part: int, number: int, fields: dict[str, str]) -> None:
    reading.drafts.get_or_create(part=part, number=number, defaults={"fields": fields})


# Remarks


@transaction.atomic
def save_remark(
    reading: Reading,
    *,
    key: UUID,
    question: int,
    prompt_number: str,
    text: str,
    by: User,
    quoted: str = "",
    letters_before: int = 0,
    base_version: int | None = None,
) -> Remark:
    """Write a remark on a prompt or on a passage of it; the same key again is the same remark."""
    lock(reading, by=by)
    remark = Remark.objects.filter(key=key).first() or Remark(key=key, reading=reading, question=question, version=0)
    if remark.reading_id != reading.pk:
        raise PermissionDenied(can_edit_reading.__doc__)
    wanted = {"prompt_number": prompt_number, "text": text.strip(), "quoted": quoted.strip()}
    if remark.version and base_version is not None and base_version != remark.version:
        wanted["text"] = both_texts(remark.text, wanted["text"])
    if all(getattr(remark, name) == value for name, value in wanted.items()):
        return remark
    moved = any(getattr(remark, name) != wanted[name] for name in ("prompt_number", "quoted")) or not remark.version
    for name, value in wanted.items():
        setattr(remark, name, value)
    if moved:
        anchor(remark, letters_before)
    remark.version += 1
    remark.save()
    return remark


def anchor(remark: Remark, letters_before: int) -> None:
    """Where its passage stands in what is read now; words that stand nowhere there are kept as typed."""
    remark.submission = remark.reading.document.submissions.latest("number")
    entry = remark.submission.entries().get(remark.prompt_number)
    found = None
    if entry and remark.quoted:
        found = find(text_of(entry), remark.quoted, near=offset_at_the_desk(entry, letters_before))
    remark.text_version = VERSION
    remark.start, remark.end, remark.excerpt = found or (None, None, "")


@transaction.atomic
def remove_remark(remark: Remark, *, by: User) -> None:
    lock(remark.reading, by=by)
    remark.delete()


# Standard points


@transaction.atomic
def make_ask(ask: StandingAsk, reading: Reading, *, question: int, by: User) -> None:
    """Count that a standing ask was put into the comment on a question."""
    lock(reading, by=by)
    AskMade.objects.get_or_create(ask=ask, reading=reading, question=question)
