"""Quotations: words of a document beside their anonymised copy."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import get_text_list
from django.views.decorators.http import require_POST

from accounts.foundations import audit, kept_text
from accounts.models import User
from accounts.permissions import (
    can_approve_quotation,
    can_work_on_reviews,
    can_write_review,
    open_to,
    require,
)
from accounts.roles import TEAM_ROLES
from living_docs import prose
from living_docs.models import Submission
from reporting import actions
from reporting.forms.reasons import SubstantialReasonForm
from reporting.forms.reviews import CopyForm, QuotationForm
from reporting.models import Quotation, ReidentificationRisk, Review
from reporting.views.drafts import review_or_404
from themes.models import Coding

DECIDED_MEANWHILE = "Somebody reworded the copy or decided about it while you read it. Read it again."


@open_to(can_work_on_reviews)
def quotations(request, number):
    """The review's quotations, and the submissions to take more from."""
    return page(request, review_or_404(request, number))


def page(request, review: Review, refusing: Quotation | None = None, form: SubstantialReasonForm | None = None):
    """`form` stands open at the quotation that somebody is about to refuse."""
    submissions = Submission.objects.visible_to(request.user).latest_of_round(review.round)
    taken = review.quotations.select_related("anonymised_by", "approved_by", "refused_by", "submission__document__site")
    may_write = can_write_review(request.user, review)
    risk = newest_risk(request.user, review)
    team = list(User.objects.with_role(*TEAM_ROLES).order_by("name"))
    rows = [
        {
            "quotation": quotation,
            "may_read": quotation.is_readable_by(request.user),
            "may_decide": not quotation.is_decided and can_approve_quotation(request.user, quotation),
            "form": form if quotation == refusing else SubstantialReasonForm(auto_id=f"id_{quotation.token}_%s"),
            "approvers": approvers_of(quotation, team) if may_write and not quotation.is_decided else None,
            "risk": risk.of_copy(quotation.token, quotation.anonymised) if risk else None,
        }
        for quotation in taken.order_by("pk")
    ]
    context = {
        "review": review,
        "rows": rows,
        "submissions": submissions.select_related("document__site").order_by("document__site__name"),
        "may_write": may_write,
        "refusing": refusing,
        "form": form,
        "risk": risk,
    }
    return render(request, "reporting/quotations/quotations.html", context, status=422 if form else 200)


def newest_risk(user: User, review: Review) -> ReidentificationRisk | None:
    return ReidentificationRisk.objects.visible_to(user).filter(review=review).order_by("at", "pk").last()


def approvers_of(quotation: Quotation, team: list[User]) -> str:
    """Whom a writer can ask to approve a copy, in words; empty where nobody may."""
    return get_text_list([user.name for user in team if can_approve_quotation(user, quotation)], "or")


@open_to(can_work_on_reviews)
@kept_text.holds_text("Add this quotation")
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
    form = QuotationForm(
        request.POST or None, text=text, initial={"original": passage(request, submission, prompt_number)}
    )
    if request.method == "POST" and form.is_valid():
        quotation = actions.add_quotation(
            review, submission=submission, prompt_number=prompt_number, by=request.user, **form.cleaned_data
        )
        messages.success(request, f"The quotation can be used as [[quotation:{quotation.token}]].")
        return redirect("quotations", number)
    audit.record("viewed for a quotation", by=request.user, about=submission, site=submission.document.site)
    context = {"review": review, "submission": submission, "entry": entry, "form": form}
    return render(request, "reporting/quotations/add_quotation.html", context)


def passage(request, submission: Submission, prompt_number: str) -> str:
    """The words of a coded passage of this answer that the address names, where the person may see the coding."""
    try:
        wanted = UUID(request.GET.get("passage", ""))
    except ValueError:
        return ""
    codings = Coding.objects.visible_to(request.user).filter(layer__submission=submission, prompt_number=prompt_number)
    coding = codings.filter(guid=wanted).first()
    return " ".join(coding.quote.split()) if coding else ""


@require_POST
@open_to(can_work_on_reviews)
def approve_quotation(request, number, token):
    """The second person approves the copy they read."""
    quotation = quotation_or_404(request, number, token)
    if actions.approve_quotation(quotation, anonymised=request.POST.get("anonymised", ""), by=request.user):
        messages.success(request, f"The copy of {quotation.marker} is approved.")
    else:
        messages.error(request, DECIDED_MEANWHILE)
    return redirect(f"{reverse('quotations', args=[number])}#{token}")


@require_POST
@open_to(can_work_on_reviews)
def refuse_quotation(request, number, token):
    """The second person refuses the copy they read, and says why to whoever made it."""
    quotation = quotation_or_404(request, number, token)
    form = SubstantialReasonForm(request.POST, auto_id=f"id_{token}_%s")
    require(can_approve_quotation, request.user, quotation)
    if not form.is_valid():
        return page(request, quotation.review, quotation, form)
    read = {"anonymised": request.POST.get("anonymised", ""), "reason": form.cleaned_data["reason"]}
    if actions.refuse_quotation(quotation, **read, by=request.user):
        messages.success(
            request, f"You refused the copy of {quotation.marker}. {quotation.anonymised_by.name} sees your reason."
        )
    else:
        messages.error(request, DECIDED_MEANWHILE)
    return redirect(f"{reverse('quotations', args=[number])}#{token}")


@open_to(can_work_on_reviews)
@kept_text.holds_text("Save the new wording of this quotation")
def reword_quotation(request, number, token):
    """Another anonymised copy of the same words."""
    quotation = quotation_or_404(request, number, token)
    require(can_write_review, request.user, quotation.review)
    form = CopyForm(request.POST or None, initial={"anonymised": quotation.anonymised})
    if request.method == "POST" and form.is_valid():
        actions.reword_quotation(quotation, by=request.user, **form.cleaned_data)
        messages.success(request, "The copy is saved. A second person approves it before it is printed.")
        return redirect(f"{reverse('quotations', args=[number])}#{token}")
    risk = newest_risk(request.user, quotation.review)
    context = {
        "review": quotation.review,
        "quotation": quotation,
        "form": form,
        "measured": risk is not None,
        "risk": risk.of_copy(token, quotation.anonymised) if risk else None,
    }
    return render(request, "reporting/quotations/reword_quotation.html", context)


def quotation_or_404(request, number, token) -> Quotation:
    """A quotation of the round’s newest review, for those who may read where it comes from."""
    review = review_or_404(request, number)
    quotation = get_object_or_404(review.quotations, token=token)
    if not quotation.is_readable_by(request.user):
        raise Http404
    quotation.review = review
    return quotation
