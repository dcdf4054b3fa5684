"""The thesaurus of the anonymity gate: seen and added to by the leader, who is told what an entry would find."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import can_keep_terms, open_to
from reporting import actions
from reporting.anonymity.thesaurus_page import reach_of
from reporting.forms.thesaurus import ConceptForm
from sites.models import Programme, ThesaurusEntry


@open_to(can_keep_terms)
def thesaurus(request: HttpRequest) -> HttpResponse:
    """Every entry by kind; one that would find much is saved on a second word only."""
    programme = Programme.objects.get()
    if request.POST.get("do") == "take":
        return take(request, programme)
    form = ConceptForm(request.POST or None, programme=programme)
    reach = reach_of(programme, form.cleaned_data["ways"]) if form.is_valid() else None
    if reach and (not reach.is_wide or request.POST.get("sure")):
        entry = actions.add_concept(programme, **form.cleaned_data, by=request.user)
        found = f"{reach.found} of {reach.of} paragraphs of the reviews"
        messages.success(request, f"The gate knows “{entry.concept}” from now on. It is found in {found}.")
        return redirect("thesaurus")
    entries = programme.thesaurus.prefetch_related("sites").order_by("kind", "concept")
    context = {"form": form, "reach": reach, "entries": entries}
    return render(
        request, "reporting/thesaurus/thesaurus.html", context, status=422 if request.method == "POST" else 200
    )


def take(request: HttpRequest, programme: Programme) -> HttpResponse:
    added = ThesaurusEntry.objects.filter(programme=programme, added_by__isnull=False)
    entry = get_object_or_404(added, pk=request.POST.get("entry"))
    actions.take_concept(entry, by=request.user)
    messages.success(request, f"The gate no longer knows “{entry.concept}”.")
    return redirect("thesaurus")
