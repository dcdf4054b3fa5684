"""What the coding page sends: a passage chosen by offsets, or blocks that were ticked; themes; a memo."""

from __future__ import annotations

from django.http import QueryDict

from living_docs.answer_text import Block, blocks_of, text_of
from living_docs.prose import tidy
from themes.models import CodingLayer, Theme

BOXES = ("Theme", "Another theme", "A third theme")  # where browser code does not make them one
CHANGED = "The words you chose are not in the answer. Choose them again."


class CodingForm:
    """Read what was sent; `problems` says in words what is missing. Nothing that was typed is lost."""

    def __init__(self, layer: CodingLayer, posted: QueryDict | None = None) -> None:
        self.entries = layer.submission.entries()
        self.posted = posted or QueryDict()
        self.is_sent = posted is not None
        self.memo = tidy(self.posted.get("memo", ""))
        self.ticked = self.posted.getlist("block")
        self.chosen = self.posted.getlist("theme")
        self.problems: list[dict[str, str]] = []
        self.passages = self.find_passages() if self.is_sent else []
        self.themes = self.find_themes() if self.is_sent else []

    @property
    def is_valid(self) -> bool:
        return self.is_sent and not self.problems

    @property
    def boxes(self) -> list[tuple[str, str]]:
        """A list to choose from for each theme, with what is chosen."""
        more = [f"Theme {place + 1}" for place in range(len(BOXES), len(self.chosen))]
        chosen = [*self.chosen, *[""] * len(BOXES)]
        return list(zip([*BOXES, *more], chosen, strict=False))

    def problem(self, text: str, anchor: str) -> None:
        self.problems.append({"text": text, "anchor": anchor})

    def find_themes(self) -> list[Theme]:
        keys = [key for key in self.chosen if key.isdigit()]
        found = list(Theme.objects.standing().filter(pk__in=keys, codable=True))
        if len(found) < len(set(keys)):
            self.problem("A theme you chose is no longer offered. Choose another.", "id_theme")
        elif not found:
            self.problem("Choose a theme", "id_theme")
        return found

    def find_passages(self) -> list[tuple[str, int, int]]:
        """Prompt, start and end of each passage: the words that were selected, or else the ticked blocks."""
        found = self.selected() if self.posted.get("start") else self.from_blocks()
        if not found and not self.problems:
            self.problem("Choose the words to code, or tick paragraphs", "document-heading")
        return found

    def selected(self) -> list[tuple[str, int, int]]:
        number, start, end = (self.posted.get(name, "") for name in ("prompt", "start", "end"))
        text = text_of(self.entries[number]) if number in self.entries else ""
        if not (start.isdecimal() and end.isdecimal()) or text[int(start) : int(end)] != self.posted.get("quote"):
            self.problem(CHANGED, "document-heading")
            return []
        return [(number, int(start), int(end))] if self.posted["quote"].strip() else []

    def from_blocks(self) -> list[tuple[str, int, int]]:
        found = []
        for number, entry in self.entries.items():
            blocks = blocks_of(entry)
            if blocks and f"{number}:all" in self.ticked:
                found.append((number, 0, blocks[-1].end))
            else:
                found += [(number, *run) for run in runs([b for b in blocks if f"{number}:{b.number}" in self.ticked])]
        return found


def runs(blocks: list[Block]) -> list[tuple[int, int]]:
    """Start and end of each run of blocks that follow one another."""
    found: list[tuple[int, int]] = []
    for block in blocks:
        if found and found[-1][1] + 1 == block.start:
            found[-1] = (found[-1][0], block.end)
        else:
            found.append((block.start, block.end))
    return found
