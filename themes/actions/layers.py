"""Who codes what: allotted by the leader, finished by the coder."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from accounts.actions import require_active
from accounts.foundations import audit, clock
from accounts.models import AuditEvent, User
from accounts.permissions import can_allot_coding, can_be_coder, can_code, can_go_on_coding, can_keep_programme, require
from living_docs.models import Submission
from themes.models import CodingLayer

Kind = CodingLayer.Kind


class AllottedAlready(Exception):
    """The submission has its coders: a pair stays, since a refusal would tell that one of it has begun."""


@transaction.atomic
def allot_coding(submission: Submission, *, coders: Sequence[User], by: User) -> list[CodingLayer]:
    """Give a submission to one coder, or to two who stay blind to one another. A coder who has begun stays."""
    document = submission.document
    require(can_allot_coding, by, document)
    for coder in coders:
        require(can_be_coder, coder, document)
    require_active(*coders)
    Submission.objects.select_for_update().get(pk=submission.pk)
    begun = Q(kind=Kind.BLIND) | ~Q(codings=None) | ~Q(memos=None) | ~Q(set_aside=None) | ~Q(finished_at=None)
    there = CodingLayer.objects.filter(submission=submission)
    if there.filter(begun).exists():
        raise AllottedAlready
    there.delete()
    kind = Kind.BLIND if len(set(coders)) == 2 else Kind.SOLE
    audit.record("allotted a coding", by=by, about=document, site=document.site)
    return [
        CodingLayer.objects.create(submission=submission, kind=kind, coder=coder, allotted_by=by)
        for coder in dict.fromkeys(coders)
    ]


@transaction.atomic
def hand_over_coding(layer: CodingLayer, *, to: User, by: User) -> None:
    """Another coder goes on with the coding of who leaves the programme; each code still says whose it is."""
    require(can_keep_programme, by)
    require_active(to)
    document = layer.submission.document
    require(can_be_coder, to, document)
    CodingLayer.objects.filter(pk=layer.pk, finished_at=None).update(coder=to)
    audit.record("handed a coding over", by=by, about=f"{document} from {layer.coder} to {to}", site=document.site)


@transaction.atomic
def finish_coding(layer: CodingLayer, *, by: User) -> None:
    """The coder is done. Of a blind pair this is for good; the last to finish opens both."""
    require(can_code, by, layer)
    layer.finished_at = clock.now()
    layer.save(update_fields=["finished_at"])
    as_coder("finished coding", layer, by=by)


@transaction.atomic
def go_on_coding(layer: CodingLayer, *, by: User) -> None:
    """A coding that nobody else waits for can be taken up again."""
    require(can_go_on_coding, by, layer)
    layer.finished_at = None
    layer.save(update_fields=["finished_at"])
    as_coder("took coding up again", layer, by=by)


def as_coder(verb: str, layer: CodingLayer, *, by: User) -> None:
    """Recorded so that neither the other coder nor the leader learns from the trail how far one is."""
    document = layer.submission.document
    audit.record(f"{AuditEvent.READER_VERB}: {verb}", by=by, about=document, site=document.site)
