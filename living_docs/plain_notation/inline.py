"""What stands in one line of the plain notation: **bold**, __italic__, ^{raised}, _{lowered}, [words](address), and "↵"
where a line ends inside a paragraph. As in CommonMark, stars and lines inside a word or an address are no marks; there
{**} and {__} are. A backslash before a mark makes it an ordinary character; a mark without its other half is one too.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from living_docs.prose.inline import BREAK, PLAIN, Piece, Style, allowed_address, canonical, pieces

GOES_ON, NEXT_IN_CELL = "↵", "¶"
TOGGLES = {"**": "strong", "__": "em"}
FORCED = {f"{{{sign}}}": mark for sign, mark in TOGGLES.items()}
BRACES = {"^{": "sup", "_{": "sub"}
OPENING = {"strong": "**", "em": "__", "sup": "^{", "sub": "_{"}
CLOSING = {"strong": "**", "em": "__", "sup": "}", "sub": "}"}
OF_LINES = GOES_ON + NEXT_IN_CELL
INLINE_MARKS = "*_^{}[]"
MARKS = INLINE_MARKS + "|" + OF_LINES
_SLASHES = re.compile(rf"(?<!\\)(\\*)([{re.escape(MARKS)}])")
# A line to fill in, stars under a table: three or more in a row are no marks (but "__" before "_{" is one).
_RUN = re.compile(r"(?<![\\*])\*{3,}|(?<![\\_])_{3,}+(?!\{)")
_LINK_END = re.compile(r"\]\(((?:\\[()]|[^\s()])+)\)")
_ADDRESS = re.compile(
    r"(?<!\w)(?:[a-z][a-z0-9+.-]{1,20}://|www\.|mailto:)\S+|(?<![\w.+-])[\w.+-]{1,64}@\S+", re.IGNORECASE
)
_AFTER_ADDRESS = "*_.,;:!?)]|\\"


def is_cut_short(line: str) -> bool:
    """Whether a line says that its paragraph goes on in the next."""
    return line.endswith(GOES_ON) and _slashes_before(line, len(line) - 1) % 2 == 0


def _slashes_before(text: str, place: int) -> int:
    first = place
    while first and text[first - 1] == "\\":
        first -= 1
    return place - first


def before_mark(words: str) -> str:
    """Words that a mark follows: backslashes at their end are doubled, so that they stay what they are."""
    return words + "\\" * _slashes_before(words, len(words))


def parts_between(text: str, mark: str) -> list[str]:
    """The parts of a text between the marks that no backslash makes ordinary."""
    found, begin = [], 0
    for match in _SLASHES.finditer(text):
        if match[2] == mark and len(match[1]) % 2 == 0:
            found.append(text[begin : match.start()] + "\\" * (len(match[1]) // 2))
            begin = match.end()
    return [*found, text[begin:]]


# Writing


def write_inline(inline: str, *, in_cell: bool = False) -> str:
    """Canonical inline HTML in the notation: as bare as can be read again, else with backslashes, else with {**} too."""
    for special, forced in (("", False), (INLINE_MARKS, False), (INLINE_MARKS, True)):
        written = _written(inline, special + OF_LINES + "|" * in_cell, in_cell=in_cell, forced=forced)
        if read_inline(written) == inline:
            break
    return written


def _written(inline: str, special: str, *, in_cell: bool, forced: bool) -> str:
    out = _Writer(special, line_end=GOES_ON + (" " if in_cell else "\n"))
    opened: list[str] = []
    gap = ""
    for text, style in [*pieces(inline), Piece(".", PLAIN)]:
        if text.isspace():
            gap += text
            continue
        wanted = [mark for mark in OPENING if mark in style.marks] + ([f"a {style.address}"] if style.address else [])
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(opened, wanted, strict=False)))
        for tag in reversed(opened[shared:]):
            out.mark(_closing(tag, forced=forced))
        out.gap(gap + text[: len(text) - len(text.lstrip())])
        for tag in wanted[shared:]:
            out.mark("[" if tag.startswith("a ") else _toggle(OPENING[tag], forced=forced))
        out.text(text.strip())
        gap, opened = text[len(text.rstrip()) :], wanted
    out.written.pop()
    return "".join(out.written)


def _toggle(sign: str, *, forced: bool) -> str:
    return f"{{{sign}}}" if forced and sign in TOGGLES else sign


def _closing(tag: str, *, forced: bool) -> str:
    if not tag.startswith("a "):
        return _toggle(CLOSING[tag], forced=forced)
    return "](" + re.sub(r"([()])", r"\\\1", tag[2:]) + ")"


class _Writer:
    """Text and marks in turn; a `special` character gets the backslash that makes it ordinary."""

    def __init__(self, special: str, *, line_end: str) -> None:
        self.written: list[str] = []
        self.special, self.line_end = special, line_end

    def mark(self, mark: str) -> None:
        if self.written:
            self.written[-1] = before_mark(self.written[-1])
        self.written.append(mark)

    def gap(self, gap: str) -> None:
        if BREAK in gap:
            self.mark(self.line_end)
        elif gap:
            self.written.append(gap)

    def text(self, text: str) -> None:
        self.written.append(_SLASHES.sub(self.ordinary, text))

    def ordinary(self, match: re.Match) -> str:
        slashes, character = match.groups()
        return slashes * 2 + ("\\" if character in self.special else "") + character


# Reading


def read_inline(typed: str) -> str:
    """Canonical inline HTML of one line of the notation."""
    return canonical(_Line(typed.strip()).read())


@dataclass(eq=False)
class _Mark:
    """A mark as it was typed; an ordinary word until its other half is found."""

    typed: str
    name: str = ""
    words_before: int = 0
    address: str = ""
    opens: bool | None = None

    def pair_with(self, closing: _Mark) -> None:
        self.opens, closing.opens = True, False
        self.name = closing.name = closing.name or self.name


class _Line:
    def __init__(self, typed: str) -> None:
        self.typed = typed
        self.found: list[str | _Mark] = []
        self.words = 0  # letters and signs so far that are certainly no marks: a pair of marks has one between
        self.toggles: dict[str, _Mark] = {}
        self.braces: list[_Mark] = []
        self.link: _Mark | None = None
        self.runs = {match.start(): match.end() for match in _RUN.finditer(typed)}
        self.addresses = list(_addresses_in(typed))

    def add(self, text: str) -> None:
        self.found.append(text)
        self.words += len(text.strip())

    def mark(self, typed: str, name: str = "") -> _Mark:
        noted = _Mark(typed, name, self.words)
        self.found.append(noted)
        return noted

    def read(self) -> list[Piece]:
        place = 0
        while match := _SLASHES.search(self.typed, place):
            slashes, character = match.groups()
            self.add(self.typed[place : match.start()] + "\\" * (len(slashes) // 2))
            if len(slashes) % 2:
                self.add(character)
                place = match.end()
            else:
                place = self.at_mark(match.end() - 1)
        self.add(self.typed[place:])
        return list(_styled(self.found))

    def at_mark(self, place: int) -> int:
        """Note the mark at this place, or take it as a word; return where to go on."""
        if end := self.runs.get(place):
            self.add(self.typed[place:end])
            return end
        for signs, note in ((FORCED, self.toggle_forced), (TOGGLES, self.toggle), (BRACES, self.open_brace)):
            sign = self.typed[place : place + len(next(iter(signs)))]
            if sign in signs and note(signs[sign], sign, place):
                return place + len(sign)
        character = self.typed[place]
        if character == "]" and (end := self.close_link(place)):
            return end
        if character == "[":
            self.link = self.mark("[", "a")
        elif character == "}" and self.close_brace():
            pass
        else:
            self.add(BREAK if character == GOES_ON else character)
        return place + 1

    def toggle_forced(self, name: str, sign: str, place: int) -> bool:
        return self.note_toggle(name, sign, opens=True, closes=True)

    def toggle(self, name: str, sign: str, place: int) -> bool:
        if self.is_in_address(place):
            return False
        before, after = self.typed[place - 1 : place], self.typed[place + 2 : place + 3]
        opens, closes = not _parts(after) and _is_edge(before), not _parts(before) and _is_edge(after)
        return (opens or closes) and self.note_toggle(name, sign, opens=opens, closes=closes)

    def note_toggle(self, name: str, sign: str, *, opens: bool, closes: bool) -> bool:
        mark = self.mark(sign, name)
        opening = self.toggles.get(name)
        if opening and closes and self.words > opening.words_before:
            self.toggles.pop(name).pair_with(mark)
        elif opens:
            self.toggles[name] = mark
        return True

    def is_in_address(self, place: int) -> bool:
        after = bisect_right(self.addresses, (place, len(self.typed)))
        return after > 0 and place < self.addresses[after - 1][1]

    def open_brace(self, name: str, sign: str, place: int) -> bool:
        self.braces.append(self.mark(sign, name))
        return True

    def close_brace(self) -> bool:
        if not self.braces or self.words == self.braces[-1].words_before:
            return False
        self.braces.pop().pair_with(self.mark("}"))
        return True

    def close_link(self, place: int) -> int:
        """Where a link ends that leads to an address it may hold; 0 where none does."""
        match = _LINK_END.match(self.typed, place)
        address = allowed_address(re.sub(r"\\([()])", r"\1", match[1])) if match and self.link else ""
        if not match or not self.link or not address or self.words == self.link.words_before:
            return 0
        self.link.address = address
        self.link.pair_with(self.mark(match[0], "a"))
        self.link = None
        return match.end()


def _parts(character: str) -> bool:
    return not character or character.isspace()


def _is_edge(character: str) -> bool:
    """Whether a word ends at this character: a space, a sign, or nothing."""
    return _parts(character) or unicodedata.category(character)[0] in "PS"


def _addresses_in(typed: str) -> Iterator[tuple[int, int]]:
    """From where to where an address stands; the signs that follow it are none of it."""
    for match in _ADDRESS.finditer(typed):
        yield match.start(), match.start() + len(match[0].rstrip(_AFTER_ADDRESS))


def _styled(found: list[str | _Mark]) -> Iterator[Piece]:
    marks: list[str] = []
    address = ""
    for one in found:
        if isinstance(one, str) or one.opens is None:
            yield Piece(one if isinstance(one, str) else one.typed, Style(frozenset(marks), address))
        elif one.name == "a":
            address = one.address
        elif one.opens:
            marks.append(one.name)
        else:
            marks.remove(one.name)
