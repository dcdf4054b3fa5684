"""A document that was sent or closed while somebody wrote: the text comes back, and goes on in one step."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.foundations import kept_text
from accounts.foundations.kept_text import typed_fields
from accounts.permissions import is_site_person, open_to
from living_docs import actions
from living_docs.models import LivingDocument
from living_docs.pages.left_over import left_over, managers_beside, what_happened
from living_docs.pages.question_page import QuestionPage
from living_docs.uk_time import today
from living_docs.views.autosave_reply import refusal
from living_docs.views.lookups import own_document_or_404, question_or_404


def moved_on(request, document: LivingDocument) -> JsonResponse:
    """What an open page is told: what happened, and to whom its text can go."""
    sentence = f"{what_happened(document)} What you typed since was not saved. It stays here and on this device."
    return refusal(sentence, managers=managers_beside(document, request.user))


def give_back(request, page: QuestionPage):
    """The same as a page, for those without JavaScript: the text with the two ways on."""
    context = {
        "document": page.document,
        "question": page.question,
        "happened": what_happened(page.document),
        "texts": left_over(page, request.POST),
        "managers": managers_beside(page.document, request.user),
        "fields": typed_fields(request),
    }
    return render(request, "living_docs/left_over/left_over.html", context, status=403)


@require_POST
@open_to(is_site_person)
@kept_text.holds_text("Pass on your text on question {question_number}[ of {site}]")
def pass_on(request, number, slug, question_number):
    """Put what could not be saved into the diary, or send it to the manager."""
    document = own_document_or_404(request, number, slug)
    page = QuestionPage(document, question_or_404(document, question_number), request.user)
    to_manager = request.POST.get("keep") == "manager" and bool(actions.managers_of(document, but=request.user))
    for text in left_over(page, request.POST):
        if to_manager:
            actions.write_to_colleagues(document, prompt=text.prompt, html=text.html, for_manager=True, by=request.user)
        else:
            actions.write_note(
                document.site,
                question=text.prompt.question_number,
                prompt_number=text.prompt.number,
                on=today(),
                html=text.html,
                by=request.user,
            )
    said = f"Sent to {managers_beside(document, request.user)}." if to_manager else "The text is in your diary."
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"sentence": said})
    messages.success(request, said)
    return redirect(document)
