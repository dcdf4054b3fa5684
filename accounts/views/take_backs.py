"""What the office takes back with one button: an invitation, a role it asked for."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts import actions
from accounts.models import AskedRole, Invitation
from accounts.permissions import can_keep_programme, open_to
from accounts.role_conflicts import RoleRefused
from accounts.sign_in.recent_proof import asks_again


@require_POST
@open_to(can_keep_programme)
@asks_again
def withdraw_invitation(request, pk):
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        actions.withdraw_invitation(invitation, by=request.user)
        messages.success(request, f"The invitation of {invitation.name} is withdrawn. Its link no longer works.")
    except RoleRefused as refused:
        messages.error(request, str(refused))
    return redirect("people")


@require_POST
@open_to(can_keep_programme)
@asks_again
def take_back_asked_role(request, pk):
    asked = get_object_or_404(AskedRole.objects.with_people(), pk=pk)
    try:
        actions.take_back_asked_role(asked, by=request.user)
        messages.success(
            request, f"You withdrew your request for the role “{asked.get_role_display()}” for {asked.name}."
        )
    except RoleRefused as refused:
        messages.error(request, str(refused))
    return redirect("asked_role", pk)
