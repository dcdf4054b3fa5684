"""A round’s thematic review in the making: start it, see how far it is, write its front."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts import kept
from accounts.permissions import (
    can_approve_review,
    can_edit_outline,
    can_publish,
    can_send_to_check,
    can_start_review,
    can_triangulate,
    can_work_on_reviews,
    can_write_review,
    is_leader,
    open_to,
)
from living_docs.models import Round
from living_docs.views.found import round_or_404
from reporting import actions
from reporting.forms.reviews import FrontForm
from reporting.models import Review
from reporting.readiness import what_is_missing


def review_or_404(request, number) -> Review:
    """The newest version of a round's review, for those who work on it."""
    round = round_or_404(request, number)
    review = Review.objects.newest_of(round)
    if review is None:
        raise Http404
    review.round = round
    return review


@open_to(can_work_on_reviews)
def drafts(request):
    """Each round's review and how far it is."""
    rounds = Round.objects.visible_to(request.user).exclude(state=Round.State.PLANNED).newest_first()
    rows = [
        {"round": r, "review": Review.objects.newest_of(r), "may_start": can_start_review(request.user, r)}
        for r in rounds
    ]
    return render(request, "reporting/drafts.html", {"rows": rows})


@require_POST
@open_to(is_leader)
def start(request, number):
    review = actions.start_review(round_or_404(request, number), by=request.user)
    return redirect(review)


@open_to(can_work_on_reviews)
@kept.holds_text("Save the title and abstract of the review")
def draft(request, number):
    """The review's sections, its front, and what is left to do."""
    review = review_or_404(request, number)
    form = FrontForm(request.POST or None, review=review)
    if request.method == "POST" and form.is_valid():
        actions.save_front(review, by=request.user, **form.cleaned_data)
        messages.success(request, "Title and abstract are saved.")
        return redirect(review)
    context = {
        "review": review, "form": form, "sections": review.sections.printed(),
        "may_write": can_write_review(request.user, review), "may_send": can_send_to_check(request.user, review),
        "may_approve": can_approve_review(request.user, review), "may_publish": can_publish(request.user, review),
        "may_outline": can_edit_outline(request.user, review),
        "may_triangulate": can_triangulate(request.user),
        "keeps_back": list(what_is_missing(review)) if review.is_draft else [],
        "moves": review.moves.select_related("by").order_by("pk"),
    }  # fmt: skip
    return render(request, "reporting/draft.html", context)
