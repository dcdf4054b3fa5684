"""The fictional text of the demo sites: right in shape, a site's own, growing from round to round."""

import csv
import json
import re
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from icp_eval.demo.facts import people, site_facts, site_slugs
from icp_eval.demo.narrative import compose

ROOT = Path(__file__).resolve().parents[2]
CALENDAR = {1: date(2026, 2, 13), 2: date(2026, 5, 15), 3: date(2026, 11, 13)}
INSTRUMENT = json.loads((ROOT / "living_docs/data/instrument.json").read_text(encoding="utf-8"))
PROMPTS = [*INSTRUMENT["cover"], *(prompt for question in INSTRUMENT["questions"] for prompt in question["prompts"])]
POINTS = ["Say which records the figure comes from.", "Spell out two acronyms.", "Describe one meeting."]
FUTURE_COLUMNS = {("5.2", "planned"), ("5.2", "actual"), ("6.3", "until")}


@cache
def document(slug: str) -> dict[tuple[int, str], dict]:
    """What a site says in rounds 1 to 3, by round and prompt; "no change" stands as itself."""
    last, found = {}, {}
    for number in CALENDAR:
        for prompt in PROMPTS:
            if prompt["rounds"][str(number)] == "none":
                continue
            name = prompt["number"]
            found[number, name] = compose(
                slug, number, prompt, previous=last.get(name), calendar=CALENDAR, points=POINTS
            )
            if found[number, name]["state"] == "answered":
                last[name] = found[number, name]
    return found


def pieces(answer: dict) -> list[str]:
    """The plain texts of an answer, cell by cell."""
    value = answer.get("value") or {}
    texts = [*value.get("texts", []), value.get("text", ""), value.get("follow_up", "")]
    texts += [cell for row in value.get("rows", []) for name, cell in row.items() if name != "id"]
    return [re.sub(r"<[^>]+>", " ", text) for text in texts if text]


def all_text(slug: str) -> str:
    return "\n".join(piece for answer in document(slug).values() for piece in pieces(answer))


def words_in_round(slug: str, number: int) -> int:
    """The words of the document in a round, with what stands unchanged from earlier."""
    total = 0
    for prompt in PROMPTS:
        said = [document(slug).get((one, prompt["number"])) for one in range(number, 0, -1)]
        if said[0]:
            current = next((one for one in said if one and one["state"] != "no_change"), {})
            total += sum(len(piece.split()) for piece in pieces(current))
    return total


def a_day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


@pytest.mark.parametrize("slug", site_slugs())
def test_every_answer_has_the_shape_of_its_prompt(slug):
    prompts = {prompt["number"]: prompt for prompt in PROMPTS}
    for (number, name), answer in document(slug).items():
        prompt = prompts[name]
        check_state(prompt, number, answer)
        if answer["state"] == "answered":
            check_value(prompt, number, answer["value"])


def check_state(prompt: dict, number: int, answer: dict) -> None:
    state = answer["state"]
    allowed = {
        "answered": True,
        "no_change": prompt["rounds"][str(number)] == "update",
        "open": not prompt["required"],
        "too_early": prompt["too_early"],
        "not_known": bool(answer.get("until")),
        "not_answered": bool(answer.get("reason")),
    }
    assert allowed[state], (prompt["number"], number, answer)
    if state == "not_known":
        assert date.fromisoformat(answer["until"]) > CALENDAR[number]


def check_value(prompt: dict, number: int, value: dict) -> None:
    for html in [*value.get("texts", []), value.get("follow_up", "")]:
        assert all(re.fullmatch(r"<p>[^<>{}\[\]]+</p>", block) for block in html.split("\n") if html), html
    if prompt["follow_up"] and prompt["follow_up"]["required"]:
        assert value["follow_up"]
    if prompt["kind"] == "prose":
        assert 1 <= len(value["texts"]) <= prompt["repeat"]
    if prompt["kind"] == "choice":
        assert value["choices"]
        assert set(value["choices"]) <= {option["value"] for option in prompt["options"]}
        assert prompt["multiple"] or len(value["choices"]) == 1
    if prompt["kind"] in ("table", "cost_table"):
        assert 3 <= len(value["rows"]) <= min(9, prompt["row_limit"] or 9), (prompt["number"], len(value["rows"]))
        assert len({row["id"] for row in value["rows"]}) == len(value["rows"])
        for row in value["rows"]:
            assert list(row) == ["id", *(column["name"] for column in prompt["columns"])]
            check_row(prompt, number, row)


def check_row(prompt: dict, number: int, row: dict) -> None:
    for column in prompt["columns"]:
        cell = row[column["name"]]
        assert isinstance(cell, str)
        assert cell or not column["required"], (prompt["number"], column["name"])
        if not cell:
            continue
        if column["kind"] == "choice":
            assert cell in {option["value"] for option in column["options"]}, (prompt["number"], column["name"], cell)
        elif column["kind"] == "date":
            future = (prompt["number"], column["name"]) in FUTURE_COLUMNS
            assert future or a_day(cell) <= CALENDAR[number], (prompt["number"], cell)
        elif column["kind"] in ("number", "integer", "money"):
            amount = Decimal(cell)
            assert column["kind"] != "integer" or amount == int(amount)
            assert column["min"] is None or amount >= column["min"]
            assert column["max"] is None or amount <= column["max"]
    if prompt["kind"] == "cost_table":
        check_cost(prompt, number, row)


def check_cost(prompt: dict, number: int, row: dict) -> None:
    if row["status"] in ("not_yet_known", "none"):
        assert not row["amount"]
        return
    amount = Decimal(row["amount"])
    assert amount == (Decimal(row["quantity"]) * Decimal(row["unit_rate"])).quantize(Decimal("0.01"))
    assert not row["low"] or Decimal(row["low"]) <= amount <= Decimal(row["high"])
    if prompt["number"] == "8.2":
        assert CALENDAR[number - 1] <= a_day(row["period_from"]) <= a_day(row["period_to"]) <= CALENDAR[number]


@pytest.mark.parametrize("slug", site_slugs())
def test_lengths_grow_over_the_rounds(slug):
    first, second, third = (words_in_round(slug, number) for number in CALENDAR)
    assert 3000 <= third <= 12000
    assert first < second < third
    assert 0.3 * third < first < 0.65 * third


def test_the_same_every_time():
    before = document("cumbria")
    document.cache_clear()
    assert document("cumbria") == before


def test_an_update_keeps_most_paragraphs_and_adds():
    kept = added = 0
    for slug in site_slugs():
        for (number, name), answer in document(slug).items():
            earlier = document(slug).get((number - 1, name))
            texts = answer.get("value", {}).get("texts")
            if name == "1.1" and number > 1 and texts and earlier and earlier["state"] == "answered":
                before, now = (one["value"]["texts"][0].split("\n") for one in (earlier, answer))
                assert len(now) > len(before)
                kept += len(set(before) & set(now))
                added += len(set(now) - set(before))
    assert kept and added


def terms() -> list[dict[str, str]]:
    with (ROOT / "sites/data/identifying_terms.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("slug", site_slugs())
def test_no_site_is_named_by_another(slug):
    text = all_text(slug)
    others = [re.escape(row["term"]) for row in terms() if row["site"] != slug]
    assert not re.findall(r"\b(?:" + "|".join(others) + r")\b", text, re.IGNORECASE)


def test_terms_belong_to_one_site_and_are_no_plain_words():
    owner = defaultdict(set)
    for row in terms():
        owner[row["term"].lower()].add(row["site"])
        assert row["term"][0].isupper()
    assert all(len(sites) == 1 for sites in owner.values())
    assert {row["site"] for row in terms()} == set(site_slugs())
    for slug in site_slugs():
        own = {row["term"] for row in terms() if row["site"] == slug}
        assert len(own) >= 20
        named = [*site_facts(slug)["places"], *(row.split("|")[2] for row in site_facts(slug)["staff"])]
        named += [row.split("|")[0] for row in site_facts(slug)["partners"]]
        assert not [name for name in named if name and name not in own]


def test_surnames_are_distinct():
    names = {row["name"] for row in people()}
    fictional = [row for row in terms() if row["kind"] == "person" and row["fictional"] == "yes"]
    names |= {row["term"] for row in fictional if " " in row["term"]}
    surnames = [name.split(" ", 1)[1] for name in names]
    assert len(surnames) == len(set(surnames)) == 16 * 5 + 10


def test_sites_share_hardly_any_run_of_eight_words():
    runs = defaultdict(set)
    for slug in site_slugs():
        for answer in document(slug).values():
            for piece in pieces(answer):
                words = re.findall(r"[\w'-]+", piece.lower())
                for at in range(len(words) - 7):
                    runs[" ".join(words[at : at + 8])].add(slug)
    shared = sum(len(sites) > 1 for sites in runs.values())
    assert shared < 0.015 * len(runs)


def test_no_year_is_written_out():
    assert not re.search(r"\b(2009|2010)\b", "".join(all_text(slug) for slug in site_slugs()))
