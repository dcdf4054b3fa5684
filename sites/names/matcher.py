"""Finds names of a dictionary in a text, however they are written, in one pass; then what is nearly one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple

import ahocorasick

from sites.names.dictionary import Term
from sites.names.elsewhere import elsewhere
from sites.names.english import is_english
from sites.names.folded_words import UNSEEN, Word, key, words_of
from sites.names.misspellings import Misspellings
from sites.names.ordinary_words import given_names, harmless_phrases, ordinary_words, place_surnames, public_names
from sites.names.spellings import POINTS, SMALL, Case, spellings

SOFT = re.compile(rf"[\s{UNSEEN}\-‐-―−_/&'’‘·*|~+\\]{{0,6}}")
SOFT_WITH_POINT = re.compile(rf"[\s{UNSEEN}\-‐-―−_/&'’‘·*|~+\\.]{{0,6}}")
BROKEN = re.compile(rf"[{UNSEEN}]*[-‐-―][{UNSEEN}]*[^\S\n]*\n\s*")
PARAGRAPH = re.compile(r"\n\s*\n")
BESIDE = {"pilot", "pilots", "site", "sites", "pct", "icp", "team", "area", "nhs", "ico", "project", "practice"}
TITLES = {"mr", "mrs", "ms", "miss", "dr", "doctor", "professor", "prof", "sir", "lord", "lady", "dame"}
SENTENCE_END = re.compile(r"(?:^|[.!?:;•\n]|[.!?]\s*[”\"’)\]])\s*[“\"‘(\[•*-]*\s*$")
CITED = re.compile(
    r"\s*+(?:et\s+al\b|(?:and|&)\s+[A-Z][\w’'-]+,?\s+\(?(?:19|20)\d\d|(?:,\s*+)?\(?(?:19|20)\d\d[a-z]?\s*+[);,:])"
)
# Words that are written as one, each looked at once: TowerHamletsDiab, LD_R3_BmthPoole.doc
UNBROKEN = re.compile(r"[@#]?(?<![\w-])\w[\w-]*(?:\.\w{2,4}\b)?")
JOINED = re.compile(r"[a-z][A-Z]|[A-Za-z]_[A-Z]|[A-Z]{2}[a-z]{3}|(?<=\w)\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|zip)$")
PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
HARMLESS = "harmless"
AROUND = 60  # characters on either side in which a harmless phrase may begin and end


@dataclass(frozen=True)
class Found:
    """One finding: a span in code points, its kind, and the site it tells, if one."""

    start: int
    end: int
    kind: str
    site: str | None


class Spelling(NamedTuple):
    """One entry of the automaton."""

    letters: str
    term: Term
    case: Case


class Line:
    """A text as one run of letters that knows its words."""

    def __init__(self, text: str) -> None:
        self.text, self.words = text, words_of(text)
        self.letters = "".join(word.text for word in self.words)
        self.begins = [0, *accumulate(len(word.text) for word in self.words)]
        self.at = {begin: number for number, begin in enumerate(self.begins[:-1])}

    def span(self, start: int, end: int, *, commas: bool) -> Sequence[Word] | None:
        """The words of a run of letters if it begins with a word and ends with one, a further "s" allowed."""
        first = self.at.get(start)
        if first is None:
            return None
        last = bisect_right(self.begins, end - 1) - 1
        rest = self.letters[end : self.begins[last + 1]]
        if rest not in {"", "s"} or not self.hangs_together(first, last, commas=commas):
            return None
        return self.words[first : last + 1]

    def hangs_together(self, first: int, last: int, *, commas: bool = False) -> bool:
        """Whether only spaces, hyphens and the like stand between words; a full stop after a short form."""
        for before, after in pairwise(self.words[first : last + 1]):
            gap = self.text[before.end : after.start]
            gap = gap.replace(",", "") if commas else gap
            soft = SOFT_WITH_POINT if len(before.text) <= 5 else SOFT
            if not soft.fullmatch(gap) or PARAGRAPH.search(gap):
                return False
        return True


class Matcher:
    """A dictionary made ready, which takes a second: see `matcher_of`. Then it looks through many texts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.automaton = ahocorasick.Automaton()
        self.spellings: dict[str, Spelling] = {}
        terms = list(terms)
        for phrase in harmless_phrases():
            self.add(key(phrase), Term(phrase, HARMLESS, None), Case.ANY)
        for term in terms:
            self.add(key(term.text), term, None)
        spelled = [(case is Case.CUT, letters, term, case) for term in terms for letters, case in spellings(term)]
        for _, letters, term, case in sorted(spelled, key=itemgetter(0)):
            self.add(letters, term, case)
        self.automaton.make_automaton()
        self.misspellings = Misspellings(terms)

    def add(self, letters: str, term: Term, case: Case | None) -> None:
        """The first to claim a spelling has it; a name's own spelling comes before the short forms of others."""
        case = case or next((case for own, case in spellings(term) if own == letters), Case.ANY)
        if letters and letters not in self.spellings:
            self.spellings[letters] = Spelling(letters, term, case)
            self.automaton.add_word(letters, letters)

    def find(self, text: str) -> set[Found]:
        """Every name in a text, but for those inside harmless phrases or standing for something else."""
        line = Line(text)
        found = set(self.names(line)) | set(self.nearly(line))
        aside = {Found(start, end, HARMLESS, None) for start, end in elsewhere(text)}
        harmless = longest({one for one in found if one.kind == HARMLESS} | aside)
        return {one for one in found if one.kind != HARMLESS and not lies_in(one, harmless)}

    def is_harmless(self, text: str, start: int, end: int) -> bool:
        """Whether a harmless phrase has a part of a span, which may have an article more."""
        begin = max(0, start - AROUND)
        found = self.names(Line(text[begin : end + AROUND]))
        return any(one.kind == HARMLESS and one.start < end - begin and one.end > start - begin for one in found)

    def names(self, line: Line) -> Iterator[Found]:
        if not self.spellings or not line.letters:
            return
        for last, letters in self.automaton.iter(line.letters):
            start, end = last - len(letters) + 1, last + 1
            spelling = self.spellings[letters]
            words = line.span(start, end, commas="," in spelling.term.text)
            if words and counts(line, line.at[start], words, spelling):
                yield Found(words[0].start, place(line, words, start, end), spelling.term.kind, spelling.term.site)

    def nearly(self, line: Line) -> Iterator[Found]:
        """Names with a letter or two wrong."""
        for first, last, term in self.misspellings.find(line.words):
            if first == last and is_surname(line, first, term):
                continue
            if line.hangs_together(first, last) and not is_cited(line, line.words[last].end, term):
                yield Found(line.words[first].start, line.words[last].end, term.kind, term.site)

    def joined(self, text: str) -> Iterator[Found]:
        """Names in words that are written as one: TowerHamletsDiab, LD_R3_BmthPoole.doc, nene_plan.pdf."""
        for match in UNBROKEN.finditer(text):
            if not JOINED.search(match[0]):
                continue
            parts = " ".join(PART.findall(match[0]))
            for found in self.find(parts.upper() if match[0].islower() else parts):
                yield Found(match.start(), match.end(), found.kind, found.site)

    def inside(self, address: str) -> str | None:
        """The site that a web or mail address tells."""
        if not self.spellings:
            return None
        hits = [self.spellings[letters] for _, letters in self.automaton.iter(key(address)) if len(letters) > 5]
        told = [hit for hit in hits if hit.case is not Case.SHOUTED and hit.term.site]
        return max(told, key=lambda hit: len(hit.letters)).term.site if told else None


@lru_cache(maxsize=4)
def matcher_of(terms: tuple[Term, ...]) -> Matcher:
    """The matcher of these terms, kept for as long as they are the same."""
    return Matcher(terms)


def place(line: Line, words: Sequence[Word], start: int, end: int) -> int:
    """Where a match ends in the original, a possessive "s" left out."""
    return words[-1].place(end - line.begins[line.at[start] + len(words) - 1])


def counts(line: Line, first: int, words: Sequence[Word], spelling: Spelling) -> bool:
    """Whether a run of letters stands as its spelling must."""
    if not fits(line, first, words, spelling):
        return False
    if spelling.term.kind == HARMLESS:
        return True
    if is_split(words, spelling.term) and not all(word.is_capital for word in words[:1]):
        return False
    if len(words) == 1 and (is_surname(line, first, spelling.term) or is_well_known(words[0], spelling.term)):
        return False
    return not is_cited(line, words[-1].end, spelling.term)


def fits(line: Line, first: int, words: Sequence[Word], spelling: Spelling) -> bool:
    if spelling.case is Case.ANY:
        return True
    if spelling.case is Case.CAPITALS:
        return in_capitals(line, words) and not begins_sentence(line, words, spelling.term)
    if spelling.case is Case.CUT:
        return is_cut(line, words)
    if not all(word.is_shouted or word.raw in "&＆" for word in words if word.text != "and"):
        return False
    return spelling.case is Case.SHOUTED or is_dotted(words) or stands_beside(line, first, first + len(words))


def in_capitals(line: Line, words: Sequence[Word]) -> bool:
    """Each longer word with a capital, the second half of a word broken at a line’s end aside."""
    whole = [
        words[0],
        *(word for before, word in pairwise(words) if not BROKEN.fullmatch(line.text, before.end, word.start)),
    ]
    return all(word.is_capital for word in whole if word is words[0] or (word.text not in SMALL and len(word.text) > 2))


def is_cut(line: Line, words: Sequence[Word]) -> bool:
    """Tow. Hamlets; without a full stop N Tyneside, in capitals."""
    if line.text[words[0].end : words[0].end + 1] == ".":
        return words[0].is_capital
    is_point = any(words[0].text in points for points in POINTS.values())
    return (len(words[0].text) == 1 or is_point) and in_capitals(line, words)


def begins_sentence(line: Line, words: Sequence[Word], term: Term) -> bool:
    """An ordinary word, with the capital of a sentence's beginning: it may be no name."""
    if len(words) > 1 or term.kind in {"site_name", "site_alias"}:
        return False
    if words[0].text not in ordinary_words() and not (term.kind == "person" and is_english(words[0].text)):
        return False
    return bool(SENTENCE_END.search(line.text[max(0, words[0].start - 6) : words[0].start]))


def is_dotted(words: Sequence[Word]) -> bool:
    return len(words) > 1 and all(len(word.text) == 1 for word in words)


def stands_beside(line: Line, first: int, after: int) -> bool:
    near = [*line.words[max(0, first - 1) : first], *line.words[after : after + 1]]
    return any(word.text in BESIDE for word in near)


def is_split(words: Sequence[Word], term: Term) -> bool:
    """Written in more words than the name has: Tor bay."""
    return len(words) > len(words_of(term.text))


def is_surname(line: Line, first: int, term: Term) -> bool:
    """A place's name after a title or a given name is somebody's surname."""
    if term.kind not in {"place", "site_name", "site_alias"} or not first:
        return False
    before = line.words[first - 1]
    gap = line.text[before.end : line.words[first].start]
    return before.is_capital and before.text in TITLES | given_names() and gap.strip(".") == " "


def is_well_known(word: Word, term: Term) -> bool:
    """The bare surname of somebody here that is one of national life too."""
    return term.kind == "person" and word.text in public_names()


def is_cited(line: Line, end: int, term: Term) -> bool:
    """A surname before "et al." or a year in brackets stands for a source."""
    if " " in term.text:
        return False
    match = CITED.match(line.text, end)
    may_be_one = term.kind == "person" or key(term.text) in place_surnames()
    return match is not None and (may_be_one or match[0].split()[0] == "et")


def lies_in(finding: Found, others: list[Found]) -> bool:
    """Whether a finding lies within one of others that do not overlap, in the order of the text."""
    place = bisect_right(others, finding.start, key=attrgetter("start")) - 1
    return place >= 0 and finding.end <= others[place].end


def longest(found: set[Found]) -> list[Found]:
    """Of overlapping findings the longest, of equal ones that which tells the site, in the order of the text."""
    kept: list[Found] = []
    for finding in sorted(found, key=lambda f: (f.start - f.end, f.start, f.site is None, f.kind)):
        place = bisect_left(kept, finding.start, key=attrgetter("start"))
        clear_before = not place or kept[place - 1].end <= finding.start
        clear_after = place == len(kept) or kept[place].start >= finding.end
        if clear_before and clear_after:
            kept.insert(place, finding)
    return kept
