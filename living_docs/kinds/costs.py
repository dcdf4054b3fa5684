"""A cost table: amounts worked out or typed, an unknown value never counted as nothing (cost rules K1 to K6)."""

from dataclasses import dataclass
from decimal import Decimal

from living_docs.kinds.base import Problem
from living_docs.kinds.tables import Row, Table, cell_id
from living_docs.tables.typed import read_or_none

UNVALUED = {"not_yet_known": "not yet known", "none": "none"}


@dataclass(frozen=True)
class CostTotal:
    """Pounds known so far, over how many rows, and how many rows were used without a known value."""

    known: Decimal
    known_rows: int
    unknown_rows: int

    @property
    def known_in_figures(self) -> str:
        return f"{self.known:,.2f}".removesuffix(".00")

    @property
    def in_words(self) -> str:
        unknown = f", {self.unknown_rows} not yet known" if self.unknown_rows else ""
        return f"{self.known:,.2f} ({self.known_rows} known{unknown})"


def money(row: Row, name: str) -> Decimal | None:
    amount = read_or_none("money", row.get(name, ""))
    return amount if isinstance(amount, Decimal) else None


def total(rows: list[Row]) -> CostTotal:
    """The sum of what is known; rows used but not valued are counted beside it, never as zero."""
    valued = [row for row in rows if row.get("status") not in UNVALUED]
    amounts = [amount for row in valued if (amount := money(row, "amount")) is not None]
    none_rows = sum(row.get("status") == "none" for row in rows)
    return CostTotal(sum(amounts, Decimal(0)), len(amounts), len(rows) - len(amounts) - none_rows)


class CostTable(Table):
    def computed(self, prompt, row):
        """Amount = quantity x unit rate when both are given (K1), unless there is no value to give."""
        return row if row.get("status") in UNVALUED else super().computed(prompt, row)

    def row_problems(self, prompt, row):
        found = super().row_problems(prompt, row)
        amount, low, high = (money(row, name) for name in ("amount", "low", "high"))
        columns = {column.name: column for column in prompt.columns}

        def add(name: str, sentence: str) -> None:
            found.append(Problem(cell_id(prompt, row, columns[name]), f"{columns[name].label}: {sentence}"))

        if amount is None and not row.get("amount") and row.get("status") not in UNVALUED:
            add("amount", "enter an amount, or say in Status that it is not yet known")
        if row.get("amount") and row.get("status") in UNVALUED:
            add("amount", f"leave this empty, or change the status: it says “{UNVALUED[row['status']]}”")
        if None not in (low, amount) and low > amount:
            add("low", "this is more than the amount")
        if None not in (high, amount) and high < amount:
            add("high", "this is less than the amount")
        return found

    def shown(self, prompt, value):
        rows = value.get("rows", [])
        sums = total(rows)
        known = {"label": "Known so far", "known": f"{sums.known:,.2f}", "known_rows": sums.known_rows,
                 "unknown_rows": sums.unknown_rows}  # fmt: skip
        return super().shown(prompt, value) | {"totals": [known] if rows else []}  # nothing written is not nought
