"""Releasing, one by one or a whole round at a set time; afterwards corrections and the calls that were offered."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import (
    can_correct,
    can_follow_release,
    can_record_call,
    can_release,
    can_release_round,
    is_leader,
    open_to,
    require,
)
from accounts.sign_in.recent_proof import asks_again
from feedback import actions as feedback_actions
from feedback.models import BatchedReport, Release, ReleaseBatch
from living_docs.actions import people_of
from living_docs.forms.fields import refused_at
from living_docs.forms.requests import CallForm
from living_docs.models import LivingDocument, Round
from living_docs.views.lookups import document_or_404, round_or_404
from living_docs.workflow import Status
from reporting import actions
from reporting.feedback_reports import batches
from reporting.feedback_reports.contents import draft_data
from reporting.feedback_reports.release_progress import progress_of
from reporting.forms.reasons import ReasonForm
from reporting.forms.releases import CorrectionForm, ReleaseForm


@open_to(is_leader)
def releasing(request, number):
    """What has passed and can go to its sites, what is set or under way, what has gone."""
    round = round_or_404(request, number)
    return page(request, round, ReleaseForm(documents=ready(round, request.user)))


def ready(round: Round, user: User) -> list[LivingDocument]:
    """What has passed, waits in no batch, and may be released by this person."""
    waiting = BatchedReport.objects.waiting().values("document")
    passed = LivingDocument.objects.in_round(round).at_stage(Status.PASSED).exclude(pk__in=waiting)
    found = passed.by_site().select_related("site", "round").prefetch_related("corrections")
    return [document for document in found if can_release(user, document)]


def page(request, round: Round, form: ReleaseForm):
    documents = list(form.by_slug.values())
    for document in documents:
        audit.record("viewed before release", by=request.user, about=document, site=document.site)
    released = (
        Release.objects.filter(document__round=round)
        .select_related("document__site")
        .prefetch_related("files", "withdrawals")
    )
    context = {
        "round": round,
        "form": form,
        "has_errors": bool(form.errors),
        "rows": [{"document": d, "people": people_of(d), "report": preview(d)} for d in documents],
        "batches": progress_of(round),
        "released": released.order_by("document__site__name", "version"),
    }
    return render(request, "reporting/releases/releasing.html", context, status=422 if form.errors else 200)


def preview(document: LivingDocument) -> dict:
    correction = document.correction
    return draft_data(document, correction=correction.reason if correction else "")


@require_POST
@open_to(is_leader)
@asks_again
def release_together(request, number):
    """Asks once more, with the number of sites and all who are told; then hands the reports to the worker."""
    round = round_or_404(request, number)
    form = ReleaseForm(request.POST, documents=ready(round, request.user))
    require(can_release_round, request.user, round)
    if not form.is_valid():
        return page(request, round, form)
    documents, due = form.documents(), form.due()
    if "sure" not in request.POST:
        people = [(document, people_of(document)) for document in documents]
        context = {
            "round": round,
            "form": form,
            "people": people,
            "due": due,
            "letters": sum(len(told) for _, told in people),
        }
        return render(request, "reporting/releases/release_sure.html", context)
    batches.release_together(round, documents=documents, due=due, by=request.user)
    messages.success(request, "The release is set." if due else "The reports are being released.")
    return redirect("releasing", number)


@require_POST
@open_to(is_leader)
def cancel_release(request, number, pk):
    batch = get_object_or_404(ReleaseBatch.objects.select_related("round"), pk=pk, round__number=number)
    try:
        batches.cancel_release(batch, by=request.user)
    except PermissionDenied:
        messages.error(request, "The time of this release has come; it can no longer be called off.")
    else:
        messages.success(request, "The release is called off. The reports stand ready as before.")
    return redirect("releasing", number)


@require_POST
@open_to(is_leader)
@asks_again
def try_again(request, number, pk):
    report = get_object_or_404(BatchedReport.objects.select_related("batch"), pk=pk, batch__round__number=number)
    batches.try_again(report, by=request.user)
    messages.success(request, f"The report for {report.document.site} is tried again.")
    return redirect("releasing", number)


@require_POST
@open_to(is_leader)
@asks_again
def release(request, number, slug):
    document = document_or_404(request, number, slug)
    require(can_release, request.user, document)
    actions.release(document, by=request.user)
    messages.success(request, f"Feedback released to {document.site}. The PDF is being made.")
    return redirect("releasing", number)


@require_POST
@open_to(is_leader)
def take_back(request, number, slug):
    """Feedback that has passed goes back to agreeing, with a reason."""
    document = document_or_404(request, number, slug)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        require(can_release, request.user, document)
        messages.error(request, f"Say why the feedback for {document.site} is taken back.")
        return redirect("releasing", number)
    feedback_actions.take_back(document, why=form.cleaned_data["reason"], by=request.user)
    messages.success(request, f"The feedback for {document.site} is back with you to agree.")
    return redirect("agreeing_list", number)


@open_to(can_follow_release)
def released(request, number, slug):
    """What one site has received, version by version; what is being corrected; the calls that took place."""
    document = document_or_404(request, number, slug)
    if not document.is_released:
        raise Http404
    correcting = CorrectionForm(request.POST if "correct" in request.POST else None)
    calling = CallForm(request.POST if "call" in request.POST else None)
    if correcting.is_valid():
        with refused_at(correcting, "reason"):
            feedback_actions.start_correction(document, reason=correcting.cleaned_data["reason"], by=request.user)
            messages.success(request, "The correction has begun. It is agreed and checked before it is released.")
            return redirect("agreed_summary", number, slug)
    if calling.is_valid():
        feedback_actions.record_call(document, **calling.cleaned_data, by=request.user)
        messages.success(request, "The call is noted.")
        return redirect("released", number, slug)
    refused = correcting.is_bound or calling.is_bound
    context = {
        "document": document,
        "releases": document.releases.order_by("version").prefetch_related("files", "withdrawals"),
        "corrections": document.corrections.order_by("pk"),
        "calls": document.calls.order_by("called_on", "pk"),
        "correcting": correcting,
        "calling": calling,
        "form": correcting if correcting.is_bound else calling,
        "may_correct": can_correct(request.user, document),
        "leads": is_leader(request.user),
        "may_call": can_record_call(request.user, document),
        "has_errors": refused,
    }
    return render(request, "reporting/releases/released.html", context, status=422 if refused else 200)
