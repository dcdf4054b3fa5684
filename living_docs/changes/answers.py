"""What changed in one answer: its blocks and choices as lines to print, its table rows by id and cell."""

from __future__ import annotations

from dataclasses import dataclass, replace

from living_docs.changes.comparison import MOVED, UNCHANGED, Change, compare
from living_docs.changes.words import NEW, REMOVED, SAME, Run
from living_docs.prose import blocks
from living_docs.tables.rows import Row, rows_of

WORDS = {NEW: "New", REMOVED: "Removed", "edited": "Edited", MOVED: "Moved", UNCHANGED: ""}
ROW_KINDS = {"new": NEW, "changed": "edited", "": UNCHANGED}
FEWEST_WORDS_MOVED = 5  # a shorter block that turns up under another prompt is chance


@dataclass(frozen=True)
class Line:
    """One block, choice or file: what became of it, the word beside it, how it is set (paragraph, heading, bullet…)."""

    kind: str
    word: str
    runs: tuple[Run, ...]
    style: str = "paragraph"

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs)


@dataclass(frozen=True)
class RowLine:
    """One table row, each cell beside what stood there before."""

    kind: str
    word: str
    row: Row


@dataclass(frozen=True)
class Said:
    """An answer as it was said in some round: the value as stored and the same as printed."""

    value: dict
    shown: dict

    @property
    def styled(self) -> list[tuple[str, str]]:
        """Its blocks with how each is set."""
        texts = [(block.text, block.kind) for text in self.shown.get("texts", []) for block in blocks(text)]
        return [(line, "paragraph") for line in self.shown.get("lines", [])] + texts

    @property
    def items(self) -> list[str]:
        """Choices and files, which stand or do not stand there."""
        return self.shown.get("choices", []) + [f"{f['title']} ({f['name']})" for f in self.shown.get("files", [])]

    @property
    def cells_by_row(self) -> dict[str, dict[str, str]]:
        names = [column["name"] for column in self.shown.get("columns", [])]
        rows = zip(self.value.get("rows", []), self.shown.get("rows", []), strict=True)
        return {row["id"]: dict(zip(names, texts, strict=True)) for row, texts in rows}


NOTHING = Said({}, {})


def line_of(change: Change, before: list[tuple[str, str]], after: list[tuple[str, str]]) -> Line:
    places = ((before, change.before), (after, change.after))
    style = [side[place][1] for side, place in places if place is not None][-1]
    word = "Moved, edited" if change.kind == MOVED and change.is_edited else WORDS[change.kind]
    return Line(change.kind, word, change.runs, style)


def lines(before: Said, after: Said) -> list[Line]:
    """The items and blocks of both, in the order of the later."""
    old, new = before.styled, after.styled
    changes = compare([text for text, _ in old], [text for text, _ in new])
    return item_lines(before.items, after.items) + [line_of(change, old, new) for change in changes]


def item_lines(before: list[str], after: list[str]) -> list[Line]:
    marked = [(item, SAME if item in before else NEW) for item in after]
    marked += [(item, REMOVED) for item in before if item not in after]
    return [
        Line(UNCHANGED if mark == SAME else mark, "" if mark == SAME else WORDS[mark], (Run(item, mark),), "bullet")
        for item, mark in marked
    ]


def row_lines(before: Said, after: Said) -> list[RowLine]:
    """Rows of the later table by what became of them, then those that are gone."""
    old, new = before.cells_by_row, after.cells_by_row
    known = earlier_rows(old, new)
    names = [column["name"] for column in after.shown.get("columns", [])]
    then = {row: [old[place].get(name, "") for name in names] for row, place in known.items()}
    rows = rows_of(after.shown, ids=tuple(new), before=then) if new else []
    found = [row_line(ROW_KINDS[row.change], row) for row in rows]
    gone = rows_of(before.shown, ids=tuple(old)) if old else []
    return found + [row_line(REMOVED, row) for row in gone if row.id not in known.values()]


def differ(before: Said, after: Said) -> bool:
    """Whether `lines` or `row_lines` would mark anything as changed, told without finding out what."""
    return (
        words_in_order(before) != words_in_order(after)
        or set(before.items) != set(after.items)
        or any(row.kind != UNCHANGED for row in row_lines(before, after))
    )


def words_in_order(said: Said) -> list[list[str]]:
    """The words of each block that has any."""
    return [words for text, _ in said.styled if (words := text.split())]


def row_line(kind: str, row: Row) -> RowLine:
    """The word says what became of the row; its own tag would say it twice."""
    return RowLine(kind, WORDS[kind], replace(row, change=""))


def earlier_rows(old: dict[str, dict[str, str]], new: dict[str, dict[str, str]]) -> dict[str, str]:
    """Which row of the earlier table each row was: the one of its id, or one that was typed anew just as it stood."""
    left = {tuple(cells.values()): row for row, cells in old.items() if row not in new}
    return {
        row: row if row in old else left[texts]
        for row, cells in new.items()
        if row in old or (texts := tuple(cells.values())) in left
    }


def moved_between(by_prompt: dict[str, list[Line]]) -> dict[str, list[Line]]:
    """A block that went from one prompt and turns up word for word under another has moved there."""
    gone = {line.text: number for number, found in by_prompt.items() for line in found if line.kind == REMOVED}
    come = {line.text: number for number, found in by_prompt.items() for line in found if line.kind == NEW}
    both = {text for text in gone.keys() & come.keys() if len(text.split()) >= FEWEST_WORDS_MOVED}

    def settled(line: Line) -> Line:
        if line.text not in both or line.kind not in {NEW, REMOVED}:
            return line
        if line.kind == NEW:
            return replace(line, kind=MOVED, word=f"Moved from {gone[line.text]}", runs=(Run(line.text, SAME),))
        return replace(line, word=f"Moved to {come[line.text]}")

    return {number: [settled(line) for line in found] for number, found in by_prompt.items()}
