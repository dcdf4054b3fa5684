"""Memos: written on a theme or a document, and taken away by their author."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.foundations import kept_text
from accounts.permissions import can_see_themes, open_to
from living_docs.prose import tidy
from themes import actions
from themes.models import Memo
from themes.views.trees import theme_or_404


@require_POST
@open_to(can_see_themes)
@kept_text.holds_text("Keep this memo")
def theme_memo(request, pk):
    found = theme_or_404(pk)
    if text := tidy(request.POST.get("text", "")).strip():
        actions.write_memo(found, text=text, by=request.user)
    else:
        messages.info(request, "Nothing was written, so no memo was added.")
    return redirect(found)


@require_POST
@open_to(can_see_themes)
def take_memo_away(request, pk):
    """Back to the page it was taken away on."""
    memo = get_object_or_404(Memo.objects.visible_to(request.user).there(), pk=pk)
    actions.take_memo_away(memo, by=request.user)
    messages.success(request, "The memo is removed.")
    before = request.META.get("HTTP_REFERER", "")
    here = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return redirect(before if here else "themes")
