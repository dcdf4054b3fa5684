"""Editing a theme tree. Every change is kept in the theme’s history; no change moves a single coding."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from accounts.foundations import audit, clock
from accounts.models import User
from accounts.permissions import can_edit_themes, require
from living_docs.versions import LINES, ChangedMeanwhile, Saved, merged
from themes.models import Theme, ThemeChange, ThemeTree

What = ThemeChange.What
WAYS = {"definition": LINES, "example": LINES}


class NotPossible(Exception):
    """A change that the tree does not take, in one sentence."""


def locked(theme: Theme, base_version: int, *others: Theme) -> Theme:
    """The theme as it stands, nobody else changing it or the others until this is done; always in the same order."""
    keys = {one.pk for one in (theme, *others)}
    found = {one.pk: one for one in Theme.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    for one in others:
        one.refresh_from_db()
    if found[theme.pk].version != base_version:
        raise ChangedMeanwhile(found[theme.pk])
    return found[theme.pk]


def write(theme: Theme, what: What, *, why: str = "", by: User, **fields: object) -> Theme:
    """Put fields into a theme as its next version, with an entry in its history."""
    before = theme.fields()
    for name, value in fields.items():
        setattr(theme, name, value)
    theme.version += 1
    theme.save()
    ThemeChange.objects.create(theme=theme, what=what, before=before, after=theme.fields(), why=why, by=by)
    audit.record(f"theme {what.label}", by=by, about=theme.tree, why=in_words(theme, why))
    return theme


def in_words(theme: Theme, why: str) -> str:
    """What the team calls a theme is the team's to read, like its reasons."""
    return f"{theme}: {why}" if why else str(theme)


def last_place(tree: ThemeTree, parent: Theme | None) -> int:
    return (tree.themes.filter(parent=parent).aggregate(last=Max("place"))["last"] or 0) + 1


@transaction.atomic
def add_theme(tree: ThemeTree, *, parent: Theme | None = None, why: str = "", by: User, **fields: object) -> Theme:
    """A new theme, the last under its parent."""
    require(can_edit_themes, by)
    theme = Theme.objects.create(tree=tree, parent=parent, place=last_place(tree, parent), **fields)
    ThemeChange.objects.create(theme=theme, what=What.ADDED, after=theme.fields(), why=why, by=by)
    audit.record("theme added", by=by, about=tree, why=in_words(theme, why))
    return theme


@transaction.atomic
def word_theme(theme: Theme, *, base_version: int, why: str = "", by: User, **fields: object) -> Saved:
    """Title, code, definition, example, and whether it can be coded to. What is coded to it stays coded to it."""
    require(can_edit_themes, by)
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    now = theme.fields()
    wanted, clashed = merged(fields, now=now, base=fields_at(theme, base_version), ways=WAYS)
    if clashed or all(now[name] == value for name, value in wanted.items()):
        return Saved(theme, theme.version, wanted, clashed)
    return Saved(write(theme, What.WORDED, why=why, by=by, **wanted), theme.version, wanted)


def fields_at(theme: Theme, version: int) -> dict[str, object]:
    """A theme as one of its versions had it: what the change that made the next one found. {} where there was none."""
    if version == theme.version:
        return theme.fields()
    later = list(theme.changes.order_by("-pk").values_list("before", flat=True)[: max(theme.version - version, 0)])
    return later[-1] if len(later) == theme.version - version else {}


@transaction.atomic
def move_theme(theme: Theme, *, parent: Theme | None, place: int, base_version: int, by: User) -> Theme:
    """Under another theme, or to another place among its neighbours."""
    require(can_edit_themes, by)
    theme = locked(theme, base_version, *([parent] if parent else []))
    if parent and (parent.tree_id != theme.tree_id or is_under(parent, theme)):
        raise NotPossible(f"“{theme}” cannot go under itself, or in another tree")
    beside = [one for one in theme.tree.themes.standing().filter(parent=parent).in_order() if one.pk != theme.pk]
    place = max(1, min(place, len(beside) + 1))
    for number, one in enumerate(beside, 1):
        Theme.objects.filter(pk=one.pk).update(place=number + (number >= place))
    return write(theme, What.MOVED, by=by, parent=parent, place=place)


def is_under(theme: Theme, top: Theme) -> bool:
    """Whether a theme is `top` or stands somewhere under it."""
    return theme.pk == top.pk or (theme.parent is not None and is_under(theme.parent, top))


def refuse_with_children(theme: Theme) -> None:
    if theme.children.standing().exists():
        raise NotPossible(f"Move what is under “{theme}” first")


@transaction.atomic
def merge_theme(theme: Theme, *, into: Theme, base_version: int, why: str = "", by: User) -> Theme:
    """From now on `theme` stands for `into`: shown and counted there. Each coding keeps the theme that was chosen."""
    require(can_edit_themes, by)
    theme = locked(theme, base_version, into)
    if into.pk == theme.pk or into.tree_id != theme.tree_id or into.is_retired or not into.codable:
        raise NotPossible(f"“{theme}” can be merged into another theme of its tree that is still in use")
    refuse_with_children(theme)
    return write(theme, What.MERGED, why=why, by=by, merged_into=into, retired_at=clock.now())


@transaction.atomic
def split_theme(
    theme: Theme, *, parts: Sequence[dict[str, str]], base_version: int, why: str = "", by: User
) -> list[Theme]:
    """New themes beside it, and it is offered no more. Its passages wait on it until a person decides on each."""
    require(can_edit_themes, by)
    theme = locked(theme, base_version)
    refuse_with_children(theme)
    made = [add_theme(theme.tree, parent=theme.parent, why=f"Split from “{theme}”", by=by, **part) for part in parts]
    write(theme, What.SPLIT, why=why, by=by, retired_at=clock.now())
    return made


@transaction.atomic
def retire_theme(theme: Theme, *, base_version: int, why: str = "", by: User) -> Theme:
    """It is offered no more. Its passages stay, and are listed for a person to decide on."""
    require(can_edit_themes, by)
    theme = locked(theme, base_version)
    refuse_with_children(theme)
    return write(theme, What.RETIRED, why=why, by=by, retired_at=clock.now())


@transaction.atomic
def restore_theme(theme: Theme, *, base_version: int, why: str = "", by: User) -> Theme:
    """Take a retired, split or merged theme up again, as its own."""
    require(can_edit_themes, by)
    theme = locked(theme, base_version)
    if theme.parent and theme.parent.is_retired:
        raise NotPossible(f"Bring back “{theme.parent}” first: “{theme}” is under it")
    return write(theme, What.RESTORED, why=why, by=by, merged_into=None, retired_at=None)
