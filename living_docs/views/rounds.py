"""Rounds as site people, the leader and the office see them; never with a word of narrative."""

from django.shortcuts import redirect, render

from accounts.permissions import can_move_deadline, can_oversee_rounds, can_use_rounds, open_to
from living_docs.models import LivingDocument, Round
from living_docs.overview import overview
from living_docs.views.found import round_or_404


@open_to(can_use_rounds)
def rounds(request):
    shown = Round.objects.visible_to(request.user).newest_first()
    return render(request, "living_docs/rounds.html", {"rounds": shown, "oversees": can_oversee_rounds(request.user)})


@open_to(can_use_rounds)
def round_overview(request, number):
    """All sites with where they stand; site people go on to their own."""
    round = round_or_404(request, number)
    documents = LivingDocument.objects.visible_to(request.user).in_round(round).by_site()
    if not can_oversee_rounds(request.user):
        own = documents.first()
        return redirect(own) if own else redirect("rounds")
    groups = overview(documents)
    movable = {document.pk for document in documents if can_move_deadline(request.user, document)}
    context = {"round": round, "groups": groups, "documents": documents, "movable": movable}
    return render(request, "living_docs/overview.html", context)
