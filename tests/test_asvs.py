"""The table of docs/asvs.md is whole: every requirement once, counted rightly, and what it names is there."""

import ast
import csv
import re
from collections import Counter
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_engine

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
OUTCOMES = ("met", "partly", "not", "does not apply")
NO_TEST = "— (by reading)"


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


ROWS = [cells(line) for line in TEXT.splitlines() if re.match(r"\| \d+\.\d+\.\d+ \|", line)]


def named(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def test_every_requirement_stands_there_once_with_its_level():
    with (ROOT / "tests" / "asvs.csv").open(encoding="utf-8", newline="") as file:
        asked = [(row["requirement"], row["level"]) for row in csv.DictReader(file)]
    assert [(row[0], row[1]) for row in ROWS] == asked


def test_the_counts_at_the_top_are_those_of_the_table():
    counted = Counter((outcome, level) for _, level, _, outcome, _, _ in ROWS)
    expected = [[outcome, *(str(counted[outcome, level]) for level in "123")] for outcome in OUTCOMES]
    expected.append(["in all", *(str(sum(row[1] == level for row in ROWS)) for level in "123")])
    told = [cells(line) for line in TEXT.splitlines() if cells(line)[0] in (*OUTCOMES, "in all")]
    assert told == [[*line, str(sum(map(int, line[1:])))] for line in expected]


def test_each_row_says_how_and_what_shows_it():
    for number, _, matter, outcome, how, shown in ROWS:
        assert (number, bool(matter), bool(how), outcome in OUTCOMES) == (number, True, True, True)
        without = {"met": NO_TEST, "partly": NO_TEST, "not": "—", "does not apply": "—"}[outcome]
        assert shown == without or (outcome in {"met", "partly"} and named(shown)), number


def test_every_test_that_is_named_is_in_the_tree():
    for number, *_, shown in ROWS:
        for name in named(shown):
            file, _, function = name.partition("::")
            tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
            functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
            assert (number, name, function in functions) == (number, name, True)


def test_every_module_that_is_named_is_in_the_tree():
    paths = [name for name in named(TEXT) if re.fullmatch(r"[\w.-]+/[\w./-]*\w|[\w-]+\.(md|json|toml)", name)]
    kept_in_var = {"var/audit-ledger"}
    assert {path for path in paths if not (ROOT / path).exists()} - kept_in_var == set()
    assert len(paths) > 150
