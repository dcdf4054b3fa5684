"""Rounds as site people, the leader and the office see them; never with a word of narrative."""

from django.shortcuts import redirect, render

from accounts.foundations import audit, clock
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
from living_docs.pages import overview
from living_docs.tables.spreadsheets import table_csv
from living_docs.views.attachments import attachment
from living_docs.views.lookups import round_or_404


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
    return render(request, "living_docs/rounds/rounds.html", context)


@open_to(can_use_rounds)
def round_overview(request, number):
    """All sites with where they stand; site people go on to their own."""
    round = round_or_404(request, number)
    known = LivingDocument.objects.visible_to(request.user).in_round(round)
    if not can_oversee_rounds(request.user):
        own = known.by_site().first()
        return redirect(own) if own else redirect("rounds")
    documents = overview.with_steps(known)
    rows, which = overview.rows(documents), request.GET.get("show", "all")
    asked = Request.objects.visible_to(request.user).filter(document__round=round).waiting()
    context = {
        "round": round,
        "groups": overview.groups(overview.shown(rows, which)),
        "steps": overview.NAMES,
        "choices": overview.choices(rows),
        "which": which,
        "now": clock.now(),
        "sites": len(rows),
        "submitted": sum(row.document.was_submitted for row in rows),
        "released": sum(row.document.is_released for row in rows),
        "movable": {document.pk for document in documents if can_move_deadline(request.user, document)},
        "asked": {wanted.document_id: wanted for wanted in asked},
        "keeps": can_keep_programme(request.user),
        "leads": is_leader(request.user),
        "share": share_answered(round) if is_leader(request.user) else None,
    }
    return render(request, "living_docs/rounds/overview.html", context)


@open_to(can_oversee_rounds)
def overview_csv(request, number):
    """The overview as a table for a spreadsheet, with what the page shows and no more."""
    round = round_or_404(request, number)
    documents = overview.with_steps(LivingDocument.objects.visible_to(request.user).in_round(round))
    found = overview.shown(overview.rows(documents), request.GET.get("show", "all"))
    audit.record("downloaded the overview", by=request.user, about=round)
    return attachment(table_csv(overview.lines(found)), f"overview-round-{number}.csv")
