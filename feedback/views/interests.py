"""Ties of those who read, check or approve with sites: declared by themselves or noted by the leader."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts import actions
from accounts.models import Interest, User
from accounts.permissions import can_know_ties, is_leader, open_to
from accounts.roles import TEAM_ROLES
from feedback.reading_plan.forms import TiesForm


@open_to(can_know_ties)
def ties(request):
    """One's own ties; the leader sees those of all who read, check or approve."""
    leads = is_leader(request.user)
    people = list(User.objects.with_role(*TEAM_ROLES)) if leads else [request.user]
    form = TiesForm(request.POST or None, people=people)
    if form.is_valid():
        noted = actions.note_interest(
            form.person, site=form.cleaned_data["site"], what=form.cleaned_data["what"], by=request.user
        )
        messages.success(request, f"Noted: {noted.person.name} no longer reads or judges anything from {noted.site}.")
        return redirect("ties")
    shown = Interest.objects.filter(person__in=people).select_related("person", "site")
    context = {
        "form": form,
        "interests": shown.order_by("person__name", "site__name"),
        "leads": leads,
        "has_errors": form.is_bound,
    }
    return render(request, "feedback/interests/ties.html", context, status=422 if form.is_bound else 200)


@require_POST
@open_to(is_leader)
def withdraw_ties(request, pk):
    interest = get_object_or_404(Interest.objects.select_related("person", "site"), pk=pk)
    actions.withdraw_interest(interest, by=request.user)
    messages.success(request, f"{interest.person.name} can read and judge what {interest.site} writes again.")
    return redirect("ties")
