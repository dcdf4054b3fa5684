"""Rows of the tables about people, activities, results and plans, made of a site's facts."""

from datetime import date, timedelta

from icp_eval.demo.facts import bank, cells, person
from icp_eval.demo.phrases import Voice, chance

Row = dict[str, str]
GROWTH = {1: 0.3, 2: 0.55, 3: 1.0}


def shown(day: date) -> str:
    """A date as a person types it."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def days_before(voice: Voice, low: int, high: int, *seed: object) -> str:
    """A date so many days before this round's deadline, the same each time for the same seed."""
    return shown(voice.deadline - timedelta(days=chance(voice.slug, *seed).randint(low, high)))


def growing(voice: Voice, low: int, high: int, *seed: object) -> int:
    """A number between low and high that grows from round to round."""
    grown = GROWTH.get(voice.round_number, 1.0) * chance(voice.slug, *seed).randint(low, high)
    return max(1, round(grown))


def pick(voice: Voice, values: list[str], *seed: object) -> str:
    """One of the values, the same each time for the same seed."""
    return chance(voice.slug, *seed).choice(values)


def facts_in_columns(voice: Voice, key: str, *names: str) -> list[Row]:
    """The site's rows under this key, their cells named in order; a "_" column is left out."""
    return [
        {name: cell for name, cell in zip(names, cells(row), strict=False) if name != "_"} for row in voice.facts[key]
    ]


def bank_rows(voice: Voice, number: str, *names: str, most: int = 2) -> list[Row]:
    """A few rows that any site might have, in its own words."""
    templates = list(bank("rows")[number])
    chance(voice.slug, number, "rows").shuffle(templates)
    said = [
        [voice.say(cell, number) if at == 0 or " " in cell else cell for at, cell in enumerate(row.split(" | "))]
        for row in templates[:most]
    ]
    return [dict(zip(names, row, strict=False)) for row in said]


def authors(voice: Voice) -> list[Row]:
    """C.1: who wrote which questions."""
    lines = [cells(row) for row in voice.facts["staff"]]
    named = [line for line in lines if line[2]]
    asked = ["All; sections 1 and 5 to 8", "2, 3 and 4", "3.2, 3.6", "1.2 and 4.2", "7.1", "8.1 to 8.4"]
    return [
        {"name": line[2], "job_title": line[1], "organisation": line[4], "questions": questions}
        for line, questions in zip(named, asked, strict=False)
    ]


def acronyms(voice: Voice) -> list[Row]:
    """C.2: initials of the site's own bodies and a few general ones."""
    names = [voice.facts["lead"], *(cells(row)[0] for row in voice.facts["partners"]), voice.facts["board"]]
    rows = []
    for name in names:
        words = [word for word in name.split() if word[0].isupper()]
        if len(words) > 2:
            rows.append({"acronym": "".join(word[0] for word in words), "meaning": " ".join(words)})
    general = [cells(row) for row in bank("rows")["C.2"]]
    chance(voice.slug, "C.2").shuffle(general)
    return (rows + [{"acronym": short, "meaning": long} for short, long in general])[:8]


def relationships(voice: Voice) -> list[Row]:
    """1.6: the partners before and now."""
    rows = facts_in_columns(voice, "partners", "partner", "_", "_", "_", "history", "start", "now", "why")
    if voice.round_number == 1:
        rows = [row | {"now": row["start"]} for row in rows]
    return rows


def roles(voice: Voice) -> list[Row]:
    """2.1: people and roles."""
    rows = facts_in_columns(voice, "staff", "role", "job_title", "name", "profession", "organisation", "wte")
    return [
        row
        | {
            "since": shown(voice.started + timedelta(days=9 * at)),
            "change": "new" if voice.round_number == 1 else "none",
        }
        for at, row in enumerate(rows)
    ]


def organisations(voice: Voice) -> list[Row]:
    """2.2: the organisations and what they contribute."""
    return facts_in_columns(voice, "partners", "organisation", "sector", "contribution", "tie")


def activities(voice: Voice) -> list[Row]:
    """3.2: the integrating activities."""
    rows = facts_in_columns(voice, "activities", "category", "activity", "who", "direction", "how")
    stages = {1: ["planned", "setting_up", "live"], 2: ["setting_up", "live"], 3: ["live", "embedded"]}
    return [
        row
        | {
            "activity": row["activity"][:1].upper() + row["activity"][1:],
            "stage": pick(voice, stages.get(voice.round_number, ["embedded"]), "stage", at),
            "since": days_before(voice, 12, 80, "since", at),
            "reach": str(growing(voice, 18, 640, "reach", at)),
        }
        for at, row in enumerate(rows)
    ]


def helps(voice: Voice) -> list[Row]:
    """3.5: what makes it easier."""
    rows = facts_in_columns(voice, "helps", "factor", "locus", "how")
    rows += bank_rows(voice, "3.5", "factor", "locus", "how", most=3)
    return [row | {"weight": str(chance(voice.slug, "weight", at).randint(2, 5))} for at, row in enumerate(rows)]


def hinders(voice: Voice) -> list[Row]:
    """3.6: what makes it harder."""
    rows = facts_in_columns(voice, "hinders", "factor", "locus", "effect", "response")
    rows += bank_rows(voice, "3.6", "factor", "locus", "effect", "response", most=3)
    states = ["open", "easing"] if voice.round_number < 3 else ["open", "easing", "easing", "resolved", "worse"]
    return [row | {"state": pick(voice, states, "state", at)} for at, row in enumerate(rows)]


def approver(voice: Voice) -> str:
    """C.6: who approved this version."""
    manager = person(voice.slug, "manager")
    return f"{manager['name']}, {manager['job_title']}"
