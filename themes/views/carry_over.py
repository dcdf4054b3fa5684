"""The page on which codes of an earlier round are carried over."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.foundations import audit
from accounts.models import AuditEvent
from accounts.permissions import can_code, can_see_themes, open_to, require
from themes import actions
from themes.carry_over.page import Carrying
from themes.views.coding import layer_or_404


@open_to(can_see_themes)
def carry_over(request, pk):
    """Unchanged answers at once; moved, changed and gone passages one by one."""
    layer = layer_or_404(request, pk)
    require(can_code, request.user, layer)
    if request.method == "POST":
        number = actions.carry_unchanged(layer, by=request.user)
        messages.success(request, f"{number} code{'' if number == 1 else 's'} carried over.")
        return redirect("carry_over", pk)
    document = layer.submission.document
    audit.record(f"{AuditEvent.READER_VERB}: carrying over", by=request.user, about=document, site=document.site)
    context = {"layer": layer, "document": document, "carrying": Carrying(layer, request.user)}
    return render(request, "themes/carry_over/carry_over.html", context)


@require_POST
@open_to(can_see_themes)
def carry_one(request, pk, coding_pk):
    """Confirm one passage where the page showed it, or leave it behind."""
    layer = layer_or_404(request, pk)
    require(can_code, request.user, layer)
    carrying = Carrying(layer, request.user)
    coding = get_object_or_404(carrying.source.codings.there() if carrying.source else carrying.undecided, pk=coding_pk)
    if request.POST.get("do") != "take":
        actions.set_aside(layer, coding, by=request.user)
        messages.success(request, "Not carried over.")
        return redirect("carry_over", pk)
    try:
        actions.carry_confirmed(layer, coding, **place(request.POST), by=request.user)
        messages.success(request, "Carried over.")
    except actions.OtherWords:
        messages.error(request, "That passage was already decided on, or its words have changed. Nothing was done.")
    return redirect("carry_over", pk)


def place(posted) -> dict[str, int]:
    typed = {name: posted.get(name, "") for name in ("start", "end")}
    return {name: int(value) if value.isdecimal() else -1 for name, value in typed.items()}
