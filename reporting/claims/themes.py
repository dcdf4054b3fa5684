"""Questions about themes: at which sites a theme, or one beneath it, was coded, out of the documents whose coding is finished."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from living_docs.models import Round
from reporting.anonymity.counts import Base
from reporting.claims.questions import ClaimQuestion
from themes.models import Coding, CodingLayer, Theme

GROUP = "Themes"
CODED = Base("documents coded", "whose documents were coded")


def about_themes(round: Round) -> Iterator[ClaimQuestion]:
    """One question a theme, coded in the round or not. A theme that was merged counts for the one it stands for."""
    coded = set(
        CodingLayer.objects.done().filter(submission__document__round=round).values_list("submission", flat=True)
    )
    for theme, passages in passages_by_theme(round).items():
        yield ClaimQuestion(
            key=key_of(theme),
            words=f"with the theme “{theme.title}”",
            group=GROUP,
            holds=lambda sent, passages=passages: sent.submission.pk in passages,
            covers=lambda sent: sent.submission.pk in coded,
            passages=lambda sent, passages=passages: sorted(passages.get(sent.submission.pk, ())),
            part_of=tuple(map(key_of, ancestors(theme))),
            base=CODED,
        )


def key_of(theme: Theme) -> str:
    return f"theme-{theme.pk}"


def ancestors(theme: Theme) -> Iterator[Theme]:
    """The themes above one, the nearest first."""
    while theme.parent is not None:
        theme = theme.parent
        yield theme


def passages_by_theme(round: Round) -> dict[Theme, dict[int, list[str]]]:
    """For each standing theme, and those above it, the codings (by GUID) of each submission."""
    themes = {theme.pk: theme for theme in Theme.objects.filter(tree__programme=round.programme).in_order()}
    for one in themes.values():
        one.parent = themes.get(one.parent_id)  # without a query a step
    found: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    finished = CodingLayer.objects.done().filter(submission__document__round=round)
    codings = Coding.objects.counted().filter(layer__in=finished.values("pk"))
    for guid, theme, submission in codings.values_list("guid", "theme", "layer__submission"):
        for counted in upwards(standing(theme, themes), themes):
            found[counted][submission].append(str(guid))
    return {theme: dict(found[pk]) for pk, theme in themes.items() if pk in found or not theme.is_retired}


def standing(pk: int, themes: dict[int, Theme]) -> int:
    """`Theme.standing` without a query a step."""
    while (onward := themes[pk].merged_into_id) is not None:
        pk = onward
    return pk


def upwards(pk: int, themes: dict[int, Theme]) -> Iterator[int]:
    """A theme and all above it."""
    found: int | None = pk
    while found is not None:
        yield found
        found = themes[found].parent_id
