"""The form of a table prompt: rows read as text, one row at a time is open."""

from __future__ import annotations

import json
import re
import secrets

from django import forms

from living_docs.forms.fields import TypedText
from living_docs.forms.prompts import PromptForm
from living_docs.instrument import Column, Prompt
from living_docs.kinds import Problem, kind_of
from living_docs.kinds.base import Question
from living_docs.kinds.computed import marks_of
from living_docs.models import Answer
from living_docs.tables.grids import LEFT_OUT, heading_key, read_grid, taken_in, writable
from living_docs.tables.spreadsheets import as_pasted, pasted_lines, sheet_in
from living_docs.tables.typed import read_as
from living_docs.tables.workbooks import MOST_LETTERS, MOST_LINES, NotRead, Sheet

NEW_ROW = "new"
DECIDE = "decide:"  # before a column's name, in a row of the sheet: what its question was answered with
ROW_ID = re.compile(r"[\w-]{1,40}")


def new_row_id() -> str:
    return secrets.token_hex(4)


def room_in_words(answer: Answer) -> str:
    """How many rows a table takes, said before anything is pasted."""
    limit, rows = answer.prompt.row_limit, len(answer.value.get("rows", []))
    return f"{answer.prompt.number} takes up to {limit} rows and has {rows}. " if limit else ""


def row_to_open(named: str, known: list[str]) -> str:
    """The row that an address names: one that is there, a new one, or none where it was taken out meanwhile."""
    return new_row_id() if named == NEW_ROW else named if named in known else ""


def posted_row(named: str) -> str:
    """The row that a page sends back; one that somebody took out meanwhile stands again as it was typed."""
    return named if ROW_ID.fullmatch(named) and named != NEW_ROW else new_row_id()


class TableForm(PromptForm):
    """The open row's fields are named row-<column>. A new row has its id from the start: sent twice, it is added once."""

    def __init__(self, answer: Answer, data=None, files=None, *, open_row: str = "", as_sheet: bool = False):
        self.sheet_rows = rows_of_sheet((data or {}).get(f"{answer.prompt.anchor}-rows", ""))
        self.as_sheet = as_sheet or self.sheet_rows is not None
        known = [row["id"] for row in answer.value.get("rows", [])]
        posted = (data or {}).get(f"{answer.prompt.anchor}-row_id", "")
        self.open_row = posted_row(posted) if posted else row_to_open(open_row, known)
        self.opens_new_row = self.open_row not in known
        self.read_rows: list[dict[str, str]] = []
        self.said: list[str] = []  # what was left out of a sheet
        super().__init__(answer, data, files)

    def add_fields(self, prompt):
        if self.open_row:
            self.fields["row_id"] = forms.CharField(widget=forms.HiddenInput, required=False)
            self.initial["row_id"] = self.open_row
            row = next((row for row in self.answer.value.get("rows", []) if row["id"] == self.open_row), {})
            asked = {question.column: question for question in kind_of(prompt).questions(prompt, row)}
            for column in prompt.columns:
                self.fields[f"row-{column.name}"] = cell_field(column, row.get(column.name, ""))
                self.initial[f"row-{column.name}"] = row.get(column.name, "")
                if column.name in asked:
                    self.fields[f"decide-{column.name}"] = decision_field(column, asked[column.name])
        self.add_follow_up(prompt)
        self.add_sheet_fields(prompt)

    def add_sheet_fields(self, prompt):
        self.fields["rows"] = forms.CharField(widget=forms.HiddenInput(attrs={"disabled": True}), required=False)
        self.initial["rows"] = json.dumps(self.answer.value.get("rows", []))
        self.fields["token"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.initial["token"] = new_row_id()
        if not any(column.read_only for column in prompt.columns):
            self.fields["paste"] = TypedText(
                label="Paste rows from a spreadsheet",
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text=f"{room_in_words(self.answer)}With or without their heading row. Without one, the columns stand "
                "in the order of the table.",
            )
        self.fields["sheet"] = forms.FileField(
            label="Or choose a file",
            help_text="XLSX or CSV. Rows with a row id replace those of that id; others are added.",
            required=False,
            allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        )

    @property
    def answer_fields(self):
        """Without the boxes that rows are pasted into: what stands there is no answer yet."""
        return [*self.row_fields, *self.rest, *([self["rows"]] if self.as_sheet else [])]

    @property
    def sheet_fields(self):
        return [self[name] for name in ("paste", "sheet") if name in self.fields]

    @property
    def has_sheet_errors(self) -> bool:
        return any(field.errors for field in self.sheet_fields)

    def clean(self):
        cleaned = super().clean()
        if self.data.get("do"):  # a button was pressed; what saves by itself waits until the rows are sent
            for name, lines in (("paste", self.sheet_pasted), ("sheet", self.sheet_sent)):
                if cleaned.get(name):
                    self.read(name, lines, cleaned[name])
        return cleaned

    def read(self, name: str, sheet_of, given) -> None:
        """Read rows, or say why not. Of a grid that does not fit nothing is taken, so that nothing is lost unseen."""
        try:
            sheet = sheet_of(given)
        except NotRead as refusal:
            self.add_error(name, str(refusal))
            return
        grid = read_grid(self.prompt, sheet.lines, self.places_of_headings())
        refusal = grid.refusal or self.no_room(grid.rows)
        if refusal and name == "sheet" and "paste" in self.fields:
            name, refusal = "paste", f"{refusal} The rows of “{given.name}” are in the box."
            self.put_into_box(sheet)
        if refusal:
            self.add_error(name, f"{refusal} Or say below where each belongs." if grid.unknown else refusal)
            self.ask_for_places(grid.unknown)
        else:
            self.read_rows += grid.rows
            self.said += [*sheet.said, *grid.said]

    def no_room(self, rows: list[dict[str, str]]) -> str:
        """Why the rows do not fit into the table; nothing is taken of what does not fit as a whole."""
        known = {row["id"] for row in self.answer.value.get("rows", [])}
        more, limit = [row for row in rows if row.get("id") not in known], self.prompt.row_limit
        already = sum(one.startswith(f"{self.token}-") for one in known)  # the same page sent twice
        if not limit or len(known) + len(more) - already <= limit:
            return ""
        return (
            f"{self.prompt.number} takes up to {limit} rows. It has {len(known)}, and these are {len(more)}. "
            "Nothing was added. Take out what does not fit, and try again."
        )

    def put_into_box(self, sheet: Sheet) -> None:
        """The cells of a file in place of the file, which a page cannot give back: to be mended, not lost."""
        self.data = {**dict(self.data.items()), self.add_prefix("paste"): as_pasted(sheet.lines)}
        self.said += sheet.said

    # Headings that name no column

    def places_of_headings(self) -> dict[str, str]:
        """Where a person said that such headings belong, by `heading_key`."""
        start = self.add_prefix("place-")
        return {name.removeprefix(start): said for name, said in self.data.items() if name.startswith(start) and said}

    def ask_for_places(self, unknown: list[str]) -> None:
        columns = [(column.name, column.label) for column in writable(self.prompt)]
        for heading in unknown:
            self.fields[f"place-{heading_key(heading)}"] = forms.ChoiceField(
                label=f"Which column is “{heading}”?",
                required=False,
                choices=[("", "Choose"), (LEFT_OUT, "Leave it out"), *columns],
            )

    @property
    def places(self):
        return [self[name] for name in self.fields if name.startswith("place-")]

    def sheet_pasted(self, text: str) -> Sheet:
        return Sheet("", pasted_lines(text) if text.strip() else [])

    def sheet_sent(self, upload) -> Sheet:
        try:
            return sheet_in(upload.read(), upload.name, self.prompt)
        except NotRead as refusal:
            raise NotRead(f"“{upload.name}” was not read. {refusal}") from None

    @property
    def as_drawn(self):
        return {"open_row": self.open_row, "as_sheet": self.as_sheet}

    @classmethod
    def to_mend(cls, answer: Answer, row: dict, problems: list[Problem]) -> TableForm:
        """The row as it was saved, open, with what is wrong at each field."""
        form = cls.as_saved(answer, open_row=row["id"])
        for problem in problems:
            form.add_error(problem.anchor.removeprefix(f"id_{form.prefix}-"), problem.text)
        return form

    @classmethod
    def with_rows_to_mend(cls, answer: Answer, sentences: list[str], said: list[str]) -> TableForm:
        """The rows that were read are saved as they came; what is not understood in them is said."""
        form = cls.as_saved(answer)
        form.said = said
        for sentence in sentences:
            form.add_error(form.sheet_fields[0].name, sentence)
        return form

    @classmethod
    def as_saved(cls, answer: Answer, open_row: str = "") -> TableForm:
        drawn = cls(answer, open_row=open_row)
        form = cls(answer, {drawn.add_prefix(name): value for name, value in drawn.initial.items()})
        form.is_valid()
        return form

    @property
    def row_fields(self):
        return [self[name] for name in self.fields if name.startswith(("row-", "decide-"))]

    @property
    def rest(self):
        return [self[name] for name in self.fields if name == "follow_up"]

    def typed_row(self) -> dict[str, str]:
        cells = {column.name: self.cleaned_data.get(f"row-{column.name}", "") for column in self.prompt.columns}
        return self.decided({"id": self.open_row, **cells})

    def decided(self, row: dict[str, str]) -> dict[str, str]:
        """The row with what its questions were answered with; a button says that they were."""
        for name in [name for name in self.fields if name.startswith("decide-") and self.data.get("do")]:
            choice = self.cleaned_data.get(name, "")
            row = kind_of(self.prompt).decide(self.prompt, row, name.removeprefix("decide-"), choice) if choice else row
        return row

    def as_kept(self) -> dict[str, str] | None:
        """The open row as it would be saved; none while it is empty."""
        kind = kind_of(self.prompt)
        return next(iter(kind.clean(self.prompt, {"rows": [self.typed_row()]})["rows"]), None)

    def value(self):
        rows = [dict(row) for row in self.base_value.get("rows", [])]
        if self.sheet_rows is not None:
            rows = [self.decided_in_sheet(row) for row in in_place(self.prompt, rows, self.sheet_rows)]
        elif self.open_row:
            typed = self.typed_row()
            known = [row["id"] for row in rows]
            rows = [self.changed(row, typed) if row["id"] == typed["id"] else row for row in rows]
            rows += [] if typed["id"] in known else [typed]
        rows = taken_in(self.prompt, rows, self.read_rows, self.token)
        return {"rows": rows, "follow_up": self.follow_up()}

    def decided_in_sheet(self, row: dict[str, str]) -> dict[str, str]:
        """The row with what its questions were answered with in the sheet, where each answer is pressed."""
        for name in [name for name in row if name.startswith(DECIDE)]:
            row = kind_of(self.prompt).decide(self.prompt, row, name.removeprefix(DECIDE), row[name])
        return row

    @property
    def read_ids(self) -> set[str]:
        """The ids of the rows that were read, those of new rows included."""
        return {f"{self.token}-{number}" for number in range(len(self.read_rows))} | {
            row["id"] for row in self.read_rows if "id" in row
        }

    @property
    def token(self) -> str:
        return posted_row(self.cleaned_data.get("token", ""))

    def changed(self, row: dict, typed: dict) -> dict:
        """Columns that the programme fills in keep what it wrote; what is known of computed cells stays known."""
        fixed = {column.name: row.get(column.name, "") for column in self.prompt.columns if column.read_only}
        return marks_of(self.prompt, row) | typed | fixed


def rows_of_sheet(posted: str) -> list[dict[str, str]] | None:
    """The rows as the sheet sent them, each with an id and texts; None where it sent none that can be read."""
    try:
        rows = json.loads(posted) if posted and len(posted) <= MOST_LETTERS else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(rows, list) or len(rows) > MOST_LINES:
        return None
    found = [row for row in rows if isinstance(row, dict) and ROW_ID.fullmatch(str(row.get("id", "")))]
    by_id = {row["id"]: {name: cell for name, cell in row.items() if isinstance(cell, str)} for row in found}
    return list(by_id.values()) if len(by_id) == len(rows) else None


def in_place(prompt: Prompt, rows: list[dict[str, str]], sent: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows as sent; of rows that the programme wrote none comes or goes, and its words stay."""
    fixed = [column.name for column in prompt.columns if column.read_only]
    if not fixed:
        return sent
    by_id = {row["id"]: row for row in sent}
    return [by_id.get(row["id"], row) | {name: row.get(name, "") for name in fixed} for row in rows]


def decision_field(column: Column, asked: Question) -> forms.Field:
    return forms.ChoiceField(
        label=asked.label or f"Which counts in {column.label}?",
        choices=asked.choices,
        required=False,
        widget=forms.RadioSelect,
    )


def cell_field(column: Column, typed: str) -> forms.Field:
    help_text = " ".join(filter(None, [column.help, read_as(column.reads, typed)]))
    if column.kind == "choice":
        choices = [("", ""), *((option.value, option.label) for option in column.options)]
        return KeptChoice(label=column.label, help_text=help_text, choices=choices, required=False)
    if column.kind == "text":
        return TypedText(
            label=column.label, help_text=help_text, widget=forms.Textarea(attrs={"rows": 2}), disabled=column.read_only
        )
    hints = {"date": "For example 14/4/2010", "money": "In pounds", "number": "", "integer": "A whole number"}
    return TypedText(label=column.label, help_text=". ".join(filter(None, [hints[column.kind], help_text])))


class KeptChoice(forms.ChoiceField):
    """A choice whose foreign values are kept for the row's own check, not refused here."""

    def validate(self, value):
        pass
