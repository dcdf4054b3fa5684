"""What an address names, as far as the person may know of it; all else is one and the same 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.permissions import can_read_answers
from living_docs.instrument import Question
from living_docs.models import LivingDocument, Round


def round_or_404(request, number: int) -> Round:
    return get_object_or_404(Round.objects.visible_to(request.user).select_related("instrument"), number=number)


def document_or_404(request, number: int, slug: str) -> LivingDocument:
    documents = LivingDocument.objects.visible_to(request.user).of(slug, number)
    return get_object_or_404(documents.for_pages())


def own_document_or_404(request, number: int, slug: str) -> LivingDocument:
    """A document whose answers the person may read: the site's own."""
    document = document_or_404(request, number, slug)
    if not can_read_answers(request.user, document):
        raise Http404
    return document


def question_or_404(document: LivingDocument, number: int) -> Question:
    question = document.round.instrument.question(number)
    if question is None:
        raise Http404
    return question
