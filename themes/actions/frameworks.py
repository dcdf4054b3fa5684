"""The frameworks as theme trees: loaded once, then the leader’s to edit."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from sites.models import Programme
from themes.models import Theme, ThemeTree
from themes.trees.frameworks import Node, frameworks, nodes


@transaction.atomic
def load_frameworks(programme: Programme) -> None:
    """Those that come with the service; one that is there already stays as the leader made it."""
    for data in frameworks():
        load_framework(programme, data)


def load_framework(programme: Programme, data: dict) -> ThemeTree:
    tree, is_new = ThemeTree.objects.get_or_create(
        programme=programme,
        slug=data["id"].replace("_", "-"),
        defaults={"title": data["title"], "source": data["source"], "year": data["year"]},
    )
    if is_new:
        plant(tree, nodes(data))
    return tree


def plant(tree: ThemeTree, found: Iterable[Node], parent: Theme | None = None) -> None:
    """Write themes and all that stands under them."""
    for place, node in enumerate(found, 1):
        theme = Theme.objects.create(
            tree=tree,
            parent=parent,
            place=place,
            code=node.code,
            title=node.title,
            definition=node.definition,
            codable=node.codable,
        )
        plant(tree, node.children, theme)
