"""Layers: one person’s coding of one submission, or the settled coding of two; and the blinding between a pair."""

from __future__ import annotations

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import frozen_once
from accounts.models import User
from accounts.permissions import can_see_themes, is_leader
from living_docs.models import Submission

FINISHED_BLIND = (
    "EXISTS (SELECT 1 FROM themes_codinglayer l WHERE l.id = {row}.layer_id AND l.kind = 'blind' "
    "AND l.finished_at IS NOT NULL)"
)


class CodingLayerQuerySet(models.QuerySet["CodingLayer"]):
    def visible_to(self, user: User) -> CodingLayerQuerySet:
        """One’s own; of a blind pair the other’s, and for the leader either, only once both are finished.

        What is coded by one person alone, or settled, is the team’s, as far as they may read the submission.
        """
        if not can_see_themes(user):
            return self.none()
        open_pair = Q(kind=CodingLayer.Kind.BLIND) & self.both_finished()
        if not is_leader(user):
            open_pair &= Q(submission__in=self.model.objects.filter(coder=user).values("submission"))
        shared = ~Q(kind=CodingLayer.Kind.BLIND) & Q(submission__in=Submission.objects.visible_to(user).values("pk"))
        known = self.filter(Q(coder=user) | open_pair | shared)
        return known.exclude(submission__document__site__in=user.interests.values("site"))

    def both_finished(self) -> Q:
        """Of a submission whose blind layers are two and both finished."""
        pairs = self.model.objects.finished_pairs()
        return Q(submission__in=pairs)

    def finished_pairs(self):
        """The submissions whose two blind layers are both finished."""
        blind = self.model.objects.blind()
        finished = blind.filter(finished_at__isnull=False).values("submission")
        return finished.annotate(of_them=Count("pk")).filter(of_them=2).values("submission")

    def blind(self) -> CodingLayerQuerySet:
        return self.filter(kind=CodingLayer.Kind.BLIND)

    def counted(self) -> CodingLayerQuerySet:
        """The one rule of which layers count: the settled one, else the sole one; blind ones never."""
        settled = self.model.objects.filter(kind=CodingLayer.Kind.SETTLED, submission=OuterRef("submission"))
        sole = Q(kind=CodingLayer.Kind.SOLE) & ~Exists(settled)
        current = Submission.objects.current().values("pk")
        return self.filter(Q(kind=CodingLayer.Kind.SETTLED) | sole, submission__in=current)

    def done(self) -> CodingLayerQuerySet:
        """Those that count and are finished."""
        return self.counted().filter(Q(finished_at__isnull=False) | Q(kind=CodingLayer.Kind.SETTLED))

    def in_order(self) -> CodingLayerQuerySet:
        """By round and site, without the long data of the submissions."""
        document = "submission__document"
        found = self.select_related("coder", f"{document}__site", f"{document}__round").defer("submission__data")
        return found.order_by(f"{document}__round__number", f"{document}__site__name", "pk")


class CodingLayer(models.Model):
    """One coding of one submission: by one coder, by one of two who do not see one another, or settled from both."""

    class Kind(models.TextChoices):
        SOLE = "sole", "One coder"
        BLIND = "blind", "One of two, blind"
        SETTLED = "settled", "Settled"

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="coding_layers")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.SOLE)
    coder = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="coding_layers")
    allotted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    allotted_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = CodingLayerQuerySet.as_manager()
    guards = frozen_once("OLD.kind = 'blind' AND OLD.finished_at IS NOT NULL", "a finished blind coding is frozen")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "coder"], name="a_coder_codes_a_submission_once"),
            models.UniqueConstraint(
                fields=["submission"], condition=Q(kind="settled"), name="a_coding_is_settled_once"
            ),
            models.UniqueConstraint(fields=["submission"], condition=Q(kind="sole"), name="a_sole_coder_is_alone"),
            models.CheckConstraint(
                condition=Q(kind="settled", coder__isnull=True) | (~Q(kind="settled") & Q(coder__isnull=False)),
                name="only_a_settled_coding_has_no_coder",
            ),
        ]

    def __str__(self) -> str:
        return f"Coding of {self.submission.document}"

    @property
    def is_settled(self) -> bool:
        return self.kind == self.Kind.SETTLED

    @property
    def is_blind(self) -> bool:
        return self.kind == self.Kind.BLIND

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def is_final(self) -> bool:
        """Of a blind pair nobody codes on once it is finished."""
        return self.is_blind and self.is_finished
