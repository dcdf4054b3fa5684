"""From the pieces under the lines of a form to answers in the shape of their prompts."""

from __future__ import annotations

import re
from hashlib import sha256

from living_docs.instrument import Prompt
from living_docs.kinds import kind_of
from living_docs.models import AnswerState
from living_docs.tables.grids import grid_rows, heading_of
from living_docs.word.document_walk import Paragraph, Piece, Table, html_of
from living_docs.word.form_reader import Reading
from living_docs.word.layout import ROW_HEAD, slots, state_slot
from living_docs.word.runs import NOTE_MARKS
from living_docs.word.states import BOX, EMPTY_BOX, Stand, Unclear, read_boxes

NUMBERED = re.compile(r"<sup>\[([0-9]{1,4})\]</sup>")


def value_of(prompt: Prompt, reading: Reading, base: dict) -> dict | None:
    """What the form says at a prompt, or None where none of its lines was found. A lost line keeps what it had."""
    parts = {slot.field: reading.found[slot] for slot in slots(prompt) if slot in reading.found}
    if not parts:
        return None
    value = dict(base)
    texts = list(base.get("texts", [])) + [""] * prompt.repeat
    for field, pieces in parts.items():
        if field.startswith("text_"):
            texts[int(field.removeprefix("text_"))] = prose_in(pieces, reading)
        elif field == "rows":
            value["rows"] = rows_in(prompt, pieces, base.get("rows", []), reading)
        elif field == "choices":
            value["choices"] = choices_in(prompt, pieces, base.get("choices", []), reading)
        else:
            is_prose = field == "follow_up"
            value[field] = prose_in(pieces, reading) if is_prose else line_in(pieces, reading, prompt.number)
    if any(field.startswith("text_") for field in parts):
        value["texts"] = texts[: prompt.repeat]
    kind = kind_of(prompt)
    value = kind.clean(prompt, value)
    return base if kind.is_empty(value) and kind.is_empty(base) else value


def stand_of(prompt: Prompt, reading: Reading, base: Stand, *, carried: bool, same_words: bool) -> Stand:
    """How the boxes say that a prompt stands. Where they do not say it, it is said, and it stands as before."""
    slot, _ = state_slot(prompt)
    if slot not in reading.found:
        return base if same_words else Stand()
    lines = [line for piece in reading.found[slot] for line in piece.text.split("\n") if line]
    try:
        stand, others = read_boxes(lines, prompt, carried=carried)
    except Unclear as why:
        reading.remarks.append(str(why))
        return base
    for line in others:
        reading.stray(f"Among the boxes of {prompt.number}", line)
    if same_words or stand.state != AnswerState.NO_CHANGE:
        return stand
    if base.state != AnswerState.NO_CHANGE:
        reading.remarks.append(
            f"“No change” is ticked in {prompt.number}, but its words were changed. The words count."
        )
    return Stand()


def prose_in(pieces: list[Piece], reading: Reading) -> str:
    """The pieces as HTML. Notes are numbered and their words stand at the end, after the marks that are there already."""
    html = html_of(pieces)
    first = max([0, *(int(mark) for mark in NUMBERED.findall(html))]) + 1
    notes = reading.notes_in(html)
    marks = {key: f"[{place}]" for place, key in enumerate(notes, first)}
    words = [NOTE_MARKS.sub(lambda found: marks.get(f"{found[1]}:{found[2]}", ""), html)]
    for key, note in notes.items():
        words.append(note_html(marks[key], note))
    return "".join(words)


def note_html(mark: str, note: list[Piece]) -> str:
    first, *rest = note if note and isinstance(note[0], Paragraph) else [None, *note]
    said = f" {first.block.cells[0]}" if first else ""
    return f"<p><sup>{mark}</sup>{said}</p>{html_of(rest)}"


def line_in(pieces: list[Piece], reading: Reading, number: str) -> str:
    """The pieces as one line; the notes in it have no place."""
    for note in reading.notes_in(html_of(pieces)).values():
        reading.stray(f"Note in {number}", " ".join(piece.text for piece in note))
    return " ".join(piece.text for piece in pieces)


def choices_in(prompt: Prompt, pieces: list[Piece], base: list[str], reading: Reading) -> list[str]:
    """The marked options. Two marks where one is asked are nobody's choice: what stood there stays."""
    by_label = {folded(option.label): option.value for option in prompt.options}
    chosen: list[str] = []
    for piece in pieces:
        for line in piece.text.split("\n"):
            found = BOX.fullmatch(line.strip())
            value = by_label.get(folded(found["words"])) if found else None
            if found is None or value is None:
                reading.stray(f"Among the choices of {prompt.number}", line)
            elif (found["mark"] or found["box"] or "").strip() not in EMPTY_BOX:
                chosen.append(value)
    if len(chosen) > 1 and not prompt.multiple:
        labels = " and ".join(f"“{prompt.labels[value]}”" for value in chosen)
        reading.stray(f"In {prompt.number}, which takes one choice, more are marked", labels)
        return base
    return chosen


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def rows_in(prompt: Prompt, pieces: list[Piece], base: list[dict], reading: Reading) -> list[dict]:
    """The rows of the tables under a line. Without any table nothing is said about the rows: they stay."""
    rows: list[dict] = []
    tables = 0
    for piece in pieces:
        found = table_rows(prompt, piece) if isinstance(piece, Table) else None
        if found is None:
            reading.stray(f"Beside the rows of {prompt.number}", piece.text)
        else:
            tables += 1
            rows += found
    if not tables:
        reading.remarks.append(f"The table of {prompt.number} was not found. Its rows stay as they are.")
        return base
    return identified(prompt, rows, base)


def table_rows(prompt: Prompt, table: Table) -> list[dict] | None:
    """The rows of one table with their numbers under "number", or None where it is not a table of the prompt."""
    texts = table.texts
    if not texts or folded(texts[0][0] if texts[0] else "") != folded(ROW_HEAD):
        return None
    if is_record(prompt, texts):
        texts = [[line[0] for line in texts], [line[1] for line in texts]]
    columns = [heading_of(prompt, label) for label in texts[0][1:]]
    if None in columns or any(len(line) > len(texts[0]) for line in texts):
        return None
    return [{"number": line[0] if line else "", **grid_rows(prompt, columns, line[1:])} for line in texts[1:]]


def is_record(prompt: Prompt, texts: list[list[str]]) -> bool:
    """Whether a table stands for one row, each cell beside its label."""
    return all(len(line) == 2 for line in texts) and len(texts) > 1 and heading_of(prompt, texts[1][0]) is not None


def identified(prompt: Prompt, rows: list[dict], base: list[dict]) -> list[dict]:
    """Rows by the numbers they had in the form; others are new. What the programme wrote in a row stays."""
    numbers = {str(number): row for number, row in enumerate(base, 1)}
    fixed = [column.name for column in prompt.columns if column.read_only]
    found = []
    for place, row in enumerate(rows):
        before = numbers.pop(row.pop("number").strip().rstrip("."), None)
        if before:
            found.append(before | row | {name: before.get(name, "") for name in fixed})
        elif any(row.values()) and not fixed:
            found.append({"id": new_id(prompt, place, row), **row})
    return found


def new_id(prompt: Prompt, place: int, row: dict) -> str:
    """The same for the same form, so that taking it in twice adds a row once."""
    return sha256(f"{prompt.number} {place} {sorted(row.items())}".encode()).hexdigest()[:8]
