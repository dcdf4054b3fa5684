"""What every kind of prompt can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from living_docs.instrument import Prompt

Value = dict


class Problem(NamedTuple):
    """Something a person has to mend, with the id of the field it is about, and of its row where it is a cell."""

    anchor: str
    text: str
    row: str = ""


class Question(NamedTuple):
    """What only a person can decide about a cell, in a sentence, and the answers: (value, label)."""

    column: str
    text: str
    choices: tuple[tuple[str, str], ...]
    label: str = ""  # above the answers, where it is not "Which counts in …?"


class Kind:
    """An answer's value is JSON of one shape a kind; every method takes the prompt it answers.

    What pages, Word forms, the diary, checks and claims have to know of a kind stands here: nothing asks for its name.
    """

    form: str  # the class that asks for an answer, in living_docs.forms, which no kind imports
    template = "living_docs/base/_prompt_fields.html"  # its boxes on the question page, beside the last answer
    has_rows = False  # takes the whole width of the page, and is downloaded and uploaded as a sheet
    holds_prose = False  # in boxes whose words are counted as somebody writes, and sent on as they are
    is_told = False  # in sentences of a site's own, which can be like those of another
    takes_files = False  # instead of words: neither in a Word form nor a place for a note
    counts_costs = False  # has amounts that are summed, and compared with other rounds and tables

    def clean(self, prompt: Prompt, value: Value) -> Value:
        """The canonical form of a value, whatever arrives."""
        raise NotImplementedError

    def is_empty(self, value: Value) -> bool:
        raise NotImplementedError

    def problems(self, prompt: Prompt, value: Value) -> list[Problem]:
        """What keeps a filled-in answer from being submitted."""
        return []

    def row_problems(self, prompt: Prompt, row: dict[str, str]) -> list[Problem]:
        """What is missing or not understood in one row of a table."""
        return []

    def questions(self, prompt: Prompt, row: dict[str, str]) -> list[Question]:
        """What a person has to decide about the cells of one row."""
        return []

    def decide(self, prompt: Prompt, row: dict[str, str], column: str, choice: str) -> dict[str, str]:
        """The row as a person decided about one of its questions."""
        return row

    def blocks(self, prompt: Prompt, value: Value) -> list[str]:
        """The words of an answer in plain text, one block (paragraph, row, choice) each."""
        raise NotImplementedError

    def typed(self, prompt: Prompt, value: Value) -> list[str]:
        """What people typed themselves, block by block: nothing of the instrument's own words."""
        return self.blocks(prompt, value)

    def merge(self, base: Value, theirs: Value, mine: Value) -> Value:
        """Both people's changes since `base`, or Clash where they touch the same place."""
        raise NotImplementedError

    def both(self, base: Value, theirs: Value, mine: Value) -> Value:
        """Mine, with the words of theirs beside it wherever the two clash, for a person to choose from."""
        return mine

    def with_note(self, prompt: Prompt, value: Value, html: str) -> Value | None:
        """The answer with a diary note in it; None where it cannot stand and has to be copied by hand."""
        return None

    def places_in_word(self, prompt: Prompt) -> dict[str, str]:
        """The places to write in on a Word form: `text_0`, `text`, `choices` or `rows`, each with its label."""
        return {}

    def shown(self, prompt: Prompt, value: Value) -> dict:
        """What templates and reports print: labels in place of codes, cells in place of columns."""
        raise NotImplementedError
