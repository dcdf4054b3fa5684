"""The theme trees, one a framework, and the history of what became of each theme."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from sites.models import Programme


class ThemeTreeQuerySet(models.QuerySet["ThemeTree"]):
    def in_order(self) -> ThemeTreeQuerySet:
        """The programme’s own first: it was loaded first."""
        return self.order_by("pk")


class ThemeTree(models.Model):
    """One framework’s themes. They are loaded once; from then on they are the team’s own."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="theme_trees")
    slug = models.SlugField()
    title = models.CharField(max_length=150)
    source = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField(null=True)

    objects = ThemeTreeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "slug"], name="a_tree_has_its_slug")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("theme_tree", args=[self.slug])


class ThemeQuerySet(models.QuerySet["Theme"]):
    def in_order(self) -> ThemeQuerySet:
        return self.order_by("place", "pk")

    def standing(self) -> ThemeQuerySet:
        """Those that can still be chosen."""
        return self.filter(retired_at=None)


class Theme(models.Model):
    """One theme. It is never deleted: retired, it is offered no more; merged, it stands for another from then on."""

    tree = models.ForeignKey(ThemeTree, models.PROTECT, related_name="themes")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    place = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=150)
    definition = models.TextField(blank=True)
    example = models.TextField(blank=True)
    guid = models.UUIDField(default=uuid.uuid4, unique=True)
    codable = models.BooleanField(default=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    version = models.PositiveIntegerField(default=1)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_theme_has_a_title"),
            models.CheckConstraint(condition=Q(version__gt=0), name="a_theme_version_counts_from_one"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(retired_at__isnull=False), name="a_merged_theme_is_retired"
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")) & ~Q(parent=F("id")), name="a_theme_is_not_under_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("theme", args=[self.pk])

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None

    @property
    def standing(self) -> Theme:
        """The theme it is counted under: itself, or the one it was merged into, however often."""
        theme = self
        while theme.merged_into is not None:
            theme = theme.merged_into
        return theme

    @property
    def path(self) -> list[str]:
        """The titles from the top of the tree down to this one."""
        return [*self.parent.path, self.title] if self.parent else [self.title]

    def fields(self) -> dict[str, object]:
        """What its history keeps of it."""
        names = ("code", "title", "definition", "example", "codable", "place")
        kept: dict[str, object] = {name: getattr(self, name) for name in names}
        return kept | {
            "parent": self.parent_id,
            "retired_at": self.retired_at.isoformat() if self.retired_at else None,
            "merged_into": self.merged_into_id,
        }


class ThemeChange(Frozen):
    """One change of a theme: what, by whom, when and why, with the theme as it was and as it is."""

    class What(models.TextChoices):
        ADDED = "added", "added"
        WORDED = "worded", "worded anew"
        MOVED = "moved", "moved"
        MERGED = "merged", "merged into another"
        SPLIT = "split", "split"
        RETIRED = "retired", "retired"
        RESTORED = "restored", "taken up again"

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="changes")
    what = models.CharField(max_length=10, choices=What.choices)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    why = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    WORDS = {"title": "title", "code": "code", "definition": "definition", "example": "example"}

    def __str__(self) -> str:
        return f"{self.theme} {self.get_what_display()}"

    @property
    def words(self) -> list[tuple[str, str, str]]:
        """Which words changed: the field, what it said, what it says."""
        if not self.before:
            return []
        pairs = [(label, self.before[name], self.after[name]) for name, label in self.WORDS.items()]
        return [(label, before, after) for label, before, after in pairs if before != after]
