"""What is ready before a review goes to its approvers, and sending it."""

from collections.abc import Iterator

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.foundations import clock
from accounts.permissions import can_send_to_check, can_work_on_reviews, is_leader, open_to
from living_docs import uk_time
from living_docs.views import autosave_reply
from reporting import actions
from reporting.forms.readiness import ReadinessForm
from reporting.models import ReadinessReason, Review
from reporting.review.checklist import Check, checklist
from reporting.review.contents import draft_data
from reporting.review.readiness import must_be_mended, undecided
from reporting.views.drafts import MOVED_ON, review_or_404


@open_to(can_work_on_reviews)
def readiness(request, number):
    """What must be mended, what needs a reason, and what is ready."""
    review = review_or_404(request, number)
    if not review.is_draft:
        return redirect("approval", number)
    checks = checklist(review, draft_data(review))
    return page(request, review, checks, form_of(review, checks))


@require_POST
@open_to(is_leader)
def send(request, number):
    """To the two approvers, with a reason for everything that is not ready."""
    review = review_or_404(request, number)
    checks = checklist(review, draft_data(review))
    form = form_of(review, checks, request.POST)
    if not form.is_valid():
        return page(request, review, checks, form)
    try:
        actions.send_to_check(review, reasons=form.reasons, by=request.user)
    except actions.NotReady as not_ready:
        form.add_error(None, str(not_ready))
        return page(request, review, checks, form)
    messages.success(request, "The review is with its approvers. Two of them have to approve it.")
    return redirect("approval", number)


@require_POST
@open_to(is_leader)
def save_reasons(request, number):
    """Keep what is typed, as it is typed, for when the review is sent."""
    review = review_or_404(request, number)
    if not can_send_to_check(request.user, review):
        return autosave_reply.refusal(MOVED_ON)
    typed = {
        problem: request.POST.get(name.removesuffix("-read"), "")
        for name, problem in request.POST.items()
        if name.endswith("-read")
    }
    actions.keep_reasons_so_far(review, typed, by=request.user)
    return autosave_reply.reply({"reasons": autosave_reply.part(uk_time.saved_line(clock.now()))})


def form_of(review: Review, checks: list[Check], posted=None) -> ReadinessForm:
    last = ReadinessReason.objects.filter(move__review=review).order_by("pk")
    given = {reason.problem: reason.text for reason in last} | review.reasons
    return ReadinessForm(posted, checks=[check for check in checks if not check.is_ready], given=given)


def page(request, review: Review, checks: list[Check], form: ReadinessForm):
    context = {
        "review": review,
        "form": form,
        "ready": [check for check in checks if check.is_ready],
        "mend": list(to_mend(review)),
        "may_send": can_send_to_check(request.user, review),
    }
    return render(request, "reporting/readiness/readiness.html", context, status=422 if form.errors else 200)


def to_mend(review: Review) -> Iterator[str]:
    """What keeps the review back, with what the gate found when it last checked; sending it checks the text as it stands."""
    yield from must_be_mended(review)
    yield from undecided(review.findings.all())
