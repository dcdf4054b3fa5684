"""Quotations: words of a document beside their anonymised copy."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from accounts import audit
from accounts.permissions import (
    can_work_on_reviews,
    can_write_review,
    open_to,
    require,
)
from living_docs import prose
from living_docs.models import Submission
from reporting import actions
from reporting.forms import QuotationForm
from reporting.views.drafts import review_or_404


@open_to(can_work_on_reviews)
def quotations(request, number):
    """The review's quotations, and the submissions to take more from."""
    review = review_or_404(request, number)
    submissions = Submission.objects.visible_to(request.user).latest_of_round(review.round)
    taken = review.quotations.select_related("anonymised_by", "submission__document__site").order_by("pk")
    context = {"review": review, "quotations": taken,
               "submissions": submissions.select_related("document__site").order_by("document__site__name"),
               "may_write": can_write_review(request.user, review)}  # fmt: skip
    return render(request, "reporting/quotations.html", context)


@open_to(can_work_on_reviews)
def add_quotation(request, number, pk, prompt_number):
    """Words of one answer and their anonymised copy."""
    review = review_or_404(request, number)
    submissions = Submission.objects.visible_to(request.user).latest_of_round(review.round)
    submission = get_object_or_404(submissions.select_related("document__site", "document__round"), pk=pk)
    entry = submission.entries().get(prompt_number)
    if entry is None:
        raise Http404
    require(can_write_review, request.user, review)
    text = " ".join(prose.text(html) for html in entry["shown"].get("texts", []))
    form = QuotationForm(request.POST or None, text=text)
    if request.method == "POST" and form.is_valid():
        quotation = actions.add_quotation(
            review, submission=submission, prompt_number=prompt_number, by=request.user, **form.cleaned_data
        )
        messages.success(request, f"The quotation can be used as [[quotation:{quotation.token}]].")
        return redirect("quotations", number)
    audit.record("viewed for a quotation", by=request.user, about=submission, site=submission.document.site)
    context = {"review": review, "submission": submission, "entry": entry, "form": form}
    return render(request, "reporting/add_quotation.html", context)
