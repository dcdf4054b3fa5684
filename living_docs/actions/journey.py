"""The journey of a document: submitted, reopened, moved on."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from accounts.foundations import audit, clock
from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.permissions import (
    can_reopen,
    can_submit,
    require,
)
from living_docs import workflow
from living_docs.actions.letters_to import people_of
from living_docs.canonical_json import sha256
from living_docs.changes.since_last_round import new_words
from living_docs.completeness import sections
from living_docs.kinds import Problem
from living_docs.models import (
    LivingDocument,
    Move,
    Submission,
)
from living_docs.submission_data import document_data, new_reference
from living_docs.workflow import Status
from sites.clearance import clear_for_site
from sites.exits import GIVEN_BACK


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
        for section in sections(document)
        for line in section.lines
        for problem in line.problems
    ]
    if problems:
        raise NotComplete(problems)
    data = document_data(document)
    submission = Submission.objects.create(
        document=document,
        number=document.submissions.count() + 1,
        reference=new_reference(document),
        data=data,
        sha256=sha256(data),
        words=all_words(data),
        new_words=new_words(document, data),
        late=clock.now() > document.deadline,
        by=by,
    )
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
    why = clear_for_site(GIVEN_BACK, why, site=document.site, by=by)
    move(document, to=Status.DRAFT, by=by, why=why)
    write_letter("reopened", to=people_of(document), document=document)
