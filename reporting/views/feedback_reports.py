"""The feedback report: checked by QA, released by the leader, read by its site."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import audit
from accounts.permissions import (
    can_acknowledge,
    can_know_documents,
    can_release,
    is_leader,
    is_site_person,
    open_to,
    require,
)
from feedback import actions as feedback_actions
from feedback.models import Release, ReportMessage
from living_docs.actions import people_of
from living_docs.models import LivingDocument
from living_docs.views.found import document_or_404, round_or_404
from living_docs.views.sent import submission_or_404
from living_docs.workflow import Status
from reporting import actions, jobs
from reporting.feedback_report import draft_data
from reporting.forms import ReasonForm
from reporting.views.files import serve


@open_to(is_leader)
def releasing(request, number):
    """What has passed and can go to its sites; what has gone."""
    round = round_or_404(request, number)
    passed = LivingDocument.objects.in_round(round).with_status(Status.PASSED).by_site()
    rows = [{"document": d, "people": people_of(d), "report": draft_data(d)} for d in passed]
    for document in passed:
        audit.record("viewed before release", by=request.user, about=document, site=document.site)
    released = Release.objects.filter(document__round=round).select_related("document__site").prefetch_related("files")
    context = {"round": round, "rows": rows, "released": released.order_by("document__site__name", "version")}
    return render(request, "reporting/releasing.html", context)


@require_POST
@open_to(is_leader)
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


@open_to(is_site_person)
def feedback_reports(request):
    """All reports that the person's site has received."""
    releases = Release.objects.visible_to(request.user).filter(document__site__in=[s.pk for s in request.user.sites])
    context = {"releases": releases.select_related("document__site", "document__round").order_by("-at")}
    return render(request, "reporting/feedback_reports.html", context)


def release_or_404(request, number, slug, version=None) -> Release:
    """The newest version, or the one asked for."""
    releases = Release.objects.visible_to(request.user).select_related("document__site", "document__round")
    releases = releases.filter(document__site__slug=slug, document__round__number=number).order_by("-version")
    if version is not None:
        return get_object_or_404(releases, version=version)
    if (newest := releases.first()) is None:
        raise Http404
    return newest


@open_to(can_know_documents)
def feedback_report(request, number, slug):
    """The report as a page. Without one the site reads when to expect it; for all others it does not exist."""
    document = document_or_404(request, number, slug)
    if not request.user.belongs_to(document.site) and not is_leader(request.user):
        raise Http404
    if not document.releases.exists():
        return render(request, "reporting/no_report_yet.html", {"document": document})
    report = release_or_404(request, number, slug)
    audit.record("viewed", by=request.user, about=report, site=document.site)
    context = {"document": document, "release": report, "report": report.data,
               "file": report.files.filter(format=jobs.PDF).first(),
               "word": report.files.filter(format=jobs.DOCX).first(),
               "may_acknowledge": may_acknowledge(request.user, report),
               "acknowledgements": report.acknowledgements.select_related("by").order_by("at"),
               "said_count": ReportMessage.objects.filter(release__document=document).count(),
               "earlier": document.releases.exclude(pk=report.pk).order_by("-version")}  # fmt: skip
    return render(request, "reporting/feedback_report.html", context)


def may_acknowledge(user, report: Release) -> bool:
    """A person of the site who has not said so yet."""
    return can_acknowledge(user, report) and not report.acknowledgements.filter(by=user).exists()


@open_to(can_know_documents)
def feedback_report_pdf(request, number, slug, version):
    return report_file(request, release_or_404(request, number, slug, version), jobs.PDF)


@open_to(can_know_documents)
def feedback_report_docx(request, number, slug, version):
    """The Word document; of a report that was released before there were any, the worker makes it when asked."""
    report = release_or_404(request, number, slug, version)
    if not report.files.filter(format=jobs.DOCX).exists():
        jobs.make_release_docx.enqueue(report.pk)
    return report_file(request, report, jobs.DOCX)


def report_file(request, report: Release, format: str):
    """The bytes of a report in one format, as they were made."""
    number, slug = report.document.round.number, report.document.site.slug
    audit.record("downloaded", by=request.user, about=report, site=report.document.site)
    name = f"feedback-{slug}-round-{number}-version-{report.version}.{format}"
    back = reverse("feedback_report", args=[number, slug])
    return serve(request, report.files.filter(format=format).first(), name=name, title=str(report), back=back)


@open_to(can_know_documents)
def submission_pdf(request, number, slug, submission_number):
    """What was sent, as a PDF. Asked for the first time, the worker makes it."""
    sent = submission_or_404(request, number, slug, submission_number)
    if not request.user.belongs_to(sent.document.site) and not is_leader(request.user):
        raise Http404
    audit.record("downloaded", by=request.user, about=sent, site=sent.document.site)
    file = sent.made_files.filter(format=jobs.PDF).first()
    if file is None:
        jobs.make_submission_pdf.enqueue(sent.pk)
    name = f"living-document-{slug}-round-{number}-submission-{submission_number}.pdf"
    back = reverse("submission", args=[number, slug, submission_number])
    return serve(request, file, name=name, title=str(sent), back=back)
