"""Rows of the tables about results, plans and the time after the Pilot."""

from datetime import timedelta

from icp_eval.demo.phrases import Voice, capitalised, chance
from icp_eval.demo.rows import Row, bank_rows, days_before, facts_in_columns, growing, pick, shown

KINDS = ["measured_compared", "measured", "survey", "anecdotal", "expected"]


def outputs(voice: Voice) -> list[Row]:
    """4.1: what has been produced."""
    rows = facts_in_columns(voice, "outputs", "output", "unit", "evidence")
    return [
        row
        | {
            "date": days_before(voice, 5, 40, "output", at),
            "quantity": str(growing(voice, 14, 420, "output", at)),
        }
        for at, row in enumerate(rows)
    ]


def outcomes(voice: Voice) -> list[Row]:
    """4.2: what has changed as a result."""
    rows = facts_in_columns(voice, "outcomes", "area", "change", "before", "after", "source")
    period = f"{(voice.period_start).strftime('%B')} to {voice.deadline.strftime('%B')}"
    if voice.round_number == 1:
        return [row | {"after": "", "period": period, "evidence": "expected"} for row in rows]
    return [row | {"period": period, "evidence": pick(voice, KINDS[:4], "kind", at)} for at, row in enumerate(rows)]


def metrics(voice: Voice) -> list[Row]:
    """4.3: the local metrics for the last two periods."""
    rows = []
    for at, row in enumerate(facts_in_columns(voice, "metrics", "metric", "kind", "definition", "target")):
        for back in (1, 0):
            bottom = growing(voice, 60, 480, "metric", at) // (1 + back)
            part = chance(voice.slug, "metric", at, back).uniform(0.35, 0.8)
            month = voice.month(3 * back)
            rows.append(
                row
                | {
                    "period": f"Quarter to {month}",
                    "numerator": str(round(bottom * part)),
                    "denominator": str(bottom),
                    "comment": voice.say(METRIC_NOTES[at % 3], at, back),
                }
            )
    return rows


METRIC_NOTES = [
    "[First figures, {team} still checks|Checked by {team}|From {partner}, unaudited]",
    "[Small numbers|Two practices late|Counted by hand by the {role}]",
    "[Agreed with the evaluation team|Definition settled in {month3}|Revised after a query at {place}]",
]


def milestones(voice: Voice) -> list[Row]:
    """5.2: what was planned and what happened."""
    rows = []
    for at, row in enumerate(facts_in_columns(voice, "milestones", "milestone", "reason")):
        luck = chance(voice.slug, "milestone", at)
        planned = voice.started + timedelta(days=70 + 62 * at + luck.randint(0, 25))
        slip = luck.randint(35, 80) if row.get("reason") else luck.randint(0, 9)
        actual = planned + timedelta(days=slip)
        row["planned"], row["actual"] = shown(planned), shown(actual)
        row["state"] = "done" if actual <= voice.deadline else "late" if slip > 30 else "on_track"
        if planned > voice.deadline:
            row |= {"state": "not_due", "reason": "", "actual": shown(planned)}
        row["action"] = voice.say(ACTIONS[at % len(ACTIONS)], at) if row["reason"] else ""
        rows.append(row)
    return rows


ACTIONS = [
    "[New date agreed with {partner}|{partner} to report by the {weekday}]",
    "[Raised at {board}|The {role} chases each {weekday}]",
    "[Start at {place} and extend|Interim arrangement through {team}]",
]


def inside(voice: Voice) -> list[Row]:
    """5.3: factors inside the Pilot."""
    helping = facts_in_columns(voice, "helps", "factor", "locus", "how")
    hindering = facts_in_columns(voice, "hinders", "factor", "locus", "how", "response")
    rows = [
        {"factor": row["factor"], "effect": "facilitates", "how": row["how"], "response": ""}
        for row in helping
        if row["locus"] == "internal"
    ]
    rows += [
        {"factor": row["factor"], "effect": "hinders", "how": row["how"], "response": row["response"]}
        for row in hindering
        if row["locus"] == "internal"
    ]
    return rows + bank_rows(voice, "5.3", "factor", "effect", "how", "response", most=5 - min(2, len(rows)))


def outside(voice: Voice) -> list[Row]:
    """5.4: factors outside the Pilot."""
    rows = facts_in_columns(voice, "outside", "factor", "level", "effect", "how")
    return rows + bank_rows(voice, "5.4", "factor", "level", "effect", "how")


def money_after(voice: Voice) -> list[Row]:
    """6.3: how the work will be paid for."""
    rows = []
    for at, row in enumerate(facts_in_columns(voice, "money", "element", "source")):
        luck = chance(voice.slug, "money", at)
        state = luck.choice(["agreed", "bid", "discussed", "discussed", "unknown"])
        annual = "" if state == "unknown" else f"{luck.randint(36, 1400) * 100}.00"
        until = voice.deadline + timedelta(days=luck.choice([150, 330, 540])) if state in ("agreed", "bid") else None
        rows.append(
            row
            | {
                "annual": annual,
                "until": shown(until) if until else "",
                "state": state,
                "note": voice.say(MONEY_NOTES[at % 3], at),
            }
        )
    return rows


MONEY_NOTES = [
    "[Paper to {board} in the next quarter|{lead} to decide with its annual plan]",
    "[Depends on figures from {team}|{partner} would share]",
    "[Known when {partner} has closed its books|A case is drafted by the {role}]",
]


def threats(voice: Voice) -> list[Row]:
    """6.5: what could undo the work."""
    rows = facts_in_columns(voice, "threats", "threat", "response")
    rows += bank_rows(voice, "6.5", "threat", "response")
    levels = ["low", "medium", "high"]
    return [
        row | {"likelihood": pick(voice, levels, "likely", at), "impact": pick(voice, levels[1:], "impact", at)}
        for at, row in enumerate(rows)
    ]


def chains(voice: Voice) -> list[Row]:
    """7.4: which activity leads to which change and outcome."""
    rows = facts_in_columns(voice, "activities", "_", "activity", "_", "_", "_", "care_change", "outcome")
    levels = ["activity", "process"] if voice.round_number < 3 else ["activity", "process", "process", "outcome"]
    return [
        row
        | {
            "activity": capitalised(row["activity"]),
            "level": pick(voice, levels, "level", at),
            "evidence": pick(voice, KINDS if voice.round_number > 2 else KINDS[2:], "chain", at),
        }
        for at, row in enumerate(rows)
    ]


def initiatives(voice: Voice) -> list[Row]:
    """7.5: other initiatives alongside."""
    rows = facts_in_columns(voice, "initiatives", "initiative", "overlap", "share", "reason")
    return rows + bank_rows(voice, "7.5", "initiative", "overlap", "share", "reason")
