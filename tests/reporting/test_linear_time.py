"""No text takes any finder longer than its length allows: twice the text, about twice the time."""

import time

import pytest

from reporting.anonymity.checker import Checker
from tests.effort import SOAK

pytestmark = [pytest.mark.one_engine, pytest.mark.soak] if SOAK else pytest.mark.one_engine

# Each made to be slow for some pattern: what begins a match and never ends it, again and again
HOSTILE = {
    "alternating capitals": "aB",
    "one long word": "a",
    "capitals": "A",
    "words with capitals": "Abcd ",
    "figures": "1",
    "figures with spaces": "0 1 ",
    "addresses begun": "a.",
    "addresses begun with at": "a at ",
    "addresses spoken": "a dot ",
    "at signs": "a@",
    "hyphens": "a-",
    "underscores": "a_",
    "numbers in words": "twenty one ",
    "fractions": "nearly a third of ",
    "counts": "only two of the ",
    "schemes": "all of the schemes except ",
    "superlatives": "the largest of all the ",
    "one of them": "the only one of the ",
    "thesaurus": "memory older people ",
    "worked on": "care homes ",
    "listed": "heroin, falls or ",
    "hints": "confused and forgetting ",
    "hints in sentences": "Confused. Forgetting. ",
    "sugar": "sugar in the feet and eyes of people ",
    "led": "led by a care trust ",
    "attributes": "north east london pilot ",
    "attributes with links": "pilot in the north and ",
    "postcodes": "E1, SK13 and ",
    "streets": "12 Abcd Efgh ",
    "births": "born on the ",
    "grid references": "SD 123 ",
    "hospital numbers": "hospital number ",
    "quotation marks": "“page ",
    "full stops": ". ",
    "line ends": "a\n",
    "accents": "e\u0301",
    "unseen characters": "a\u200b",
    "titles": "Dr A. ",
    "bodies": "Abc of the ",
    "years": "Abc and Abd (2008",
    "tabs": "1\t",
    "slashes": "a/",
    "months": "12 June to ",
}
SHORT = 400 if not SOAK else 5000  # characters of the shorter of two texts
TIMES, ALLOWED = 8, 2.2  # the longer is so many times as long, and may take so much more than that
AT_LEAST = 0.02  # seconds: below them a clock says nothing


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_time_grows_with_the_text(pilots_checker, kind):
    short, long = (seconds(pilots_checker, HOSTILE[kind], SHORT * times) for times in (1, TIMES))
    assert long <= max(short, AT_LEAST) * TIMES * ALLOWED


def seconds(checker: Checker, piece: str, length: int) -> float:
    """The least CPU time of two looks at a text, each of its own so that nothing kept from before helps."""
    taken = []
    for turn in range(2):
        text = f"{turn} " + (piece * (length // len(piece) + 1))[:length]
        start = time.process_time()
        checker.check(text)
        taken.append(time.process_time() - start)
    return min(taken)
