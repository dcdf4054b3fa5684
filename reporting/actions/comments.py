"""Readers comment on a published review; the team answers each comment once."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit
from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.permissions import can_answer_comments, can_comment_on_review, require
from reporting.models import CommentAnswer, Publication, ReviewComment
from reporting.models.news import told_at_once
from sites.clearance import ClearedText, clear
from sites.exits import COMMENT_ANSWER


@transaction.atomic
def comment_on_review(publication: Publication, *, text: str, section: str = "", by: User) -> ReviewComment:
    """Say something to the team about a review or one section of it. Nobody else reads it, unless it is shared."""
    require(can_comment_on_review, by)
    comment = ReviewComment.objects.create(publication=publication, section=section, text=text.strip(), by=by)
    audit.record("commented on a review", by=by, about=publication)
    return comment


def answer_comment(comment: ReviewComment, *, text: str, raised: bool, by: User) -> CommentAnswer | None:
    """Answer a comment; None when a colleague was first. NotCleared where the gate finds something in it."""
    require(can_answer_comments, by)
    answer = clear(COMMENT_ANSWER, text.strip(), programme=comment.publication.round.programme, by=by)
    return store_answer(comment, text=answer, raised=raised, by=by)


@transaction.atomic
def store_answer(comment: ReviewComment, *, text: ClearedText, raised: bool, by: User) -> CommentAnswer | None:
    ReviewComment.objects.select_for_update().get(pk=comment.pk)
    if CommentAnswer.objects.filter(comment=comment).exists():
        return None
    answer = CommentAnswer.objects.create(comment=comment, text=text, raised=raised, by=by)
    audit.record("answered a comment", by=by, about=comment.publication)
    to = told_at_once("answers", User.objects.filter(pk=comment.by_id))
    write_letter("comment_answered", to=to, publication=comment.publication)
    return answer
