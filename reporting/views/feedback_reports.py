"""The feedback report: checked by QA, released by the leader, read by its site."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.foundations import audit
from accounts.permissions import (
    can_acknowledge,
    can_know_documents,
    is_leader,
    is_site_person,
    open_to,
)
from feedback.models import Release, ReportMessage
from living_docs.pages.replies import replies_to
from living_docs.views.lookups import document_or_404
from living_docs.views.submissions import submission_or_404
from reporting import jobs
from reporting.products import FEEDBACK_REPORT, LIVING_DOCUMENT, PDF
from reporting.views.files import files_of, serve_or_offer


@open_to(is_site_person)
def feedback_reports(request):
    """All reports that the person's site has received."""
    releases = Release.objects.visible_to(request.user).filter(document__site__in=[s.pk for s in request.user.sites])
    found = releases.select_related("document__site", "document__round").prefetch_related("withdrawals")
    context = {"releases": found.order_by("-at")}
    return render(request, "reporting/feedback_reports/feedback_reports.html", context)


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
    if not document.releases.cleared().exists():
        return render(request, "reporting/feedback_reports/no_report_yet.html", {"document": document})
    report = release_or_404(request, number, slug)
    if is_gone(request.user, report):
        return show_withdrawn(request, report)
    audit.record("viewed", by=request.user, about=report, site=document.site)
    context = {
        "document": document,
        "release": report,
        "report": report.data,
        "files": files_of(FEEDBACK_REPORT, report),
        "replies": replies_to(report) if request.user.belongs_to(document.site) else {},
        "may_acknowledge": may_acknowledge(request.user, report),
        "acknowledgements": report.acknowledgements.select_related("by").order_by("at"),
        "said_count": ReportMessage.objects.filter(release__document=document).count(),
        "withdrawal": report.withdrawal,
        "leads": is_leader(request.user),
        "earlier": document.releases.cleared()
        .exclude(pk=report.pk)
        .order_by("-version")
        .prefetch_related("withdrawals"),
    }
    return render(request, "reporting/feedback_reports/feedback_report.html", context)


def is_gone(user, report: Release) -> bool:
    """Whether a report was withdrawn from this person: the leader keeps it."""
    return report.is_withdrawn and not is_leader(user)


def show_withdrawn(request, report: Release):
    """That a report was withdrawn, when and why; other versions that stand can still be read."""
    others = report.document.releases.exclude(pk=report.pk).order_by("-version").prefetch_related("withdrawals")
    context = {"document": report.document, "release": report, "withdrawal": report.withdrawal, "earlier": others}
    return render(request, "reporting/feedback_reports/withdrawn_report.html", context, status=410)


def may_acknowledge(user, report: Release) -> bool:
    """A person of the site who has not said so yet."""
    return can_acknowledge(user, report) and not report.acknowledgements.filter(by=user).exists()


@open_to(can_know_documents)
def feedback_report_file(request, number, slug, version, format):
    """One format of a report, as the stored bytes."""
    report = release_or_404(request, number, slug, version)
    if is_gone(request.user, report):
        return show_withdrawn(request, report)
    audit.record("downloaded", by=request.user, about=report, site=report.document.site)
    name = FEEDBACK_REPORT.file_name(format, site=slug, round=number, version=version)
    back = reverse("feedback_report", args=[number, slug])
    file, job = report.files.filter(format=format).first(), jobs.make_release_file
    shown = {"name": name, "title": str(report), "back": back}
    return serve_or_offer(request, file, FEEDBACK_REPORT[format], job=job, of=[report.pk, format], **shown)


@open_to(can_know_documents)
def submission_pdf(request, number, slug, submission_number):
    """What was sent, as a PDF, which the worker makes when it is first asked for."""
    sent = submission_or_404(request, number, slug, submission_number)
    if not request.user.belongs_to(sent.document.site) and not is_leader(request.user):
        raise Http404
    audit.record("downloaded", by=request.user, about=sent, site=sent.document.site)
    file, job = sent.made_files.filter(format=PDF).first(), jobs.make_submission_pdf
    name = LIVING_DOCUMENT.file_name(PDF, site=slug, round=number, which=f"submission-{submission_number}")
    shown = {"name": name, "title": str(sent), "back": reverse("submission", args=[number, slug, submission_number])}
    return serve_or_offer(request, file, LIVING_DOCUMENT[PDF], job=job, of=[sent.pk], **shown)
