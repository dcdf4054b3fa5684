"""Pages of the second step: setting it up, taking a passkey off, and resetting a lost one."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import flows
from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import SecondStepReset, User
from accounts.permissions import can_decide_reset, can_keep_programme, can_know_asked_roles, open_to, signed_in
from accounts.second_step import actions, requirement
from accounts.second_step.actions import ResetRefused
from accounts.second_step.adapter import may_remove
from accounts.second_step.forms import ReasonForm
from accounts.second_step.guard import WANTED
from accounts.sign_in.recent_proof import asks_again

APP_IS_SET_UP = "An authenticator app is already set up."


class SetUpApp(ActivateTOTPView):
    """allauth's page, which a second tab or a second click may send again."""

    def dispatch(self, request, *args, **kwargs):
        if requirement.steps_of(request.user).filter(type=Authenticator.Type.TOTP).exists():
            return already(request)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except IntegrityError:
            return already(self.request)


def already(request):
    messages.info(request, APP_IS_SET_UP)
    return redirect("mfa_index")


set_up_app = open_to(signed_in)(SetUpApp.as_view())


@open_to(signed_in)
def go_on(request):
    """From the recovery codes to the page that was asked for before the second step was set up."""
    wanted = request.session.pop(WANTED, "")
    return redirect(wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "home")


@open_to(signed_in)
@reauthentication_required(app="allauth.mfa")
def remove_passkey(request, pk):
    passkey = get_object_or_404(Authenticator, pk=pk, user=request.user, type=Authenticator.Type.WEBAUTHN)
    if not may_remove(passkey):
        messages.error(
            request, "Your role needs a second step. Set up another passkey or an app before you remove this one."
        )
        return redirect("mfa_index")
    if request.method == "POST":
        flows.remove_authenticator(request, passkey)
        return redirect("mfa_index")
    return render(request, "accounts/second_step/remove_passkey.html", {"passkey": passkey.wrap()})


@open_to(can_keep_programme)
@asks_again
def ask_for_reset(request, pk):
    """The office asks that a person's lost second step be reset."""
    person = get_object_or_404(User, pk=pk)
    form = ReasonForm(
        request.POST or None, label="Why it needs to be reset, and how you know that the request is theirs"
    )
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.ask_for_reset(person, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, f"A second person must now confirm. We have e-mailed {person}.")
            return redirect("second_step_reset", asked.pk)
        except ResetRefused as refused:
            messages.error(request, str(refused))
    context = {"shown": person, "form": form, "obstacle": obstacle_for(request.user, person)}
    return render(request, "accounts/second_step/ask.html", context, status=422 if form.errors else 200)


def obstacle_for(user: User, person: User) -> str:
    if user == person:
        return "You cannot reset your own second step. A colleague in the programme office can ask for it."
    return actions.why_not_ask(person)


@open_to(can_know_asked_roles)
@asks_again
def reset(request, pk):
    """A reset that one of the office asked for: a second person confirms it, or refuses with a reason."""
    asked = get_object_or_404(SecondStepReset.objects.with_people(), pk=pk)
    refusing = "refuse" in request.POST
    form = ReasonForm(request.POST if refusing else None, label="Why you refuse it")
    if request.method == "POST" and (not refusing or form.is_valid()):
        decide(request, asked, form.cleaned_data["reason"] if refusing else None)
        return redirect("second_step_reset", pk)
    context = {
        "asked": asked,
        "form": form,
        "may_decide": asked.is_waiting and can_decide_reset(request.user, asked),
        "obstacle": actions.why_not_confirm(asked) if asked.is_waiting else "",
    }
    return render(request, "accounts/second_step/reset.html", context, status=422 if form.errors else 200)


def decide(request, asked: SecondStepReset, refusal: str | None) -> None:
    try:
        if refusal is None:
            actions.confirm_reset(asked, by=request.user)
            messages.success(request, f"The second step of {asked.person} is reset. We are e-mailing them.")
        else:
            actions.refuse_reset(asked, reason=refusal, by=request.user)
            messages.success(request, f"You refused the reset. We are e-mailing {asked.asked_by}.")
    except ResetRefused as refused:
        messages.error(request, str(refused))
