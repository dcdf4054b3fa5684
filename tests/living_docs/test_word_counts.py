"""The words beside "Guide": the page counts them as the server does."""

import json
import random
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from living_docs.prose import count_words, seen
from tests.effort import SOAK

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.soak if SOAK else []
COUNTER = """
import { countWords } from "./static/js/writing/words.js";
const texts = JSON.parse(await new Response(process.stdin).text());
console.log(JSON.stringify(texts.map(countWords)));
"""
WRITTEN = [
    "",
    "one",
    " two  words ",
    "non\u00a0breaking space",
    "a-b c–d — e",
    "£1,250.50 and 12%",
    "l’été d'un côté",
    "e\u0301te\u0301",
    "Llanfair­pwll",
    "😀 smile 😀",
    "日本語 テキスト",
    "½ ² Ⅷ",
    "…",
    "\u2003em\u2003space\u3000wide",
]


def in_the_browser(texts: list[str]) -> list[int]:
    """Counted by the very module that the page loads."""
    command = ["node", "--input-type=module", "-e", COUNTER]
    given = json.dumps(texts)
    done = subprocess.run(command, cwd=ROOT, input=given, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def made_up(chance: random.Random) -> str:
    """Any characters that both Unicode tables know, with many spaces among them."""
    letters = [chr(chance.randrange(sys.maxunicode)) for _ in range(chance.randrange(30))]
    known = [letter if unicodedata.category(letter) not in {"Cn", "Cs"} else " " for letter in letters]
    return seen("".join(letter if chance.random() < 0.7 else chance.choice(" \u00a0\t'-a1") for letter in known))


def test_words_are_counted_alike():
    chance = random.Random(7)
    texts = WRITTEN + [made_up(chance) for _ in range(10_000 if SOAK else 1_000)]
    assert in_the_browser(texts) == [count_words(text) for text in texts]
