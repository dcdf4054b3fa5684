"""The words of a text that count, by their stems: small words are left out."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from reporting.anonymity.sentences import sentences_of
from sites.names.folded_words import words_of
from themes.search.endings import stem_of

SMALL = frozenset(
    "a an the of to in on at by for with and or is are was were be been being has have had do does did that which who whom "
    "whose this these their his her its our your my they them he she it we you i as s so such any quite rather still already "
    "also there often sometimes then too very really just about own".split()
)


class Token(NamedTuple):
    """A word of a sentence that counts, with its place."""

    stem: str
    start: int
    end: int


# Forms that no ending explains, under the word that they are forms of; and words whose stem would be that of another
# (many and man, police and policy, city and cite, county and count), under a third
FORMS = """
lost: lose loses losing
break: broke broken
forget: forgot forgotten
keep: kept
lead: led
run: ran
pay: paid
drink: drank
inject: injection injections
foot: feet
man: men
woman: women
breathe: breath breaths breathing
die: dying
sleep: slept
buy: bought
sell: sold
own: owned owner owners
hold: held
choose: chose chosen
shut: shuts shutting
know: knew known
speak: spoke spoken
write: wrote written
wear: wore worn
swell: swollen
take: took taken
give: gave given
become: became
plenty: many
constable: police
occupied: busy
municipality: city cities
shire: county counties
"""
IRREGULAR = {
    form: word for word, forms in (line.split(": ") for line in FORMS.strip().splitlines()) for form in forms.split()
}
# Confusion is confused, forgetfulness forgetful, assessment assessed, where the word is long
DERIVED, SHORTEST_DERIVED = ("ments", "ment", "ions", "ion", "ness"), 9


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    for ending in DERIVED if len(word) >= SHORTEST_DERIVED else ():
        if word.endswith(ending):
            return word.removesuffix(ending).removesuffix("e")
    return stem_of(IRREGULAR.get(word, word))


def stems_of(said: str) -> tuple[str, ...]:
    """The words of a run without the small ones; all of them where it has no others."""
    words = [word.text.removesuffix("s") if is_possessive(word.raw) else word.text for word in words_of(said)]
    return tuple(stem(word) for word in words if word not in SMALL)


def is_possessive(raw: str) -> bool:
    return raw[-2:] in {"’s", "'s"}


@lru_cache(maxsize=2)
def sentences_with_tokens(text: str) -> tuple[tuple[int, str, tuple[Token, ...]], ...]:
    """Each sentence with its place and the words that count."""
    tokens = [
        Token(stem(word.text[:-1] if is_possessive(word.raw) else word.text), word.start, word.end)
        for word in words_of(text)
        if word.text not in SMALL
    ]
    starts, found = [token.start for token in tokens], []
    for start, sentence in sentences_of(text):
        first, after = bisect_right(starts, start - 1), bisect_right(starts, start + len(sentence) - 1)
        found.append((start, sentence, tuple(tokens[first:after])))
    return tuple(found)


@lru_cache(maxsize=2)
def stems_by_sentence(text: str) -> tuple[tuple[int, str, frozenset[str]], ...]:
    """Each sentence with its place and its stems: what none of them could begin need not be looked for."""
    return tuple(
        (start, sentence, frozenset(token.stem for token in tokens))
        for start, sentence, tokens in sentences_with_tokens(text)
    )


def telling_stem(said: str) -> str:
    """The stem of a phrase without which it cannot stand: that of its longest word."""
    return max(stems_of(said), key=len, default="")


def has_figures(stems: frozenset[str]) -> bool:
    return any(not stem.isalpha() for stem in stems)
