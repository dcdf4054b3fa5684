"""Earlier versions of an answer: who wrote what when, compared and brought back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.foundations import audit
from accounts.permissions import can_edit_answers, is_site_person, open_to
from living_docs import actions
from living_docs.models import Answer
from living_docs.pages.display import question_address
from living_docs.pages.versions import Versions
from living_docs.views.lookups import own_document_or_404


def answer_or_404(request, number, slug, question_number, prompt_number) -> Answer:
    document = own_document_or_404(request, number, slug)
    question = document.round.instrument.question(question_number)
    if question is None or prompt_number not in {prompt.number for prompt in question.prompts}:
        raise Http404
    answer = get_object_or_404(document.answers, prompt_number=prompt_number)
    answer.document = document
    return answer


@open_to(is_site_person)
def versions(request, number, slug, question_number, prompt_number):
    """All versions of one answer, and what changed between the two that were chosen."""
    answer = answer_or_404(request, number, slug, question_number, prompt_number)
    chosen = Versions(answer, older=request.GET.get("from", ""), newer=request.GET.get("to", ""))
    audit.record("viewed the versions", by=request.user, about=answer, site=answer.document.site)
    context = {
        "answer": answer,
        "document": answer.document,
        "chosen": chosen,
        "question_number": question_number,
        "back": f"{question_address(answer.document, question_number)}#{answer.prompt.anchor}",
        "can_edit": can_edit_answers(request.user, answer.document),
    }
    return render(request, "living_docs/versions/versions.html", context)


@require_POST
@open_to(is_site_person)
def restore_version(request, number, slug, question_number, prompt_number, version_number):
    """Bring an earlier version back, as a new one."""
    answer = answer_or_404(request, number, slug, question_number, prompt_number)
    version = get_object_or_404(answer.versions, number=version_number)
    actions.restore(answer, version, by=request.user)
    messages.success(request, f"{prompt_number} says again what it said in version {version.number}.")
    return redirect(f"{question_address(answer.document, question_number)}#{answer.prompt.anchor}")
