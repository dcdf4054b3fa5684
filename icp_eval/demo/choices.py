"""Choices of options, the closer stories of 3.3, and what stays of a table from one round to the next."""

from icp_eval.demo.phrases import Voice, chance, paragraph
from icp_eval.demo.prose import bank_paragraph
from icp_eval.demo.rows import Row

SINGLE = {
    "C.5": ["written", "phone", "both", "both"],
    "5.1": ["on_plan", "broadly", "broadly", "behind", "ahead", "replanned"],
    "2.7": ["no_change", "minor", "minor", "major"],
    "7.7": ["1", "2", "2", "3"],
    "8.4": ["partial", "partial", "mostly", "categories_only", "full"],
}


def choose(voice: Voice, prompt: dict, earlier: list[str]) -> list[str]:
    """The options ticked: one, or two to four; an update keeps them and now and then adds one."""
    values = [option["value"] for option in prompt["options"] if option["value"] not in ("other", "not_aim")]
    luck = chance(voice.slug, prompt["number"], "choice")
    if not prompt["multiple"]:
        if prompt["number"] in SINGLE:
            luck = chance(voice.slug, prompt["number"], voice.round_number)
            return [luck.choice(SINGLE[prompt["number"]])]
        return earlier or [luck.choice(values)]
    ticked = earlier or luck.sample(values, min(len(values), luck.randint(2, 4)))
    if earlier and chance(voice.slug, prompt["number"], voice.round_number).random() < 0.4:
        ticked = [*ticked, luck.choice(values)]
    return [value for value in values if value in ticked]


def first_text(row: Row) -> str:
    """What tells a row of a site from the others."""
    for name in (
        "activity",
        "milestone",
        "partner",
        "organisation",
        "acronym",
        "role",
        "item",
        "factor",
        "change",
        "output",
        "threat",
        "element",
        "initiative",
        "source",
    ):
        if row.get(name):
            return f"{name} {row[name]} {row.get('period', '') if 'metric' in row else ''}"
    return str(row)


def kept_rows(voice: Voice, prompt: dict, found: list[Row], earlier: list[Row]) -> list[Row]:
    """The rows for this round: at first some of them, later the earlier ones brought up to date and new ones."""
    number = prompt["number"]
    limit = prompt["row_limit"] or 30
    if not earlier or number in ("C.1", "8.2"):
        first = found if number in ("C.1", "8.1", "8.2") or voice.round_number > 2 else found[: max(3, len(found) - 2)]
        return [{"id": f"r{at}"} | row for at, row in enumerate(first[:limit], start=1)]
    luck = chance(voice.slug, voice.round_number, number, "rows")
    now = {first_text(row): row for row in found}
    changed = {first_text(row) for row in luck.sample(earlier, min(len(earlier), max(1, len(earlier) // 2)))}
    kept = [row | now.get(first_text(row), {}) if first_text(row) in changed else row for row in earlier]
    known = {first_text(row) for row in earlier}
    new = [row for key, row in now.items() if key not in known][:2]
    kept += [{"id": f"r{voice.round_number}{at}"} | row for at, row in enumerate(new, start=1)]
    if len(kept) > 3 and luck.random() < 0.25:
        kept.insert(0, kept.pop())
    return kept[:limit]


def complete_rows(prompt: dict, found: list[Row]) -> list[Row]:
    """The rows with every column, empty where nothing is said."""
    names = [column["name"] for column in prompt["columns"]]
    return [{"id": row["id"]} | {name: row.get(name, "") for name in names} for row in found]


def stories(voice: Voice, number: str) -> list[str]:
    """Each activity told step by step: the site's own telling and a closing paragraph."""
    told = []
    for at, story in enumerate(voice.facts["prose"][number]):
        closing = bank_paragraph(voice, f"more{number[0]}" if at else number, "say", 0, at, at)
        told.append("\n".join([paragraph([story]), paragraph(closing)]))
    return told
