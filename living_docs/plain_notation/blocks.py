"""Prose in a plain box, for writing without JavaScript: a notation that keeps every block and comes back the same.

A line is a paragraph. "- " starts a bullet, "1. ", "a) " or "i) " a numbered item; two spaces before it put it one level
deeper, and {#4a} starts a list at its fourth letter. "## " starts a heading, "| a | b |" is a table row, and a row of
dashes beneath makes a head of the rows above; an empty line parts two tables. `plain_inline` writes what stands in a
line. In a cell "¶" begins a paragraph or an item, and {2x3} before its words makes it two columns wide and three rows
high. A backslash makes the mark after it an ordinary character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from living_docs.plain_notation.inline import (
    NEXT_IN_CELL,
    before_mark,
    is_cut_short,
    parts_between,
    read_inline,
    write_inline,
)
from living_docs.prose import Block, blocks, clean, render, tidy
from living_docs.prose.blocks import BULLET, NUMBER, PARAGRAPH, ROW, SINGLE, TITLE, render_cell, tables
from living_docs.prose.list_numbers import Numbering, in_style
from living_docs.prose.reader import cell_blocks

HIGHEST_SHOWN = 999
_BULLET = re.compile(r"[-*•] ")
_NUMBER = re.compile(r"(0|[1-9]\d{0,2})\. +")
_GIVEN = re.compile(r"\{#(\d{1,9})([aAiI]?)\} *")
_LETTERS = re.compile(r"([a-z]{1,6}|[A-Z]{1,6})\) +")
_LOOKS_MARKED = re.compile(r"\\*(?:[-*•] |## |\d{1,3}\. +|\{#|[a-zA-Z]{1,6}\) +)")
_CELL_LOOKS_MARKED = re.compile(r"\\*(?:\{\d{1,2}x\d{1,4}\}|-{3})")
_SPAN = re.compile(r"\{(\d{1,2})x(\d{1,4})\} *")
_DASHES = re.compile(r"\|(\s*-{3,}\s*\|)+")
LETTER_STYLES = ("a", "A", "i", "I")


def to_plain(html: str) -> str:
    """Canonical HTML as a person edits it in a plain box."""
    lines: list[str] = []
    before: Block | None = None
    numbering = Numbering()
    found = blocks(html)
    for block, after in zip(found, [*found[1:], None], strict=False):
        if before is not None and not _belong_together(before, block):
            lines.append("")
        lines += _lines(block, numbering)
        if block.header and not (after and after.header and _belong_together(block, after)):
            lines.append("|" + " --- |" * len(block.cells))
        before = block
    return "\n".join(lines)


def _belong_together(before: Block, block: Block) -> bool:
    return (before.is_item and block.is_item) or (before.kind == block.kind == ROW and block.start is None)


def _lines(block: Block, numbering: Numbering) -> list[str]:
    if block.kind == ROW:
        numbering.take(block)
        return ["| " + " | ".join(_cell(cell, span) for cell, span in block.cells_with_spans) + " |"]
    return _line(block, numbering).split("\n")


def _line(block: Block, numbering: Numbering, *, in_cell: bool = False) -> str:
    words = write_inline(block.cells[0], in_cell=in_cell)
    is_marked = block.kind == PARAGRAPH and _is_marked(words, numbering, in_cell=in_cell)
    level = numbering.level_of(block) if block.is_item else 0
    number = numbering.take(block)
    if block.kind == PARAGRAPH:
        return "\\" + words if is_marked else words
    return "  " * level + {TITLE: "## ", BULLET: "- ", NUMBER: _marker(number, block.style)}[block.kind] + words


def _is_marked(words: str, numbering: Numbering, *, in_cell: bool) -> bool:
    """Whether the words of a paragraph would be read as something else here."""
    if words.startswith(("\\", "## ")) and _looks_marked(words.removeprefix("\\")):
        return True
    return bool(_item(words, 0, numbering)) or (not in_cell and _looks_like_row(words))


def _marker(number: int, style: str) -> str:
    """How a number is written so that it is read as the same one wherever it stands."""
    if not style and number <= HIGHEST_SHOWN:
        return f"{number}. "
    return f"{in_style(number, style)}) " if style and number == 1 else f"{{#{number}{style}}} "


def _looks_marked(words: str) -> bool:
    return bool(_LOOKS_MARKED.match(words)) or _looks_like_row(words)


def _looks_like_row(words: str) -> bool:
    return _cells_of(words.lstrip("\\").strip()) is not None


def _cell(cell: str, span: tuple[int, int]) -> str:
    held = cell_blocks(cell)
    if [block.kind for block in held] in ([], [PARAGRAPH]):
        words = write_inline(cell, in_cell=True)
        words = "\\" + words if _CELL_LOOKS_MARKED.match(words) else words
    else:
        *earlier, last = _cell_lines(held)
        words = NEXT_IN_CELL + NEXT_IN_CELL.join([*map(before_mark, earlier), last])
    return words if span == SINGLE else f"{{{span[0]}x{span[1]}}} {words}"


def _cell_lines(held: list[Block]) -> Iterator[str]:
    numbering = Numbering()
    for block in held:
        yield _line(block, numbering, in_cell=True)


def from_plain(typed: str) -> str:
    """Canonical HTML of what a person typed in a plain box."""
    found: list[Block] = []
    numbering = Numbering()
    table_goes_on = False
    for line in _logical_lines(typed):
        stripped = line.strip()
        if _DASHES.fullmatch(stripped) and table_goes_on:
            last = tables(_rows_at_end(found))[-1]
            found[-len(last) :] = [row._replace(header=True) for row in last]
        elif cells := _cells_of(stripped):
            found.append(_row(cells, begins=not table_goes_on))
            numbering.take(found[-1])
            table_goes_on = True
        elif stripped:
            found.append(_block(line, numbering))
            table_goes_on = False
        else:
            table_goes_on = False
    return clean(render(found))


def _rows_at_end(found: list[Block]) -> list[Block]:
    place = len(found)
    while place and found[place - 1].kind == ROW:
        place -= 1
    return found[place:]


def _logical_lines(typed: str) -> Iterator[str]:
    """Lines, those that go on joined with the next by a line break."""
    held = ""
    for line in tidy(typed).split("\n"):
        if is_cut_short(line.rstrip()):
            held += line.rstrip() + "\n"
        else:
            yield held + line
            held = ""
    if held:
        yield held


def _block(line: str, numbering: Numbering) -> Block:
    words = line.lstrip()
    level = (len(line) - len(words)) // 2
    words = words.rstrip()
    if words.startswith("\\") and _looks_marked(words[1:]):
        block = Block(PARAGRAPH, (read_inline(words[1:]),))
    elif words.startswith("## "):
        block = Block(TITLE, (read_inline(words[3:]),))
    else:
        block = _item(words, level, numbering) or Block(PARAGRAPH, (read_inline(words),))
    numbering.take(block)
    return block


def _item(words: str, level: int, numbering: Numbering) -> Block | None:
    if match := _BULLET.match(words):
        return Block(BULLET, (read_inline(words[match.end() :]),), level=level)
    if match := _NUMBER.match(words):
        return _numbered(words[match.end() :], level, "", int(match[1]), numbering)
    if match := _GIVEN.match(words):
        return _numbered(words[match.end() :], level, match[2], int(match[1]), numbering)
    if match := _LETTERS.match(words):
        return _lettered(match[1], words[match.end() :], level, numbering)
    return None


def _numbered(words: str, level: int, style: str, number: int, numbering: Numbering) -> Block:
    item = Block(NUMBER, (read_inline(words),), level=level, style=style)
    return item if numbering.next(item) == number else item._replace(start=number)


def _lettered(letters: str, words: str, level: int, numbering: Numbering) -> Block | None:
    """An item if its letters are the next of the list above, or the first of one; other words with a bracket are none."""
    candidates = [_numbered(words, level, style, 1, numbering) for style in LETTER_STYLES]
    for item in candidates:
        number = numbering.next(item)
        if number is not None and in_style(number, item.style) == letters:
            return item._replace(start=None)
    return next((item for item in candidates if in_style(1, item.style) == letters), None)


def _cells_of(line: str) -> list[str] | None:
    """The cells of a line that is a table row."""
    parts = parts_between(line, "|")
    return parts[1:-1] if len(parts) > 2 and not parts[0] and not parts[-1].strip() else None


def _row(cells: list[str], *, begins: bool) -> Block:
    read = [_read_cell(cell.strip()) for cell in cells]
    spans = tuple(span for _, span in read)
    return Block(
        ROW,
        tuple(cell for cell, _ in read),
        start=1 if begins else None,
        spans=spans if any(span != SINGLE for span in spans) else (),
    )


def _read_cell(words: str) -> tuple[str, tuple[int, int]]:
    span = SINGLE
    if match := _SPAN.match(words):
        span, words = (max(int(match[1]), 1), max(int(match[2]), 1)), words[match.end() :]
    parts = parts_between(words, NEXT_IN_CELL)
    if len(parts) > 1:
        numbering = Numbering()
        held = [_block(part, numbering) for part in parts if part.strip()]
        return render_cell(held), span
    if words.startswith("\\") and _CELL_LOOKS_MARKED.match(words[1:]):
        words = words[1:]
    return read_inline(words), span
