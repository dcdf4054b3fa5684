"""Reading help as its page shows it: the keys of what was made, turned into sites, themes and passages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef

from living_docs.models import Submission
from sites.models import Site
from themes.models import Coding, Paragraph, ReadingHelp, Theme


@dataclass(frozen=True)
class SiteLine:
    """One site: how much of what it sent is new, and how much of that nobody has coded."""

    site: Site
    all: int
    new: int
    reworded: int
    uncoded: int


@dataclass(frozen=True)
class HelpPage:
    help: ReadingHelp

    @cached_property
    def sites(self) -> dict[int, Site]:
        return {site.pk: site for site in Site.objects.by_name()}

    @cached_property
    def uncoded(self) -> set[int]:
        """Of the new or reworded paragraphs those that no counted coding touches."""
        fresh = [key for told in self.help.data["sites"] for key in told["paragraphs"]]
        return set(without_coding(Paragraph.objects.filter(pk__in=fresh)).values_list("pk", flat=True))

    @property
    def lines(self) -> list[SiteLine]:
        told = {one["site"]: one for one in self.help.data["sites"]}
        return [
            SiteLine(
                site,
                told[key]["all"],
                told[key]["new"],
                told[key]["reworded"],
                sum(pk in self.uncoded for pk in told[key]["paragraphs"]),
            )
            for key, site in self.sites.items()
            if key in told
        ]

    @property
    def site_words(self) -> list[tuple[Site, list[str]]]:
        words = dict(self.help.data["site_words"])
        return [(site, words[key]) for key, site in self.sites.items() if words.get(key)]

    @property
    def theme_words(self) -> list[tuple[Theme, list[str]]]:
        words = dict(self.help.data["theme_words"])
        themes = Theme.objects.filter(pk__in=words).select_related("tree").order_by("tree", "code", "pk")
        return [(theme, words[theme.pk]) for theme in themes if words[theme.pk]]

    @property
    def told_twice(self) -> list[tuple[Paragraph, Paragraph]]:
        keys = [key for pair in self.help.data["told_twice"] for key in pair[:2]]
        found = with_place(Paragraph.objects.filter(pk__in=keys)).in_bulk()
        return [(found[a], found[b]) for a, b, _ in self.help.data["told_twice"] if a in found and b in found]

    @property
    def is_old(self) -> bool:
        """Whether documents came in or codings were made since."""
        current = Submission.objects.latest_of_round(self.help.round).order_by("pk").values_list("pk", flat=True)
        codings = Coding.objects.counted().filter(layer__submission__document__round=self.help.round)
        return list(current) != self.help.data["submissions"] or codings.count() != self.help.data["codings"]

    def fresh_of(self, site: Site) -> list[tuple[Paragraph, bool, bool]]:
        """The new paragraphs of a site in the order of its document: reworded or not, coded or not."""
        told = next((one for one in self.help.data["sites"] if one["site"] == site.pk), None)
        if told is None:
            return []
        found = with_place(Paragraph.objects.filter(pk__in=told["paragraphs"])).order_by("pk")
        reworded = set(told["reworded_paragraphs"])
        return [(paragraph, paragraph.pk in reworded, paragraph.pk not in self.uncoded) for paragraph in found]


def with_place(paragraphs):
    found = paragraphs.select_related("submission__document__site", "submission__document__round__instrument")
    return found.defer("submission__data", "words")


def without_coding(paragraphs):
    touching = Coding.objects.counted().filter(
        layer__submission=OuterRef("submission"),
        prompt_number=OuterRef("prompt_number"),
        start__lt=OuterRef("end"),
        end__gt=OuterRef("start"),
    )
    return paragraphs.filter(~Exists(touching))
