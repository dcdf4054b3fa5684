"""What stands in one line of the plain notation: **bold**, __italic__, ^{raised}, _{lowered}, [words](address), and "↵"
where a line ends inside a paragraph. A backslash before a mark makes it an ordinary character; elsewhere it is one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import takewhile

from living_docs.prose.inline import BREAK, PLAIN, Piece, Style, allowed_address, canonical, pieces

GOES_ON, NEXT_IN_CELL = "↵", "¶"
TOGGLES = {"**": "strong", "__": "em"}
BRACES = {"^{": "sup", "_{": "sub"}
OPENING = {"strong": "**", "em": "__", "sup": "^{", "sub": "_{"}
CLOSING = {"strong": "**", "em": "__", "sup": "}", "sub": "}"}
MARKS = "*_^}[]|" + GOES_ON + NEXT_IN_CELL
_SLASHES = re.compile(rf"(?<!\\)(\\*)([{re.escape(MARKS)}])")
# A line to fill in, stars under a table: three or more in a row are no marks (but "__" before "_{" is one).
_RUN = re.compile(r"(?<![\\*])\*{3,}|(?<![\\_])_{3,}+(?!\{)")
_ADDRESS = re.compile(r"\]\(((?:\\[()]|[^\s()])+)\)")


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
    """Canonical inline HTML in the notation."""
    out = _Writer(special_in(inline) + "|" * in_cell, line_end=GOES_ON + (" " if in_cell else "\n"))
    opened: list[str] = []
    gap = ""
    for text, style in [*pieces(inline), Piece(".", PLAIN)]:
        if text.isspace():
            gap += text
            continue
        wanted = [mark for mark in OPENING if mark in style.marks] + ([f"a {style.address}"] if style.address else [])
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(opened, wanted, strict=False)))
        for tag in reversed(opened[shared:]):
            out.mark(_closing(tag))
        out.gap(gap + text[: len(text) - len(text.lstrip())])
        for tag in wanted[shared:]:
            out.mark("[" if tag.startswith("a ") else OPENING[tag])
        out.text(text.strip())
        gap, opened = text[len(text.rstrip()) :], wanted
    out.written.pop()
    return "".join(out.written)


def special_in(inline: str) -> str:
    """The characters that have to be told from marks in this line."""
    signs = {
        "*": ("**", "<strong>"),
        "_": ("__", "<em>", "_{", "<sub>"),
        "^": ("^{",),
        "[]": ("](", "<a "),
        "}": ("<su",),
    }
    marked = _RUN.sub(" ", inline)
    found = [characters for characters, hints in signs.items() if any(hint in marked for hint in hints)]
    return "".join(found) + GOES_ON + NEXT_IN_CELL


def _closing(tag: str) -> str:
    if not tag.startswith("a "):
        return CLOSING[tag]
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


class _Line:
    def __init__(self, typed: str) -> None:
        self.typed = typed
        self.found: list[Piece] = []
        self.marks: list[str] = []
        self.link = ""
        self.link_ends: tuple[int, int] = (-1, -1)
        self.runs = {match.start(): match.end() for match in _RUN.finditer(typed)}
        self.closers = {mark: self.closing_places(mark) for mark in TOGGLES}
        self.last_brace = typed.rfind("}")
        self.addresses = [match for match in _ADDRESS.finditer(typed) if not self.is_ordinary(match.start())]

    def closing_places(self, mark: str) -> list[int]:
        """Where a mark may close: behind a character that is no space."""
        blanked = _RUN.sub(lambda run: " " * len(run[0]), self.typed)
        places = (match.start() for match in re.finditer(f"(?={re.escape(mark)})", blanked))
        return [at for at in places if at and not self.typed[at - 1].isspace() and not self.is_ordinary(at)]

    def is_ordinary(self, place: int) -> bool:
        return _slashes_before(self.typed, place) % 2 == 1

    def add(self, text: str) -> None:
        self.found.append(Piece(text, Style(frozenset(self.marks), self.link)))

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
        return self.found

    def at_mark(self, place: int) -> int:
        """Do what a mark at this place says; return where to go on."""
        if end := self.runs.get(place):
            self.add(self.typed[place:end])
            return end
        pair = self.typed[place : place + 2]
        if pair in TOGGLES and self.toggle(pair, place):
            return place + 2
        if pair in BRACES and self.last_brace > place + 2:
            self.marks.append(BRACES[pair])
            return place + 2
        character = pair[0]
        if character == "}" and self.close_brace():
            return place + 1
        if place == self.link_ends[0]:
            self.link = ""
            return self.link_ends[1]
        if character == "[" and not self.link and self.open_link(place):
            return place + 1
        if character == GOES_ON:
            self.add(BREAK)
        else:
            self.add(character)
        return place + 1

    def toggle(self, pair: str, place: int) -> bool:
        mark = TOGGLES[pair]
        if mark in self.marks:
            if self.typed[place - 1].isspace():
                return False
            self.marks.remove(mark)
            return True
        closers = self.closers[pair]
        follows = self.typed[place + 2 : place + 3]
        if not follows or follows.isspace() or bisect_right(closers, place + 2) == len(closers):
            return False
        self.marks.append(mark)
        return True

    def close_brace(self) -> bool:
        inner = next((mark for mark in reversed(self.marks) if mark in {"sup", "sub"}), None)
        if inner:
            self.marks.remove(inner)
        return inner is not None

    def open_link(self, place: int) -> bool:
        """A link opens where its words end with an address that a link may hold."""
        after = bisect_right(self.addresses, place, key=re.Match.start)
        if after == len(self.addresses):
            return False
        match = self.addresses[after]
        self.link = allowed_address(re.sub(r"\\([()])", r"\1", match[1]))
        self.link_ends = match.span()
        return bool(self.link)
