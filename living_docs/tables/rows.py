"""Rows of tables and cost tables as pages print them: each cell beside its label and what stood there the last time."""

from __future__ import annotations

from dataclasses import dataclass

from living_docs.tables.typed import printed, read_as

WIDE = 6  # a table with more columns than this is printed row by row, each with its labels
HARD_SPACE = "\u00a0"
CHANGES = {"new": "New", "changed": "Changed"}


@dataclass(frozen=True)
class Cell:
    name: str
    label: str
    kind: str
    numeric: bool
    text: str
    before: str = ""

    @property
    def printed(self) -> str:
        return printed(self.kind, self.text)

    @property
    def read_as(self) -> str:
        """How it was understood, where the letters do not say so."""
        return read_as(self.kind, self.text)

    @property
    def printed_before(self) -> str:
        """What stood here the last time, where that was something else."""
        if self.before in ("", self.text):
            return ""
        return printed(self.kind, self.before)


@dataclass(frozen=True)
class Row:
    """One row of a table. `change` is new or changed, compared with the last time, where there was one.

    `to_mend` are sentences about its cells, where the row is still being written.
    """

    id: str
    cells: dict[str, Cell]
    change: str = ""
    to_mend: tuple[str, ...] = ()

    @property
    def change_label(self) -> str:
        return CHANGES.get(self.change, "")

    @property
    def title(self) -> Cell:
        """The cell that names the row: the first text in it."""
        filled = [cell for cell in self.cells.values() if cell.text]
        return next((cell for cell in filled if cell.kind == "text"), filled[0])

    @property
    def rest(self) -> list[Cell]:
        return [cell for cell in self.cells.values() if cell is not self.title and (cell.text or cell.printed_before)]

    @property
    def changed(self) -> list[Cell]:
        """The cells in which something else stood the last time."""
        return [cell for cell in self.cells.values() if cell.printed_before]

    # A cost

    @property
    def is_cost(self) -> bool:
        return {"amount", "status"} <= self.cells.keys()

    def printed(self, *names: str) -> list[str]:
        return [self.cells[name].printed for name in names if name in self.cells and self.cells[name].text]

    @property
    def cost_title(self) -> str:
        return " ".join(self.printed("item")) or "Not yet named"

    @property
    def what_and_whose(self) -> str:
        return ". ".join(self.printed("category", "bearer"))

    @property
    def notes(self) -> str:
        first = ["Paid once, by the first to do it"] if self.printed("trailblazer") == ["Yes"] else []
        return ". ".join(
            text.rstrip(".") for text in [*self.printed("nature", "source"), *first, *self.printed("note")]
        )

    @property
    def period(self) -> str:
        return f"{HARD_SPACE}to ".join(self.printed("period_from", "period_to"))

    @property
    def worked_out(self) -> str:
        """ "9 × £2,510 per WTE-month"."""
        rates = [f"£{rate.lstrip('£')}" for rate in self.printed("unit_rate")]
        units = [
            f"per {unit if unit.isupper() or unit[1:2].isupper() else unit.lower()}" for unit in self.printed("unit")
        ]
        return " ".join([" × ".join([*self.printed("quantity"), *rates]), *units]) if self.printed("quantity") else ""

    @property
    def bounds(self) -> str:
        return f"{HARD_SPACE}to ".join(self.printed("low", "high"))

    @property
    def amount(self) -> str:
        return " ".join(self.printed("amount"))

    @property
    def is_none(self) -> bool:
        """Checked: there was no such cost. Without an amount and not this, the value is not known, never nought."""
        return self.cells["status"].text.startswith("None")

    @property
    def status(self) -> str:
        """In a word, since the amount beside it says the rest."""
        return "Checked" if self.is_none else self.cells["status"].text.partition(",")[0]

    @property
    def amount_before(self) -> str:
        """What the amount was the last time; empty when it was not known."""
        if self.cells["status"].before.startswith("None"):
            return "None"
        return printed("money", self.cells["amount"].before)


def rows_of(shown: dict, *, ids: tuple[str, ...] = (), before: dict[str, list[str]] | None = None) -> list[Row]:
    """The rows of a table as it is shown, compared with those of the last time by their ids."""
    places = ids or tuple(str(place) for place in range(len(shown["rows"])))
    return [row_of(shown["columns"], place, texts, before) for place, texts in zip(places, shown["rows"], strict=True)]


def row_of(columns: list[dict], row_id: str, texts: list[str], before: dict[str, list[str]] | None) -> Row:
    earlier = (before or {}).get(row_id, [""] * len(columns))
    cells = {
        column["name"]: Cell(column["name"], column["label"], column["kind"], column["numeric"], text, then)
        for column, text, then in zip(columns, texts, earlier, strict=True)
    }
    return Row(row_id, cells, change(texts, (before or {}).get(row_id)) if before is not None else "")


def change(texts: list[str], earlier: list[str] | None) -> str:
    if earlier is None:
        return "new"
    return "" if texts == earlier else "changed"
