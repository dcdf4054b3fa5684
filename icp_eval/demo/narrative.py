"""What each demo site writes at each prompt of each round. Everything here is fictional.

The same site, round, prompt and calendar always give the same answer.
"""

from datetime import date, timedelta

from icp_eval.demo import choices, money, results, rows
from icp_eval.demo.phrases import Voice, chance
from icp_eval.demo.prose import prose

MAKERS = {
    "C.1": rows.authors,
    "C.2": rows.acronyms,
    "1.6": rows.relationships,
    "2.1": rows.roles,
    "2.2": rows.organisations,
    "3.2": rows.activities,
    "3.5": rows.helps,
    "3.6": rows.hinders,
    "4.1": results.outputs,
    "4.2": results.outcomes,
    "4.3": results.metrics,
    "5.2": results.milestones,
    "5.3": results.inside,
    "5.4": results.outside,
    "6.3": results.money_after,
    "6.5": results.threats,
    "7.4": results.chains,
    "7.5": results.initiatives,
    "8.1": money.setup_costs,
    "8.2": money.running_costs,
    "8.3": money.staff_time,
    "8.6": money.budget,
}
WRITTEN_AFRESH = {"C.1", "8.2"}
REPLIES = ("done", "in_this_answer", "later", "in_this_answer", "not_applicable")
NO_CHANGE = {2: 0.1, 3: 0.2}


def compose(
    slug: str,
    round_number: int,
    prompt: dict,
    *,
    previous: dict | None,
    calendar: dict[int, date],
    points: list[str] | None = None,
) -> dict:
    """The site's answer to a prompt in a round, or {"state": "no_change"}, or {"state": "open"}."""
    voice = Voice(slug, round_number, calendar)
    number, mode = prompt["number"], prompt["rounds"].get(str(round_number))
    if number == "C.4":
        return answered(replies(voice, points or []), prompt) if points else {"state": "open"}
    if prompt["kind"] == "file":
        return {"state": "open"}
    luck = chance(slug, round_number, number, "state")
    updating = mode == "update" and previous is not None
    if updating and number not in WRITTEN_AFRESH and luck.random() < NO_CHANGE.get(round_number, 0.2):
        return {"state": "no_change"}
    if other := unanswered(voice, prompt, luck.random()):
        return other
    return answered(value(voice, prompt, (previous or {}).get("value") if updating else None), prompt)


def answered(value: dict, prompt: dict) -> dict:
    """An answer with a value; a table with nothing in it stays open."""
    return {"state": "answered", "value": value, "until": "", "reason": ""}


def unanswered(voice: Voice, prompt: dict, odds: float) -> dict | None:
    """Now and then too early, not known yet, not answered, or an optional prompt left open."""
    if prompt["number"].startswith("C."):
        return None
    number = prompt["number"]
    if prompt["too_early"] and odds < {1: 0.55, 2: 0.35}.get(voice.round_number, 0.12):
        return {"state": "too_early", "value": {}, "until": "", "reason": ""}
    if not prompt["required"]:
        return {"state": "open"} if odds < OFTEN_OPEN.get(number, 0.06) else None
    if number in NOT_KNOWN_YET and odds < {1: 0.25, 2: 0.2}.get(voice.round_number, 0.08):
        until = voice.deadline + timedelta(days=chance(voice.slug, number).randint(30, 160))
        return {"state": "not_known", "value": {}, "until": until.isoformat(), "reason": ""}
    if 0.5 < odds < {1: 0.53, 2: 0.525}.get(voice.round_number, 0.51):
        luck = chance(voice.slug, voice.round_number, number, "reason")
        return {"state": "not_answered", "value": {}, "until": "", "reason": voice.say(luck.choice(REASONS), number)}
    return None


OFTEN_OPEN = {
    "1.6": 0.12,
    "1.7": 0.15,
    "2.5": 0.1,
    "2.7": 0.2,
    "4.3": 0.2,
    "4.6": 0.1,
    "6.6": 0.2,
    "7.3": 0.15,
    "7.7": 0.15,
    "8.3": 0.3,
    "8.6": 0.2,
    "8.7": 0.25,
    "5.5": 0.15,
}
NOT_KNOWN_YET = ("2.6", "6.2", "6.3", "6.4", "8.1", "8.4")
REASONS = [
    "The {role} who keeps these records was on sick leave until a few days before the deadline.",
    "We had asked {partner} for its part of the answer, and nothing had reached us when we closed.",
    "The partners do not agree on this yet, and {board} will discuss it at its next meeting.",
    "We ran out of time after the other sections were written; the answer will be in the next version.",
    "Staff at {place} were needed elsewhere in {month1}, so the facts have not been collected.",
    "{lead} has asked us to wait until its own review of this question has been completed.",
]


def value(voice: Voice, prompt: dict, earlier: dict | None) -> dict:
    """The value in the shape of the prompt's kind."""
    number, first = prompt["number"], first_asked(prompt)
    if prompt["kind"] == "prose":
        return {"texts": texts(voice, prompt, first, (earlier or {}).get("texts", []))}
    if prompt["kind"] == "short_text":
        return {"text": rows.approver(voice)}
    follow_up = ""
    if prompt["follow_up"]:
        guide = prompt["follow_up"]["word_guide"]
        follow_up = prose(voice, number, first, guide, (earlier or {}).get("follow_up", ""))
    if prompt["kind"] == "choice":
        return {"choices": choices.choose(voice, prompt, (earlier or {}).get("choices", [])), "follow_up": follow_up}
    found = MAKERS[number](voice)
    kept = choices.kept_rows(voice, prompt, found, (earlier or {}).get("rows", []))
    return {"rows": choices.complete_rows(prompt, kept), "follow_up": follow_up}


def texts(voice: Voice, prompt: dict, first: int, earlier: list[str]) -> list[str]:
    """The prose of a prompt: one text, or one a site's story where the prompt repeats."""
    if prompt["repeat"] == 1:
        return [prose(voice, prompt["number"], first, prompt["word_guide"], earlier[0] if earlier else "")]
    return choices.stories(voice, prompt["number"])[: prompt["repeat"]]


def first_asked(prompt: dict) -> int:
    """The first round in which the prompt is asked."""
    return min(int(number) for number, mode in prompt["rounds"].items() if mode != "none")


def replies(voice: Voice, points: list[str]) -> dict:
    """C.4: a reply to each point of the last feedback report."""
    found = []
    for at, point in enumerate(points, start=1):
        luck = chance(voice.slug, voice.round_number, "reply", at)
        found.append(
            {
                "id": f"point-{at}",
                "point": point,
                "reply": luck.choice(REPLIES),
                "done": voice.say(luck.choice(DONE), at),
                "where": luck.choice(WHERE),
            }
        )
    return {"rows": found, "follow_up": ""}


DONE = [
    "[Rewritten with|Gone through with] the {role}; [a figure|an example] from {place} was added.",
    "[Raised at {board}|Asked of {partner}]; [the answer is still partial|we give what came back].",
    "[Said more plainly|Shortened], and [checked by {team}|read by somebody outside the Pilot].",
    "We [asked|pressed] {partner} for the source, [which is named|and it follows with the next return].",
]
WHERE = ["3.2", "4.2", "4.4", "3.6", "7.1", "1.5", "8.4", "2.4", "5.2"]
