"""The anonymity gate of a review."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.permissions import (
    can_keep_finding,
    can_send_to_check,
    can_work_on_reviews,
    can_write_review,
    is_leader,
    open_to,
)
from living_docs import prose
from reporting import actions, gate, thematic_review
from reporting.forms import ReasonForm
from reporting.models import Finding
from reporting.views.drafts import review_or_404


@open_to(can_work_on_reviews)
def anonymity(request, number):
    """Every finding in its sentence with its reason and its decision."""
    review = review_or_404(request, number)
    findings = gate.check_review(review)
    rows = [
        {"finding": finding, "reason": gate.reason(finding), "parts": gate.parts(finding), "form": ReasonForm(),
         "may_keep": finding.decision == Finding.Decision.ASKED and can_keep_finding(request.user, finding),
         "section": review.sections.filter(title=finding.where).first()}
        for finding in findings
    ]  # fmt: skip
    words = sum(prose.count_words(text) for _, text in thematic_review.texts(thematic_review.draft_data(review)))
    context = {"review": review, "rows": rows, "words": words,
               "open": sum(finding.is_open for finding in findings),
               "decided": sum(not finding.is_open for finding in findings),
               "may_write": can_write_review(request.user, review),
               "may_send": can_send_to_check(request.user, review)}  # fmt: skip
    return render(request, "reporting/gate.html", context)


@require_POST
@open_to(can_work_on_reviews)
def decide(request, number, pk):
    """Ask to keep a finding, with a reason; or, as the second person, keep it."""
    review = review_or_404(request, number)
    finding = get_object_or_404(review.findings, pk=pk)
    if "keep" in request.POST:
        actions.keep_finding(finding, by=request.user)
        messages.success(request, f"“{finding.hit}” is kept.")
    else:
        form = ReasonForm(request.POST)
        if form.is_valid():
            actions.ask_to_keep(finding, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, f"A second person is asked to keep “{finding.hit}”.")
        else:
            messages.error(request, "Give a reason for keeping the words.")
    return redirect("anonymity", number)


@require_POST
@open_to(is_leader)
def send(request, number):
    review = review_or_404(request, number)
    try:
        actions.send_to_check(review, by=request.user)
    except actions.NotReady as not_ready:
        messages.error(request, str(not_ready))
        return redirect("anonymity", number)
    messages.success(request, "The review waits for two approvals.")
    return redirect("approval", number)
