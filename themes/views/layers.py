"""Who codes what: one’s own list, the leader’s table of a round, and finishing."""

from django.contrib import messages
from django.shortcuts import redirect, render

from accounts.foundations.public_keys import number_in
from accounts.permissions import can_code, can_edit_themes, can_go_on_coding, can_see_themes, open_to
from living_docs.models import Round, Submission
from living_docs.views.lookups import round_or_404
from themes import actions
from themes.assignments import AllotForm, allotting_rows, list_rows
from themes.views.coding import layer_or_404


@open_to(can_see_themes)
def coding_list(request):
    """What one codes oneself, and what one may read of the others’."""
    context = {
        "rows": list_rows(request.user),
        "may_allot": can_edit_themes(request.user),
        "rounds": Round.objects.visible_to(request.user).newest_first(),
    }
    return render(request, "themes/layers/coding_list.html", context)


@open_to(can_edit_themes)
def coding_round(request, number):
    """The documents of a round whose readings are open, who codes each, and who is finished."""
    round = round_or_404(request, number)
    rows = allotting_rows(round, request.user)
    context = {
        "round": round,
        "rows": rows,
        "rounds": Round.objects.visible_to(request.user).newest_first(),
        "has_errors": False,
    }
    if request.method == "POST":
        wanted = number_in(Submission, request.POST.get("submission", ""))
        row = next((row for row in rows if row.submission.pk == wanted), None)
        if row and allotted(request, row.form(request.POST), row):
            return redirect("coding_round", number)
        context["has_errors"] = True
    return render(request, "themes/layers/coding_round.html", context, status=422 if context["has_errors"] else 200)


def allotted(request, form: AllotForm, row) -> bool:
    """Allot as the form says, or say on it why not."""
    if form.is_valid():
        try:
            actions.allot_coding(row.submission, coders=form.coders, by=request.user)
        except actions.AllottedAlready:
            form.add_error(None, f"{row.document.site} is already being coded; its coders stay the same.")
        else:
            messages.success(
                request, f"{row.document.site} is assigned to {' and '.join(c.name for c in form.coders)}."
            )
            return True
    return False


@open_to(can_see_themes)
def finish_coding(request, pk):
    """What was coded, the memos on the document, and the button that finishes."""
    layer = layer_or_404(request, pk)
    may_code, may_go_on = can_code(request.user, layer), can_go_on_coding(request.user, layer)
    if request.method == "POST":
        act = actions.go_on_coding if layer.is_finished else actions.finish_coding
        act(layer, by=request.user)
        messages.success(
            request, "Your coding is finished." if act is actions.finish_coding else "You can continue coding."
        )
        return redirect("coding_list")
    codings = layer.codings.there()
    context = {
        "layer": layer,
        "document": layer.submission.document,
        "may_code": may_code,
        "may_go_on": may_go_on,
        "passages": codings.values("prompt_number", "start", "end").distinct().count(),
        "themes": codings.values("theme").distinct().count(),
        "memos": layer.memos.there().filter(coding=None).oldest_first(),
    }
    return render(request, "themes/layers/finish_coding.html", context)
