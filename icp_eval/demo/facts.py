"""What the demo text knows of each site: facts and own words in data/sites/, people in data/demo_people.csv."""

import csv
import json
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def site_slugs() -> tuple[str, ...]:
    """The sites in the order of the programme's own list."""
    return tuple(dict.fromkeys(row["slug_or_team"] for row in people() if row["slug_or_team"] != "team"))


@cache
def people() -> tuple[dict[str, str], ...]:
    """Every demo person of data/demo_people.csv."""
    with (DATA / "demo_people.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def person(slug: str, role: str) -> dict[str, str]:
    """The site's "manager" or "contributor"."""
    return next(row for row in people() if row["slug_or_team"] == slug and row["role"] == role)


@cache
def site_facts(slug: str) -> dict:
    """The site's facts; a row of a list is one string with its cells between bars."""
    return json.loads((DATA / "sites" / f"{slug}.json").read_text(encoding="utf-8"))


@cache
def bank(name: str) -> dict:
    """A phrase bank that all sites draw on, each in its own way; it may be spread over several files."""
    found: dict = {}
    for path in sorted(DATA.glob(f"{name}*.json")):
        found |= json.loads(path.read_text(encoding="utf-8"))
    return found


def cells(row: str) -> list[str]:
    """The cells of a row "one | two | three"."""
    return [cell.strip() for cell in row.split("|")]
