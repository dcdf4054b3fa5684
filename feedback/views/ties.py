"""Ties of readers with sites: declared by themselves or noted by the leader."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts import actions
from accounts.models import Interest
from accounts.permissions import can_know_ties, is_leader, open_to
from feedback.allotting_forms import TiesForm
from feedback.planning import possible_readers


@open_to(can_know_ties)
def ties(request):
    """One's own ties; the leader sees those of all readers."""
    leads = is_leader(request.user)
    people = possible_readers() if leads else [request.user]
    form = TiesForm(request.POST or None, people=people)
    if form.is_valid():
        noted = actions.note_interest(form.person, site=form.cleaned_data["site"], what=form.cleaned_data["what"],
                                      by=request.user)  # fmt: skip
        messages.success(request, f"Noted: {noted.person.name} reads nothing of {noted.site}.")
        return redirect("ties")
    shown = Interest.objects.filter(person__in=people).select_related("person", "site")
    context = {"form": form, "interests": shown.order_by("person__name", "site__name"), "leads": leads,
               "has_errors": form.is_bound}  # fmt: skip
    return render(request, "feedback/ties.html", context, status=422 if form.is_bound else 200)


@require_POST
@open_to(is_leader)
def withdraw_ties(request, pk):
    interest = get_object_or_404(Interest.objects.select_related("person", "site"), pk=pk)
    actions.withdraw_interest(interest, by=request.user)
    messages.success(request, f"{interest.person.name} may read {interest.site} again.")
    return redirect("ties")
