"""Matrices of themes, and the passages behind each of their numbers."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from accounts.foundations import audit
from accounts.permissions import can_see_matrices, open_to
from living_docs.models import Round
from living_docs.views.attachments import attachment
from sites.models import Site
from themes.matrices.exports import csv_of, matrix_lines, xlsx_of
from themes.matrices.form import CELLS, SHOWN, Asked
from themes.matrices.heat_map import STEPS, HeatMap
from themes.models import Coding, CodingLayer, Theme, ThemeTree
from themes.trees.page import counted_as

PASSAGES_A_PAGE = 50


@open_to(can_see_matrices)
def matrices(request):
    """To the newest round of which a document is coded; before there is one, to the newest that anything was sent in."""
    sent = Round.objects.visible_to(request.user).filter(documents__submissions__isnull=False).newest_first()
    newest = sent.filter(documents__submissions__coding_layers__in=CodingLayer.objects.done()).first() or sent.first()
    return redirect("matrix", newest.number) if newest else render(request, "themes/exchange/no_matrix.html")


@open_to(can_see_matrices)
def matrix(request, number):
    """Short table first, then the heat map, then the same as a table."""
    asked = asked_or_404(request, number)
    audit.record("viewed a matrix", by=request.user, about=f"{asked.tree}, {asked.title.lower()}")
    context = {
        "asked": asked,
        "base": asked.evidence.base(asked.rounds[-1]),
        "heat_map": HeatMap(asked.matrix),
        "steps": STEPS,
        "shown": SHOWN,
        "cell_kinds": CELLS,
        "trees": ThemeTree.objects.in_order(),
        "rounds": Round.objects.visible_to(request.user).in_order(),
        "round": asked.round,
        "prompts": [p for q in asked.round.instrument.questions for p in q.asked(number)],
    }
    return render(request, "themes/matrices/matrix.html", context)


@open_to(can_see_matrices)
def matrix_file(request, number, ending):
    """The same for a spreadsheet: as CSV, or as XLSX with the counts and 0 or 1 on a sheet each."""
    asked = asked_or_404(request, number)
    if ending not in {"csv", "xlsx"}:
        raise Http404
    audit.record("downloaded a matrix", by=request.user, about=f"{asked.tree}, {asked.title.lower()}")
    name = f"{asked.tree.slug}-{asked.show}-round-{number}.{ending}"
    if ending == "csv":
        return attachment(csv_of(matrix_lines(asked.matrix)), name)
    base = [
        ["Framework", str(asked.tree)],
        ["Shown", asked.title],
        ["Base", asked.evidence.base(asked.rounds[-1]).words],
    ]
    sheets = {"Counts": asked.counted, "0 or 1": asked.counted.yes_or_no()}
    return attachment(xlsx_of({name: matrix_lines(m) for name, m in sheets.items()} | {"About": base}), name)


@open_to(can_see_matrices)
def passages(request, number, pk):
    """The passages behind a number, of the documents that the person may read."""
    theme = get_object_or_404(Theme.objects.select_related("tree"), pk=pk)
    round = round_or_404(request, number)
    site, prompt = request.GET.get("site", ""), request.GET.get("prompt", "")
    counted = Coding.objects.counted().filter(theme__in=counted_as(theme), layer__submission__document__round=round)
    if site:
        counted = counted.filter(layer__submission__document__site=get_object_or_404(Site, slug=site))
    if prompt:
        counted = counted.filter(prompt_number=prompt)
    seen = counted.visible_to(request.user).for_reading()
    audit.record("viewed passages", by=request.user, about=round, why=str(theme))
    page = Paginator(seen, PASSAGES_A_PAGE).get_page(request.GET.get("page"))
    context = {"theme": theme, "round": round, "page": page, "unseen": counted.count() - page.paginator.count}
    return render(request, "themes/matrices/passages.html", context)


def round_or_404(request, number: int) -> Round:
    rounds = Round.objects.visible_to(request.user).exclude(state=Round.State.PLANNED)
    return get_object_or_404(rounds.select_related("instrument"), number=number)


def asked_or_404(request, number: int) -> Asked:
    asked = Asked.of(request.GET, round_or_404(request, number))
    if asked is None:
        raise Http404
    return asked
