"""What is held about a person: their own page and file, what the office hands out, and erasing an account."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import can_erase, can_keep_programme, open_to, signed_in
from accounts.second_step.forms import ReasonForm
from accounts.sign_in.recent_proof import asks_again
from icp_eval.erasure import erase, name_stays
from icp_eval.personal_data import held_about


@open_to(signed_in)
def own_data(request):
    return show(request, request.user)


@open_to(signed_in)
def own_data_file(request):
    return file_of(request, request.user)


@open_to(can_keep_programme)
def data_of(request, pk):
    return show(request, get_object_or_404(User, pk=pk))


@open_to(can_keep_programme)
def data_file_of(request, pk):
    return file_of(request, get_object_or_404(User, pk=pk))


def show(request, person: User):
    note(request, person)
    context = {"shown": person, "held": held_about(person, reader=request.user)}
    return render(request, "accounts/personal_data/personal_data.html", context)


def file_of(request, person: User):
    note(request, person)
    held = held_about(person, reader=request.user)
    answer = JsonResponse(held, json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="what-we-hold.json"'
    return answer


def note(request, person: User) -> None:
    if person != request.user:
        audit.record("read what is held about a person", by=request.user, about=person)


@open_to(can_keep_programme)
@asks_again
def erase_person(request, pk):
    """Once a person has left and asks to be forgotten. It cannot be undone."""
    person = get_object_or_404(User, pk=pk)
    if not can_erase(request.user, person):
        raise Http404
    form = ReasonForm(request.POST or None, label="Who asked for it, and when")
    if request.method == "POST" and form.is_valid():
        erased = erase(person, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"The account is erased. In records it is {erased}.")
        return redirect("people")
    context = {"shown": person, "form": form, "name_stays": name_stays(person)}
    return render(request, "accounts/personal_data/erase.html", context, status=422 if form.errors else 200)
