"""Triangulation: the Periodic Reviews beside the sites' documents, site by site and theme by theme."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.foundations import audit, kept_text
from accounts.permissions import can_triangulate, can_triangulate_site, open_to
from living_docs.views.lookups import round_or_404
from living_docs.workflow import NotAMove
from reporting import actions
from reporting.forms.reasons import ReasonForm
from reporting.forms.triangulation import BesideForm, NoteForm, TriangulationForm
from reporting.models import PeriodicReview, Review, TriangulationNote
from reporting.periodic_reviews.beside_document import Beside, site_rows


@open_to(can_triangulate)
@kept_text.holds_text("Add this note")
def triangulation(request, number):
    """What was noted for a round, open differences first, and the form for another note."""
    round = round_or_404(request, number)
    reviews = PeriodicReview.objects.visible_to(request.user).standing()
    form = TriangulationForm(request.POST or None, programme=round.programme, reviews=reviews)
    if request.method == "POST" and form.is_valid():
        actions.note_triangulation(round, by=request.user, **form.cleaned_data)
        messages.success(request, "The note is kept.")
        return redirect("triangulation", number)
    notes = TriangulationNote.objects.visible_to(request.user).filter(round=round).open_first()
    audit.record("viewed the triangulation", by=request.user, about=round)
    context = {
        "round": round,
        "form": form,
        "notes": notes,
        "open": notes.open().count(),
        "rows": site_rows(round, request.user),
        "review": Review.objects.newest_of(round),
    }
    return render(request, "reporting/triangulation/triangulation.html", context, status=422 if form.errors else 200)


@open_to(can_triangulate)
@kept_text.holds_text("Keep this note [on {site}]")
def beside_document(request, number, slug):
    """A site's Periodic Review at the left, what its document says of a theme at the right, the note between."""
    round = round_or_404(request, number)
    site = get_object_or_404(round.programme.sites, slug=slug)
    if not can_triangulate_site(request.user, site):
        raise Http404
    reviews = PeriodicReview.objects.visible_to(request.user).standing().filter(site=site).order_by("-at", "-pk")
    choice = BesideForm(request.GET, programme=round.programme, reviews=reviews)
    chosen = choice.cleaned_data if choice.is_valid() else {}
    review = chosen.get("review") or reviews.first()
    form = NoteForm(request.POST or None, review=review) if review else None
    theme = chosen.get("theme")
    if request.method == "POST" and form and form.is_valid():
        actions.note_triangulation(round, periodic_review=review, theme=theme, by=request.user, **form.cleaned_data)
        messages.success(request, "The note is kept.")
        return redirect(request.get_full_path())
    audit.record("compared with the document", by=request.user, about=f"round {number}", site=site)
    beside = Beside(round, site, theme, review, request.user)
    context = {
        "round": round,
        "beside": beside,
        "choice": choice,
        "form": form,
        "review": Review.objects.newest_of(round),
    }
    return render(
        request, "reporting/triangulation/beside_document.html", context, status=422 if form and form.errors else 200
    )


@require_POST
@open_to(can_triangulate)
@kept_text.holds_text("Save how this difference was resolved")
def settle_difference(request, number, pk):
    notes = TriangulationNote.objects.visible_to(request.user).filter(round__number=number)
    note = get_object_or_404(notes, pk=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say how the difference was resolved.")
        return redirect("triangulation", number)
    try:
        actions.settle_difference(note, how=form.cleaned_data["reason"], by=request.user)
    except NotAMove:
        raise Http404 from None
    messages.success(request, "The difference is resolved.")
    return redirect("triangulation", number)
