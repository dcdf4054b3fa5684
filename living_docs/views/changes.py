"""What is new since last round: for authors in their draft, for those who read it in what was sent."""

from django.http import Http404
from django.shortcuts import render

from accounts.foundations import audit
from accounts.models import AuditEvent
from accounts.permissions import can_know_documents, can_read_answers, is_leader, open_to
from living_docs.changes.since_last_round import since_last_round
from living_docs.models import LivingDocument, Submission
from living_docs.submission_data import document_data
from living_docs.views.lookups import document_or_404


@open_to(can_know_documents)
def changes(request, number, slug):
    """The whole document beside what was last sent, all text or the changes only."""
    document = document_or_404(request, number, slug)
    sent = newest_sent(request.user, document)
    if sent is None and not can_read_answers(request.user, document):
        raise Http404
    only_changes = request.GET.get("show") == "changes"
    data = sent.data if sent else document_data(document)
    audit.record(verb(request.user, document), by=request.user, about=sent or document, site=document.site)
    context = {
        "document": document,
        "submission": sent,
        "only_changes": only_changes,
        "sections": since_last_round(document, data, only_changes=only_changes),
        "has_earlier": Submission.objects.before(document).exists(),
        "is_own": can_read_answers(request.user, document),
    }
    return render(request, "living_docs/changes/changes.html", context)


def newest_sent(user, document: LivingDocument) -> Submission | None:
    """What this person may read of what was sent; authors see their draft while they write."""
    if can_read_answers(user, document) and document.is_with_site:
        return None
    return Submission.objects.visible_to(user).filter(document=document).order_by("number").last()


def verb(user, document: LivingDocument) -> str:
    """What a reader does while reading stays out of the others' audit list."""
    reads_openly = can_read_answers(user, document) or is_leader(user)
    return "viewed the changes" if reads_openly else f"{AuditEvent.READER_VERB}: viewed the changes"
