"""Leaving the programme: the page with what a person holds."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from accounts import actions
from accounts.actions.locks import why_no_successor
from accounts.departures import StillHolds, held_by
from accounts.forms.departures import DepartureForm
from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import can_keep_programme, open_to
from accounts.role_conflicts import RoleRefused
from accounts.sign_in.recent_proof import asks_again


@open_to(can_keep_programme)
@asks_again
def leave(request, pk):
    """All that a person holds, each handed over or left; then the account is switched off."""
    leaver = get_object_or_404(User.objects.people().filter(is_active=True), pk=pk)
    form = DepartureForm(request.POST if request.method == "POST" else None, held=held_by(leaver))
    problem = ""
    if request.method == "GET":
        audit.record("viewed what somebody holds", by=request.user, about=leaver)
    if request.method == "POST" and form.is_valid():
        try:
            actions.leave(leaver, takers=form.takers(), reason=form.cleaned_data.get("reason", ""), by=request.user)
        except (StillHolds, RoleRefused) as refused:
            problem = str(refused)
            form = DepartureForm(request.POST, held=held_by(leaver))
        else:
            messages.success(request, f"{leaver} has left the programme and can no longer sign in. Their work is kept.")
            return redirect("people")
    context = {"leaver": leaver, "form": form, "problem": problem, "stays": reasons_to_stay(leaver)}
    return render(request, "accounts/departures/leave.html", context, status=422 if form.errors or problem else 200)


def reasons_to_stay(person: User) -> list[str]:
    """What keeps the only leader and the only person of the office."""
    return [reason for role in person.roles if (reason := why_no_successor(person, role))]
