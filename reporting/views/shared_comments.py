"""Sharing a comment with the other readers: offered by its author, decided by the office, ended by either."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.foundations import kept_text
from accounts.foundations.public_keys import public_key
from accounts.permissions import can_comment_on_review, can_decide_sharing, can_end_sharing, has_a_role, open_to
from living_docs.workflow import NotAMove
from reporting import actions
from reporting.forms.shared_comments import NotSharedForm, ShareForm
from reporting.models import CommentOffer, ReviewComment, SharedComment
from sites.clearance import NotCleared

SHARE, REFUSE = "share", "refuse"


def own_comment_or_404(request, pk) -> ReviewComment:
    comments = ReviewComment.objects.written_by(request.user).select_related("publication__round")
    return get_object_or_404(comments, pk=pk)


def back_to(comment: ReviewComment):
    return redirect(f"{reverse('published', args=[comment.publication.round.number])}#comments")


@require_POST
@open_to(can_comment_on_review)
def offer_comment(request, pk):
    comment = own_comment_or_404(request, pk)
    try:
        actions.offer_comment(comment, named="named" in request.POST, by=request.user)
    except NotAMove:
        raise Http404 from None
    messages.success(request, "The programme office decides whether your comment is shared.")
    return back_to(comment)


@require_POST
@open_to(can_comment_on_review)
def take_offer_back(request, pk):
    comment = own_comment_or_404(request, pk)
    try:
        actions.take_offer_back(comment, by=request.user)
    except NotAMove:
        raise Http404 from None
    messages.success(request, "Your comment stays between you and the evaluation team.")
    return back_to(comment)


@require_POST
@open_to(can_comment_on_review)
def agree_to_wording(request, pk):
    comment = own_comment_or_404(request, pk)
    try:
        actions.agree_to_wording(comment, by=request.user)
    except NotAMove:
        raise Http404 from None
    messages.success(request, "The comment is shared with the other readers, in these words.")
    return back_to(comment)


@require_POST
@open_to(has_a_role)
def end_sharing(request, pk):
    shared = get_object_or_404(SharedComment.objects.visible_to(request.user).oldest_first(), comment=pk)
    if not can_end_sharing(request.user, shared):
        raise Http404
    try:
        actions.end_sharing(shared, by=request.user)
    except NotAMove:
        raise Http404 from None
    messages.success(request, "The comment is no longer shared.")
    return back_to(shared.comment)


@open_to(can_decide_sharing)
def comments_to_share(request):
    """What authors offer to share, for the office to decide; and what is shared."""
    return show_offers(request)


def show_offers(request, deciding=None, share=None, refuse=None):
    """The forms of the offer that is being decided are as they were sent."""
    waiting = CommentOffer.objects.visible_to(request.user).waiting().oldest_first()
    rows = [(one, *((share, refuse) if one == deciding else forms_of(one))) for one in waiting]
    shared = SharedComment.objects.visible_to(request.user).oldest_first()
    context = {"rows": rows, "shared": shared}
    return render(request, "reporting/shared_comments/comments_to_share.html", context, status=422 if deciding else 200)


def forms_of(offer: CommentOffer, data=None, *, do: str = "") -> tuple[ShareForm, NotSharedForm]:
    """Empty, or with what was sent: only the form whose button was pressed is looked through."""
    told = {"auto_id": f"id_{public_key(offer.comment)}_%s", "initial": {"text": offer.comment.text} | (data or {})}
    return ShareForm(data if do == SHARE else None, **told), NotSharedForm(data if do == REFUSE else None, **told)


@require_POST
@open_to(can_decide_sharing)
@kept_text.holds_text("Keep your decision on this comment", without={"do"})
def decide_sharing(request, pk):
    offers = CommentOffer.objects.visible_to(request.user).waiting().oldest_first()
    offer = get_object_or_404(offers, comment=pk)
    do = request.POST.get("do", "")
    share, refuse = forms_of(offer, request.POST.dict(), do=do)
    form = refuse if do == REFUSE else share
    if form.is_valid() and (said := decided(offer, form, refuses=do == REFUSE, by=request.user)):
        messages.success(request, said)
        return redirect("comments_to_share")
    return show_offers(request, offer, share, refuse)


def decided(offer: CommentOffer, form, *, refuses: bool, by) -> str:
    """What was done, in a sentence; "" where the text could tell a site, which is then said at its field."""
    field = "reason" if refuses else "text"
    try:
        if refuses:
            actions.refuse_to_share(offer, why=form.cleaned_data[field], by=by)
            return "The comment is not shared. Its author is told why."
        shared = actions.agree_to_share(offer, text=form.cleaned_data[field], by=by)
    except NotCleared as found:
        form.add_error(field, f"Nothing was sent: it could identify a site. {found}")
        return ""
    except NotAMove:
        raise Http404 from None
    return "The comment is shared." if shared.as_written else "Its author is asked whether to share it in these words."
