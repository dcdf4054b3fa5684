"""What is wrong with a row, in words: its cells one by one, and for costs what other rows and rounds say to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from living_docs import uk_time
from living_docs.carry_over import previous_answer
from living_docs.kinds import Problem, kind_of
from living_docs.kinds.costs import money
from living_docs.kinds.tables import Row, cell_problem, column_of
from living_docs.models import Answer, LivingDocument
from living_docs.tables.typed import read_or_none

LARGE = Decimal("0.5")  # a change by more than half of the last round's amount asks for a note


def row_problems(answer: Answer, row: Row) -> list[Problem]:
    """Everything to mend in one row of a table."""
    kind = kind_of(answer.prompt)
    found = kind.row_problems(answer.prompt, row)
    return found + cost_problems(answer, [row]) if kind.counts_costs else found


def problems(answer: Answer) -> list[Problem]:
    """Everything that keeps an answer from being sent."""
    kind = kind_of(answer.prompt)
    found = kind.problems(answer.prompt, answer.value)
    return found + cost_problems(answer, answer.value.get("rows", [])) if kind.counts_costs else found


def cost_problems(answer: Answer, rows: list[Row]) -> list[Problem]:
    """The cost rules that look beyond one row (K6, K7 and large changes). What stood there last round is record."""
    last = previous_answer(answer.document, answer.prompt)
    before = {row["id"]: row for row in last.value.get("rows", [])} if last else {}
    elsewhere = rows_elsewhere(answer)
    found = []
    for row in rows:
        earlier = before.get(row["id"])
        if row == earlier:
            continue
        sentences = [*out_of_period(answer, row), *in_both_tables(row, elsewhere), *unexplained(row, earlier, last)]
        found += [problem(answer, row, name, sentence) for name, sentence in sentences]
    return found


def problem(answer: Answer, row: Row, name: str, sentence: str) -> Problem:
    return cell_problem(answer.prompt, row, column_of(answer.prompt, name), sentence)


def out_of_period(answer: Answer, row: Row) -> list[tuple[str, str]]:
    """Running costs belong to the time since the last round; a table whose dates must be given is one of those."""
    if not any(column.name == "period_from" and column.required for column in answer.prompt.columns):
        return []
    first, last = period(answer.document)
    found = []
    for name in ("period_from", "period_to"):
        day = read_or_none("date", row.get(name, ""))
        if isinstance(day, date) and first is not None and day < first:
            found.append(
                (
                    name,
                    f"this round’s costs begin on {uk_time.short_day(first)}, the day after round "
                    f"{answer.document.round.number - 1} closed",
                )
            )
        elif isinstance(day, date) and day > last:
            found.append((name, f"this is after the deadline, {uk_time.short_day(last)}"))
    return found


def period(document: LivingDocument) -> tuple[date | None, date]:
    """From the day after the last round's deadline to this document's own."""
    last_day = document.deadline.astimezone(uk_time.UK).date()
    earlier = (
        type(document.round)
        .objects.filter(programme=document.round.programme, number=document.round.number - 1, deadline__isnull=False)
        .first()
    )
    return (day_after(earlier.deadline.astimezone(uk_time.UK).date()) if earlier else None), last_day


def day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def rows_elsewhere(answer: Answer) -> dict[tuple[str, ...], str]:
    """What is named in the document's other cost tables, with the number of the table."""
    tables = [
        p for p in answer.document.prompts.values() if kind_of(p).counts_costs and p.number != answer.prompt_number
    ]
    others = answer.document.answers.filter(prompt_number__in=[prompt.number for prompt in tables])
    return {
        what(row): other.prompt_number for other in others for row in other.value.get("rows", []) if row.get("item")
    }


def what(row: Row) -> tuple[str, ...]:
    return tuple(" ".join(row.get(name, "").casefold().split()) for name in ("item", "bearer", "amount"))


def in_both_tables(row: Row, elsewhere: dict[tuple[str, ...], str]) -> list[tuple[str, str]]:
    number = elsewhere.get(what(row))
    return [("item", f"the same cost is in {number} too; keep it in only one")] if number else []


def unexplained(row: Row, earlier: Row | None, last: Answer | None) -> list[tuple[str, str]]:
    """A large change of a known amount, without a word in the note."""
    now, then = money(row, "amount"), money(earlier, "amount") if earlier else None
    if last is None or not now or not then or row.get("note") or abs(now - then) <= then * LARGE:
        return []
    number = last.document.round.number
    return [("note", f"the amount was {then:,.2f} in round {number}; say in a few words why it has changed so much")]
