"""Which codes of an earlier round wait to be carried over into a layer, and what became of their words."""

from __future__ import annotations

from functools import cached_property

from accounts.models import User
from themes.carry_over.fates import Fate, Proposal, proposals
from themes.models import Coding, CodingLayer


class Carrying:
    """The codes that a coder may carry into a layer: of a blind pair the own ones alone, else what is counted."""

    def __init__(self, layer: CodingLayer, user: User) -> None:
        self.layer, self.user = layer, user
        self.document = layer.submission.document

    @cached_property
    def source(self) -> CodingLayer | None:
        """The last coding of the site in an earlier round."""
        site, round = self.document.site_id, self.document.round
        seen = CodingLayer.objects.visible_to(self.user)
        earlier = seen.filter(coder=self.user) if self.layer.is_blind else seen.counted()
        return (
            earlier.filter(
                submission__document__site=site,
                submission__document__round__number__lt=round.number,
                submission__document__round__programme=round.programme_id,
            )
            .exclude(codings=None)
            .select_related("submission__document__round", "coder")
            .order_by("submission__document__round__number", "submission__number")
            .last()
        )

    @property
    def undecided(self):
        """The codes of the source that were neither carried over nor set aside."""
        if self.source is None:
            return Coding.objects.none()
        found = self.source.codings.there()
        carried = Coding.objects.filter(layer=self.layer).exclude(carried_from=None).values("carried_from")
        return found.exclude(pk__in=carried).exclude(pk__in=self.layer.set_aside.values("coding"))

    @cached_property
    def waiting(self) -> list[Proposal]:
        """What became of each code that waits, in the order of the text."""
        if self.source is None:
            return []
        codings = list(self.undecided.in_text_order().select_related("theme__merged_into"))
        return proposals(codings, self.source.submission.entries(), self.layer.submission.entries())

    @property
    def unchanged(self) -> list[Proposal]:
        return [one for one in self.waiting if one.fate == Fate.SAME and one.can_be_taken]

    @property
    def to_confirm(self) -> list[Proposal]:
        """Moved, changed and gone, and what stands on a theme that is no longer offered."""
        return [one for one in self.waiting if one.fate != Fate.SAME or not one.can_be_taken]
