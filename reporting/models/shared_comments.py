"""Comments on a published review that its other readers see too: offered by the author, agreed to by the office."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from accounts.permissions import can_decide_sharing
from living_docs.models import Round
from reporting.models.comments import ReviewComment
from sites.clearance import LeavingText


class CommentOfferQuerySet(models.QuerySet["CommentOffer"]):
    def visible_to(self, user: User) -> CommentOfferQuerySet:
        """The office decides on them; else each is its author's."""
        return self if can_decide_sharing(user) else self.filter(comment__by=user)

    def waiting(self) -> CommentOfferQuerySet:
        """For the office: neither refused, nor agreed to in whatever words."""
        return self.filter(refused_at=None, comment__shared=None)

    def oldest_first(self) -> CommentOfferQuerySet:
        return self.select_related("comment__by", "comment__publication__round__programme").order_by("at", "pk")


class CommentOffer(models.Model):
    """An author agrees that other readers see a comment. The office agrees, words it anew for the author, or refuses."""

    comment = models.OneToOneField(ReviewComment, models.PROTECT, related_name="offer")
    named = models.BooleanField(default=False)
    at = models.DateTimeField(default=clock.now)
    refused_why = LeavingText(blank=True)
    refused_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    refused_at = models.DateTimeField(null=True)

    objects = CommentOfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(refused_why="", refused_by__isnull=True, refused_at__isnull=True)
                | ~Q(refused_why="") & Q(refused_by__isnull=False, refused_at__isnull=False),
                name="a_refused_offer_says_why_by_whom_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Offer to share a comment on {self.comment.publication}"

    @property
    def is_refused(self) -> bool:
        return self.refused_at is not None


class SharedCommentQuerySet(models.QuerySet["SharedComment"]):
    def visible_to(self, user: User) -> SharedCommentQuerySet:
        """Everyone who reads reviews, once the author agreed to the words; not of a version that was withdrawn."""
        if not user.roles:
            return self.none()
        agreed = self.filter(Q(as_written=True) | Q(agreement__isnull=False))
        return agreed.exclude(comment__publication__withdrawals__confirmed=True)

    def on(self, round: Round) -> SharedCommentQuerySet:
        return self.filter(comment__publication__round=round)

    def standing(self) -> SharedCommentQuerySet:
        return self.filter(ended=None)

    def oldest_first(self) -> SharedCommentQuerySet:
        return self.select_related("comment__by", "comment__publication__round", "ended").order_by("at", "pk")


class SharedComment(Frozen):
    """The copy that readers see: exactly the words to which the office agreed, and the author.

    To a comment as it was written the author agreed by offering it; to other words, by an agreement of its own.
    """

    comment = models.OneToOneField(ReviewComment, models.PROTECT, related_name="shared")
    text = LeavingText()
    as_written = models.BooleanField()
    named = models.BooleanField(default=False)
    agreed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = SharedCommentQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_shared_comment_has_words")]

    def __str__(self) -> str:
        return f"Shared comment on {self.comment.publication}"

    @property
    def author(self) -> str:
        return self.comment.by.name if self.named else "A reader"

    @property
    def is_agreed(self) -> bool:
        return self.as_written or hasattr(self, "agreement")

    @property
    def is_ended(self) -> bool:
        return hasattr(self, "ended")


class WordingAgreement(Frozen):
    """The author agrees to share a comment in the words that the office proposed."""

    shared = models.OneToOneField(SharedComment, models.PROTECT, related_name="agreement")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"Agreement to a {str(self.shared)[0].lower()}{str(self.shared)[1:]}"


class EndedSharing(Frozen):
    """A shared comment is no longer shown, because its author or the office wishes so; that it was there is said.

    Of words to which the author never agreed nothing is said.
    """

    shared = models.OneToOneField(SharedComment, models.PROTECT, related_name="ended")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"End of a {str(self.shared)[0].lower()}{str(self.shared)[1:]}"
