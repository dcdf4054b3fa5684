"""Pages about people: the own account, invitations, who may do what, who did what."""

from django.contrib import messages
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django_tasks.base import TaskResultStatus

from accounts import actions, outbox, sessions
from accounts.forms import AcceptForm, InvitationForm, RoleForm
from accounts.models import AuditEvent, Invitation, Membership, User
from accounts.permissions import anyone, can_keep_programme, can_see_access, is_researcher, open_to, signed_in
from accounts.roles import MAY, MAY_NOT, Role

EVENTS_A_PAGE = 50


@open_to(signed_in)
def account(request):
    """The person's own roles in sentences, and the ways to keep the account safe."""
    own = [{"membership": m, "may": MAY[m.role], "may_not": MAY_NOT[m.role]} for m in request.user.held]
    return render(request, "accounts/account.html", {"own": own, "may_have_ties": is_researcher(request.user)})


@sessions.in_background
@open_to(anyone)
def session(request):
    """An open page asks who is signed in and for how long; asking does not make it longer."""
    return JsonResponse(sessions.state(request))


@require_POST
@open_to(signed_in)
def stay_signed_in(request):
    """ "Stay signed in": the hour begins anew, as with every request."""
    request.session.save()
    return JsonResponse(sessions.state(request))


@sessions.in_background
@open_to(signed_in)
def device_key(request):
    """The key for what this browser keeps of the person's unsaved text."""
    return JsonResponse({"key": sessions.device_key(request.user)})


@require_POST
@open_to(signed_in)
def keep_on_device(request):
    """Whether browsers keep this person's unsaved text."""
    actions.keep_on_device(request.user, keep="keep" in request.POST)
    messages.success(request, "Your choice is saved.")
    return redirect("account")


@require_POST
@open_to(signed_in)
def use_single_keys(request):
    """Whether single keys do something on the desks; back to the page where this was said."""
    actions.use_single_keys(request.user, use="use" in request.POST)
    messages.success(request, "Your choice is saved.")
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if is_ours else "account")


@open_to(can_keep_programme)
def people(request):
    context = {
        "people": User.objects.prefetch_related("memberships__site").order_by("name"),
        "invitations": Invitation.objects.filter(accepted_at=None).select_related("site").order_by("-invited_at"),
    }
    return render(request, "accounts/people.html", context)


@open_to(can_keep_programme)
def invite(request):
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invitation = actions.invite(**form.cleaned_data, by=request.user)
        messages.success(request, f"{invitation.name} has been invited. The e-mail goes to {invitation.email}.")
        return redirect("people")
    return render(request, "accounts/invite.html", {"form": form})


@open_to(can_keep_programme)
def person(request, pk):
    """One person's roles, to add to or take from."""
    shown = get_object_or_404(User.objects.prefetch_related("memberships__site"), pk=pk)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.give_role(shown, **form.cleaned_data, by=request.user)
        messages.success(request, f"{shown} has a new role.")
        return redirect("person", pk)
    return render(request, "accounts/person.html", {"shown": shown, "form": form})


@require_POST
@open_to(can_keep_programme)
def take_role(request, pk):
    membership = get_object_or_404(Membership, pk=pk)
    actions.take_role(membership, by=request.user)
    messages.success(request, f"{membership.user} no longer has the role “{membership}”. Their work is kept.")
    return redirect("person", membership.user_id)


@require_POST
@open_to(can_keep_programme)
def switch_off(request, pk):
    shown = get_object_or_404(User, pk=pk)
    actions.switch_off(shown, by=request.user)
    messages.success(request, f"{shown} can no longer sign in. Their work is kept.")
    return redirect("people")


@open_to(can_keep_programme)
def letters(request):
    """Letters that have not reached the mail server: to whom and why, never what they say."""
    return render(request, "accounts/letters.html", {"letters": outbox.for_the_office()})


@require_POST
@open_to(can_keep_programme)
def decide_letter(request, pk):
    """Send one again, or put it aside."""
    letter = get_object_or_404(outbox.unsent().exclude(status=TaskResultStatus.RUNNING), pk=pk)
    address = outbox.waiting(letter).address
    if "again" in request.POST:
        actions.send_letter_again(letter, by=request.user)
        messages.success(request, f"The letter to {address} is tried again now.")
    else:
        actions.put_letter_aside(letter, by=request.user)
        messages.success(request, f"The letter to {address} will not be sent.")
    return redirect("letters")


@open_to(anyone)
def accept_invitation(request, token):
    """Where an invitation's link leads: a name and a password make the account."""
    invitation = get_object_or_404(Invitation, token=token)
    if not invitation.is_open:
        return render(request, "accounts/invitation_over.html", {"invitation": invitation}, status=410)
    has_account = User.objects.filter(email=invitation.email).exists()
    form = AcceptForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if has_account:
        return accept_with_account(request, invitation)
    if request.method == "POST" and form.is_valid():
        user = actions.accept(invitation, **form.cleaned_data)
        login(request, user, backend="accounts.backend.PeopleBackend")
        return redirect("account")
    return render(request, "accounts/accept_invitation.html", {"form": form, "invitation": invitation})


def accept_with_account(request, invitation):
    """Who has an account already signs in and gets the new role."""
    if not request.user.is_authenticated or request.user.email != invitation.email:
        return redirect(f"{reverse('account_login')}?next={request.path}")
    actions.accept(invitation, name=request.user.name, job_title="", password="")
    return redirect("account")


@open_to(can_see_access)
def access(request):
    """Who may do what, as sentences, by role."""
    roles = [
        {
            "role": role,
            "may": MAY[role],
            "may_not": MAY_NOT[role],
            "held": Membership.objects.filter(role=role, user__is_active=True)
            .select_related("user", "site")
            .order_by("site__name", "user__name"),
        }
        for role in Role
    ]
    return render(request, "accounts/access.html", {"roles": roles})


@open_to(can_see_access)
def audit_events(request):
    """Who did what, for leader and office."""
    return show_events(request, AuditEvent.objects.visible_to(request.user), all_people=True)


@open_to(signed_in)
def own_events(request):
    """What was done with the person's own account."""
    return show_events(request, AuditEvent.objects.filter(by=request.user), all_people=False)


def show_events(request, events, *, all_people: bool):
    page = Paginator(events.newest_first(), EVENTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/audit_events.html", {"page": page, "all_people": all_people})
