"""A site asks for more time or for its document back; the office or the leader decides, once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.foundations import audit, clock
from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.permissions import can_ask_for_more_time, can_ask_to_reopen, can_decide, require
from accounts.roles import Role
from living_docs.actions.journey import reopen
from living_docs.actions.letters_to import people_of
from living_docs.actions.rounds import move_deadline
from living_docs.models import LivingDocument, Request
from sites.clearance import clear_for_site
from sites.exits import DECISION


class AskedAlready(Exception):
    """The same was asked before and waits to be decided."""


class NotLater(Exception):
    """More time that would end before the deadline there is, or before now."""


@transaction.atomic
def ask_for_more_time(document: LivingDocument, *, wished: datetime, reason: str, by: User) -> Request:
    """Ask the office for a later deadline."""
    require(can_ask_for_more_time, by, document)
    if wished <= document.deadline:
        raise NotLater
    return ask(Request(document=document, kind=Request.Kind.MORE_TIME, wished=wished, reason=reason, by=by))


@transaction.atomic
def ask_to_reopen(document: LivingDocument, *, reason: str, by: User) -> Request:
    """Ask the task leader for a submitted document."""
    require(can_ask_to_reopen, by, document)
    return ask(Request(document=document, kind=Request.Kind.REOPENING, reason=reason, by=by))


def ask(request: Request) -> Request:
    document = LivingDocument.objects.select_for_update().get(pk=request.document_id)
    if any(earlier.kind == request.kind for earlier in document.requests.waiting()):
        raise AskedAlready
    request.save(force_insert=True)
    decides = Role.OFFICE if request.is_for_more_time else Role.LEADER
    audit.record(asked_verb(request), by=request.by, about=document, site=document.site)
    write_letter("request_made", to=list(User.objects.with_role(decides)), request=request)
    return request


def asked_verb(request: Request) -> str:
    return "asked for more time" if request.is_for_more_time else "asked for the document back"


@transaction.atomic
def grant(request: Request, *, why: str, by: User, deadline: datetime | None = None) -> None:
    """Do what was asked: move the deadline (to `deadline`, or as wished), or give the document back."""
    require(can_decide, by, locked(request))
    if request.is_for_more_time:
        request.until, request.instead_of = deadline or request.wished, request.document.deadline
        if request.until <= request.document.earliest_deadline:
            raise NotLater
        settle(request, Request.Decision.GRANTED, why=why, by=by)
        move_deadline(request.document, deadline=request.until, reason=why, by=by)
    else:
        settle(request, Request.Decision.GRANTED, why=why, by=by)
        reopen(request.document, why=why, by=by)


@transaction.atomic
def decline(request: Request, *, why: str, by: User) -> None:
    """Leave things as they are, with a reason that the site reads on its pages."""
    require(can_decide, by, locked(request))
    settle(request, Request.Decision.DECLINED, why=why, by=by)
    document = request.document
    audit.record("declined a request", by=by, about=request, site=document.site)
    write_letter("request_declined", to=people_of(document), request=request)


def locked(request: Request) -> Request:
    """The request as it is now, with its document held until the decision is made."""
    LivingDocument.objects.select_for_update().get(pk=request.document_id)
    return Request.objects.in_order().get(pk=request.pk)


def settle(request: Request, decision: Request.Decision, *, why: str, by: User) -> None:
    request.why = clear_for_site(DECISION, why, site=request.document.site, by=by)
    request.decision, request.decided_by, request.decided_at = decision, by, clock.now()
    request.save(update_fields=["decision", "why", "decided_by", "decided_at", "until", "instead_of"])
