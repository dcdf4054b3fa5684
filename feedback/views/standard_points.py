"""The standing asks, for the leader: how each reads, and how often it was made."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from accounts.foundations import kept_text
from accounts.permissions import can_word_asks, open_to
from feedback import actions, visibility
from feedback.forms import StandingAskForm
from feedback.models import StandingAsk


@open_to(can_word_asks)
@kept_text.holds_text("Add this standard point")
def standing_asks(request):
    return render(
        request, "feedback/standard_points/standing_asks.html", {"rows": visibility.asks_with_counts(request.user)}
    )


@open_to(can_word_asks)
@kept_text.holds_text("Save this standard point")
def standing_ask(request, slug):
    ask = get_object_or_404(StandingAsk, slug=slug)
    form = StandingAskForm(request.POST or None, instance=ask)
    if request.method == "POST" and form.is_valid():
        actions.word_ask(ask, by=request.user, **form.cleaned_data)
        messages.success(request, f"“{ask.name}” is saved. Comments that already include it stay as they are.")
        return redirect("standing_asks")
    return render(
        request,
        "feedback/standard_points/standing_ask.html",
        {"ask": ask, "form": form},
        status=422 if form.errors else 200,
    )
