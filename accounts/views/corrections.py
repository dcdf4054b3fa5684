"""Pages on which a name or an address is corrected."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from accounts import actions
from accounts.forms.corrections import AddressForm, NameForm
from accounts.models import AddressChange, User
from accounts.permissions import can_keep_programme, open_to, signed_in
from accounts.role_conflicts import RoleRefused
from accounts.sign_in import sessions
from accounts.sign_in.recent_proof import asks_again


@open_to(signed_in)
def correct_name(request):
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        actions.correct_name(request.user, name=form.cleaned_data["name"])
        messages.success(request, "Your name is saved.")
        return redirect("account")
    return render(request, "accounts/corrections/correct_name.html", {"form": form})


@open_to(can_keep_programme)
@asks_again
def correct_address(request, pk):
    """The office asks; nothing changes before the person has confirmed it from the new address."""
    person = get_object_or_404(User.objects.people().filter(is_active=True), pk=pk)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change = actions.ask_for_address(person, email=form.cleaned_data["email"], by=request.user)
        except RoleRefused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(
                request, f"A letter is on its way to {change.email}. {person} confirms the address from there."
            )
            return redirect("person", pk)
    context = {"person": person, "form": form, "waiting": person.address_changes.waiting().first()}
    return render(request, "accounts/corrections/correct_address.html", context)


@open_to(signed_in)
@asks_again
def confirm_address(request, token):
    """Where the link in the letter to the new address leads, once the person has signed in as before."""
    change = get_object_or_404(AddressChange.objects.by_token(token).filter(person=request.user))
    if request.method == "POST":
        try:
            actions.confirm_address_change(change, by=request.user)
            sessions.end_all(request.user, but=request)
            messages.success(request, f"From now on, sign in with {change.email}.")
        except RoleRefused as refused:
            messages.error(request, str(refused))
        return redirect("account")
    is_waiting = AddressChange.objects.waiting().filter(pk=change.pk).exists()
    context = {"change": change, "is_waiting": is_waiting}
    return render(request, "accounts/corrections/confirm_address.html", context, status=200 if is_waiting else 410)
