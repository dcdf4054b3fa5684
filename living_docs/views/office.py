"""The programme office's pages: sites, rounds, deadlines. They never show an answer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.permissions import can_keep_programme, can_move_deadline, open_to, require
from living_docs import actions
from living_docs.forms.fields import refused_at
from living_docs.forms.office import MoveDeadlineForm, RoundDeadlineForm
from living_docs.models import Round
from living_docs.uk_time import day_typed, local_hour
from living_docs.views.lookups import document_or_404
from sites.models import Programme, Site


@open_to(can_keep_programme)
def programme(request):
    context = {
        "programme": Programme.objects.first(),
        "sites": Site.objects.by_name().prefetch_related("aliases", "identifying_terms", "focus_topics"),
        "rounds": Round.objects.in_order(),
    }
    return render(request, "living_docs/office/programme.html", context)


@require_POST
@open_to(can_keep_programme)
def name_readers(request):
    """Whether feedback reports name who read; without it they never do."""
    shown = get_object_or_404(Programme)
    actions.name_readers(shown, named="named" in request.POST, by=request.user)
    messages.success(request, "Reports released from now on will follow your choice.")
    return redirect("programme")


@open_to(can_keep_programme)
def round_settings(request, number):
    """A round's deadline, and the buttons that open and close it."""
    round = get_object_or_404(Round, number=number)
    form = RoundDeadlineForm(request.POST or None, initial=deadline_as_typed(round))
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data["feedback_expected"]
        actions.set_deadline(round, deadline=form.deadline(), feedback_expected=expected, by=request.user)
        messages.success(request, f"The deadline of round {number} is {round.deadline_words}.")
        return redirect("round_settings", number)
    context = {
        "round": round,
        "form": form,
        "letters": len(actions.people_of_sites(round)) if round.is_planned else 0,
        "still_open": Round.objects.filter(programme=round.programme, state=Round.State.OPEN)
        .exclude(pk=round.pk)
        .first(),
    }
    return render(request, "living_docs/office/round_settings.html", context)


def deadline_as_typed(round: Round) -> dict:
    typed: dict[str, object] = {}
    if round.deadline:
        typed |= {"day": day_typed(round.deadline), "hour": local_hour(round.deadline)}
    if expected := round.feedback_expected:
        typed["feedback_expected"] = f"{expected.day}/{expected.month}/{expected.year}"
    return typed


@require_POST
@open_to(can_keep_programme)
def open_round(request, number):
    round = get_object_or_404(Round, number=number)
    actions.open_round(round, by=request.user)
    messages.success(request, f"Round {number} is open. We are e-mailing the sites.")
    return redirect("round", number)


@require_POST
@open_to(can_keep_programme)
def close_round(request, number):
    round = get_object_or_404(Round, number=number)
    actions.close_round(round, by=request.user)
    messages.success(request, f"Round {number} is closed.")
    return redirect("round", number)


@open_to(can_keep_programme)
def move_deadline(request, number, slug):
    """Another deadline for one site, with a reason."""
    document = document_or_404(request, number, slug)
    require(can_move_deadline, request.user, document)
    form = MoveDeadlineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        with refused_at(form, "reason"):
            actions.move_deadline(document, deadline=form.deadline(), reason=reason, by=request.user)
            messages.success(request, f"{document.site} now has until {document.deadline_words}.")
            return redirect("round", number)
    return render(request, "living_docs/office/move_deadline.html", {"form": form, "document": document})
