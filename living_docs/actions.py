"""What is done with rounds, documents and answers. Every way to write an answer goes through `save_answer`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from accounts import audit, clock
from accounts.letters import write_letter
from accounts.models import Membership, User
from accounts.permissions import (
    can_close_round,
    can_edit_answers,
    can_move_deadline,
    can_open_round,
    can_reopen,
    can_set_deadline,
    can_submit,
    require,
)
from accounts.roles import SITE_ROLES
from living_docs import carrying, workflow
from living_docs.completeness import sections
from living_docs.freezing import sha256
from living_docs.instrument import questions
from living_docs.kinds import Clash, Problem, kind_of
from living_docs.models import (
    ACCEPTED,
    Answer,
    AnswerState,
    AnswerVersion,
    EvidenceFile,
    Instrument,
    LivingDocument,
    Move,
    Round,
    SectionMark,
    Submission,
)
from living_docs.submitting import document_data, new_reference
from living_docs.workflow import Status
from sites.models import Programme, Site

# The programme


@transaction.atomic
def load_instrument(programme: Programme, data: dict) -> Instrument:
    """The newest instrument, or a new one where `data` differs from it. Opened rounds keep theirs."""
    newest = programme.instruments.order_by("-number").first()
    digest = sha256(data)
    if newest and newest.sha256 == digest:
        return newest
    list(questions(data))  # what cannot be read is refused before it is kept
    number = newest.number + 1 if newest else 1
    return Instrument.objects.create(programme=programme, number=number, data=data, sha256=digest)


@transaction.atomic
def set_deadline(round: Round, *, deadline: datetime, feedback_expected: date | None = None, by: User) -> None:
    require(can_set_deadline, by, round)
    round.deadline, round.feedback_expected = deadline, feedback_expected
    round.save(update_fields=["deadline", "feedback_expected"])
    audit.record("set the deadline", by=by, about=f"{round}: {round.deadline_words}")


@transaction.atomic
def open_round(round: Round, *, by: User) -> None:
    """Fix the instrument, make a document for each site with what is carried forward, and tell the sites."""
    round = Round.objects.select_for_update().get(pk=round.pk)
    require(can_open_round, by, round)
    round.instrument = round.programme.instruments.order_by("-number").first()
    round.state, round.opened_at = Round.State.OPEN, clock.now()
    round.save()
    for site in round.programme.sites.by_name():
        start_document(site, round)
    audit.record("opened", by=by, about=round)
    write_letter("round_open", to=people_of_sites(round), round=round)


def start_document(site: Site, round: Round) -> LivingDocument:
    """A site's document with what is carried into it, each answer with its first version."""
    document = LivingDocument.objects.create(site=site, round=round)
    answers = Answer.objects.bulk_create(carrying.first_answers(document))
    AnswerVersion.objects.bulk_create(version_of(answer, by=None) for answer in answers)
    return document


def people_of_sites(round: Round) -> list[User]:
    """Everyone who gets an e-mail when the round opens."""
    return list(
        User.objects.filter(
            is_active=True, memberships__role__in=SITE_ROLES, memberships__site__programme=round.programme
        )
        .distinct()
        .order_by("email")
    )


@transaction.atomic
def close_round(round: Round, *, by: User) -> None:
    """What was not submitted stays as it is and shows as not submitted."""
    round = Round.objects.select_for_update().get(pk=round.pk)
    require(can_close_round, by, round)
    round.state, round.closed_at = Round.State.CLOSED, clock.now()
    round.save(update_fields=["state", "closed_at"])
    audit.record("closed", by=by, about=round)


@transaction.atomic
def move_deadline(document: LivingDocument, *, deadline: datetime, reason: str, by: User) -> None:
    require(can_move_deadline, by, document)
    document.own_deadline, document.deadline_reason = deadline, reason
    document.save(update_fields=["own_deadline", "deadline_reason"])
    audit.record("moved the deadline", by=by, about=document, site=document.site, why=reason)
    write_letter("deadline_moved", to=people_of(document), document=document)


def people_of(document: LivingDocument) -> list[User]:
    held = Membership.objects.filter(site=document.site, user__is_active=True).select_related("user")
    return sorted({membership.user for membership in held}, key=lambda user: user.email)


# The journey


@transaction.atomic
def move(document: LivingDocument, *, to: Status, by: User, why: str = "") -> LivingDocument:
    """Take one step of the journey, if the table holds it, and write it down twice: as a Move and in the audit."""
    locked = LivingDocument.objects.select_for_update().get(pk=document.pk)
    step = workflow.step(locked.status, to, why)
    Move.objects.create(document=locked, frm=locked.status, to=to, why=why, by=by)
    LivingDocument.objects.filter(pk=locked.pk).update(status=to)
    document.status = to
    audit.record(step.verb, by=by, about=document, site=document.site, why=why)
    return document


@dataclass
class NotComplete(Exception):
    """A document that cannot be submitted yet; `problems` say what to mend."""

    problems: list[Problem]


@transaction.atomic
def submit(document: LivingDocument, *, by: User) -> Submission:
    """Freeze the document as it stands and hand it to the evaluation team."""
    require(can_submit, by, document)
    require(can_submit, by, LivingDocument.objects.select_for_update().get(pk=document.pk))
    problems = [
        problem._replace(anchor=line.prompt.anchor)  # its place on the check page, where no field is open
        for section in sections(document) for line in section.lines for problem in line.problems
    ]  # fmt: skip
    if problems:
        raise NotComplete(problems)
    data = document_data(document)
    submission = Submission.objects.create(
        document=document, number=document.submissions.count() + 1, reference=new_reference(document), data=data,
        sha256=sha256(data), words=all_words(data), late=clock.now() > document.deadline, by=by,
    )  # fmt: skip
    submission.files.set(named_files(data))
    move(document, to=Status.SUBMITTED, by=by)
    write_letter("receipt", to=people_of(document), submission=submission)
    return submission


def all_words(data: dict) -> int:
    return sum(entry["words"] for section in data["sections"] for entry in section["prompts"])


def named_files(data: dict) -> list[int]:
    """Ids of the files that a document names; one that was taken out is not sent."""
    entries = (entry for section in data["sections"] for entry in section["prompts"])
    return [file["id"] for entry in entries for file in entry["shown"].get("files", [])]


@transaction.atomic
def reopen(document: LivingDocument, *, why: str, by: User) -> None:
    """Give a submitted document back to its site; what was submitted stays as it was."""
    require(can_reopen, by, document)
    move(document, to=Status.DRAFT, by=by, why=why)
    write_letter("reopened", to=people_of(document), document=document, why=why)


# Answers


@dataclass(frozen=True)
class Saved:
    """What came of a save: the answer as it is now; on a clash, the other's value that needs a person to decide."""

    answer: Answer
    theirs: AnswerVersion | None = None

    @property
    def clashed(self) -> bool:
        return self.theirs is not None


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
        document=answer.document, prompt_number=prompt.number, state=state, value=kind_of(prompt).clean(prompt, value),
        until=until, reason=reason.strip(),
    )  # fmt: skip
    with transaction.atomic():
        document = LivingDocument.objects.select_for_update().get(pk=answer.document_id)
        require(can_edit_answers, by, document)
        current = Answer.objects.select_for_update().get(pk=answer.pk)
        current.document = answer.document
        if current.version != base_version:
            base = current.at_version(base_version)
            if untouched(wanted, base):
                return Saved(current)
            try:
                wanted.value = kind_of(prompt).merge(base.value, current.value, wanted.value)
            except Clash:
                return Saved(current, theirs=current.at_version(current.version))
        settle_state(wanted, current, prompt)
        if same(wanted, current):
            return Saved(current)
        return Saved(store(wanted, current, by=by))


def untouched(wanted: Answer, base: AnswerVersion) -> bool:
    """Whether a page that others have overtaken says what it said when it was opened: then theirs stands."""
    said = base.state if base.state in ACCEPTED else AnswerState.ANSWERED
    return (wanted.state, wanted.value, wanted.until, wanted.reason) == (said, base.value, base.until, base.reason)


def settle_state(wanted: Answer, current: Answer, prompt) -> None:
    """An empty answer is open; a carried one that was not touched stays carried."""
    if wanted.state != AnswerState.ANSWERED:
        return
    if kind_of(prompt).is_empty(wanted.value):
        wanted.state = AnswerState.OPEN
    elif wanted.value == current.value and current.state in {AnswerState.CARRIED, AnswerState.NO_CHANGE}:
        wanted.state = current.state


def same(wanted: Answer, current: Answer) -> bool:
    fields = ("state", "value", "until", "reason")
    return all(getattr(wanted, field) == getattr(current, field) for field in fields)


def store(wanted: Answer, current: Answer, *, by: User) -> Answer:
    """Write the next version, once: the row must still be the one that was read."""
    changed = Answer.objects.filter(pk=current.pk, version=current.version).update(
        state=wanted.state, value=wanted.value, until=wanted.until, reason=wanted.reason, version=F("version") + 1,
        written_by=by, written_at=clock.now(),
    )  # fmt: skip
    if not changed:
        raise RuntimeError(f"{current} was saved by two at once in spite of its lock")
    document = current.document
    current.refresh_from_db()
    current.document = document
    AnswerVersion.objects.bulk_create([version_of(current, by=by)])
    return current


def version_of(answer: Answer, *, by: User | None) -> AnswerVersion:
    return AnswerVersion(
        answer=answer, number=answer.version, state=answer.state, value=answer.value, until=answer.until,
        reason=answer.reason, by=by, at=answer.written_at or clock.now(),
    )  # fmt: skip


def confirm_no_change(answer: Answer, *, by: User) -> Saved:
    """ "No change" since the round the answer was carried from."""
    return save_answer(answer, answer.value, base_version=answer.version, by=by, state=AnswerState.NO_CHANGE)


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


# Evidence


@transaction.atomic
def add_file(answer: Answer, *, upload, title: str, supports: str, by: User) -> EvidenceFile:
    """Keep an uploaded file, already checked by its form, and name it in the answer."""
    require(can_edit_answers, by, answer.document)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    file = EvidenceFile.objects.create(
        document=answer.document, prompt_number=answer.prompt_number, title=title, supports=supports,
        name=upload.name, file=upload, size=upload.size, sha256=digest.hexdigest(), by=by,
    )  # fmt: skip
    files = [*answer.value.get("files", []), file.pk]
    save_answer(answer, {"files": files}, base_version=answer.version, by=by)
    audit.record("added a file", by=by, about=f"{file.name} to {answer.document}", site=answer.document.site)
    return file


@transaction.atomic
def remove_file(answer: Answer, file: EvidenceFile, *, by: User) -> None:
    """Take a file out of the answer. What was submitted with it keeps it."""
    files = [pk for pk in answer.value.get("files", []) if pk != file.pk]
    save_answer(answer, {"files": files}, base_version=answer.version, by=by)
    audit.record("removed a file", by=by, about=f"{file.name} from {answer.document}", site=answer.document.site)
