"""The passages of one theme: to read, and once it is retired to decide on, one by one."""

from django.contrib import messages
from django.shortcuts import redirect, render

from accounts.foundations import audit
from accounts.foundations.public_keys import public_key
from accounts.permissions import can_recode, can_see_themes, open_to
from themes import actions
from themes.models import Coding, Theme
from themes.trees.theme_page import ThemePage
from themes.views.trees import theme_or_404


@open_to(can_see_themes)
def theme_passages(request, pk):
    """What is coded to a theme; of a retired one each passage with the choice of where it belongs now."""
    found = theme_or_404(pk)
    page = ThemePage(found, request.user)
    deciding = found.is_retired and not found.merged_into
    decidable = {coding.pk for coding in page.passages if deciding and can_recode(request.user, coding.layer)}
    choices = [one for one in page.themes if one.codable and not one.is_retired]
    if request.method == "POST":
        decided = decide(request, [coding for coding in page.passages if coding.pk in decidable], choices)
        messages.success(request, f"{decided} passage{'' if decided == 1 else 's'} coded again.")
        return redirect("theme_passages", found.pk)
    audit.record("viewed the passages of a theme", by=request.user, about=found.tree, why=str(found))
    context = {
        "theme": found,
        "codings": page.passages,
        "choices": choices,
        "deciding": deciding,
        "decidable": decidable,
    }
    return render(request, "themes/retired_themes/theme_passages.html", context)


def decide(request, codings: list[Coding], choices: list[Theme]) -> int:
    """Code anew what was decided on; how many."""
    by_pk = {str(theme.pk): theme for theme in choices}
    chosen = [(coding, by_pk.get(request.POST.get(f"to-{public_key(coding)}", ""))) for coding in codings]
    for coding, to in chosen:
        if to:
            actions.recode(coding, to=to, by=request.user)
    return sum(to is not None for _, to in chosen)
