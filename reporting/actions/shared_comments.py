"""A comment is shared with the other readers when its author and the office agree to the same words."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit, clock
from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.permissions import (
    can_be_named_as_reader,
    can_decide_sharing,
    can_end_sharing,
    can_offer_comment,
    require,
)
from living_docs.workflow import NotAMove
from reporting.models import CommentOffer, EndedSharing, ReviewComment, SharedComment, WordingAgreement
from reporting.models.news import told_at_once
from sites.clearance import ClearedText, clear
from sites.exits import COMMENT_NOT_SHARED, SHARED_COMMENT


@transaction.atomic
def offer_comment(comment: ReviewComment, *, named: bool, by: User) -> CommentOffer:
    """Agree that the other readers see one's comment. Who belongs to a site is never named: the name would tell it."""
    require(can_offer_comment, by, comment)
    ReviewComment.objects.select_for_update().get(pk=comment.pk)
    if CommentOffer.objects.filter(comment=comment).exists():
        raise NotAMove("This comment is offered already")
    offer = CommentOffer.objects.create(comment=comment, named=named and can_be_named_as_reader(by))
    audit.record("offered to share a comment", by=by, about=comment.publication)
    return offer


@transaction.atomic
def take_offer_back(comment: ReviewComment, *, by: User) -> None:
    """Think better of it, or decline other words, as long as the comment is not shared."""
    require(can_offer_comment, by, comment)
    shared = SharedComment.objects.filter(comment=comment).first()
    if shared is not None:
        if shared.is_agreed or shared.is_ended:
            raise NotAMove("This comment is shared already")
        EndedSharing.objects.create(shared=shared, by=by)
    else:
        CommentOffer.objects.filter(comment=comment).delete()
    audit.record("took back the offer to share a comment", by=by, about=comment.publication)


def agree_to_share(offer: CommentOffer, *, text: str, by: User) -> SharedComment:
    """Share a comment as it stands; or in other words, once its author agrees to them.

    NotCleared where the gate finds something in them.
    """
    require(can_decide_sharing, by)
    cleared = clear(SHARED_COMMENT, text.strip(), programme=offer.comment.publication.round.programme, by=by)
    return share(offer, text=cleared, by=by)


@transaction.atomic
def share(offer: CommentOffer, *, text: ClearedText, by: User) -> SharedComment:
    offer = waiting(offer)
    comment, as_written = offer.comment, text == offer.comment.text
    shared = SharedComment.objects.create(
        comment=comment, text=text, as_written=as_written, named=offer.named, agreed_by=by
    )
    if as_written:
        tell_readers(shared)
    else:
        write_letter("comment_worded", to=[comment.by], publication=comment.publication)
    audit.record("agreed to share a comment", by=by, about=comment.publication)
    return shared


@transaction.atomic
def agree_to_wording(comment: ReviewComment, *, by: User) -> None:
    """The author agrees to the words that the office proposed."""
    require(can_offer_comment, by, comment)
    ReviewComment.objects.select_for_update().get(pk=comment.pk)
    shared = SharedComment.objects.filter(comment=comment).oldest_first().first()
    if shared is None or shared.is_agreed or shared.is_ended:
        raise NotAMove("There are no other words to agree to")
    WordingAgreement.objects.create(shared=shared)
    tell_readers(shared)
    audit.record("agreed to other words for a comment", by=by, about=comment.publication)


def tell_readers(shared: SharedComment) -> None:
    """Those who want to be told at once that there is a further comment."""
    readers = User.objects.people().filter(is_active=True, memberships__isnull=False).distinct()
    others = readers.exclude(pk=shared.comment.by_id)
    write_letter("comment_shared", to=told_at_once("shared", others), publication=shared.comment.publication)


def refuse_to_share(offer: CommentOffer, *, why: str, by: User) -> None:
    """The comment stays between its author and the team. NotCleared where the reason could tell a site."""
    require(can_decide_sharing, by)
    reason = clear(COMMENT_NOT_SHARED, why.strip(), programme=offer.comment.publication.round.programme, by=by)
    store_refusal(offer, why=reason, by=by)


@transaction.atomic
def store_refusal(offer: CommentOffer, *, why: ClearedText, by: User) -> None:
    offer = waiting(offer)
    offer.refused_why, offer.refused_by, offer.refused_at = why, by, clock.now()
    offer.save()
    audit.record("refused to share a comment", by=by, about=offer.comment.publication)
    write_letter("comment_not_shared", to=[offer.comment.by], publication=offer.comment.publication)


def waiting(offer: CommentOffer) -> CommentOffer:
    """The offer, if nobody decided on it meanwhile."""
    found = CommentOffer.objects.select_for_update(of=("self",)).oldest_first().filter(pk=offer.pk).first()
    if found is None or found.is_refused or SharedComment.objects.filter(comment=found.comment).exists():
        raise NotAMove("Somebody decided on this offer already")
    return found


@transaction.atomic
def end_sharing(shared: SharedComment, *, by: User) -> None:
    """Readers no longer see it; they see that it was there."""
    require(can_end_sharing, by, shared)
    shared = SharedComment.objects.select_for_update().get(pk=shared.pk)
    if not shared.is_agreed or EndedSharing.objects.filter(shared=shared).exists():
        raise NotAMove("This comment is no longer shared")
    EndedSharing.objects.create(shared=shared, by=by)
    audit.record("ended the sharing of a comment", by=by, about=shared.comment.publication)
