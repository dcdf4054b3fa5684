"""Two coders compared: each document, all of them by theme, the raw table, and settling."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.foundations import audit
from accounts.permissions import can_see_themes, can_settle, open_to, require
from themes import actions
from themes.comparison.agreement import Unit
from themes.comparison.page import Agreement, ComparisonPage, pairs_for
from themes.comparison.pairs import Pair
from themes.matrices.exports import csv_of


def pair_or_404(request, number: int, slug: str) -> Pair:
    """The newest finished pair of a document, for its coders and the leader."""
    found = [p for p in pairs_for(request.user) if (p.document.round.number, p.document.site.slug) == (number, slug)]
    if not found:
        raise Http404
    return found[-1]


@open_to(can_see_themes)
def agreement(request):
    """The agreement on each theme over all documents that two have finished."""
    found = Agreement(pairs_for(request.user), request.GET.get("unit", ""))
    audit.record("viewed the agreement of coders", by=request.user, about="all documents coded twice")
    return render(request, "themes/comparison/agreement.html", {"agreement": found, "units": Unit.choices})


@open_to(can_see_themes)
def agreement_csv(request, table):
    """The table by theme, or the raw one by unit."""
    if table not in {"themes", "units"}:
        raise Http404
    found = Agreement(pairs_for(request.user), request.GET.get("unit", ""))
    audit.record("downloaded the agreement of coders", by=request.user, about="all documents coded twice")
    lines = found.units() if table == "units" else found.table()
    response = HttpResponse(csv_of(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="agreement-{found.unit}-{table}.csv"'
    return response


@open_to(can_see_themes)
def comparison(request, number, slug):
    """One document with both margins; the leader settles."""
    pair = pair_or_404(request, number, slug)
    page = ComparisonPage(pair, request.user, request.GET.get("unit", ""))
    missing: list = []
    if request.method == "POST":
        require(can_settle, request.user)
        choices = {one.key: request.POST.get(one.key, "") for one in pair.to_settle}
        try:
            settled = actions.settle(pair, choices=choices, by=request.user)
        except actions.NotDecided as not_decided:
            missing = [one.key for one in not_decided.missing]
        except actions.SettledAlready:
            messages.info(request, "This document already has an agreed coding.")
            return redirect(request.path)
        else:
            messages.success(request, f"You have saved the agreed coding of {pair.document}. It now counts.")
            return redirect("coding", settled.pk, 1)
    audit.record("compared two codings", by=request.user, about=pair.document, site=pair.document.site)
    errors = [
        {"text": f"Choose how to code difference {n}: {one.theme} in {one.prompt}", "anchor": f"difference-{n}"}
        for n, one in page.numbered
        if one.key in missing
    ]
    context = {
        "page": page,
        "pair": pair,
        "document": pair.document,
        "agreement": page.agreement,
        "units": Unit.choices,
        "errors": errors,
        "has_errors": bool(errors),
        "choices": actions.Choice.choices,
        "chosen": request.POST,
    }
    return render(request, "themes/comparison/comparison.html", context, status=422 if errors else 200)
