"""Rows of the cost tables, the staff time and the budget."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from icp_eval.demo.facts import cells
from icp_eval.demo.phrases import Voice, chance
from icp_eval.demo.rows import Row, facts_in_columns, growing, shown

PENNY = Decimal("0.01")
COST_COLUMNS = ("category", "item", "bearer", "nature", "unit", "quantity", "unit_rate")


def pounds(amount: Decimal) -> str:
    """An amount as a person types it."""
    return str(amount.quantize(PENNY, ROUND_HALF_UP))


def valued(row: Row, luck, spread: bool) -> Row:
    """The row with its amount worked out, its status and, for an estimate, a range."""
    if not row.get("unit_rate"):
        return row | {"quantity": "", "unit_rate": "", "amount": "", "status": "not_yet_known"}
    amount = (Decimal(row["quantity"]) * Decimal(row["unit_rate"])).quantize(PENNY, ROUND_HALF_UP)
    row = row | {"amount": pounds(amount), "unit_rate": pounds(Decimal(row["unit_rate"]))}
    if not spread:
        return row | {"status": "actual", "source": luck.choice(["invoice", "local_budget", "payroll", "local_log"])}
    low, high = amount * Decimal(luck.randint(80, 96)) / 100, amount * Decimal(luck.randint(104, 125)) / 100
    return row | {"low": pounds(low), "high": pounds(high), "status": "estimate", "source": "local_log"}


def setup_costs(voice: Voice) -> list[Row]:
    """8.1: what it cost to set up; a value not known in round 2 is often known by round 3."""
    rows = []
    for at, row in enumerate(facts_in_columns(voice, "setup", *COST_COLUMNS)):
        luck = chance(voice.slug, "setup", at)
        start = voice.started + timedelta(days=luck.randint(0, 60))
        row |= {"period_from": shown(start), "period_to": shown(start + timedelta(days=luck.randint(20, 70)))}
        if voice.round_number == 3 and not row.get("unit_rate"):
            row |= {"quantity": "1", "unit_rate": f"{luck.randint(9, 62) * 50}.00"}
        row |= {"trailblazer": luck.choice(["yes", "no", "no"]), "note": voice.say(NOTES[at % len(NOTES)], "setup", at)}
        rows.append(valued(row, luck, spread=luck.random() < 0.4))
    nothing = "buildings" if all(row["category"] != "buildings" for row in rows) else "other_setup"
    rows.append({"category": nothing, "item": "Checked with finance", "bearer": voice.facts["lead"], "status": "none"})
    return rows


def running_costs(voice: Voice) -> list[Row]:
    """8.2: what it cost to run since the last round."""
    start, end = shown(voice.period_start), shown(voice.deadline - timedelta(days=3))
    length = Decimal((voice.deadline - voice.period_start).days) / 91
    rows = []
    for at, row in enumerate(facts_in_columns(voice, "running", *COST_COLUMNS)):
        luck = chance(voice.slug, voice.round_number, "running", at)
        row |= {"period_from": start, "period_to": end, "note": voice.say(NOTES[-1 - at % 3], "running", at)}
        if row.get("unit_rate"):
            quantity = Decimal(row["quantity"]) * length * luck.randint(92, 108) / 100
            row["quantity"] = str(quantity.quantize(Decimal("0.1"), ROUND_HALF_UP))
        rows.append(valued(row, luck, spread=luck.random() < 0.5))
    used = {row["category"] for row in rows}
    nothing = next(one for one in ("marketing", "patient_transport", "clinical_audit") if one not in used)
    rows.append(
        {
            "category": nothing,
            "item": "No such cost this period",
            "bearer": voice.facts["lead"],
            "period_from": start,
            "period_to": end,
            "status": "none",
        }
    )
    return rows


NOTES = [
    "[Shared with {partner}, Pilot's part by hours|Pilot's share by head count]",
    "[From the {role}'s diary|Log kept by {team}]",
    "[Finance to confirm in the next quarter|Invoice held at {place}]",
    "[Two fifths of the post, rest elsewhere|Only hours beyond contract]",
    "[Agreed with {partner}|Estimate of the {role}]",
    "[Half of the bill falls to {partner}|Paid by {lead}]",
]
STAFF_ACTIVITIES = [
    "Planning meetings",
    "Home visits",
    "Meetings of {board}",
    "Training others",
    "Records and returns",
    "Case discussion",
]
GRADES = {
    "gp": ("Partner", "72.00"),
    "hospital_doctor": ("Consultant", "78.00"),
    "nursing": ("Band 6", "26.40"),
    "ahp": ("Band 7", "30.10"),
    "social_care": ("Scale SO2", "24.80"),
    "management": ("Band 8a", "33.60"),
    "third_sector": ("Scale 5", "17.90"),
    "user_carer": ("Expenses", "9.00"),
    "commissioning": ("Band 8b", "38.20"),
    "other": ("Band 4", "14.70"),
}


def staff_time(voice: Voice) -> list[Row]:
    """8.3: who gave time."""
    rows = []
    for at, line in enumerate(voice.facts["staff"]):
        _, job, _, profession, organisation, _ = cells(line)
        grade, rate = GRADES[profession]
        hours = growing(voice, 24, 310, "hours", at)
        extra = round(hours * chance(voice.slug, "extra", at).uniform(0.1, 0.8))
        rows.append(
            {
                "role": job,
                "grade": grade,
                "organisation": organisation,
                "activity": voice.say(STAFF_ACTIVITIES[at % 6]),
                "hours": str(hours),
                "extra": str(extra),
                "phase": "setup" if at % 3 == 0 else "running",
                "rate": rate,
            }
        )
    return rows


def budget(voice: Voice) -> list[Row]:
    """8.6: budget, spending and forecast by source."""
    sources = ["Programme allocation", voice.facts["lead"], cells(voice.facts["partners"][0])[0]]
    rows = []
    for at, source in enumerate(sources):
        luck = chance(voice.slug, "budget", at)
        planned = luck.randint(120, 900) * (250 if at == 0 else 90)
        forecast = round(planned * luck.uniform(0.86, 1.12) / 50) * 50
        spent = round(forecast * {2: 0.3, 3: 0.5}.get(voice.round_number, 0.6) / 10) * 10
        rows.append(
            {
                "source": source,
                "budget": f"{planned}.00",
                "spent": f"{spent}.00",
                "forecast": f"{forecast}.00",
                "variance": f"{forecast - planned}.00",
                "reason": voice.say(REASONS[at], at),
            }
        )
    return rows


REASONS = [
    "[Posts filled late at {place}|Training brought forward by {team}|The {role} started later than budgeted]",
    "[{hinder} took longer|Travel above the plan|Less spent on {place}]",
    "[In kind, valued by the {role}|Hours given by {team}|Estimate only, no ledger code]",
]
