"""What an open question page asks by itself: to save what was typed, and who else is writing."""

from typing import Any

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from accounts.permissions import can_edit_answers, is_site_person, open_to
from accounts.sign_in.sessions import in_background
from living_docs import actions
from living_docs.forms.tables import TableForm
from living_docs.models import Presence
from living_docs.pages import posted_answers
from living_docs.pages.live_parts import live_parts
from living_docs.pages.question_page import PromptPart, QuestionPage
from living_docs.pages.replies import TOP
from living_docs.pages.sheet import sheet_now
from living_docs.views import autosave_reply
from living_docs.views.left_over import moved_on
from living_docs.views.lookups import own_document_or_404, question_or_404


@require_POST
@open_to(is_site_person)
def autosave(request, number, slug, question_number):
    """Save the prompts that were sent, as the Save button does, and say of each which version it has become."""
    document = own_document_or_404(request, number, slug)
    if not can_edit_answers(request.user, document):
        return moved_on(request, document)
    page = QuestionPage(document, question_or_404(document, question_number), request.user)
    sent = [part for part in page.parts if f"{part.prompt.anchor}-base_version" in request.POST]
    posted_answers.save_posted(page, request.POST, request.FILES)
    before = page.replies.version
    held = page.replies.save(request.POST, by=request.user)
    saved = {part.prompt.anchor: acknowledgement(part) for part in sent}
    if TOP in held:
        saved[TOP] = autosave_reply.part(page.saved_sentence)
    for name in held.keys() & saved.keys():
        saved[name] = with_replies(page, name, saved[name], held[name])
        if page.replies.version != before:
            saved[name]["line"] = page.saved_sentence
    if posted_answers.save_mark(page, request.POST):
        saved["mark"] = autosave_reply.part(page.saved_sentence)
    return autosave_reply.reply(saved, live=live_parts(request, page, sent))


def with_replies(page: QuestionPage, part: str, said: dict[str, Any], held: list[str]) -> dict[str, Any]:
    """The same with what became of the replies that stand in this part: their next version, or why not."""
    now = page.replies.version
    bases = {} if held else {f"{reply.form.prefix}-base_version": now for reply in page.replies.at(part)}
    return said | {"not_saved": [*said["not_saved"], *held], "fields": said["fields"] | bases}


def acknowledgement(part: PromptPart) -> dict[str, Any]:
    """What became of one prompt; `fields` where its boxes have to hold something other than this page sent."""
    not_saved = part.form.not_saved
    return autosave_reply.part(
        part.saved_line,
        version=part.answer.version,
        clash=part.clash_sentence if part.theirs else "",
        not_saved=not_saved,
        problems=[text for text in autosave_reply.errors_of(part.form) if text not in not_saved],
        fields=part.fields_now if part.was_merged else part.form.left_behind,
        sheet=sheet_now(part.answer) if isinstance(part.form, TableForm) and part.form.as_sheet else None,
    )


@in_background
@require_POST
@open_to(is_site_person)
def presence(request, number, slug, question_number):
    """Say where this person writes; learn where the others do, and which versions the answers have by now."""
    document = own_document_or_404(request, number, slug)
    if not can_edit_answers(request.user, document):
        return moved_on(request, document)
    page = QuestionPage(document, question_or_404(document, question_number), request.user)
    writing_at = request.POST.get("prompt", "")
    actions.write_at(
        document,
        prompt_number=writing_at if writing_at in page.answers else "",
        has_unsaved=bool(request.POST.get("unsaved")),
        by=request.user,
    )
    others = Presence.objects.others(document, request.user)
    return JsonResponse(
        {
            "others": [{"prompt": other.prompt_number, "sentence": other.sentence} for other in others],
            "versions": {part.prompt.anchor: part.answer.version for part in page.parts},
        }
    )
