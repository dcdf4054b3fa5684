"""The dictionary of the anonymity gate: seen, added to and tried by the leader."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from accounts.foundations import audit
from accounts.permissions import can_keep_terms, open_to
from reporting import actions
from reporting.anonymity import dictionary_page as pages
from reporting.forms.reviews import TermForm, TryForm
from sites.models import IdentifyingTerm, Programme


@open_to(can_keep_terms)
def dictionary(request):
    """Every name by site; a box to try a text in, and one for a further name."""
    programme = Programme.objects.get()
    do = request.POST.get("do")
    if do == "take":
        return take(request, programme)
    adding = TermForm(request.POST if do == "add" else None, programme=programme)
    if adding.is_valid():
        term = actions.add_term(**adding.cleaned_data, by=request.user)
        messages.success(request, f"The gate knows “{term.term}” from now on.")
        return redirect("dictionary")
    trying = TryForm(request.POST if do == "try" else None)
    text = trying.cleaned_data["text"] if trying.is_valid() else ""
    pieces = pages.tried(programme, text) if text else []
    if do is None:
        audit.record("viewed the dictionary", by=request.user, about=programme)
    context = {
        "adding": adding,
        "trying": trying,
        "pieces": pieces,
        "found": [piece for piece in pieces if piece.finding],
        "form": adding if adding.errors else trying,
        "counted": pages.number_of_terms(programme),
        "sites": pages.by_site(programme),
        "alike": pages.alike(programme, text) if text else [],
    }
    return render(
        request, "reporting/dictionary/dictionary.html", context, status=422 if adding.errors or trying.errors else 200
    )


def take(request, programme: Programme):
    added = IdentifyingTerm.objects.filter(site__programme=programme, added_by__isnull=False)
    term = get_object_or_404(added, pk=request.POST.get("term"))
    actions.take_term(term, by=request.user)
    messages.success(request, f"The gate no longer knows “{term.term}”.")
    return redirect("dictionary")
