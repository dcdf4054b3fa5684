"""The forms of an English word that differ by their ending alone: nurse, nurses, nursed, nursing."""

SHORTEST_STEM = 3
ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y")
TWICE = set("bdgklmnprt")  # planned, planning


def other_endings(word: str) -> list[str]:
    """The word itself first, then what it may be with another ending."""
    stem = stem_of(word)
    found = [stem + ending for ending in ("e", "es", "ed", "ing", "ings")]
    if not word.endswith("e"):  # who asks for care does not mean cars
        found += [stem, stem + "s"]
    if word.endswith(("y", "ies", "ied")):
        found += [stem + ending for ending in ("y", "ies", "ied", "ying")]
    if stem[-1] in TWICE:
        found += [stem + stem[-1] + ending for ending in ("ed", "ing", "ings")]
    return list(dict.fromkeys([word, *found]))


def stem_of(word: str) -> str:
    """What is left without its ending, a doubled last letter taken once; short words stay whole."""
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_STEM and not word.endswith("ss"):
            return undoubled(stem) if ending in {"ed", "ing", "ings"} else stem
    return word


def undoubled(stem: str) -> str:
    twice = len(stem) > SHORTEST_STEM and stem[-1] == stem[-2] and stem[-1] in TWICE - {"l"}
    return stem[:-1] if twice else stem
