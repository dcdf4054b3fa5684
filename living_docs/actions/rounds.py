"""The office’s part: the instrument, rounds, deadlines."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accounts.foundations import audit, clock
from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.permissions import (
    can_close_round,
    can_keep_programme,
    can_move_deadline,
    can_open_round,
    can_set_deadline,
    require,
)
from living_docs import carry_over
from living_docs.actions.answers import version_of
from living_docs.actions.letters_to import people_of, people_of_sites
from living_docs.canonical_json import sha256
from living_docs.instrument import questions
from living_docs.models import (
    Answer,
    AnswerVersion,
    Instrument,
    LivingDocument,
    Round,
)
from sites.clearance import clear_for_site
from sites.exits import MOVED_DEADLINE
from sites.models import Programme, Site


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
def name_readers(programme: Programme, *, named: bool, by: User) -> None:
    """Whether reports released from now on name who read; what is released stays as it is."""
    require(can_keep_programme, by)
    programme.names_readers = named
    programme.save(update_fields=["names_readers"])
    audit.record("named readers in reports" if named else "left readers unnamed", by=by, about=programme)


@transaction.atomic
def set_deadline(round: Round, *, deadline: datetime, feedback_expected: date | None = None, by: User) -> None:
    require(can_set_deadline, by, round)
    round.deadline_moves += round.deadline not in {None, deadline}
    round.deadline, round.feedback_expected = deadline, feedback_expected
    round.save(update_fields=["deadline", "deadline_moves", "feedback_expected"])
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
    answers = Answer.objects.bulk_create(carry_over.first_answers(document))
    AnswerVersion.objects.bulk_create(version_of(answer, by=None) for answer in answers)
    return document


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
    document.deadline_reason = clear_for_site(MOVED_DEADLINE, reason, site=document.site, by=by)
    document.own_deadline = deadline
    document.deadline_moves += 1
    document.save(update_fields=["own_deadline", "deadline_reason", "deadline_moves"])
    audit.record("moved the deadline", by=by, about=document, site=document.site, why=reason)
    write_letter("deadline_moved", to=people_of(document), document=document)
