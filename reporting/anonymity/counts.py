"""Numbers of sites: the one way they get into anything published (trust reference, decision c)."""

from __future__ import annotations

from dataclasses import dataclass

K = 3  # the programme's threshold; `Programme.disclosure_k` holds it for each programme

NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
ALL_SITES = rf"(?:{'|'.join(NUMBERS[6:])}|\d\d)"  # a programme's sites as a text calls them: "one of the sixteen"


def in_words(number: int) -> str:
    """Thirteen; above twenty in figures."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


@dataclass(frozen=True)
class Published:
    """A number of sites as it may be printed. `exact` is None where only the band may be known."""

    of: int
    exact: int | None
    band: str | None  # few, many or some

    @property
    def phrase(self) -> str:
        """A plural noun phrase for a sentence: "thirteen Pilots"."""
        return f"{in_words(self.exact)} Pilots" if self.exact is not None else BANDS[self.band or "some"]

    @property
    def words(self) -> str:
        """The same standing alone: "Thirteen"."""
        alone = in_words(self.exact) if self.exact is not None else BANDS[self.band or "some"]
        return alone[0].upper() + alone[1:]

    def data(self) -> dict:
        return {"words": self.words, "exact": self.exact, "band": self.band, "of": self.of}


BANDS = {"few": "few or no Pilots", "many": "nearly all or all Pilots", "some": "some Pilots"}


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
    return shown if min(parts) >= k else Published(of, None, shown.band or "some")


def published_part(part: int, whole: int, of: int, k: int = K) -> Published:
    """Sites of a part, printed beside the number of the whole: exact only where the rest may be known too."""
    shown = published_count(part, of, k)
    told = published_count(whole, of, k).exact is not None and whole - part < k
    return Published(of, None, shown.band or "some") if told else shown


@dataclass(frozen=True)
class SiteCount:
    """How many sites something holds for, of how many documents received. It has no field for which sites."""

    n: int
    of: int

    def published(self, k: int = K) -> Published:
        return published_count(self.n, self.of, k)


@dataclass(frozen=True)
class Received:
    """The number of documents received is the base of all others and always printed."""

    n: int

    def published(self, k: int = K) -> Published:
        return Published(self.n, self.n, None)
