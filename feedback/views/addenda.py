"""Beyond the reading: the addendum to a lodged one, and the leader's early look."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.foundations import audit, kept_text
from accounts.permissions import can_add_to_reading, can_look_early, can_read, is_leader, open_to, require
from feedback import actions, visibility
from feedback.forms import AddendumForm, EarlyLookForm
from feedback.views.readings import MOVED_ON, own_reading
from living_docs.views.lookups import document_or_404


@require_POST
@open_to(can_read)
@kept_text.holds_text("Add this to your reading[ of {site}]")
def addendum(request, number, slug):
    """Add to one's own reading after it was lodged."""
    own = own_reading(request, number, slug)
    if own is None or not can_add_to_reading(request.user, own):
        return kept_text.no_longer_yours(request, MOVED_ON)
    form = AddendumForm(request.POST)
    if form.is_valid():
        actions.add_to_reading(own, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, "Your addendum is kept with your reading.")
    else:
        messages.error(request, "Write what you want to add.")
    return redirect("lodging", number, slug)


@open_to(is_leader)
def early_look(request, number, slug):
    """The readings lodged so far, shown to a leader who has said why they are needed now."""
    document = document_or_404(request, number, slug)
    looked = document.early_looks.filter(by=request.user).first()
    if looked is None:
        return ask_why(request, document)
    audit.record("viewed readings early", by=request.user, about=document, site=document.site)
    context = {
        "document": document,
        "looked": looked,
        "readings": visibility.whole_readings(request.user, document),
        "lodgements": visibility.lodgements(request.user, document),
    }
    return render(request, "feedback/addenda/early_look.html", context)


def ask_why(request, document):
    require(can_look_early, request.user, document)
    form = EarlyLookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.look_early(document, why=form.cleaned_data["why"], by=request.user)
        return redirect(request.path)
    context = {"document": document, "form": form, "lodgements": visibility.lodgements(request.user, document)}
    return render(request, "feedback/addenda/ask_early_look.html", context, status=422 if form.errors else 200)
