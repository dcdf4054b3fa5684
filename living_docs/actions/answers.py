"""Writing: every way to write an answer goes through `save_answer`."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F

from accounts.foundations import clock
from accounts.models import User
from accounts.permissions import (
    can_edit_answers,
    require,
)
from living_docs.completeness import sections
from living_docs.kinds import kind_of
from living_docs.models import (
    ACCEPTED,
    Answer,
    AnswerState,
    AnswerVersion,
    LivingDocument,
    SectionMark,
)
from living_docs.versions import Merged, Saved, Way, merged

UNTOUCHED = frozenset({AnswerState.CARRIED, AnswerState.NO_CHANGE})


def save_answer(
    answer: Answer,
    value: dict,
    *,
    base_version: int,
    by: User,
    state: AnswerState = AnswerState.ANSWERED,
    until: date | None = None,
    reason: str = "",
) -> Saved:
    """Save what a person wrote on top of `base_version`; merge with what others saved since, or return both.

    A half-finished answer is saved too: only submitting asks for completeness.
    """
    require(can_edit_answers, by, answer.document)
    prompt = answer.prompt
    wanted = Answer(
        document=answer.document,
        prompt_number=prompt.number,
        state=state,
        value=kind_of(prompt).clean(prompt, value),
        until=until,
        reason=reason.strip(),
    )
    with transaction.atomic():
        document = LivingDocument.objects.select_for_update().get(pk=answer.document_id)
        require(can_edit_answers, by, document)
        current = Answer.objects.select_for_update().get(pk=answer.pk)
        current.document = answer.document
        if current.version != base_version:
            base = current.at_version(base_version)
            if untouched(wanted, base):
                return saved(current)
            found = merged_value(wanted, current, base)
            if found.clashed:
                theirs = current.at_version(current.version)
                return Saved(current, current.version, found.fields, found.clashed, theirs)
            wanted.value = found.fields["value"]
        settle_state(wanted, current, prompt)
        if same(wanted, current, prompt):
            return saved(current)
        return saved(store(wanted, current, by=by))


def saved(answer: Answer) -> Saved:
    return Saved(answer, answer.version, {"value": answer.value})


def merged_value(wanted: Answer, current: Answer, base: AnswerVersion) -> Merged:
    """The value with the changes of both, as its kind merges it."""
    kind = kind_of(current.prompt)
    mine, now, before = ({"value": held.value} for held in (wanted, current, base))
    return merged(mine, now=now, base=before, ways={"value": Way(kind.merge, kind.both)})


def untouched(wanted: Answer, base: AnswerVersion) -> bool:
    """Whether a page that others have overtaken says what it said when it was opened: then theirs stands."""
    said = base.state if base.state in ACCEPTED else AnswerState.ANSWERED
    return (wanted.state, wanted.value, wanted.until, wanted.reason) == (said, base.value, base.until, base.reason)


def settle_state(wanted: Answer, current: Answer, prompt) -> None:
    """An empty answer is open; one that stands as it was carried, also after typing and undoing, is what it was then."""
    if wanted.state != AnswerState.ANSWERED:
        return
    if kind_of(prompt).is_empty(wanted.value):
        wanted.state = AnswerState.OPEN
    elif is_value_of(current, wanted.value, prompt) and current.state in {*UNTOUCHED, AnswerState.OPEN}:
        wanted.state = AnswerState(current.state)
    elif (before := current.versions.filter(state__in=UNTOUCHED).order_by("number").last()) is not None:
        wanted.state = AnswerState(before.state) if is_value_of(before, wanted.value, prompt) else wanted.state


def is_value_of(held: Answer | AnswerVersion, value: dict, prompt) -> bool:
    """Whether an answer or version holds this value, however it was written down."""
    return held.value == value or kind_of(prompt).clean(prompt, held.value) == value


def same(wanted: Answer, current: Answer, prompt) -> bool:
    fields = ("state", "until", "reason")
    alike = all(getattr(wanted, field) == getattr(current, field) for field in fields)
    return alike and is_value_of(current, wanted.value, prompt)


def store(wanted: Answer, current: Answer, *, by: User) -> Answer:
    """Write the next version, once: the row must still be the one that was read."""
    changed = Answer.objects.filter(pk=current.pk, version=current.version).update(
        state=wanted.state,
        value=wanted.value,
        until=wanted.until,
        reason=wanted.reason,
        version=F("version") + 1,
        written_by=by,
        written_at=clock.now(),
    )
    if not changed:
        raise RuntimeError(f"{current} was saved by two at once in spite of its lock")
    document = current.document
    current.refresh_from_db()
    current.document = document
    AnswerVersion.objects.bulk_create([version_of(current, by=by)])
    return current


def version_of(answer: Answer, *, by: User | None) -> AnswerVersion:
    return AnswerVersion(
        answer=answer,
        number=answer.version,
        state=answer.state,
        value=answer.value,
        until=answer.until,
        reason=answer.reason,
        by=by,
        at=answer.written_at or clock.now(),
    )


def restore(answer: Answer, version: AnswerVersion, *, by: User) -> Saved:
    """Make what an earlier version said the newest version; all between stays in the history."""
    state = version.state if version.state in ACCEPTED else AnswerState.ANSWERED
    return save_answer(
        answer,
        version.value,
        base_version=answer.version,
        by=by,
        state=AnswerState(state),
        until=version.until,
        reason=version.reason,
    )


def confirm_no_change(answer: Answer, *, by: User) -> Saved:
    """ "No change" since the round the answer was carried from; what was changed meanwhile stays as it is."""
    if answer.state != AnswerState.CARRIED:
        return saved(answer)
    return save_answer(answer, answer.value, base_version=answer.version, by=by, state=AnswerState.NO_CHANGE)


def undo_no_change(answer: Answer, *, by: User) -> Saved:
    """Carried and not yet looked at, as it was before "no change" was said."""
    if answer.state != AnswerState.NO_CHANGE:
        return saved(answer)
    return save_answer(answer, answer.value, base_version=answer.version, by=by, state=AnswerState.CARRIED)


@transaction.atomic
def confirm_all_unchanged(document: LivingDocument, *, question: int, by: User) -> int:
    """Confirm every answer of a question that is carried and not yet changed. Returns how many."""
    require(can_edit_answers, by, document)
    found = next((s for s in sections(document) if s.question.number == question), None)
    unconfirmed = found.unconfirmed if found else []
    for answer in unconfirmed:
        confirm_no_change(answer, by=by)
    return len(unconfirmed)


@transaction.atomic
def mark_section(document: LivingDocument, *, question: int, mark: str, by: User) -> None:
    require(can_edit_answers, by, document)
    SectionMark.objects.update_or_create(
        document=document, question=question, defaults={"mark": mark, "by": by, "at": clock.now()}
    )
