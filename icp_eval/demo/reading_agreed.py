"""The comments that two fictional readers and the task leader agree on: one calm voice made from both drafts."""

from icp_eval.demo.reading_bank import Choice, Topic, listed, remark, summaries, topic, voices

CLEARNESS = ("clear", "mostly", "unclear")
COMPLETENESS = ("complete", "too_early", "partly", "missing")
KINDS = {"noted": ("tells", "noted"), "more": ("asks", "ask"), "evidence": ("evidence", "evidence")}
ASKED_ONCE = {"1.2", "1.3", "1.4", "1.7"}  # not asked in every round, so no point is made of them
UNREAD = {"comprehensible": "clear", "complete": "complete", "noted": "", "more": "", "evidence": "", "practical": ""}
MOST = {"noted": 4, "more": 4, "evidence": 2, "practical": 3}


def compose_agreed(slug: str, round_number: int, readings: list[dict]) -> dict:
    """Summary, points for the next round, offer of a call and comments on every question that was read."""
    drafts = _by_question(readings)
    comments = {
        number: _merge(slug, round_number, number, drafts[number]) if number in drafts else dict(UNREAD)
        for number in range(9)
    }
    return {
        "summary": _summary(slug, round_number, readings, comments),
        "next_points": _points(slug, round_number, comments),
        "call_offer": _call(slug, round_number, 8 in drafts),
        "comments": comments,
    }


def _by_question(readings: list[dict]) -> dict[int, list[dict]]:
    """The drafts on each question; keys may have become strings on the way through JSON."""
    drafts: dict[int, list[dict]] = {}
    for reading in readings:
        for number, comment in reading["comments"].items():
            drafts.setdefault(int(number), []).append(comment)
    return drafts


def _merge(slug: str, round_number: int, number: int, drafts: list[dict]) -> dict:
    """One set of fields out of the drafts on a question."""
    choice = Choice("agreed", slug, round_number, number)
    merged = {
        "comprehensible": _settled(choice, "comprehensible", CLEARNESS, drafts),
        "complete": _settled(choice, "complete", COMPLETENESS, drafts),
    }
    for field in ("noted", "more", "evidence", "practical"):
        lines = [line for draft in drafts for line in draft[field].splitlines() if line.strip()]
        merged[field] = "\n".join(_lines(choice, field, lines))
    return merged


def _settled(choice: Choice, field: str, order: tuple[str, ...], drafts: list[dict]) -> str:
    """What the readers share; where they differ, one of their two answers, settled in discussion."""
    given = sorted({draft[field] for draft in drafts}, key=order.index)
    return given[0] if len(given) == 1 else choice.one(f"settle {field}", given)


def _lines(choice: Choice, field: str, lines: list[str]) -> list[str]:
    """The points of both readers in one voice, each prompt and clause once."""
    said = voices()["agreed"]
    subjects: dict[Topic, str] = {}
    for line in lines:
        found = topic(line, KINDS[field][0]) if field in KINDS else None
        if found:
            subjects.setdefault(found, "clause")
        elif note := remark(line):
            subjects.setdefault(note, "remark")
        else:
            subjects.setdefault(Topic(line, line), "own")
    kept = [item for item in subjects.items() if item[1] == "clause"]
    kept = choice.some(f"kept {field}", kept, MOST[field])
    start, texts = choice.number(f"start {field}", 4), []
    for place, (found, _) in enumerate(sorted(kept, key=lambda item: item[0].number)):
        templates = said[KINDS[field][1]]
        texts.append(templates[(start + place) % len(templates)].format(n=found.number, clause=found.clause))
    return texts + _remarks(choice, [found for found, kind in subjects.items() if kind == "remark"], lines)


def _remarks(choice: Choice, found: list[Topic], lines: list[str]) -> list[str]:
    """Remarks on states, lengths and form, one for each prompt and kind."""
    said, texts, practical = voices()["agreed"], [], 0
    for number, kind in sorted(found):
        practical += kind == "practical"
        if kind == "practical" and practical > 1:
            continue
        words = next((word for line in lines if number in line for word in line.split() if word.isdigit()), "")
        texts.append(choice.one(f"{kind} {number}", said[kind]).format(n=number, words=words))
    return texts


def _summary(slug: str, round_number: int, readings: list[dict], comments: dict[int, dict]) -> str:
    """About a hundred words: thanks, what can be followed, what is accepted, what is looked for."""
    choice, said = Choice("agreed summary", slug, round_number), summaries()["agreed"]
    early = [number for comment in comments.values() for number in _kind_numbers(comment["noted"], "too_early")]
    gaps = [number for comment in comments.values() for number in _kind_numbers(comment["practical"], "open")]
    text = " ".join(reading["summary"] for reading in readings)
    longest = next(
        (
            word.strip(".,")
            for before, word in zip(text.split(), text.split()[1:], strict=False)
            if before == "Question"
        ),
        "",
    )
    first = [
        choice.one("thanks", said["thanks" if round_number == 1 else "thanks_later"]),
        choice.one("follow", said["follow"]),
    ]
    if longest.isdigit():
        first.append(choice.one("long", said["long"]).format(long=longest))
    second = [choice.one("early", said["early"]).format(early=listed(early[:3]))] if early else []
    if gaps:
        second.append(choice.one("gaps", said["gaps"]).format(gaps=listed(gaps[:3])))
    second += [choice.one("miss", said["miss"]), choice.one("ready", said["ready"])]
    return "\n\n".join([" ".join(first), " ".join(second), choice.one("close", said["close"])])


def _kind_numbers(text: str, kind: str) -> list[str]:
    """Prompts on which a remark of this kind was made."""
    return [note.number for line in text.splitlines() if (note := remark(line)) and note.clause == kind]


def _points(slug: str, round_number: int, comments: dict[int, dict]) -> list[dict]:
    """Three to five things to do by the next round, from different questions."""
    choice, said = Choice("agreed points", slug, round_number), summaries()["agreed"]
    asked: dict[int, Topic] = {}
    for number, comment in comments.items():
        lines = [found for line in comment["more"].splitlines() if (found := topic(line, "asks"))]
        if number and (lines := [found for found in lines if found.number not in ASKED_ONCE]):
            asked[number] = lines[choice.number(f"ask {number}", len(lines))]
    count = 3 + choice.number("count", 3)
    points = [
        {
            "text": said["point_ask"][(choice.number("start", 3) + place) % 3].format(clause=found.clause),
            "prompts": [found.number],
        }
        for place, found in enumerate(asked[number] for number in choice.some("asks", sorted(asked), count - 1))
    ]
    points += _evidence_points(choice, comments)[:1]
    points += _open_points(choice, comments)
    points += [{"text": text, "prompts": prompts} for prompts, text in said["point_general"]]
    return points[:count] if len(points[:count]) >= 3 else points[:3]


def _evidence_points(choice: Choice, comments: dict[int, dict]) -> list[dict]:
    """Evidence that was asked for, as a point."""
    found = [
        found
        for comment in comments.values()
        for line in comment["evidence"].splitlines()
        if (found := topic(line, "evidence"))
    ]
    said = summaries()["agreed"]["point_evidence"]
    return [
        {"text": choice.one("send", said).format(clause=each.clause), "prompts": [each.number, "4.5"]}
        for each in choice.some("evidence", found, 1)
    ]


def _open_points(choice: Choice, comments: dict[int, dict]) -> list[dict]:
    """Prompts left empty, as points."""
    said = summaries()["agreed"]["point_open"]
    numbers = [number for comment in comments.values() for number in _kind_numbers(comment["practical"], "open")]
    return [{"text": choice.one("open", said).format(n=number), "prompts": [number]} for number in numbers[:2]]


def _call(slug: str, round_number: int, with_costs: bool) -> str:
    """The offer of a talk, with the economist's where costs were read."""
    choice, said = Choice("agreed call", slug, round_number), summaries()["agreed"]
    return " ".join(
        [choice.one("call", said["call"])] + ([choice.one("costs", said["call_costs"])] if with_costs else [])
    )
