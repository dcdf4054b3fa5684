"""What a site does with its report: says that it was read, asks and replies; the leader answers."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.foundations import audit, kept_text
from accounts.models import AuditEvent
from accounts.permissions import can_know_documents, can_write_about_report, is_site_person, open_to
from feedback import actions
from feedback.forms import QuestionForm
from feedback.models import ReportMessage
from living_docs.forms.fields import refused_at
from living_docs.pages.threads import TEAM
from reporting.views.feedback_reports import release_or_404


@open_to(can_know_documents)
@kept_text.holds_text("Send your message about the report[ to {site}]")
def report_talk(request, number, slug):
    """The thread about a report, oldest first, with a box to write."""
    report = release_or_404(request, number, slug)
    if not can_write_about_report(request.user, report):
        raise Http404
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        with refused_at(form, "text"):
            actions.write_about_report(report, text=form.cleaned_data["text"], by=request.user)
            return redirect(request.path)
    is_site = request.user.belongs_to(report.document.site)
    if not is_site:
        verb = f"{AuditEvent.CONFIDENTIAL_VERB}: viewed"
        audit.record(verb, by=request.user, about=f"Thread: {report}", site=report.document.site)
    found = ReportMessage.objects.visible_to(request.user).filter(release__document=report.document).in_order()
    entries = [(sender(entry, is_site), entry, entry.by_id == request.user.pk) for entry in found]
    context = {"document": report.document, "release": report, "entries": entries, "form": form, "is_site": is_site}
    return render(request, "reporting/report_messages/report_talk.html", context, status=422 if form.errors else 200)


def sender(entry: ReportMessage, is_site: bool) -> str:
    return TEAM if entry.from_team and is_site else entry.by.name


@require_POST
@open_to(is_site_person)
def acknowledge(request, number, slug):
    actions.acknowledge(release_or_404(request, number, slug), by=request.user)
    return redirect("feedback_report", number, slug)
