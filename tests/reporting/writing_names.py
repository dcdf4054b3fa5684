"""How a name may be written so that it slips through, and texts that it may be written into."""

from __future__ import annotations

import random
import unicodedata

from sites.names.folded_words import LOOKALIKES
from sites.names.ordinary_words import ordinary_words

TO_LOOKALIKE = {latin: other for other, latin in reversed(LOOKALIKES.items()) if latin.islower() and other.islower()}
LONG = 8  # letters from which on a wrong one is looked for


def looking_alike(name: str) -> str:
    return "".join(TO_LOOKALIKE.get(c, c) for c in name)


def broken(name: str) -> str:
    return name[:3] + "-\n" + name[3:] if name[1:5].isalpha() and len(name) > 5 else name


def first_cut(name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{first[:3]}. {rest}" if len(first) > 3 and len(rest) > 5 and first.isalpha() else name


def one_wrong(name: str) -> str:
    """Two letters changed about in its longest word, where that makes no other word."""
    words = name.split(" ")
    place = max(range(len(words)), key=lambda number: len(words[number]))
    word = words[place]
    middle = len(word) // 2
    wrong = word[:middle] + word[middle + 1] + word[middle] + word[middle + 2 :] if len(word) >= LONG else word
    if not wrong.isalpha() or wrong.lower() in ordinary_words() or wrong == word or not word[:1].isupper():
        return name
    return " ".join([*words[:place], wrong, *words[place + 1 :]])


VARIANTS = {
    "as it is": lambda n: n,
    "in capitals": str.upper,
    "possessive": lambda n: f"{n}’s",
    "hyphens for spaces": lambda n: n.replace(" ", "-"),
    "line breaks for spaces": lambda n: n.replace(" ", "\n"),
    "and, ampersand": lambda n: n.replace(" and ", " & ") if " and " in n else n.replace("&", "and"),
    "zero-width spaces inside": lambda n: n[:2] + "\u200b" + n[2:],
    "letters that look alike": looking_alike,
    "decomposed, in ligatures": lambda n: unicodedata.normalize("NFD", n).replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "broken at a line’s end": broken,
    "its first word cut": first_cut,
    "two letters changed about": one_wrong,
}
CLEAN = [
    "Most Pilots say that the first months went into agreeing who does what.",
    "A number of them would like to know how others share records.",
    "Staff are anxious about their posts, and say so.",
    "Patients value a named person whom they can ring.",
    "The health economist offers a conversation by telephone.",
    "In the second year the work turned to the sharing of information.",
    "Users and carers sit on the boards of half of the Pilots.",
    "It is too early to say whether these effects will last.",
]
CARRIERS = [
    "As we said, the work in {} goes on.",
    "The board of {} met twice.",
    "Colleagues from {}, among others, disagreed.",
    "“We asked {} first,” one of them writes.",
    "This holds for {} (as for others).",
    "Letters were sent to {}; nobody replied.",
    "In {} the posts were filled late.",
    "What {} reported was of use to many.",
]


def leak(name: str, chance: random.Random) -> tuple[str, int, int]:
    """Clean sentences with a name written into them in some way, and where it stands."""
    written = chance.choice(list(VARIANTS.values()))(name)
    before, after = chance.choice(CARRIERS).split("{}")
    lead = " ".join(chance.sample(CLEAN, 3)) + " "
    start = len(lead) + len(before)
    return f"{lead}{before}{written}{after} {chance.choice(CLEAN)}", start, start + len(written)
