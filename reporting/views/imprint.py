"""Authors, contact, licence, ISBN and DOI of a round's review."""

from django.contrib import messages
from django.shortcuts import redirect, render

from accounts.foundations import kept_text
from accounts.permissions import can_edit_imprint, open_to
from living_docs.views.lookups import round_or_404
from reporting import actions
from reporting.forms.imprint import ImprintForm
from reporting.review.imprint import imprint_of


@open_to(can_edit_imprint)
@kept_text.holds_text("Save the imprint of the review")
def imprint(request, number):
    round = round_or_404(request, number)
    may_change = actions.can_change_imprint(round)
    form = ImprintForm(request.POST if request.method == "POST" else None, initial=imprint_of(round))
    if request.method == "POST" and not may_change:
        return kept_text.no_longer_yours(request, f"{actions.BEING_APPROVED}.")
    if request.method == "POST" and form.is_valid():
        actions.save_imprint(round, by=request.user, **form.cleaned_data)
        messages.success(request, "The imprint is saved.")
        return redirect("imprint", number)
    context = {"round": round, "form": form, "said": imprint_of(round), "may_change": may_change}
    return render(request, "reporting/imprint/imprint.html", context, status=422 if form.errors else 200)
