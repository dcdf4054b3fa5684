"""Two people approve a review, and it is published."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.permissions import (
    approves_reviews,
    can_approve_review,
    can_ask_for_proof,
    can_publish,
    can_work_on_reviews,
    has_ties,
    is_leader,
    open_to,
)
from accounts.sign_in.recent_proof import asks_again
from reporting import actions
from reporting.forms.reasons import ReasonForm
from reporting.models import Finding, ReidentificationRisk, Review
from reporting.review import contents as thematic_review
from reporting.review.comparison import beside
from reporting.review.workflow import APPROVERS_NEEDED, ReviewStatus
from reporting.views.drafts import review_or_404
from reporting.views.published import files_and_making


@open_to(can_work_on_reviews)
def approval(request, number):
    """The exact proof with its checksum; two people who wrote none of it approve it."""
    review = review_or_404(request, number)
    data = thematic_review.draft_data(review)
    valid = review.approvals.filter(content_sha256=data["content_sha256"]).select_related("by")
    context = {
        "review": review,
        "data": data,
        "valid": valid,
        "needed": APPROVERS_NEEDED,
        "void": review.approvals.exclude(content_sha256=data["content_sha256"]).select_related("by"),
        "kept": review.findings.filter(decision__in=Finding.LET_STAND).select_related("asked_by", "decided_by"),
        "reasons": [] if review.is_draft else reasons_of(review),
        "beside": None if review.is_published else beside(review, data),
        "may_approve": can_approve_review(request.user, review) and not valid.filter(by=request.user).exists(),
        "has_ties": approves_reviews(request.user) and has_ties(request.user),
        "may_publish": can_publish(request.user, review),
        "form": ReasonForm(),
        **risk_of(request.user, review, data["content_sha256"]),
        "may_ask_for_proof": can_ask_for_proof(request.user, review),
        "may_send_back": can_approve_review(request.user, review) or can_publish(request.user, review),
    }
    if review.is_published and not review.publication.is_withdrawn:
        context |= files_and_making(review.publication, request.user)
    return render(request, "reporting/approvals/approval.html", context)


def reasons_of(review: Review):
    """Why the review was sent for approval although something was not ready, the last time that it was sent."""
    sent = review.moves.filter(to=ReviewStatus.IN_CHECK).order_by("pk").last()
    return sent.reasons.select_related("move__by").order_by("pk") if sent else []


def risk_of(user: User, review: Review, content_sha256: str) -> dict:
    """The newest attack on the review, whether it was on this very text, and all since the first draft."""
    history = list(ReidentificationRisk.objects.visible_to(user).since_first_draft(review.round))
    own = [one for one in history if one.review_id == review.pk]
    exact = next((one for one in own if one.content_sha256 == content_sha256), None)
    risk = exact or (own[-1] if own else None)
    return {"risk": risk, "risk_is_older": risk is not None and exact is None, "risks": history[:1] + history[1:][-5:]}


@require_POST
@open_to(can_work_on_reviews)
def approve(request, number):
    review = review_or_404(request, number)
    try:
        actions.approve(review, content_sha256=request.POST.get("content_sha256", ""), by=request.user)
    except actions.NotReady as not_ready:
        messages.error(request, str(not_ready))
    else:
        messages.success(request, "You approved this version.")
    return redirect("approval", number)


@require_POST
@open_to(can_work_on_reviews)
def send_back(request, number):
    review = review_or_404(request, number)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say why the review goes back.")
        return redirect("approval", number)
    actions.send_review_back(review, why=form.cleaned_data["reason"], by=request.user)
    messages.success(request, "The review went back to its writers.")
    return redirect("draft", number)


@require_POST
@open_to(is_leader)
@asks_again
def publish(request, number):
    review = review_or_404(request, number)
    try:
        actions.publish(review, by=request.user)
    except actions.NotReady as not_ready:
        messages.error(request, str(not_ready))
        return redirect("approval", number)
    messages.success(request, "The review is published. Its files are being made.")
    return redirect("published", number)
