"""A tree as a page shows it: each theme under its parent, with how often it is used in what is counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from themes.models import Coding, Theme, ThemeChange, ThemeTree


@dataclass
class Branch:
    """One theme, its uses (those of themes merged into it among them), and what stands under it."""

    theme: Theme
    uses: int
    depth: int
    branches: list[Branch] = field(default_factory=list)


def themes_of(tree: ThemeTree) -> list[Theme]:
    """All themes of a tree, each knowing its parent and what it was merged into without asking again."""
    found = list(tree.themes.in_order())
    by_pk = {theme.pk: theme for theme in found}
    for theme in found:
        theme.tree = tree
        theme.parent = by_pk.get(theme.parent_id)
        if theme.merged_into_id in by_pk:
            theme.merged_into = by_pk[theme.merged_into_id]
    return found


def counted_as(theme: Theme) -> list[int]:
    """The keys of the themes that are counted as this one: itself, and whatever was merged into it."""
    return [other.pk for other in themes_of(theme.tree) if other.standing.pk == theme.pk]


def uses_of(themes: list[Theme]) -> Counter[int]:
    """How many counted passages each standing theme has, by its key."""
    raw = Counter(Coding.objects.counted().filter(theme__in=themes).values_list("theme", flat=True))
    uses: Counter[int] = Counter()
    for theme in themes:
        uses[theme.standing.pk] += raw[theme.pk]
    return uses


def branches(tree: ThemeTree) -> list[Branch]:
    """The standing themes from the top down."""
    themes = themes_of(tree)
    uses, under = uses_of(themes), defaultdict(list)
    for theme in themes:
        if not theme.is_retired:
            under[theme.parent_id].append(theme)

    def grow(parent: int | None, depth: int) -> list[Branch]:
        return [Branch(theme, uses[theme.pk], depth, grow(theme.pk, depth + 1)) for theme in under[parent]]

    return grow(None, 1)


def retired(tree: ThemeTree) -> list[Branch]:
    """What is no longer offered, with the passages that still stand on just that theme."""
    themes = [theme for theme in themes_of(tree) if theme.is_retired]
    raw = Counter(Coding.objects.counted().filter(theme__in=themes).values_list("theme", flat=True))
    return [Branch(theme, raw[theme.pk], 1) for theme in themes]


def changes_of(tree: ThemeTree, theme: Theme | None = None) -> list[ThemeChange]:
    """The history of a tree, or of one theme, the newest first."""
    found = ThemeChange.objects.filter(theme__tree=tree).select_related("theme", "by").order_by("-pk")
    return list(found.filter(theme=theme) if theme else found)
