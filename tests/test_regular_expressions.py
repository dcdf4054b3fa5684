"""No regular expression takes longer than the length of its text allows: each is tried with texts made from itself.

One that is slower by its nature, and sees short texts alone, stands in `regular_expressions.csv` with what keeps its texts
short; it stands there no longer than it needs to.
"""

import csv
import re
import signal
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.effort import SOAK
from tests.patterns import attacks, compiled, is_asked_at_one_place, reachable, unique, written_in_place

BOUNDED = Path(__file__).parent / "regular_expressions.csv"
pytestmark = [pytest.mark.one_engine, pytest.mark.django_db, *([pytest.mark.soak] if SOAK else [])]
LONG = 2_000  # characters
ALLOWED = 9  # four times the text; sixteen is what a pattern needs that begins anew at every place
AT_LEAST = 0.001  # seconds: below them a clock says nothing
MOST_ATTACKS = 10  # of each pattern; all in a soak
PATIENCE = 2


class TooLong(Exception):
    pass


@contextmanager
def given_up_after(seconds: int):
    def stop(*_):
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def seconds(pattern: re.Pattern, attack: tuple[str, str, str], length: int, at_one_place: bool) -> float:
    beginning, piece, end = attack
    text = beginning + piece * (length // len(piece)) + end
    if isinstance(pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    best = PATIENCE
    for _ in range(2):
        begun = time.process_time()
        for _ in [pattern.match(text), pattern.fullmatch(text)] if at_one_place else pattern.finditer(text):
            pass
        best = min(best, time.process_time() - begun)
        if not AT_LEAST < best < AT_LEAST * 20:
            break
    return best


def slow_on(pattern: re.Pattern, at_one_place: bool = False) -> tuple[str, str, str] | None:
    """An attack under which the pattern grows faster than its text, or none."""
    every = list(attacks(pattern))
    for attack in every if SOAK else every[:: len(every) // MOST_ATTACKS + 1]:
        try:
            with given_up_after(PATIENCE):
                if all(grows_faster(pattern, attack, length, at_one_place) for length in (LONG, LONG * 4)):
                    return attack
        except TooLong:
            return attack
    return None


def grows_faster(pattern: re.Pattern, attack: tuple[str, str, str], length: int, at_one_place: bool) -> bool:
    long = seconds(pattern, attack, length, at_one_place)
    return long > AT_LEAST and long > ALLOWED * seconds(pattern, attack, length // 4, at_one_place)


def bounded() -> dict[str, str]:
    with BOUNDED.open(encoding="utf-8", newline="") as file:
        return {row["pattern"]: row["bounded by"] for row in csv.DictReader(file)}


@pytest.fixture(scope="session")
def all_patterns(pilots_checker) -> dict[str, re.Pattern]:
    return unique(compiled() | written_in_place() | reachable(pilots_checker))


def test_every_pattern_takes_the_time_that_its_text_allows(all_patterns):
    tried = {name: pattern for name, pattern in all_patterns.items() if name not in bounded()}
    slow = {name: slow_on(pattern, is_asked_at_one_place(name)) for name, pattern in tried.items()}
    assert {name: attack for name, attack in slow.items() if attack} == {}


def test_what_is_called_bounded_is_there_and_says_by_what(all_patterns):
    assert [name for name, reason in bounded().items() if name not in all_patterns or not reason] == []


@pytest.mark.parametrize("said", [r"\s*\n", r"(a+)+$", r"\([^)]*\)", r"[\w.]+@\w+", r"(?:a|aa)+$", r".*x.*y"])
def test_a_new_pattern_that_begins_anew_at_every_place_is_found(said):
    assert slow_on(re.compile(said)) is not None


@pytest.mark.parametrize("said", [r"(?<!\s)\s+", r"\([^()]*\)", r"[a-z]{1,20}@", r"a+b?", r"<[^<>]*>"])
def test_one_that_does_not_is_not(said):
    assert slow_on(re.compile(said)) is None
