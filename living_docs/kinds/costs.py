"""A cost table: amounts worked out or typed, an unknown value never counted as nothing (cost rules K1 to K6)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from living_docs.kinds import total_rows
from living_docs.kinds.base import Question
from living_docs.kinds.tables import Row, Table, cell_problem, column_of
from living_docs.tables.figures import is_not_known
from living_docs.tables.typed import MOST_MONEY, read_or_none

FIRST_READ, FIRST_FIGURE = re.compile(r"[£,\s]"), re.compile(r"\+?(?:[0-9]{1,15}(?:\.[0-9]{0,10})?|\.[0-9]{1,10})")
NOT_KNOWN = "not_yet_known"
UNVALUED = {NOT_KNOWN: "not yet known", "none": "none"}


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


def valued_amount(row: Row) -> Decimal | None:
    return None if row.get("status") in UNVALUED else money(row, "amount")


def total(rows: list[Row]) -> CostTotal:
    """The sum of what is known; rows used but not valued are counted beside it, never as zero, and sums not at all."""
    rows = [row for row in rows if not total_rows.waits(row)]
    amounts = [amount for row in rows if (amount := valued_amount(row)) is not None]
    none_rows = sum(row.get("status") == "none" for row in rows)
    return CostTotal(sum(amounts, Decimal(0)), len(amounts), len(rows) - len(amounts) - none_rows)


def sent_rows(entry: dict) -> list[Row]:
    """The rows of a submission's cost table, each amount as it was understood when it was sent: its totals stand."""
    rows = entry["value"].get("rows", [])
    amounts = entry.get("shown", {}).get("amounts") or [as_first_read(row.get("amount", "")) for row in rows]
    return [row | {"amount": amount} for row, amount in zip(rows, amounts, strict=True)]


def as_first_read(typed: str) -> str:
    """An amount of a submission that does not say how it was understood: the first reader left out every comma."""
    digits = FIRST_READ.sub("", typed)
    amount = Decimal(digits) if FIRST_FIGURE.fullmatch(digits) else None
    fits = amount is not None and amount <= MOST_MONEY and amount == round(amount, 2)
    return f"{amount:.2f}" if fits else typed


class CostTable(Table):
    """A table in which each row is a cost."""

    counts_costs = True
    rows_hint = "Amount = quantity × rate where both are given."
    rows_template = "living_docs/costs/_rows.html"

    def clean(self, prompt, value):
        """Besides, rows that look like a total are marked."""
        cleaned = super().clean(prompt, value)
        return cleaned | {"rows": total_rows.with_marks(cleaned["rows"], valued_amount)}

    def computed(self, prompt, row):
        """Amount = quantity x unit rate when both are given (K1), unless there is no value to give."""
        return row if row.get("status") in UNVALUED else super().computed(prompt, row)

    def questions(self, prompt, row):
        """Besides, whether a cost is not yet known whose amount says "TBC"."""
        if row.get("status") in UNVALUED:
            return []
        if total_rows.waits(row) and not super().questions(prompt, row):
            return [total_rows.question(row)]
        if not is_not_known(row.get("amount", "")):
            return super().questions(prompt, row)
        status = column_of(prompt, "status")
        asked = f"“{row['amount']}” is no amount. If the cost is not yet known, say so in {status.label}"
        return [
            Question("amount", asked, ((NOT_KNOWN, f"Yes, change {status.label} to “{status.labels[NOT_KNOWN]}”"),))
        ]

    def decide(self, prompt, row, column, choice):
        if choice == NOT_KNOWN:
            return row | {"status": NOT_KNOWN} if is_not_known(row.get("amount", "")) else row
        if choice in (total_rows.TAKE_OUT, total_rows.KEEP):
            return total_rows.decided(row, choice) if total_rows.waits(row) else row
        return super().decide(prompt, row, column, choice)

    def cell_problem(self, column, cell):
        """An amount may say in words that it is not known: the status, too, has to say so."""
        return "" if column.name == "amount" and is_not_known(cell) else super().cell_problem(column, cell)

    def row_problems(self, prompt, row):
        found = super().row_problems(prompt, row)
        amount, low, high = (money(row, name) for name in ("amount", "low", "high"))

        def add(name: str, sentence: str) -> None:
            found.append(cell_problem(prompt, row, column_of(prompt, name), sentence))

        if amount is None and not row.get("amount") and row.get("status") not in UNVALUED:
            add("amount", "enter an amount, or say in Status that it is not yet known")
        says_so = row.get("status") == NOT_KNOWN and is_not_known(row.get("amount", ""))
        if row.get("amount") and row.get("status") in UNVALUED and not says_so:
            add("amount", f"leave this empty, or change the status: it says “{UNVALUED[row['status']]}”")
        if None not in (low, amount) and low > amount:
            add("low", "this is more than the amount")
        if None not in (high, amount) and high < amount:
            add("high", "this is less than the amount")
        if amount is None and None not in (low, high) and high < low:
            add("high", "this is less than the low estimate")
        return found

    def shown(self, prompt, value):
        rows = value.get("rows", [])
        sums = total(rows)
        known = {
            "label": "Known so far",
            "known": f"{sums.known:,.2f}",
            "known_rows": sums.known_rows,
            "unknown_rows": sums.unknown_rows,
        }
        amounts = ["" if (amount := money(row, "amount")) is None else f"{amount:.2f}" for row in rows]
        return super().shown(prompt, value) | {
            "totals": [known] if rows else [],
            "amounts": amounts,  # nothing written is not nought
        }
