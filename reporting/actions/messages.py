"""The front of a review: its key messages, and what became of the issues of the last one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import transaction

from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import can_write_review, require
from living_docs.versions import Saved, Way, either, merged, mine_alone
from reporting.actions.claims import claim_all
from reporting.jobs import ask_to_read_again
from reporting.models import Review, ReviewEdit
from reporting.review.key_messages import FIELDS, standing, texts_of
from reporting.review.last_issues import last_publication, mark_of
from reporting.review.tokens import counts_in


@transaction.atomic
def save_message(review: Review, key: str, fields: dict[str, Any], *, base_version: int, by: User) -> Saved:
    """Write a new message, or one on top of the version it was opened with; every earlier text is kept."""
    require(can_write_review, by, review)
    messages = locked(review).messages
    before = next((message for message in messages if message["key"] == key), None)
    wanted, version = {name: fields[name] for name in FIELDS}, before["version"] if before else 0
    if before:
        base = before if version == base_version else message_at(review, key, base_version)
        wanted, clashed = merged(wanted, now=before, base=base, ways={})
        if clashed or wanted == {name: before[name] for name in FIELDS}:
            return Saved(before, version, wanted, clashed)
    made = {
        "key": key or f"m{len(messages) + 1}",
        "version": version + 1,
        "removed": bool(before and before["removed"]),
    } | wanted
    keep(review, [made if message is before else message for message in messages] if before else [*messages, made])
    ReviewEdit.objects.create(review=review, text={"message": made}, by=by)
    ask_to_read_again(review)
    claim_written(review, [made], texts_of(made), by=by)
    return Saved(made, version + 1, wanted)


def message_at(review: Review, key: str, version: int) -> dict:
    """A message as one of its versions said it; {} for one that there never was."""
    found = review.edits.filter(section=None, text__message__key=key, text__message__version=version)
    edit = found.order_by("-pk").first()
    return edit.text["message"] if edit else {}


@transaction.atomic
def move_message(review: Review, key: str, *, up: bool, by: User) -> None:
    """One place up or down among those that are printed; one that was removed meanwhile stays where it is."""

    def moved(messages: list[dict]) -> list[dict]:
        printed = [message for message in messages if not message["removed"]]
        place = next((place for place, message in enumerate(printed) if message["key"] == key), None)
        other = -1 if place is None else place - 1 if up else place + 1
        if place is not None and 0 <= other < len(printed):
            printed[place], printed[other] = printed[other], printed[place]
        return [*printed, *(message for message in messages if message["removed"])]

    rearrange(review, moved, f"moved a key message {'up' if up else 'down'}", by=by)


def remove_message(review: Review, key: str, *, by: User) -> None:
    """No longer printed; its text is kept and can come back."""
    set_removed(review, key, True, "removed a key message", by=by)


def bring_message_back(review: Review, key: str, *, by: User) -> None:
    """Printed again, after the others."""
    set_removed(review, key, False, "brought a key message back", by=by)


def set_removed(review: Review, key: str, removed: bool, verb: str, *, by: User) -> None:
    def changed(messages: list[dict]) -> list[dict]:
        others = [message for message in messages if message["key"] != key]
        return [*others, *(one | {"removed": removed} for one in messages if one["key"] == key)]

    rearrange(review, changed, verb, by=by)


@transaction.atomic
def rearrange(review: Review, change: Callable[[list[dict]], list[dict]], verb: str, *, by: User) -> None:
    """The messages in another order, or with one more or fewer; who did so is a writer of the review."""
    require(can_write_review, by, review)
    keep(review, change(locked(review).messages))
    ReviewEdit.objects.create(review=review, text={"order": [one["key"] for one in standing(review)]}, by=by)
    audit.record(verb, by=by, about=review)


@transaction.atomic
def save_last_issues(review: Review, rows: list[dict], *, seen: Mapping[str, str] | None = None, by: User) -> Saved:
    """What became of the issues of the last review; once that is withdrawn, of the one they were taken from.

    `seen` holds, for each issue that stood on the page, the mark of what was written of it then.
    """
    require(can_write_review, by, review)
    if seen is not None:
        rows, clashing = merged_issues(locked(review).last_issues.get("rows", []), rows, seen)
        if clashing:
            return Saved(review, 0, {}, tuple(clashing), theirs=list(clashing.values()))
    last = last_publication(review)
    taken_from = {"round": last.round.number, "version": last.version} if last else {}
    review.last_issues = review.last_issues | taken_from | {"rows": rows}
    review.save(update_fields=["last_issues"])
    ReviewEdit.objects.create(review=review, text={"last_issues": review.last_issues}, by=by)
    ask_to_read_again(review)
    claim_written(review, rows, [row["text"] for row in rows], by=by)
    return Saved(review, 0, {"rows": rows})


def merged_issues(now: list[dict], mine: list[dict], seen: Mapping[str, str]) -> tuple[list[dict], dict[str, dict]]:
    """Both writers' rows, one an issue; and the other's of issues of which both wrote. A page knows marks, not rows."""
    theirs, own = {row["issue"]: row for row in now}, {row["issue"]: row for row in mine}
    typed = {issue: own.get(issue, {}) for issue in seen}
    found, clashed = merged(typed, now=theirs, base=dict(seen), ways=dict.fromkeys(seen, BY_MARK))
    order = list(dict.fromkeys([*own, *theirs]))
    rows = [found.get(issue, theirs.get(issue, {})) for issue in order]
    return [row for row in rows if row], {issue: theirs.get(issue, {"issue": issue}) for issue in clashed}


def by_mark(seen: str, theirs: dict, mine: dict) -> dict:
    """Of two rows the one that changed since its mark was taken."""
    marks = either(seen, mark_of(theirs or None), mark_of(mine or None))
    return mine if marks == mark_of(mine or None) else theirs


BY_MARK = Way(by_mark, mine_alone)


def locked(review: Review) -> Review:
    """The review as it is stored, kept from other writers until this is saved."""
    return Review.objects.select_for_update().get(pk=review.pk)


def keep(review: Review, messages: list[dict]) -> None:
    review.messages = messages
    review.save(update_fields=["messages"])


def claim_written(review: Review, with_counts: list[dict], texts: Iterable[str], *, by: User) -> None:
    rows = [row["count"] for one in with_counts for row in one["counts"]]
    claim_all(review.round, [*rows, *counts_in(texts)], by=by)
