"""How a round's claims stand: what each answers now, and whether that is what was taken when somebody last looked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reporting.claims.evidence import Answer, RoundEvidence
from reporting.models.claims import Claim, ClaimAnswer


@dataclass(frozen=True)
class Standing:
    """One claim now. `answer` is None when its question is no longer asked in the round."""

    claim: Claim
    taken: ClaimAnswer
    answer: Answer | None

    @property
    def is_flagged(self) -> bool:
        """The evidence is not what it was: other documents, other passages, or none."""
        return self.answer is None or self.answer.fingerprint != self.taken.sha256

    @property
    def is_empty(self) -> bool:
        return self.answer is None or not self.answer.holding

    @property
    def flag(self) -> str:
        """What is to be said of a claim whose evidence is not what it was."""
        if not self.is_flagged:
            return ""
        return "No document supports it any more" if self.is_empty else "The evidence has changed"

    @property
    def came(self) -> list[str]:
        """Sites that bear the claim out now and did not before."""
        before = set(self.taken.evidence["holding"])
        holding = self.answer.holding if self.answer else ()
        return [one.submission.document.site.name for one in holding if one.submission.reference not in before]

    @property
    def went(self) -> int:
        """How many documents bore it out before and no longer do."""
        holding = self.answer.holding if self.answer else ()
        return len(set(self.taken.evidence["holding"]) - {one.submission.reference for one in holding})


def standings(evidence: RoundEvidence, claims: Iterable[Claim]) -> list[Standing]:
    """The given claims of the evidence's round; flagged ones first, else in the order of the questions."""
    found = [
        Standing(claim, claim.taken, evidence.answer(claim.key) if claim.key in evidence.questions else None)
        for claim in claims
    ]
    order = {key: place for place, key in enumerate(evidence.questions)}
    return sorted(found, key=lambda one: (not one.is_flagged, order.get(one.claim.key, -1)))
