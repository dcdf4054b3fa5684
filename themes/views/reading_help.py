"""Reading help: asked for, looked at, site by site."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.foundations import audit
from accounts.permissions import can_use_reading_help, open_to
from living_docs.models import Round
from sites.models import Site
from themes import actions
from themes.models import ReadingHelp
from themes.reading_help.page import HelpPage
from themes.views.matrices import round_or_404


@open_to(can_use_reading_help)
def reading_helps(request):
    """To the newest round."""
    newest = Round.objects.visible_to(request.user).exclude(state=Round.State.PLANNED).order_by("-number").first()
    return redirect("reading_help", newest.number) if newest else render(request, "themes/exchange/no_matrix.html")


@open_to(can_use_reading_help)
def reading_help(request, number):
    """What was made last, or the button that has it made."""
    round = round_or_404(request, number)
    made = ReadingHelp.objects.filter(round=round).first()
    context = {
        "round": round,
        "rounds": Round.objects.visible_to(request.user).in_order(),
        "made": made,
        "page": HelpPage(made) if made and made.data else None,
    }
    audit.record("viewed reading help", by=request.user, about=round)
    return render(request, "themes/reading_help/reading_help.html", context)


@require_POST
@open_to(can_use_reading_help)
def ask_for_help(request, number):
    actions.ask_for_reading_help(round_or_404(request, number), by=request.user)
    return redirect("reading_help", number)


@open_to(can_use_reading_help)
def new_passages(request, number, slug):
    """What one site wrote that is new since its earlier rounds."""
    made = get_object_or_404(ReadingHelp, round=round_or_404(request, number))
    site = get_object_or_404(Site, slug=slug)
    passages = HelpPage(made).fresh_of(site) if made.data else []
    if not passages:
        raise Http404
    audit.record("viewed new passages", by=request.user, about=f"{site}, {made.round}", site=site)
    return render(
        request, "themes/reading_help/new_passages.html", {"round": made.round, "site": site, "passages": passages}
    )
