"""Whether a word is an English one and no name, by the stems of an installed spelling dictionary."""

from __future__ import annotations

from functools import cache, lru_cache

from django.conf import settings

STEMS = settings.BASE_DIR / "static" / "built" / "english.txt"
ENDINGS = (
    "s es ies d ed ied r er ers ing ly y ic al ally ional ionally ment ments able ation ations ist ists ity ism ness ful "
    "less ship hood"
).split()
BEGINNINGS = (
    "anti auto bi cardio co counter de dis hyper hypo in inter intra micro mid mis multi neuro non out over post pre psycho "
    "re self semi sub super tele trans un under"
).split()
SHORTEST = 3  # letters that are left of a word without its ending


@cache
def stems() -> frozenset[str]:
    try:
        return frozenset(STEMS.read_text(encoding="utf-8").split())
    except OSError as error:
        raise RuntimeError(f"The list of English words is missing ({STEMS.name}): run `make setup`") from error


@lru_cache(maxsize=65536)
def is_english(word: str) -> bool:
    """Whether it stands in the dictionary, with a usual ending or beginning too; of a word with hyphens each part."""
    plain = word.lower().replace("’", "'").removesuffix("'s").strip("'")
    parts = [part for part in plain.split("-") if part]
    return all(has_stem(part) or any(has_stem(rest) for rest in without_beginning(part)) for part in parts)


def without_beginning(word: str) -> list[str]:
    return [word.removeprefix(one) for one in BEGINNINGS if word.startswith(one) and len(word) - len(one) >= SHORTEST]


def has_stem(word: str) -> bool:
    if word in stems():
        return True
    bases = [word.removesuffix(one) for one in ENDINGS if word.endswith(one) and len(word) - len(one) >= SHORTEST]
    return any(form in stems() for base in bases for form in (base, f"{base}e", f"{base}y", doubled(base)))


def doubled(base: str) -> str:
    """Plan of planned: the second of two like letters goes."""
    return base[:-1] if base[-1] == base[-2] else base
