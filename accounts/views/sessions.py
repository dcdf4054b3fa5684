"""Where a person is signed in, and signing out elsewhere."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.foundations import audit
from accounts.permissions import open_to, signed_in
from accounts.sign_in import sessions


@open_to(signed_in)
def places(request):
    return render(request, "accounts/sessions/sessions.html", {"places": sessions.places_of(request)})


@require_POST
@open_to(signed_in)
def end_place(request, key):
    """Sign out at one other place."""
    if sessions.end_one(request.user, key):
        audit.record("signed out elsewhere", by=request.user, about=request.user)
        messages.success(request, "You are signed out there.")
    else:
        messages.info(request, "You were already signed out there.")
    return redirect("sessions")


@require_POST
@open_to(signed_in)
def end_other_places(request):
    """Sign out everywhere but here."""
    if sessions.end_all(request.user, but=request):
        audit.record("signed out everywhere else", by=request.user, about=request.user)
    messages.success(request, "You are signed out everywhere else.")
    return redirect("sessions")
