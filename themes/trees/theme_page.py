"""One theme on its own page: its uses, with what was merged into it, and the passages that wait for a decision."""

from __future__ import annotations

from functools import cached_property

from django.urls import reverse

from accounts.models import User
from themes.models import Coding, Theme
from themes.trees.page import themes_of, uses_of


class ThemePage:
    def __init__(self, theme: Theme, user: User) -> None:
        self.theme, self.user = theme, user

    @cached_property
    def themes(self) -> list[Theme]:
        return themes_of(self.theme.tree)

    @cached_property
    def uses(self) -> dict[int, int]:
        return uses_of(self.themes)

    @property
    def own_uses(self) -> int:
        """Counted passages of it and of what was merged into it."""
        return self.uses[self.theme.standing.pk]

    @property
    def merged(self) -> list[Theme]:
        """What now stands for it."""
        return [one for one in self.themes if one.pk != self.theme.pk and one.standing.pk == self.theme.pk]

    @property
    def others(self) -> list[tuple[Theme, int]]:
        """What it could be merged into, each with its uses."""
        found = [one for one in self.themes if one.codable and not one.is_retired and one.pk != self.theme.pk]
        return [(one, self.uses[one.pk]) for one in found]

    @property
    def memo_address(self) -> str:
        return reverse("theme_memo", args=[self.theme.pk])

    @cached_property
    def passages(self) -> list[Coding]:
        """The counted passages that the person may see, with those of what was merged into it."""
        found = Coding.objects.visible_to(self.user).counted().filter(theme__in=[self.theme, *self.merged])
        places = "layer__submission__document"
        return list(
            found.select_related("layer__coder", f"{places}__site", f"{places}__round").order_by(
                f"{places}__round__number", f"{places}__site__name", "prompt_number", "start"
            )
        )
