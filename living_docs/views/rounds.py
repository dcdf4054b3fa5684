"""Rounds as site people, the leader and the office see them; never with a word of narrative."""

from django.shortcuts import redirect, render

from accounts.permissions import (
    can_keep_programme,
    can_move_deadline,
    can_oversee_rounds,
    can_use_rounds,
    is_leader,
    open_to,
)
from living_docs.feedback_points import share_answered
from living_docs.models import LivingDocument, Request, Round
from living_docs.overview import overview
from living_docs.views.found import round_or_404


@open_to(can_use_rounds)
def rounds(request):
    shown = Round.objects.visible_to(request.user).newest_first()
    own = LivingDocument.objects.filter(site__in=request.user.sites).select_related("site", "round")
    by_round = {document.round_id: document for document in own}
    context = {
        "rounds": [(round, by_round.get(round.pk)) for round in shown],
        "oversees": can_oversee_rounds(request.user),
        "keeps": can_keep_programme(request.user),
    }
    return render(request, "living_docs/rounds.html", context)


@open_to(can_use_rounds)
def round_overview(request, number):
    """All sites with where they stand; site people go on to their own."""
    round = round_or_404(request, number)
    documents = (
        LivingDocument.objects.visible_to(request.user).in_round(round).by_site().with_sent().prefetch_related("moves")
    )
    if not can_oversee_rounds(request.user):
        own = documents.first()
        return redirect(own) if own else redirect("rounds")
    groups = overview(documents)
    asked = Request.objects.visible_to(request.user).filter(document__round=round).waiting()
    movable = {document.pk for document in documents if can_move_deadline(request.user, document)}
    context = {
        "round": round,
        "groups": groups,
        "sites": len(documents),
        "submitted": sum(document.was_submitted for document in documents),
        "released": sum(document.is_released for document in documents),
        "movable": movable,
        "asked": {wanted.document_id: wanted for wanted in asked},
        "keeps": can_keep_programme(request.user),
        "leads": is_leader(request.user),
        "share": share_answered(round) if is_leader(request.user) else None,
    }
    return render(request, "living_docs/overview.html", context)
