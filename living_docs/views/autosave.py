"""What an open question page asks by itself: to save what was typed, and who else is writing."""

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from accounts.permissions import can_edit_answers, is_site_person, open_to
from accounts.sessions import in_background
from living_docs import actions
from living_docs.models import Presence
from living_docs.pages import answering
from living_docs.pages.live_parts import live_parts
from living_docs.pages.question_page import PromptPart, QuestionPage
from living_docs.views.found import own_document_or_404, question_or_404

MOVED_ON = (
    "The document was submitted or its round closed while you wrote. Your text was not saved; copy what you need."
)


@require_POST
@open_to(is_site_person)
def autosave(request, number, slug, question_number):
    """Save the prompts that were sent, as the Save button does, and say of each which version it has become."""
    document = own_document_or_404(request, number, slug)
    if not can_edit_answers(request.user, document):
        return JsonResponse({"sentence": MOVED_ON}, status=409)
    page = QuestionPage(document, question_or_404(document, question_number), request.user)
    sent = [part for part in page.parts if f"{part.prompt.anchor}-base_version" in request.POST]
    answering.save_posted(page, request.POST, request.FILES)
    saved = {part.prompt.anchor: acknowledgement(part) for part in sent}
    if answering.save_mark(page, request.POST):
        saved["mark"] = {"version": 0, "line": page.saved_sentence, "fields": {}}
    return JsonResponse({"saved": saved, "live": live_parts(request, page, sent)})


def acknowledgement(part: PromptPart) -> dict[str, object]:
    """What became of one prompt; `fields` where its boxes have to hold something other than this page sent."""
    not_saved = part.form.not_saved
    errors = [str(text) for texts in part.form.errors.values() for text in texts]
    return {
        "version": part.answer.version,
        "line": part.saved_line,
        "clash": part.clash_sentence if part.theirs else "",
        "not_saved": not_saved,
        "problems": [text for text in errors if text not in not_saved],
        "fields": part.fields_now if part.was_merged else part.form.left_behind,
    }


@in_background
@require_POST
@open_to(is_site_person)
def presence(request, number, slug, question_number):
    """Say where this person writes; learn where the others do, and which versions the answers have by now."""
    document = own_document_or_404(request, number, slug)
    if not can_edit_answers(request.user, document):
        return JsonResponse({"sentence": MOVED_ON}, status=409)
    page = QuestionPage(document, question_or_404(document, question_number), request.user)
    writing_at = request.POST.get("prompt", "")
    actions.write_at(document, prompt_number=writing_at if writing_at in page.answers else "", by=request.user)
    others = Presence.objects.others(document, request.user)
    return JsonResponse(
        {
            "others": [{"prompt": other.prompt_number, "sentence": other.sentence} for other in others],
            "versions": {part.prompt.anchor: part.answer.version for part in page.parts},
        }
    )
