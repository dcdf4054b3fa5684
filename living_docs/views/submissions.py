"""What was sent: the receipt for the site, the frozen document for those who may read it, its files."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from accounts.foundations import audit
from accounts.foundations.public_keys import public_key
from accounts.models import AuditEvent
from accounts.permissions import can_ask_to_reopen, can_know_documents, can_reopen, is_leader, is_site_person, open_to
from living_docs import actions
from living_docs.forms.fields import refused_at
from living_docs.forms.office import ReopenForm
from living_docs.models import EvidenceFile, Submission
from living_docs.pages.left_over import managers_beside
from living_docs.views.attachments import uploaded_attachment
from living_docs.views.lookups import document_or_404, own_document_or_404


@open_to(is_site_person)
def receipt(request, number, slug):
    """Safe to bookmark: what was sent, when, under which reference; never the text itself."""
    document = own_document_or_404(request, number, slug)
    submission = document.current_submission
    if submission is None:
        return redirect(document)
    may_ask = can_ask_to_reopen(request.user, document)
    managers = managers_beside(document, request.user)
    context = {"document": document, "submission": submission, "may_ask_to_reopen": may_ask, "managers": managers}
    return render(request, "living_docs/submissions/receipt.html", context)


@open_to(can_know_documents)
def submission(request, number, slug, submission_number):
    """A document as it was sent, word for word."""
    sent = submission_or_404(request, number, slug, submission_number)
    reads_openly = request.user.belongs_to(sent.document.site) or is_leader(request.user)
    verb = "viewed" if reads_openly else f"{AuditEvent.READER_VERB}: viewed"
    audit.record(verb, by=request.user, about=sent, site=sent.document.site)
    context = {"submission": sent, "document": sent.document, "sections": sent.data["sections"]}
    return render(request, "living_docs/submissions/submission.html", context)


def submission_or_404(request, number, slug, submission_number) -> Submission:
    submissions = Submission.objects.visible_to(request.user).select_related("document__site", "document__round")
    return get_object_or_404(
        submissions, document__site__slug=slug, document__round__number=number, number=submission_number
    )


@open_to(can_know_documents)
def evidence(request, number, slug, pk):
    """A file that a site appended: always as an attachment, never shown in place."""
    files = EvidenceFile.objects.visible_to(request.user).select_related("document__site")
    file = get_object_or_404(files, pk=pk, document__site__slug=slug, document__round__number=number)
    audit.record(
        "downloaded a file",
        by=request.user,
        about=f"file {public_key(file)} of {file.document}",
        site=file.document.site,
    )
    return uploaded_attachment(request, file.file, file.name)


@open_to(is_leader)
def reopen(request, number, slug):
    """Give a submitted document back to its site, with a reason that the site reads."""
    document = document_or_404(request, number, slug)
    if not can_reopen(request.user, document):
        raise Http404
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused_at(form, "reason"):
            actions.reopen(document, why=form.cleaned_data["reason"], by=request.user)
            return redirect(document)
    return render(request, "living_docs/submissions/reopen.html", {"form": form, "document": document})
