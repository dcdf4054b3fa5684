"""Pages about people: the own account, invitations, who may do what."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django_tasks.base import TaskResultStatus

from accounts import actions
from accounts.departures import StillHolds
from accounts.forms.people import AcceptForm, InvitationForm, RoleForm, RoleRefusalForm
from accounts.foundations import outbox
from accounts.models import AskedRole, Invitation, Membership, User
from accounts.permissions import (
    anyone,
    can_decide_role,
    can_keep_programme,
    can_know_asked_roles,
    can_see_access,
    can_take_back_asked_role,
    may_have_ties,
    open_to,
    signed_in,
)
from accounts.role_conflicts import RoleRefused, conflicts_among
from accounts.roles import GIVEN_BY_TWO, MAY, MAY_NOT, Role
from accounts.sign_in import sessions
from accounts.sign_in.recent_proof import asks_again


@open_to(signed_in)
def account(request):
    """The person's own roles in sentences, and the ways to keep the account safe."""
    own = [{"membership": m, "may": MAY[m.role], "may_not": MAY_NOT[m.role]} for m in request.user.held]
    return render(request, "accounts/people/account.html", {"own": own, "may_have_ties": may_have_ties(request.user)})


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
        "asked": AskedRole.objects.waiting().with_people().order_by("asked_at"),
        "people": User.objects.people().prefetch_related("memberships__site").order_by("name"),
        "invitations": Invitation.objects.not_over()
        .select_related("site")
        .prefetch_related("asked_roles")
        .order_by("-invited_at"),
    }
    return render(request, "accounts/people/people.html", context)


@open_to(can_keep_programme)
@asks_again
def invite(request):
    form = InvitationForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid() and (invitation := invited(form, by=request.user)):
        if invitation.needs_second_word:
            done = f"A second person is asked to confirm the invitation of {invitation.name}. It is sent once they have confirmed it."
        else:
            done = f"{invitation.name} has been invited. The e-mail goes to {invitation.email}."
        messages.success(request, done)
        return redirect("people")
    return render(request, "accounts/people/invite.html", {"form": form})


def invited(form: InvitationForm, *, by: User) -> Invitation | None:
    try:
        return actions.invite(**form.cleaned_data, by=by)
    except RoleRefused as refused:
        form.add_error("role", str(refused))
        return None


@open_to(can_keep_programme)
@asks_again
def person(request, pk):
    """One person's roles, to add to or take from."""
    shown = get_object_or_404(User.objects.prefetch_related("memberships__site"), pk=pk)
    form = RoleForm(request.POST or None, person=shown, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, given_or_asked(shown, **form.cleaned_data, by=request.user))
            return redirect("person", pk)
        except RoleRefused as refused:
            form.add_error("role", str(refused))
    asked = shown.asked_roles.waiting().with_people()
    context = {"shown": shown, "form": form, "conflicts": conflicts_among(shown.held), "asked": asked}
    return render(request, "accounts/people/person.html", context)


def given_or_asked(person: User, *, role: Role, site, by: User) -> str:
    """What was done, in words."""
    if role in GIVEN_BY_TWO:
        actions.ask_for_role(person, role=role, by=by)
        return f"A second person is asked to confirm {person} as {Role(role).label}."
    actions.give_role(person, role=role, site=site, by=by)
    return f"{person} has a new role."


@open_to(can_know_asked_roles)
@asks_again
def asked_role(request, pk):
    """A role that one of the office asked for: a second person confirms it, or refuses with a reason."""
    asked = get_object_or_404(AskedRole.objects.with_people(), pk=pk)
    refusing = "refuse" in request.POST
    form = RoleRefusalForm(request.POST if refusing else None)
    if request.method == "POST" and (not refusing or form.is_valid()):
        decide_role(request, asked, form.cleaned_data["reason"] if refusing else None)
        return redirect("asked_role", pk)
    context = {
        "asked": asked,
        "form": form,
        "may": MAY[Role(asked.role)],
        "may_not": MAY_NOT[Role(asked.role)],
        "may_decide": asked.is_waiting and can_decide_role(request.user, asked),
        "concerns_me": asked.concerns(request.user),
        "may_take_back": can_take_back_asked_role(request.user, asked),
        "obstacle": actions.why_not_confirm(asked) if asked.is_waiting else "",
    }
    return render(request, "accounts/people/asked_role.html", context, status=422 if form.errors else 200)


def decide_role(request, asked: AskedRole, refusal: str | None) -> None:
    try:
        if refusal is None:
            actions.confirm_role(asked, by=request.user)
            messages.success(request, f"You confirmed {asked.name} as {asked.get_role_display()}.")
        else:
            actions.refuse_role(asked, reason=refusal, by=request.user)
            messages.success(request, f"You refused the role. We are e-mailing {asked.asked_by}.")
    except RoleRefused as refused:
        messages.error(request, str(refused))


@require_POST
@open_to(can_keep_programme)
@asks_again
def take_role(request, pk):
    membership = get_object_or_404(Membership, pk=pk)
    try:
        actions.take_role(membership, by=request.user)
        messages.success(request, f"{membership.user} no longer has the role “{membership}”. Their work is kept.")
    except RoleRefused as refused:
        messages.error(request, str(refused))
    return redirect("person", membership.user_id)


@require_POST
@open_to(can_keep_programme)
@asks_again
def switch_off(request, pk):
    shown = get_object_or_404(User, pk=pk)
    try:
        actions.switch_off(shown, by=request.user)
        messages.success(request, f"{shown} can no longer sign in. Their work is kept.")
    except RoleRefused as refused:
        messages.error(request, str(refused))
    except StillHolds:
        messages.error(request, f"First say what happens to {shown}’s work.")
        return redirect("leave", pk)
    return redirect("people")


@open_to(can_keep_programme)
def letters(request):
    """Letters that have not reached the mail server: to whom and why, never what they say."""
    return render(request, "accounts/people/letters.html", {"letters": outbox.for_the_office()})


@require_POST
@open_to(can_keep_programme)
def decide_letter(request, pk):
    """Send one again, or put it aside."""
    letter = get_object_or_404(outbox.unsent().exclude(status=TaskResultStatus.RUNNING), pk=pk)
    address = outbox.waiting(letter).address
    if "again" in request.POST:
        actions.send_letter_again(letter, by=request.user)
        messages.success(request, f"The letter to {address} is being sent again now.")
    else:
        actions.put_letter_aside(letter, by=request.user)
        messages.success(request, f"The letter to {address} will not be sent.")
    return redirect("letters")


@open_to(anyone)
def accept_invitation(request, token):
    """Where an invitation's link leads: a name and a password make the account."""
    invitation = get_object_or_404(Invitation.objects.by_token(token))
    if not invitation.is_open:
        return render(request, "accounts/people/invitation_over.html", {"invitation": invitation}, status=410)
    try:
        if User.objects.filter(email=invitation.email).exists():
            return accept_with_account(request, invitation)
        return accept_with_new_account(request, invitation)
    except RoleRefused as refused:
        context = {"invitation": invitation, "refused": refused}
        return render(request, "accounts/people/invitation_over.html", context, status=409)


def accept_with_new_account(request, invitation):
    form = AcceptForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if request.method == "POST" and form.is_valid():
        user = actions.accept(invitation, **form.cleaned_data)
        login(request, user, backend="accounts.sign_in.backend.PeopleBackend")
        return redirect("account")
    return render(request, "accounts/people/accept_invitation.html", {"form": form, "invitation": invitation})


def accept_with_account(request, invitation):
    """Who has an account already signs in, and takes the new role with a button."""
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?next={request.path}")
    if request.user.email != invitation.email:
        return render(request, "accounts/people/invitation_of_another.html", status=403)
    if request.method != "POST":
        return render(request, "accounts/people/take_on_role.html", {"invitation": invitation})
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
    asked = AskedRole.objects.waiting().with_people().order_by("asked_at")
    return render(request, "accounts/people/access.html", {"roles": roles, "asked": asked})
