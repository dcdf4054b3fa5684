"""Numbers of sites: the one way they get into anything published (trust reference, decision c)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

K = 3  # the programme's threshold; `Programme.disclosure_k` holds it for each programme

NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
ALL_SITES = rf"(?:{'|'.join(NUMBERS[6:])}|\d\d)"  # a programme's sites as a text calls them: "one of the sixteen"


def in_words(number: int) -> str:
    """Thirteen; above twenty in figures."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


class Base(NamedTuple):
    """What a count is out of: as documents, beside a number, and as Pilots, within a sentence."""

    documents: str
    pilots: str = ""


DOCUMENTS_RECEIVED = Base("documents received")


@dataclass(frozen=True)
class Published:
    """A number of sites as it may be printed. `exact` is None where only the band may be known."""

    of: int
    exact: int | None
    band: str | None  # few, many or some
    base: Base = DOCUMENTS_RECEIVED

    @property
    def is_all(self) -> bool:
        """The number of documents received is its own base."""
        return self.exact is not None and self.exact == self.of

    @property
    def counted(self) -> str:
        """The number with its base: "thirteen of the sixteen Pilots"."""
        if self.is_all or self.of < 2:
            return f"{self.number} Pilots"
        return f"{self.number} of the {in_words(self.of)} Pilots"

    @property
    def phrase(self) -> str:
        """A plural noun phrase for a sentence: "ten of the fourteen Pilots whose documents were coded"."""
        return f"{self.counted} {self.base.pilots}".rstrip()

    @property
    def number(self) -> str:
        return in_words(self.exact) if self.exact is not None else BANDS[self.band or "some"]

    @property
    def words(self) -> str:
        """The number standing alone: "Thirteen"."""
        return self.number[0].upper() + self.number[1:]

    @property
    def out_of(self) -> str:
        """The base beside a number: "of 16 documents received"."""
        return f"of {self.of} {self.base.documents}"

    def withheld(self) -> Published:
        """The same where its number may not be known after all."""
        return self if self.exact is None else replace(self, exact=None, band="some")

    def data(self) -> dict:
        return {"words": self.words, "exact": self.exact, "band": self.band, "of": self.of, "base": self.out_of}


BANDS = {"few": "few or none", "many": "nearly all or all", "some": "some"}


def published_count(n: int, of: int, k: int = K) -> Published:
    """Exact for k <= n <= of - k; below and above the band in words, zero and all included; all "some" if of < 2k."""
    if of < 2 * k:
        return Published(of, None, "some")
    if n < k:
        return Published(of, None, "few")
    if n > of - k:
        return Published(of, None, "many")
    return Published(of, n, None)


def published_overlap(both: int, first: int, second: int, of: int, k: int = K) -> Published:
    """Sites that two things hold for, printed beside the number of each: exact only where every part may be known.

    Else the parts that are one, the other or neither could be had by taking the numbers from one another.
    """
    parts = (both, first - both, second - both, of - first - second + both)
    shown = published_count(both, of, k)
    return shown if min(parts) >= k else shown.withheld()


def published_part(part: int, whole: int, of: int, k: int = K) -> Published:
    """Sites of a part, printed beside the number of the whole: exact only where the rest may be known too."""
    shown = published_count(part, of, k)
    told = published_count(whole, of, k).exact is not None and whole - part < k
    return shown.withheld() if told else shown


@dataclass(frozen=True)
class SiteCount:
    """How many sites something holds for, of how many documents of its base. It has no field for which sites."""

    n: int
    of: int
    base: Base = DOCUMENTS_RECEIVED

    def published(self, k: int = K) -> Published:
        return replace(published_count(self.n, self.of, k), base=self.base)


@dataclass(frozen=True)
class Received:
    """The number of documents received is the base of all others and always printed."""

    n: int

    def published(self, k: int = K) -> Published:
        return Published(self.n, self.n, None)
