"""The fictional reviews keep the anonymity rules by themselves; the fictional readings judge documents only."""

import json
import re
from itertools import product
from pathlib import Path

import pytest

from icp_eval.demo.readings import compose_agreed, compose_reading
from icp_eval.demo.review_text import anonymised_quotations, pick_quotation, review
from reporting.review.key_messages import (
    FEWEST_MESSAGES,
    FINDING,
    FOLLOWS,
    FOLLOWS_FROM_IT,
    MOST_MESSAGES,
    STATEMENT,
    WHY,
)

INSTRUMENT = json.loads((Path(__file__).parents[2] / "living_docs/data/instrument.json").read_text(encoding="utf-8"))
SITES = ["cumbria", "norfolk", "newquay", "torbay", "wakefield"]
FIELDS = {"comprehensible", "complete", "noted", "more", "evidence", "practical"}
ROUNDS = (1, 2, 3)
CLOSING = {"Conclusion", "Issues for the next round"}
WRITTEN = ("finding", "why", "department", "sites", "evaluation", "issue", "text")

PILOTS = r"(?:pilots?|sites?|documents?|accounts?|teams?|of them|others)"
NUMBERS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|\d+|"
    r"half|a third|a quarter|a single|a couple of|a pair of|a dozen|both|all but \w+)"
)
TYPED_COUNT = re.compile(rf"\b{NUMBERS}(?: of the| other| of these| more)?(?: \w+)? {PILOTS}\b", re.IGNORECASE)
FOCUS = re.compile(
    r"dementia|memory clinic|falls|fallers|copd|pulmonary|lung|breath|substance|drug|alcohol|addict|diabet|end of life|"
    r"palliative|dying|nursing home|care home|cardiovascular|heart|stroke|mental health|psychiatr|older people|elderly|"
    r"long-term condition|community hospital|self-management|coast|island|rural|city|county",
    re.IGNORECASE,
)
JUDGEMENT = re.compile(
    r"\b(?:success\w*|fail\w*|impressive|impressed|better than|worse|best|excellent|outstanding|poor|weak|strong\w*|"
    r"disappoint\w*|other sites?|another site|other pilots'|score\w*|rating|mark\w* out of|well done|achievement\w*)\b",
    re.IGNORECASE,
)


def slug_of(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def prompts_of(round_number: int) -> list[dict]:
    everything = INSTRUMENT["cover"] + [
        prompt for question in INSTRUMENT["questions"] for prompt in question["prompts"]
    ]
    return [prompt for prompt in everything if prompt["rounds"][str(round_number)] != "none"]


def words_of(round_number: int) -> str:
    said = review(round_number)
    parts = [said["title"], said["subtitle"], said["abstract"]]
    parts += [text for item in said["glance"] for text in (item["statement"], item["text"])]
    for item in [*said["messages"], *said["last_issues"]]:
        parts += [item[name] for name in WRITTEN if item.get(name)]
        parts += [row["statement"] for row in item["counts"]]
    for section in said["sections"].values():
        parts += [section["standfirst"], section["html"], *(item["statement"] for item in section["brief"])]
    return re.sub(r"<[^>]+>", " ", "\n".join(parts))


def known_counts(round_number: int) -> set[str]:
    keys = {"received"} | {f"question-{number}-{kind}" for number in range(1, 9) for kind in ("full", "open")}
    for prompt in prompts_of(round_number):
        keys.add(f"prompt-{prompt['number']}-answered")
        if prompt["too_early"]:
            keys.add(f"prompt-{prompt['number']}-too-early")
        for name, values in ((column["name"], column["options"]) for column in prompt["columns"]):
            keys |= {f"{kind}-{prompt['number']}-{name}-{one['value']}" for kind in ("row", "shown") for one in values}
        keys |= {f"choice-{prompt['number']}-{one['value']}" for one in prompt["options"]}
    keys |= {"theme-P1", "theme-P2", "theme-P3"}
    if round_number > 1:
        keys |= {f"question-{number}-changed" for number in range(1, 9)}
        keys |= {"setup-costs", "running-costs", "both-costs", "unknown-costs"}
    return keys


def document(round_number: int, seed: int = 0) -> list[dict]:
    """The sections of a made-up document with every state in it."""
    sections: dict[int, dict] = {0: {"number": 0, "title": "Cover", "prompts": []}}
    for question in INSTRUMENT["questions"]:
        sections[question["number"]] = {"number": question["number"], "title": question["title"], "prompts": []}
    for place, prompt in enumerate(prompts_of(round_number)):
        spin = (place * 7 + seed * 3) % 11
        state = "too_early" if prompt["too_early"] and spin % 2 else "answered"
        if spin == 5:
            state = "not_answered" if prompt["required"] else "open"
        if spin == 8 and prompt["required"]:
            state = "later"
        number = 0 if prompt["number"][0] == "C" else int(prompt["number"][0])
        words = 0 if state != "answered" else 25 + spin * 40
        sections[number]["prompts"].append(
            {"number": prompt["number"], "label": prompt["label"], "state": state, "words": words}
        )
    return list(sections.values())


def readings(slug: str, round_number: int, voices: tuple[str, ...] = ("a", "b", "economist")) -> list[dict]:
    return [compose_reading(slug, round_number, voice, document(round_number, len(slug))) for voice in voices]


@pytest.mark.parametrize("round_number", ROUNDS)
def test_every_section_of_the_outline_is_written(round_number):
    wanted = []
    for item in INSTRUMENT["thematic_review_outline"][f"round_{round_number}"]:
        if item["title"] not in CLOSING:
            wanted.append(slug_of(item["title"]))
        if "esponses" in item["title"]:
            wanted += [f"question-{number}" for number in range(1, 9)]
    wanted += ["conclusions", "issues-for-the-next-round"]
    assert list(review(round_number)["sections"]) == wanted
    assert len(review(round_number)["glance"]) == 6


@pytest.mark.parametrize("round_number", (1, 2))
def test_finished_sections_have_a_readable_length(round_number):
    for section in review(round_number)["sections"].values():
        assert 250 <= len(re.sub(r"<[^>]+>", " ", section["html"]).split()) <= 500
        assert section["standfirst"]


@pytest.mark.parametrize("round_number", ROUNDS)
def test_counts_are_tokens_of_known_keys(round_number):
    said = review(round_number)
    keys = re.findall(r"\[\[count:([^\]]+)\]\]", words_of(round_number)) + [item["count"] for item in said["glance"]]
    told = [*said["sections"].values(), *said["messages"], *said["last_issues"]]
    keys += [row["count"] for one in told for row in one.get("brief") or one.get("counts") or []]
    assert set(keys) <= known_counts(round_number)


@pytest.mark.parametrize("round_number", ROUNDS)
def test_messages_have_room_in_the_brief_and_rest_on_sections_of_the_review(round_number):
    said = review(round_number)
    assert FEWEST_MESSAGES <= len(said["messages"]) <= MOST_MESSAGES
    assert len(said["last_issues"]) == {1: 0, 2: 5, 3: 4}[round_number]
    for message in said["messages"]:
        assert len(message["finding"]) <= FINDING and len(message["why"]) <= WHY
        assert all(len(message[name]) <= FOLLOWS_FROM_IT for name in FOLLOWS)
        assert all(len(row["statement"]) <= STATEMENT for row in message["counts"])
        assert message["counts"] and set(message["sections"]) <= set(said["sections"])


@pytest.mark.parametrize("round_number", ROUNDS)
def test_no_count_of_pilots_is_typed(round_number):
    assert TYPED_COUNT.findall(words_of(round_number)) == []
    assert re.findall(r"\b(?:every|each|no|none of the) Pilots?\b", words_of(round_number), re.IGNORECASE) == []
    assert re.findall(r"\d", re.sub(r"\[\[[^\]]+\]\]|Question \d", "", words_of(round_number))) == []


@pytest.mark.parametrize("round_number", ROUNDS)
def test_nothing_points_to_a_site(round_number):
    text = words_of(round_number)
    assert FOCUS.findall(text) == []
    terms = (Path(__file__).parents[2] / "sites/data/pilots.csv").read_text(encoding="utf-8")
    names = {name for row in terms.splitlines()[1:] for name in row.split(",")[1:2]}
    assert [name for name in names if name.strip('"').lower() in text.lower()] == []


@pytest.mark.parametrize("round_number", ROUNDS)
def test_html_is_canonical(round_number):
    for section in review(round_number)["sections"].values():
        for line in section["html"].splitlines():
            assert re.fullmatch(r"<(p|li|h4)>.+</\1>|</?ul>", line), line
            assert set(re.findall(r"</?(\w+)[^>]*>", line)) <= {"p", "li", "h4", "ul", "strong", "em"}
            assert "=" not in line


@pytest.mark.parametrize("round_number", ROUNDS)
def test_quotations_belong_to_prompts_that_were_asked(round_number):
    rows = anonymised_quotations(round_number)
    html = "".join(section["html"] for section in review(round_number)["sections"].values())
    assert sorted(row["id"] for row in rows) == sorted(re.findall(r"<p>\[\[quotation:(q\d-\d)\]\]</p>", html))
    prose = {prompt["number"] for prompt in prompts_of(round_number) if prompt["kind"] == "prose"}
    assert {row["prompt"] for row in rows} <= prose
    slugs = [row["slug"] for row in rows]
    assert len(set(slugs)) == len(slugs) and slugs != sorted(slugs)


def test_a_quotation_is_whole_and_names_nobody():
    first = "When Mrs Garvie came home nobody had told the nurse what the ward had agreed with her."
    second = "It took us until October to find out that nobody in the building had a key to the room."
    html = f"<p>{first} {second}</p>\n<p>Too short to use.</p>"
    assert pick_quotation(html, []) == second
    assert pick_quotation(html, ["KEY TO the"]) == ""
    assert pick_quotation("<p>We saw 412 people between the spring and the end of that very long year.</p>", []) == ""
    assert pick_quotation("", []) == ""


def lines_of(reading: dict) -> set[str]:
    written = FIELDS - {"comprehensible", "complete"}
    return {line for c in reading["comments"].values() for f in written for line in c[f].splitlines()}


def test_readings_are_the_same_every_time_and_differ_by_voice_site_and_round():
    sections = document(2)
    one = compose_reading("norfolk", 2, "a", sections)
    assert one == compose_reading("norfolk", 2, "a", sections)
    others = [("norfolk", 2, "b"), ("norfolk", 2, "c"), ("cumbria", 2, "a"), ("norfolk", 3, "a")]
    assert all(compose_reading(slug, number, voice, sections) != one for slug, number, voice in others)
    assert set(one["comments"]) == set(range(8)) and set(
        compose_reading("norfolk", 2, "economist", sections)["comments"]
    ) == {8}
    lines = [lines_of(compose_reading("norfolk", 2, voice, sections)) for voice in "abc"]
    assert not lines[0] & lines[1] and not lines[0] & lines[2] and not lines[1] & lines[2]


def test_voices_disagree_on_some_questions():
    pairs = [(readings(slug, number)[0], readings(slug, number)[1]) for slug, number in product(SITES, ROUNDS)]
    fields = ("comprehensible", "complete")
    judged = [(a["comments"][n][f], b["comments"][n][f]) for a, b in pairs for n in range(8) for f in fields]
    differing = sum(left != right for left, right in judged)
    assert 0.1 < differing / len(judged) < 0.6


def test_comments_have_the_agreed_shape_and_name_real_prompts():
    for slug, number in product(SITES, ROUNDS):
        asked = {prompt["number"] for prompt in prompts_of(number)}
        made = readings(slug, number)
        agreed = compose_agreed(slug, number, made)
        assert set(agreed["comments"]) == set(range(9))
        assert 60 <= len(agreed["summary"].split()) <= 130
        assert 3 <= len(agreed["next_points"]) <= 5 and agreed["call_offer"]
        assert all(set(point["prompts"]) <= asked and point["text"][-1] == "." for point in agreed["next_points"])
        for comment in [comment for one in [*made, agreed] for comment in one["comments"].values()]:
            assert set(comment) == FIELDS
            assert comment["comprehensible"] in {"clear", "mostly", "unclear"}
            assert comment["complete"] in {"complete", "partly", "missing", "too_early"}
            named = re.findall(r"\b[C1-8]\.\d+", " ".join(comment[field] for field in FIELDS))
            assert set(named) <= asked and "{" not in str(comment.values())


def test_readers_never_judge_the_pilot():
    for slug, number in product(SITES, ROUNDS):
        made = readings(slug, number, ("a", "b", "c", "economist"))
        text = json.dumps([*made, compose_agreed(slug, number, made[:2])])
        assert JUDGEMENT.findall(text) == []


def test_agreement_survives_a_trip_through_json():
    made = readings("torbay", 3)
    assert compose_agreed("torbay", 3, json.loads(json.dumps(made))) == compose_agreed("torbay", 3, made)


STAGES = re.compile(r"row-[\d.]+-(?:stage|state|locus)-")


@pytest.mark.parametrize("round_number", ROUNDS)
def test_counts_of_one_message_that_may_share_documents_say_so(round_number):
    unsaid = []
    for message in review(round_number)["messages"]:
        counts = [(STAGES.match(key), statement) for key, statement in message["counts"]]
        seen = set()
        for table, statement in counts:
            if table and table[0] in seen and "may" not in statement.split():
                unsaid.append(statement)
            seen.add(table and table[0])
    assert unsaid == []


@pytest.mark.parametrize("round_number", ROUNDS)
def test_counts_of_how_effects_come_about_name_their_table(round_number):
    levels = [
        statement
        for message in review(round_number)["messages"]
        for key, statement in message["counts"]
        if key.startswith("row-7.4-level-")
    ]
    assert [statement for statement in levels if "“How it comes about”" not in statement] == []
