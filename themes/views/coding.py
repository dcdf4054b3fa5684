"""The coding page, and what is done on it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.foundations import audit, kept_text
from accounts.foundations.public_keys import number_in
from accounts.models import AuditEvent
from accounts.permissions import can_code, can_see_themes, open_to
from living_docs.prose import tidy
from themes import actions
from themes.coding.form import CodingForm
from themes.coding.page import CodingPage, last_done, theme_options
from themes.models import Coding, CodingLayer

MOVED_ON = "This coding is finished, or is not yours."


def layer_or_404(request, pk: int) -> CodingLayer:
    places = ("submission__document__site", "submission__document__round__instrument", "coder")
    return get_object_or_404(CodingLayer.objects.visible_to(request.user).select_related(*places), pk=pk)


def coding_or_404(request, pk: int) -> Coding:
    places = ("theme", "layer__submission__document__site", "layer__submission__document__round")
    return get_object_or_404(Coding.objects.visible_to(request.user).select_related(*places), pk=pk)


@open_to(can_see_themes)
def coding(request, pk, question_number):
    """One question with its margins, beside the form that puts themes on a passage."""
    layer = layer_or_404(request, pk)
    page = CodingPage(layer, question_number, request.user)
    if page.section is None:
        raise Http404
    if request.method == "POST" and not page.can_code:
        return kept_text.no_longer_yours(request, MOVED_ON)
    form = CodingForm(layer, request.POST if request.method == "POST" else None)
    if form.is_valid:
        return coded(request, layer, form)
    if request.method == "GET":
        document = page.document
        audit.record(f"{AuditEvent.READER_VERB}: coding", by=request.user, about=document, site=document.site)
    context = {
        "page": page,
        "form": form,
        "layer": layer,
        "document": page.document,
        "section": page.section,
        "trees": theme_options() if page.can_code else [],
        "has_errors": bool(form.problems),
        "memo_on": number_in(Coding, request.GET.get("memo", "")),
    }
    return render(request, "themes/coding/coding.html", context, status=422 if form.problems else 200)


def coded(request, layer: CodingLayer, form: CodingForm):
    for number, start, end in form.passages:
        place = {"prompt_number": number, "start": start, "end": end}
        actions.code(layer, **place, themes=form.themes, memo=form.memo, by=request.user)
    messages.success(request, f"Coded to {', '.join(map(str, form.themes))}.")
    return redirect(f"{request.path}#{form.passages[0][0]}")


def back_to(layer: CodingLayer, prompt_number: str):
    """To the coding page, at a prompt."""
    numbers = {entry["number"]: s["number"] for s in layer.submission.data["sections"] for entry in s["prompts"]}
    return redirect(f"{reverse('coding', args=[layer.pk, numbers[prompt_number]])}#{prompt_number}")


@require_POST
@open_to(can_see_themes)
def take_code_away(request, pk):
    found = coding_or_404(request, pk)
    if found.is_there:
        actions.take_away(found, by=request.user)
    messages.success(request, f"“{found.theme}” is removed from these words.")
    return back_to(found.layer, found.prompt_number)


@require_POST
@open_to(can_see_themes)
def undo_coding(request, pk):
    """Undo the last thing that was done in a layer."""
    layer = layer_or_404(request, pk)
    done = last_done(layer)
    if done is None:
        return redirect("coding_list")
    actions.undo(done.codings, by=request.user)
    messages.success(request, "Undone.")
    return back_to(layer, done.prompt_number)


@require_POST
@open_to(can_see_themes)
@kept_text.holds_text("Keep this memo on the passage")
def coding_memo(request, pk):
    """A memo on a passage."""
    found = coding_or_404(request, pk)
    if not can_code(request.user, found.layer):
        return kept_text.no_longer_yours(request, MOVED_ON)
    if text := tidy(request.POST.get("passage_memo", "")).strip():
        actions.write_memo(found, text=text, by=request.user)
    return back_to(found.layer, found.prompt_number)


@require_POST
@open_to(can_see_themes)
@kept_text.holds_text("Keep this memo on the document")
def document_memo(request, pk):
    """A memo on the whole document."""
    layer = layer_or_404(request, pk)
    if not can_code(request.user, layer):
        return kept_text.no_longer_yours(request, MOVED_ON)
    if text := tidy(request.POST.get("document_memo", "")).strip():
        actions.write_memo(layer, text=text, by=request.user)
    messages.success(request, "Your memo on the document is kept.")
    return redirect("finish_coding", layer.pk)
