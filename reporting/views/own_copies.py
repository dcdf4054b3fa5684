"""A site's own documents of all rounds, as PDF and Word, at any time."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.foundations import audit
from accounts.models import AuditEvent
from accounts.permissions import can_know_documents, can_see_themes, is_leader, is_site_person, open_to
from living_docs.actions import copy_draft
from living_docs.models import DraftCopy, LivingDocument
from living_docs.submission_data import printed
from living_docs.views.attachments import attachment
from living_docs.views.lookups import own_document_or_404
from living_docs.views.submissions import submission_or_404
from reporting import jobs
from reporting.products import DOCX, LIVING_DOCUMENT, PDF
from reporting.views.files import serve_or_offer


@open_to(is_site_person)
def own_copies(request, number, slug):
    """Every round's document of this site: what was sent, and what is still a draft."""
    document = own_document_or_404(request, number, slug)
    documents = LivingDocument.objects.visible_to(request.user).filter(site=document.site)
    documents = documents.select_related("round", "site").prefetch_related("submissions").order_by("-round__number")
    return render(request, "reporting/own_copies/own_copies.html", {"document": document, "documents": documents})


@open_to(can_know_documents)
def submission_docx(request, number, slug, submission_number):
    """What was sent, as a Word document: for the site, and for who codes it."""
    sent = submission_or_404(request, number, slug, submission_number)
    own = request.user.belongs_to(sent.document.site)
    if not own and not can_see_themes(request.user):
        raise Http404
    verb = "downloaded" if own or is_leader(request.user) else f"{AuditEvent.READER_VERB}: downloaded"
    audit.record(verb, by=request.user, about=sent, site=sent.document.site)
    name = LIVING_DOCUMENT.file_name(DOCX, site=slug, round=number, which=f"submission-{submission_number}")
    return attachment(LIVING_DOCUMENT[DOCX].make(printed(sent.document, sent)), name)


@open_to(is_site_person)
def draft_docx(request, number, slug):
    """The draft as it stands, as a Word document, marked as a draft."""
    document = own_document_or_404(request, number, slug)
    audit.record("downloaded the draft", by=request.user, about=document, site=document.site)
    name = LIVING_DOCUMENT.file_name(DOCX, site=slug, round=number, which="draft")
    return attachment(LIVING_DOCUMENT[DOCX].make(printed(document, None)), name)


@require_POST
@open_to(is_site_person)
def ask_for_draft_pdf(request, number, slug):
    """The draft as it stands at this moment; the worker makes its PDF."""
    copy = copy_draft(own_document_or_404(request, number, slug), by=request.user)
    jobs.make_draft_pdf.enqueue(copy.pk)
    return redirect("draft_pdf", number, slug, copy.pk)


@open_to(is_site_person)
def draft_pdf(request, number, slug, pk):
    document = own_document_or_404(request, number, slug)
    copy = get_object_or_404(DraftCopy.objects.visible_to(request.user).filter(document=document), pk=pk)
    audit.record("downloaded the draft", by=request.user, about=document, site=document.site)
    file, job = copy if copy.content else None, jobs.make_draft_pdf
    name = LIVING_DOCUMENT.file_name(PDF, site=slug, round=number, which="draft")
    shown = {"name": name, "title": str(copy), "back": reverse("own_copies", args=[number, slug])}
    return serve_or_offer(request, file, LIVING_DOCUMENT[PDF], job=job, of=[copy.pk], **shown)
