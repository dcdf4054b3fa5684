"""One prompt among the people of a site: given to one of them, commented, handed in and checked."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.foundations import kept_text
from accounts.permissions import can_check_prompt, can_give_prompt, can_hand_in_prompt, is_site_person, open_to
from living_docs import actions
from living_docs.forms.colleagues import ColleagueNoteForm, GiveForm, ReadForm
from living_docs.models import ThreadRead
from living_docs.pages.colleagues import AtHand, ColleaguesPage
from living_docs.uk_time import day_words
from living_docs.views.lookups import own_document_or_404


@open_to(is_site_person)
@kept_text.holds_text("Save what you wrote to your colleagues on {prompt_number}[ of {site}]")
def colleagues(request, number, slug, prompt_number):
    """Who has the prompt in hand and what was said about it; only the site's people know of this page."""
    document = own_document_or_404(request, number, slug)
    prompt = document.prompts.get(prompt_number)
    if prompt is None or not prompt.is_asked(number):
        raise Http404
    page, pressed = ColleaguesPage(document, prompt, request.user), request.POST.get("do", "")
    may_give = can_give_prompt(request.user, document)
    give = GiveForm(
        actions.people_of(document), request.POST if pressed == "give" else None, initial=request.GET.dict()
    )
    has_note = pressed == "note" or request.POST.get("text", "").strip()
    note = ColleagueNoteForm(request.POST if has_note else None)
    if request.method == "POST" and (said := act(page, pressed, give, note)):
        messages.success(request, said)
        return redirect(page.address + (choice_kept(request.POST) if pressed == "note" else ""))
    context = {
        "page": page,
        "document": document,
        "prompt": prompt,
        "give": give,
        "note": note,
        "may_give": may_give,
        "may_hand_in": page.given and can_hand_in_prompt(request.user, page.given),
        "may_check": page.given and can_check_prompt(request.user, page.given),
        "thread_kind": ThreadRead.Thread.COLLEAGUES,
        "until": AtHand(document, request.user).newest_unread(ThreadRead.Thread.COLLEAGUES).get(prompt.number),
        "has_errors": bool(give.errors or note.errors),
    }
    return render(
        request, "living_docs/colleagues/colleagues.html", context, status=422 if context["has_errors"] else 200
    )


@require_POST
@open_to(is_site_person)
def mark_read(request, number, slug, thread, prompt_number):
    """What a page showed of a thread is read: its script says so, or a button."""
    document, form = own_document_or_404(request, number, slug), ReadForm(request.POST)
    prompt = document.prompts.get(prompt_number)
    if prompt is None or thread not in ThreadRead.Thread.values:
        raise Http404
    if form.is_valid():
        until = form.cleaned_data["until"]
        actions.mark_read(document, prompt=prompt, thread=thread, until=until, by=request.user)
    return redirect("help_thread" if thread == ThreadRead.Thread.HELP else "colleagues", number, slug, prompt_number)


def act(page: ColleaguesPage, pressed: str, give: GiveForm, note: ColleagueNoteForm) -> str:
    """Do what was pressed, leave the note that was typed beside it, and say both; "" where something has to be mended."""
    if note.is_bound and not note.is_valid():
        return ""
    said = step(page, pressed, give)
    return f"{said} {leave(note, page)}".strip() if said or pressed == "note" else ""


def step(page: ColleaguesPage, pressed: str, give: GiveForm) -> str:
    """What becomes of the prompt, in words; "" where it stays as it is."""
    document, prompt, by, given = page.document, page.prompt, page.user, page.given
    if pressed == "give" and give.is_valid():
        due = give.cleaned_data["due"]
        actions.give_prompt(document, prompt=prompt, to=give.to, due=due, by=by)
        return f"{give.to.name} has {prompt.number} in hand{f', until {day_words(due)}' if due else ''}."
    if given and pressed == "take_back":
        actions.take_prompt_back(given, by=by)
        return f"Nobody has {prompt.number} in hand now."
    if given and pressed == "ready":
        actions.hand_in_prompt(given, by=by)
        return f"{prompt.number} is ready for the manager’s check."
    if given and pressed in {"checked", "again"}:
        actions.check_prompt(given, good=pressed == "checked", by=by)
        return f"{prompt.number} is checked." if pressed == "checked" else f"{given.to.name} has {prompt.number} again."
    return ""


def leave(note: ColleagueNoteForm, page: ColleaguesPage) -> str:
    """Leave what was written as a note."""
    if not note.is_valid():
        return ""
    actions.write_to_colleagues(page.document, prompt=page.prompt, html=note.cleaned_data["text"], by=page.user)
    return "Your colleagues can read your note."


def choice_kept(sent: QueryDict) -> str:
    """A colleague and a date that were chosen, but not given the prompt yet."""
    chosen = {name: sent[name] for name in ("to", "due") if sent.get(name)}
    return f"?{urlencode(chosen)}" if chosen else ""
