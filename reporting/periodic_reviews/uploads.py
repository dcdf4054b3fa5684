"""Many Periodic Reviews at once: which site and period each names, and what is unclear about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from reporting.models import PeriodicReview, PeriodicUpload
from reporting.periodic_reviews.periods import Period, periods_in
from sites.models import Programme, Site
from sites.names.sites_named import names_of_sites, sites_named

FIRST_LINES, MOST_LETTERS = 12, 1500  # of the text, where a title page says what it is
Named = TypeVar("Named", Site, Period)


class Recognised(NamedTuple):
    """What a file names: one thing, or none and a sentence that says why."""

    one: Site | Period | None
    unclear: str = ""


@dataclass
class Row:
    """One file of the check table. `copies` are kept files with the same content, `beside` those of the same site and
    period."""

    upload: PeriodicUpload
    site: Recognised
    period: Recognised
    copies: list[PeriodicReview] = field(default_factory=list)
    beside: list[PeriodicReview] = field(default_factory=list)
    twins: list[str] = field(default_factory=list)  # names of the same file among those sent together
    rivals: list[str] = field(default_factory=list)  # names of other files of the same site and period among them
    is_later_twin: bool = False

    @property
    def is_clear(self) -> bool:
        return bool(
            self.site.one and self.period.one and not (self.copies or self.beside or self.is_later_twin or self.rivals)
        )


def recognised_rows(uploads: list[PeriodicUpload], programme: Programme) -> list[Row]:
    names = names_of_sites(programme)
    rows = [row_of(upload, names) for upload in uploads]
    kept = list(PeriodicReview.objects.standing().filter(site__programme=programme).listed())
    for number, row in enumerate(rows):
        place = place_of(row.site.one, str(row.period.one))
        row.copies = [one for one in kept if one.sha256 == row.upload.sha256]
        row.beside = [one for one in kept if place_of(one.site, one.period) == place and one not in row.copies]
        row.twins = [one.upload.name for one in rows if one is not row and is_twin(one, row)]
        row.is_later_twin = any(is_twin(one, row) for one in rows[:number])
        row.rivals = [one.upload.name for one in rows if not is_twin(one, row) and is_of_one_place(one, row)]
    return rows


def is_twin(one: Row, other: Row) -> bool:
    return one.upload.sha256 == other.upload.sha256


def is_of_one_place(one: Row, other: Row) -> bool:
    """Whether two files are recognised as of the same site and period."""
    places = [place_of(row.site.one, str(row.period.one)) for row in (one, other) if row.site.one and row.period.one]
    return len(places) == 2 and places[0] == places[1]


def row_of(upload: PeriodicUpload, names: dict[str, set[Site]]) -> Row:
    name = upload.name.rsplit(".", 1)[0]
    head = "\n".join(upload.words.splitlines()[:FIRST_LINES])[:MOST_LETTERS]
    site = agreed(sorted(sites_named(name, names), key=str), sorted(sites_named(head, names), key=str), "site")
    return Row(upload, site, agreed(periods_in(name), periods_in(head), "period"))


def agreed(in_name: list[Named], in_text: list[Named], what: str) -> Recognised:
    """One thing that name and first lines agree on, or that one of them alone names."""
    if len(in_name) > 1 or not in_name and len(in_text) > 1:
        return Recognised(None, f"It names more than one {what}: {in_words(in_name or in_text)}.")
    if in_name and in_text and in_name[0] not in in_text:
        return Recognised(None, f"The file’s name says {in_words(in_name)}, its first lines say {in_words(in_text)}.")
    found = in_name or in_text
    return Recognised(found[0]) if found else Recognised(None, f"It names no {what}.")


def in_words(things: Iterable[Site | Period]) -> str:
    return " and ".join(str(thing) for thing in things)


def period_words(typed: str) -> str:
    """A period as it is listed: “Q4 2009/10” and “January to March 2010” are one and the same."""
    found = periods_in(typed)
    return str(found[0]) if len(found) == 1 else " ".join(typed.split())


def place_of(site: Site | Period | None, period: str) -> tuple[int | None, str]:
    return (site.pk if isinstance(site, Site) else None, period_words(period).casefold())


class Listed(NamedTuple):
    """The Periodic Reviews of one period: those of each site, and the sites that have none."""

    period: str
    reviews: list[PeriodicReview]
    none: list[Site]

    @property
    def with_one(self) -> int:
        return len({review.site_id for review in self.reviews if not review.is_wrong})


def by_period(reviews: Iterable[PeriodicReview], sites: list[Site]) -> list[Listed]:
    """The newest period first; those whose words are no period behind them."""
    periods: dict[str, list[PeriodicReview]] = {}
    for review in reviews:
        periods.setdefault(period_words(review.period), []).append(review)
    return [
        Listed(period, found, [site for site in sites if site not in {one.site for one in found if not one.is_wrong}])
        for period, found in sorted(periods.items(), key=newest, reverse=True)
    ]


def newest(item: tuple[str, list[PeriodicReview]]) -> tuple[int, float]:
    """By the month in which a period ends; one that names no months by when the last file came, behind all others."""
    period, reviews = item
    found = periods_in(period)
    return (found[0].last if found else 0, max(review.at.timestamp() for review in reviews))
