"""The thread of a prompt: a site asks, the evaluation team answers, both note what was said on the telephone."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from accounts.foundations import audit, kept_text
from accounts.models import AuditEvent
from accounts.permissions import can_know_of_help, can_take_part, open_to
from living_docs import actions
from living_docs.forms.fields import refused_at
from living_docs.forms.requests import CallForm, MessageForm
from living_docs.instrument import Prompt
from living_docs.models import HelpMessage, LivingDocument, ThreadRead
from living_docs.pages.colleagues import AtHand
from living_docs.pages.display import question_address
from living_docs.pages.threads import Thread, sender


@open_to(can_know_of_help)
@kept_text.holds_text("Send what you wrote on {prompt_number}[ of {site}]")
def help_thread(request, number, slug, prompt_number):
    """What was asked and said about one prompt, oldest first, with a box to reply."""
    document, prompt = place_or_404(request, number, slug, prompt_number)
    thread = Thread(document, prompt, list(HelpMessage.objects.at(document, prompt).in_order()))
    is_site = request.user.belongs_to(document.site)
    label = "Your question" if is_site and not thread.messages else "Your reply" if thread.messages else "Your message"
    pressed = request.POST.get("do")
    message = MessageForm(request.POST if pressed == "send" else None, label=label)
    call = CallForm(request.POST if pressed == "note" else None)
    if request.method == "POST" and write(document, prompt, message, call, by=request.user):
        return redirect(thread.address)
    if not is_site:
        audit.record(
            f"{AuditEvent.CONFIDENTIAL_VERB}: viewed",
            by=request.user,
            about=f"{prompt.number} of {document}",
            site=document.site,
        )
    entries = [(sender(entry, request.user), entry, entry.by_id == request.user.pk) for entry in thread.messages]
    back = f"{question_address(document, prompt.question_number)}#{prompt.anchor}"
    context = {
        "thread": thread,
        "back": back,
        "document": document,
        "prompt": prompt,
        "entries": entries,
        "message": message,
        "call": call,
        "is_site": is_site,
        "thread_kind": ThreadRead.Thread.HELP,
        "until": AtHand(document, request.user).newest_unread(ThreadRead.Thread.HELP).get(prompt.number)
        if is_site
        else None,
        "has_errors": bool(message.errors or call.errors),
    }
    return render(request, "living_docs/help/help_thread.html", context, status=422 if context["has_errors"] else 200)


def place_or_404(request, number: int, slug: str, prompt_number: str) -> tuple[LivingDocument, Prompt]:
    """A document and a prompt asked in it, for those who take part there; all else is the ordinary 404."""
    documents = LivingDocument.objects.of(slug, number).select_related("site", "round__instrument")
    document = get_object_or_404(documents)
    prompt = document.prompts.get(prompt_number)
    if prompt is None or not prompt.is_asked(number) or not can_take_part(request.user, document, prompt):
        raise Http404
    return document, prompt


def write(document: LivingDocument, prompt: Prompt, message: MessageForm, call: CallForm, *, by) -> bool:
    """Write the message or the note of a call, whichever was sent; False where something has to be mended."""
    if message.is_valid():
        with refused_at(message, "text"):
            actions.write_message(document, prompt=prompt, text=message.cleaned_data["text"], by=by)
            return True
    elif call.is_valid():
        said, day, who = (call.cleaned_data[name] for name in ("said", "called_on", "took_part"))
        with refused_at(call, "said", "took_part"):
            actions.note_call(document, prompt=prompt, text=said, called_on=day, took_part=who, by=by)
            return True
    return False
