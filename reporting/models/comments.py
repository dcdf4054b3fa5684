"""What readers of a published review say to the team about it, and what the team answers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from accounts.permissions import can_read_comments
from living_docs.models import Round
from reporting.models.publications import Publication
from sites.clearance import LeavingText


class ReviewCommentQuerySet(models.QuerySet["ReviewComment"]):
    def visible_to(self, user: User) -> ReviewCommentQuerySet:
        """The team reads them all; everybody else only their own."""
        return self if can_read_comments(user) else self.written_by(user)

    def written_by(self, user: User) -> ReviewCommentQuerySet:
        return self.filter(by=user)

    def on(self, round: Round) -> ReviewCommentQuerySet:
        """Those on any version of a round's review."""
        return self.filter(publication__round=round)

    def answered(self) -> ReviewCommentQuerySet:
        return self.filter(answer__isnull=False)

    def unanswered(self) -> ReviewCommentQuerySet:
        return self.filter(answer__isnull=True)

    def raised(self) -> ReviewCommentQuerySet:
        """Those that the team raises in the next review."""
        return self.filter(answer__raised=True)

    def newest_first(self) -> ReviewCommentQuerySet:
        return self.select_related("by", "publication__round", "answer__by").order_by("-at", "-pk")


class ReviewComment(Frozen):
    """One reader's comment on a published review or one section of it, for the team; shared where two agree to that."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="comments")
    section = models.SlugField(max_length=60, blank=True)
    text = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = ReviewCommentQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_comment_on_a_review_has_words")]

    def __str__(self) -> str:
        return f"Comment on {self.publication}"

    @property
    def place(self) -> str:
        """The title of the section as the reader saw it; nothing of the whole review, or of one that was withdrawn."""
        if self.publication.is_withdrawn:
            return ""
        sections = {section["id"]: section["title"] for section in self.publication.data["sections"]}
        return sections.get(self.section, "")

    @property
    def is_answered(self) -> bool:
        return hasattr(self, "answer")


class CommentAnswer(Frozen):
    """The team's answer, and whether the point is raised among the issues for the next round."""

    comment = models.OneToOneField(ReviewComment, models.PROTECT, related_name="answer")
    text = LeavingText()
    raised = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="an_answer_to_a_comment_has_words")]

    def __str__(self) -> str:
        return f"Answer to a {str(self.comment)[0].lower()}{str(self.comment)[1:]}"
