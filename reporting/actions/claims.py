"""Claims are made and taken anew; each time the evidence is kept with who looked at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import can_make_claims, require
from living_docs.models import Round
from reporting.claims.evidence import RoundEvidence
from reporting.models import Claim, ClaimAnswer


@transaction.atomic
def make_claim(round: Round, key: str, *, by: User) -> Claim:
    """Save a question with what the documents answer now. One that is claimed already stays as it is."""
    require(can_make_claims, by)
    return claim_of(RoundEvidence(round), key, by=by)


def claim_all(round: Round, keys: Iterable[str], *, by: User) -> None:
    """Make a claim of every question whose token a writer has put into a text."""
    wanted = set(keys) - set(round.claims.values_list("key", flat=True))
    evidence = RoundEvidence(round) if wanted else None
    for key in sorted(wanted):
        if evidence and key in evidence.questions:
            claim_of(evidence, key, by=by)


def claim_of(evidence: RoundEvidence, key: str, *, by: User) -> Claim:
    answer = evidence.answer(key)
    claim, made = Claim.objects.get_or_create(round=evidence.round, key=key, defaults={"by": by})
    if made:
        ClaimAnswer.objects.create(claim=claim, evidence=answer.data(), sha256=answer.fingerprint, by=by)
    return claim


@transaction.atomic
def take_answers(round: Round, seen: Mapping[str, str], *, by: User) -> list[Claim]:
    """Take what the documents answer now, of each claim by its key as the person saw it (a fingerprint); those whose
    evidence has changed again since are left as they are."""
    require(can_make_claims, by)
    evidence, taken = RoundEvidence(round), []
    for claim in round.claims.select_for_update().filter(key__in=seen).order_by("pk"):
        answer = evidence.answer(claim.key) if evidence.knows(claim.key) else None
        if answer and answer.fingerprint == seen[claim.key]:
            ClaimAnswer.objects.create(claim=claim, evidence=answer.data(), sha256=answer.fingerprint, by=by)
            audit.record("took the answer to a claim", by=by, about=claim)
            taken.append(claim)
    return taken
