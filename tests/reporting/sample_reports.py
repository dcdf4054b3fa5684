"""Reports as plain data, of realistic lengths. Every Pilot, person, sentence and figure in here is invented."""

from copy import deepcopy
from hashlib import sha256

TITLES = [
    "Developing the Pilot and background information",
    "Who is doing what?",
    "Processes",
    "Outputs and outcomes",
    "Is the Pilot progressing to plan?",
    "Sustainability",
    "What difference is the Pilot making?",
    "What are the cost consequences of the Pilot?",
]
PURPOSES = [
    "Why the team set the Pilot up and what it expects of it.",
    "Who holds which role in the collaboration that provides integrated care.",
    "A descriptive account of how integration is being done.",
    "What has gone well and what has come of the work so far.",
    "Actual progress set against planned progress.",
    "Plans for the long term and how they change.",
    "The difference to patients and carers, the effect on the region, and how it compares with work elsewhere.",
    "What management and activities have cost to date, and how expenses are controlled.",
]


def feedback() -> dict:
    """A feedback report of about eight pages, in round 3."""
    return {
        "programme": "Integrated Care Pilots",
        "site": {"name": "Marlbridge", "slug": "marlbridge"},
        "round": 3,
        "version": 1,
        "correction": "",
        "released_on": "2010-05-21",
        "submitted_at": "4:12pm on Thursday 29 April 2010 (UK time)",
        "reference": "R3-7K2P",
        "demo": True,
        "readers": 2,
        "summary": (
            "<p>Your document has grown where a reader needs it most: we can now follow one person from the first call to "
            "the shared plan, and we see who does what on the way.</p>\n"
            "<p>New text stands mainly under Questions 3, 4 and 5. You say openly what cannot be known yet, which helps us as "
            "much as a result would. What we still miss are the sources behind two statements on admissions, the reasons "
            "why one surgery stays away, and the value of the hours that partners give without a bill.</p>\n"
            "<p>We read for clarity and completeness alone. Nothing below is a verdict on the Pilot.</p>"
        ),
        "next_points": [
            {
                "number": 1,
                "text": "Describe the three ways in which people reach the team, who uses each, and what gets in the way.",
                "prompts": ["3.2", "3.6"],
            },
            {
                "number": 2,
                "text": "Enclose the medicines audit, or the paragraph you rely on, and the monthly counts behind the chart of admissions.",
                "prompts": ["4.2", "4.5"],
            },
            {
                "number": 3,
                "text": "Say what a year of the Tuesday meeting would cost once the grant has ended.",
                "prompts": ["6.3"],
            },
            {
                "number": 4,
                "text": "Tell us why people who live alone have had less from the scheme than you hoped.",
                "prompts": ["7.3"],
            },
            {
                "number": 5,
                "text": "Put a value, if only a range, on the time that partners give in kind.",
                "prompts": ["8.2", "8.6"],
            },
        ],
        "call_offer": (
            "You said that you would like to talk. The task leader can ring in the week of 7 June, and the health economist "
            "on 9 or 10 June. Half an hour is usually enough, and a call can stand in place of a written reply."
        ),
        "changes": [_change(*row) for row in _CHANGES],
        "questions": deepcopy(_QUESTIONS),
        "costs": _costs(),
        "earlier_points": [
            {
                "point": "Spell out the names of the two committees.",
                "round": 2,
                "reply": "Done",
                "text": "Both are in the list of acronyms now.",
            },
            {
                "point": "Tell us how the care plan travels between the ward and the district nurses.",
                "round": 2,
                "reply": "Partly done",
                "text": "See 3.3. The ward’s side is described; the nurses will add theirs in the summer.",
            },
            {
                "point": "Give the number of people on the register by month.",
                "round": 2,
                "reply": "Done",
                "text": "A table stands under 4.1.",
            },
            {"point": "Say who decides when the partners disagree.", "round": 1, "reply": "", "text": ""},
        ],
    }


def first_feedback() -> dict:
    """Round 1: everything is new, there are no costs and no earlier points; one reader."""
    changes = [change | {"unchanged": 0, "edited": 0} for change in feedback()["changes"]]
    return feedback() | {"round": 1, "readers": 1, "changes": changes, "costs": [], "earlier_points": [], "demo": False}


def corrected_feedback() -> dict:
    return feedback() | {"version": 2, "correction": "Ask 4b named the wrong table. It now names the one under 4.1."}


_STATES = {"m": "met", "e": "too_early", "l": "later", "n": "not_answered", "o": "open"}
_CHANGES = [
    (1, 1460, 210, 95, "mmmmmm"),
    (2, 1980, 430, 250, "mmmmmmm"),
    (3, 1240, 690, 900, "mmmmmmo"),
    (4, 600, 360, 1320, "mmmmeeo"),
    (5, 880, 240, 730, "mmmmmn"),
    (6, 1010, 90, 160, "mmmmlo"),
    (7, 420, 180, 640, "mmmmeem"),
    (8, 380, 270, 510, "mmmmloo"),
]


def _change(question: int, unchanged: int, edited: int, new: int, states: str) -> dict:
    prompts = [{"number": f"{question}.{index}", "state": _STATES[letter]} for index, letter in enumerate(states, 1)]
    return {
        "question": question,
        "title": TITLES[question - 1],
        "unchanged": unchanged,
        "edited": edited,
        "new": new,
        "prompts": prompts,
    }


def _question(number, title, comprehensible, complete, noted=(), more=(), evidence=(), practical=()) -> dict:
    return {
        "number": number,
        "title": title,
        "comprehensible": comprehensible,
        "complete": complete,
        "noted": list(noted),
        "more": list(more),
        "evidence": list(evidence),
        "practical": list(practical),
    }


_QUESTIONS = [
    _question(
        0,
        "Cover",
        "Clear",
        "Complete",
        ["Five people wrote the document and each question has its author. Thank you for the list of acronyms."],
        practical=["C.6 names the project manager. Please add the date of approval."],
    ),
    _question(
        1,
        TITLES[0],
        "Clear",
        "Complete",
        [
            "The aim has not moved: fewer crises among people with several long illnesses, by planning with them before "
            "the crisis comes. You now add why the partners chose this group and not another.",
            "The two earlier attempts that you mention explain much about the caution of the first year.",
        ],
        ["Where did the first idea come from: a person, a visit, a report?"],
    ),
    _question(
        2,
        TITLES[1],
        "Mostly clear",
        "Partly answered",
        [
            "We understood that the board meets each month and the working group each week, and that a nurse, a social "
            "worker and a pharmacist form the core of the team."
        ],
        [
            "Who has the last word if the board and the working group differ?",
            "Does one profession weigh more than the others when a case is discussed?",
            "You speak of “the federation” and of “the consortium”. Are they the same?",
        ],
        ["The terms of reference that the board agreed in February"],
        [
            "Two of the seven partners have no date of joining.",
            "The abbreviation in the last row of 2.2 is not on the list.",
        ],
    ),
    _question(
        3,
        TITLES[2],
        "Clear",
        "Partly answered",
        [
            "The close account of one Tuesday meeting is the clearest part of the document. It shows who brings which "
            "record, what is decided, and how the decision reaches the person concerned within two days.",
            "You list three ways into the service: a call from a surgery, a letter from the ward, and people who ring for "
            "themselves. The first is described in full.",
        ],
        [
            "What happens between a ward’s letter and the first visit?",
            "Who uses the telephone line, and who cannot?",
            "You write that the shared folder “saves time”. Whose time, and at which step?",
        ],
        ["The agreed letter, if it is in use by now"],
        ["3.6 is blank. If nothing hinders you, please say that.", "The first meeting is dated both 4 and 11 January."],
    ),
    _question(
        4,
        TITLES[3],
        "Mostly clear",
        "Too early, accepted",
        [
            "A register of 412 people is in place and a clinic has opened. You report fewer admissions among the people on "
            "the register than in the winter before, and add that the winter before was a hard one. That caution is useful."
        ],
        [
            "How were the two winters compared: the same months, and the same people?",
            "You mention an audit of medicines. What did it find?",
        ],
        ["The audit, or the paragraph that you rely on", "The monthly counts behind the chart on your page 31"],
        ["The upright axis of that chart has no label."],
    ),
    _question(
        5,
        TITLES[4],
        "Clear",
        "Complete",
        [
            "Two milestones have moved by a quarter, both because posts took long to fill. One surgery has not joined; you "
            "say why, and that a visit in person began to change this."
        ],
        ["What would have to be true for that surgery to join?"],
        practical=["Milestone 7 has no owner."],
    ),
    _question(
        6,
        TITLES[5],
        "Clear",
        "Partly answered",
        [
            "You expect the meeting to outlast the programme and are less sure of the two posts. A business case is being written."
        ],
        ["What would a year of the meeting cost, and who would carry it?"],
        ["The draft of the business case, if it may be shared"],
    ),
    _question(
        7,
        TITLES[6],
        "Unclear in places",
        "Too early, accepted",
        [
            "You describe calmer nights for carers and tell how you came to hear of it. You keep apart what the Pilot did "
            "and what the new ward rounds did."
        ],
        [
            "Why have people who live alone had less from it?",
            "Which of the changes would in your view have come about without the Pilot, and how can you tell?",
        ],
        ["Notes of the carers’ evening, with names taken out"],
        ["“Pathway” is used in three senses on one page."],
    ),
    _question(
        8,
        TITLES[7],
        "Mostly clear",
        "Partly answered",
        [
            "Set-up costs are nearly complete. Of the running costs the salaries are known and the hours in kind are not."
        ],
        [
            "Roughly how many hours a month do partners give without a charge?",
            "Is the figure for premises a rent or a share?",
        ],
        [],
        ["Two rows of 8.2 overlap in their dates."],
    ),
]


def _row(category, item, bearer, amount, status) -> dict:
    return {"category": category, "item": item, "bearer": bearer, "amount": amount, "status": status}


_UNKNOWN = "Used, value not yet known"


def _costs() -> list[dict]:
    return [
        {
            "prompt": "8.1",
            "title": "Set-up costs",
            "known": "89,517.00",
            "known_rows": 5,
            "unknown_rows": 1,
            "previous": {"round": 2, "known": "51,117.00", "known_rows": 3, "unknown_rows": 3},
            "rows": [
                _row(
                    "Planning and management",
                    "Planning time of the project manager",
                    "Community trust",
                    "18,400.00",
                    "Estimate",
                ),
                _row(
                    "Planning and management", "Legal advice on the agreement", "Community trust", "11,117.00", "Actual"
                ),
                _row(
                    "Equipment and premises",
                    "Shared record: licence and set-up",
                    "Primary care trust",
                    "40,000.00",
                    "Actual",
                ),
                _row("Equipment and premises", "Room for the clinic", "Borough council", None, _UNKNOWN),
                _row("Equipment and premises", "Furniture and telephones", "Community trust", "3,500.00", "Estimate"),
                _row("People", "Recruitment of two posts", "Community trust", "16,500.00", "Actual"),
            ],
        },
        {
            "prompt": "8.2",
            "title": "Running costs, October 2009 to March 2010",
            "known": "31,965.00",
            "known_rows": 4,
            "unknown_rows": 3,
            "previous": None,
            "rows": [
                _row("People", "Community matron, 1.0 whole-time", "Community trust", "21,430.00", "Actual"),
                _row("People", "Co-ordinator, 0.6 whole-time", "Borough council", "8,905.00", "Actual"),
                _row(
                    "People",
                    "Tuesday meeting, time of the partners’ staff given in kind",
                    "All partners",
                    None,
                    _UNKNOWN,
                ),
                _row("People", "Training in planning ahead", "Primary care trust", "1,150.00", "Estimate"),
                _row("Services and supplies", "Travel", "Community trust", "480.00", "Estimate"),
                _row("Services and supplies", "Audit of medicines", "Hospital trust", None, _UNKNOWN),
                _row("Services and supplies", "Interpreters", "Borough council", None, _UNKNOWN),
                _row("Services and supplies", "Publicity", "Community trust", None, "None (checked: no such cost)"),
            ],
        },
    ]


NAMES = "Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen".split()
BANDS = {"few": "Few or none", "many": "Nearly all or all", "some": "Some"}


def count(published: int | str, of: int = 16) -> dict:
    """A published count: a number from 3 to 13, or one of the three bands."""
    if isinstance(published, str):
        return {"words": BANDS[published], "exact": None, "band": published, "of": of}
    return {"words": NAMES[published], "exact": published, "band": None, "of": of}


def review(documents: int = 16) -> dict:
    """A thematic review of more than twenty pages, in round 3."""
    return {
        "programme": "Integrated Care Pilots",
        "round": 3,
        "title": "What the Pilots told us in the spring of 2010",
        "subtitle": "A year in: the work has begun, the proof is still to come",
        "version": 1,
        "published_on": "2010-05-28",
        "submitted_month": "April 2010",
        "documents": documents,
        "demo": True,
        "correction": "",
        "content_sha256": sha256(b"an invented review").hexdigest(),
        "abstract": (
            "<p>A year into the programme Pilots write less about agreeing to work together and more about doing so. What they "
            "can show is mostly what has been set up. What patients notice comes later and is harder to trace to the Pilot.</p>"
        ),
        "glance": [
            {"count": count(number), "statement": statement, "text": text} for number, statement, text in _GLANCE
        ],
        "sections": [
            _purpose(),
            _methods(),
            _themes(),
            *(_chapter(question) for question in range(1, 9)),
            _next_round(),
        ],
        "withheld": [
            "Two statements on a single group of patients, since the group would have named the Pilot.",
            "One quotation in which a way of speaking could have been recognised.",
            "A table of costs by kind: fewer than five documents gave a figure in most of its rows.",
        ],
    }


def small_review() -> dict:
    """Few documents received, so that every count is “some”; no figure, nothing withheld, not a demonstration."""
    found = review(documents=5)
    glance = [row | {"count": count("some", of=5)} for row in found["glance"]]
    sections = [without_figures(section) for section in found["sections"][:1]]
    return found | {"glance": glance, "sections": sections, "withheld": [], "demo": False}


def without_figures(section: dict) -> dict:
    return section | {"brief": [], "blocks": [block for block in section["blocks"] if block["kind"] != "figure"]}


_GLANCE = [
    (
        "many",
        "The work is under way",
        "Operational activity has begun almost everywhere; in the autumn seven documents still spoke of plans.",
    ),
    (
        13,
        "People come before systems",
        "Thirteen call a project manager essential. Trust is named by twelve, a shared computer system by seven.",
    ),
    (
        6,
        "Outcomes are told with care",
        "Six describe an outcome for patients, and four say that it is too early to tell.",
    ),
    (12, "Money has become the subject", "Twelve write of pressure on spending. In Round 2 it was three."),
    (11, "Costs are better known", "Eleven give both set-up and running costs. Time given in kind is the largest gap."),
    (
        "few",
        "An old worry has gone",
        "Hardly anyone still reports that the partners differ over what integration means.",
    ),
]


def _section(ident, title, standfirst, blocks, **more) -> dict:
    return {
        "id": ident,
        "title": title,
        "question": None,
        "asked": "",
        "standfirst": standfirst,
        "brief": [],
        "blocks": blocks,
    } | more


def _html(*paragraphs: str) -> dict:
    return {
        "kind": "html",
        "html": "\n".join(text if text.startswith("<") else f"<p>{text}</p>" for text in paragraphs),
    }


def _figure(figure: dict) -> dict:
    return {"kind": "figure", "figure": {"label": "Question"} | figure}


DRAWN = [
    {
        "number": 2,
        "kind": "themes",
        "title": "Themes across the rounds",
        "source": "Of those coded.",
        "label": "Theme",
        "columns": ["Round 1", "Round 2", "Round 3"],
        "rows": [
            {"label": "Trust and earlier ties", "cells": [count(11), count(12), count(12)], "since": "as before"},
            {
                "label": "Pressure on spending, in the partners’ own budgets and in those of their neighbours",
                "cells": [None, count("few"), count(12)],
                "since": "",
            },
            {"label": "Records that do not meet", "cells": [count(3), count(8), count(5)], "since": "fewer"},
        ],
    },
    {
        "number": 3,
        "kind": "pyramid",
        "title": "The pyramid of measurable effects",
        "source": "Base: 16.",
        "levels": [
            {
                "name": "Patient outcomes",
                "heading": "Hardest to attribute",
                "statement": "describe an outcome",
                "count": count(6),
                "measured": count("few"),
            },
            {
                "name": "Changed care",
                "heading": "Harder to show",
                "statement": "describe care given differently",
                "count": count(13),
                "measured": count(8),
            },
            {
                "name": "What has been set up",
                "heading": "Easiest to show",
                "statement": "describe what is in place",
                "count": count("many"),
                "measured": count(13),
            },
        ],
    },
    {
        "number": 4,
        "kind": "chain",
        "title": "The causal chain",
        "source": "Base: 16.",
        "gaps": ["Why?", "Which?", "What?"],
        "columns": [
            {
                "title": title,
                "under": "what it is",
                "boxes": [{"label": label, "count": count(n)} for label, n in boxes],
            }
            for title, boxes in (
                ("The Pilot", [("Problem", 13)]),
                ("Integrating activities", [("Operational", 12)]),
                ("Changed care", [("Care seen to change", 9)]),
                ("Outcomes", [("Quality", "few")]),
            )
        ],
        "links": [{"from": [0, 0], "to": [1, 0], "strength": 2}, {"from": [1, 0], "to": [2, 0], "strength": 1}],
    },
    {
        "number": 5,
        "kind": "spread",
        "title": "The spread of costs",
        "source": "Base: 16.",
        "label": "Kind of cost",
        "columns": ["Gave an amount", "Middle half, £", "Do not know it yet"],
        "rows": [
            {
                "group": "Set-up",
                "label": "Professional fees",
                "cells": [count(6), count("few")],
                "spread": ["7,100", "15,000"],
            },
            {"group": "Running", "label": "Travel of staff", "cells": [count(4), count(3)], "spread": []},
        ],
    },
]


def _quote(text: str) -> dict:
    return {"kind": "quotation", "text": text}


def _purpose() -> dict:
    rows = [(13, 3), (12, 4), (11, 5), (6, 6), (13, 3), (7, 6), (6, 7), (4, "few")]
    columns = ["Every prompt met", "Some left open", "Said to be too early"]
    late = [count("few"), count("few"), count("few"), count(4), count("few"), count(3), count(3), count("few")]
    figure = {
        "number": 1,
        "kind": "coverage",
        "title": "How fully each question was answered",
        "columns": columns,
        "source": "Base: 16 documents received. “Too early to say” is an accepted answer.",
        "rows": [
            {"label": f"{number}. {title}", "cells": [count(full), count(part), late[number - 1]]}
            for number, (title, (full, part)) in enumerate(zip(TITLES, rows, strict=True), 1)
        ],
    }
    blocks = [
        _html(
            "A Living Document is a Pilot’s own account of its work, kept up to date round after round around eight questions. This review sets sixteen such accounts side by side. It looks for what recurs, what differs and what has changed since the autumn.",
            "It does not say which Pilot does well. The accounts differ in length and in manner, and a short one may describe as much work as a long one. We took each to be written in good faith by people who lead the work and see it from there.",
            "<h4>What was received</h4>",
            "All prompts of the round were open to every Pilot. Most questions were answered in full or in part, and where an answer is missing a reason was mostly given. Figure 1 shows this for each question.",
        ),
    ]
    return _section(
        "purpose",
        "Purpose and coverage",
        "What this review is made of, and how far it reaches.",
        [*blocks, _figure(figure)],
    )


def _methods() -> dict:
    blocks = [
        _html(
            "Every document was read by more than one person, and nobody saw another’s notes before writing down their own.",
            "<h4>Four readings</h4>",
            "<ol>\n<li>Two researchers read a part of the documents, each alone, and drafted comments on every question.</li>\n<li>They met the task leader, compared the drafts and settled how to go on.</li>\n<li>The task leader read all the documents again and wrote down what they have in common.</li>\n<li>The notes were held against the Periodic Reviews, which serve another end, to find what had been passed over.</li>\n</ol>",
            "Passages were marked with themes from a list that had been agreed in Round 1 and has grown by four since. The two researchers agreed on most passages before they spoke, and on all but a handful after.",
            "<h4>What counts can say</h4>",
            "A count tells how many documents say a thing. It does not tell how many Pilots do it, since a document may be silent on what is done, and it gives no weight to how often a thing is said.",
        )
    ]
    return _section("methods", "How it was done", "", blocks)


def _themes() -> dict:
    table = (
        "<table>\n<thead>\n<tr><th>Theme</th><th>Where it is told</th><th>Since Round 2</th></tr>\n</thead>\n<tbody>\n"
        "<tr><td>Trust and earlier ties</td><td>Questions 1, 2 and 3</td><td>as before</td></tr>\n"
        "<tr><td>Pressure on spending</td><td>Questions 5, 6 and 8</td><td>more</td></tr>\n"
        "<tr><td>Records that do not meet</td><td>Questions 3 and 5</td><td>more</td></tr>\n"
        "<tr><td>Posts that stay empty</td><td>Question 5</td><td>fewer</td></tr>\n</tbody>\n</table>"
    )
    blocks = [
        _html(
            "Some matters turn up under several questions. Taken together they say more than under any one.",
            table,
            "Trust is named first by most, and it is nearly always told as a history: people who had worked together before began sooner. Where there was no such history, the sharing of a room or of a list of patients is said to have made one.",
            "<h4>Two kinds of delay</h4>",
            "Delays that come from outside, such as a contract that waits for a signature, are told with dates. Delays from inside, such as a partner who does not come, are told with care and mostly without them.",
        ),
        _quote("We lost a spring to the wording of one paragraph, and then nobody asked about it again."),
        _html(
            "The second kind seems to matter more. Six documents that describe both come back to the second when they explain what they would do otherwise."
        ),
        *map(_figure, DRAWN),
    ]
    return _section(
        "themes",
        "Themes across the questions",
        "Four matters recur wherever one opens the documents.",
        blocks,
        brief=[
            {"count": count(12), "statement": "name trust or earlier ties as what helps most"},
            {"count": count(12), "statement": "write of pressure on spending"},
            {"count": count("few"), "statement": "still differ over the meaning of integration"},
        ],
    )


def _next_round() -> dict:
    blocks = [
        _html(
            "The questions stay as they are. We shall ask more about three things, and less about what has not moved.",
            "<ul>\n<li>how a process works once it has become a habit</li>\n<li>what stands behind a statement on outcomes</li>\n<li>what partners give without sending a bill</li>\n</ul>",
            "Where nothing has changed, a word to say so is enough.",
        )
    ]
    return _section("next", "For the next round", "", blocks)


_STANDFIRSTS = [
    "The aims have hardly moved. What is new is the reasoning: why this group of patients, and why these partners.",
    "The circle of people has settled. Most documents now say who decides, and fewer say how.",
    "The list of activities is longer than in the autumn and more of it is under way.",
    "Outputs are told with confidence, outcomes with care. Sources are named more often than they are enclosed.",
    "Most milestones are met or moved by a few months, and the reasons are given.",
    "The work is expected to last longer than the money, and the meeting longer than the post.",
    "Differences are told through people: a calmer night, a call less, a form that is filled in once.",
    "The figures are fuller than before. What was given without a bill is the largest unknown.",
]
_BRIEFS = [
    [
        (13, "keep the aims of the last round unchanged"),
        (9, "give a reason for the choice of patients"),
        (4, "name an earlier attempt that failed"),
    ],
    [
        ("many", "describe a board or its equivalent"),
        (8, "say who decides when partners differ"),
        (5, "report a change of leader"),
    ],
    [
        ("many", "describe operational activities under way"),
        (13, "describe information shared, on paper or screen"),
        (10, "describe new or changed roles"),
    ],
    [
        ("many", "list at least one output that is in place"),
        (6, "describe an outcome for patients"),
        (4, "say that it is too early"),
    ],
    [
        (9, "are broadly on time"),
        (7, "have moved a milestone because a post stayed empty"),
        (6, "write of people not yet won over"),
    ],
    [
        (11, "are at work on a business case"),
        (7, "name a source of money after the Pilot"),
        ("few", "expect the posts to be kept as they are"),
    ],
    [
        (8, "tell of a difference that carers noticed"),
        (10, "have learned something from another Pilot"),
        (3, "are sure how much is due to the Pilot"),
    ],
    [
        (11, "give both set-up and running costs"),
        (4, "put a value on time given in kind"),
        (6, "know what keeps expenses in bounds"),
    ],
]
_OWN = [
    [
        "Most documents open with a person: someone with several illnesses, several visitors and no one who sees the whole. The aim is then told as what should have gone otherwise. In thirteen documents that aim reads as it did in the autumn.",
        "What has been added is the choice. Nine now explain why one group of patients was taken and another left, and the answer is as often a willing partner as a need on paper.",
    ],
    [
        "Boards meet monthly or every second month, and working groups weekly. Where a document tells of a decision, it was mostly made in the smaller room and agreed in the larger.",
        "One profession leads in most accounts. Few documents say whether this weighs on what is chosen, and those that do think that it does.",
    ],
    [
        "Joint meetings on named patients are the activity described most often. They differ in who may come, whether there is a list, and what happens with it afterwards.",
        "Information is shared in three ways: by a common system, by a copy, and by a person who looks things up for others. The third is the most frequent and is rarely called sharing.",
    ],
    [
        "Registers have been drawn up, clinics opened, posts filled and leaflets printed. The documents give dates and numbers for these, and say where they are recorded.",
        "Six tell of an outcome for patients. In all of them it is a change in the use of a hospital, and in four the document itself warns that one winter is not like another.",
    ],
    [
        "Nine documents call themselves broadly on time. Where a date has moved, it has moved by three to six months, and the reason lies in a post, a contract or a computer.",
        "People not yet won over are now described with their reasons. It is most often a matter of hours: one more meeting, on top of those that were there before.",
    ],
    [
        "Two things are expected to last: the habit of meeting and the shared list. Two are in doubt: the posts and the van.",
        "Eleven documents mention a business case. It is mostly being written for the same body that would have to pay, and two of its parts are said to be hard: what would have happened anyway, and who saves when a bed stays empty.",
    ],
    [
        "Documents were asked what the Pilot changed and how one can tell. The stories are vivid and the second half of the question is mostly left open.",
        "Ten name something that came from another Pilot. It is nearly always a thing one can carry: a form, a letter, a job description, a question to put to a supplier.",
    ],
    [
        "Set-up costs are close to complete. Of the running costs the salaries are known, and travel and training are estimates.",
        "Time given in kind is described everywhere and valued in four documents. It is shown as unknown, never as nothing, and a total with many unknowns beside it should not be read as small.",
    ],
]
_COMMON = [
    "Compared with the autumn the account is more concrete. Words such as streamlined or joined up have given way to who rings whom, and on which day.",
    "Recruitment still holds some back. A post that is offered for a year attracts few, and the people who come are often borrowed from a partner who then has the gap.",
    "Where a general practice takes part, one doctor tends to carry it. Several documents ask what happens when that person leaves, and none has an answer yet.",
    "The third sector appears in the list of partners and seldom in the account of the work. Those that do describe it speak of visits at home, transport and company.",
    "Changes around the Pilot are described at greater length than before: a merger, a new hospital contract, a reorganisation that was announced and then was not.",
    "Some documents explain what they left undone and why. These passages help a reader more than a list of successes, and we should like to see more of them.",
    "What patients and carers say reaches the documents through staff. Four tell of asking them directly, by a questionnaire or an evening, and one of these quotes the answers.",
    "Training is mentioned as an output. What people do otherwise after it is mentioned less often, and we shall ask for that.",
    "The word pathway is used for a diagram, a service and a journey. We have counted by meaning wherever the text let us tell.",
    "Meetings are praised for what happens around them. People learn who knows what, and the next question goes straight to that person.",
    "Records that do not meet are named by most as the chief hindrance. What people do while they wait is told with some pride: a folder in the kitchen, a fax at an agreed hour.",
]
_QUOTES = [
    "It was not the form. It was knowing who would read it.",
    "There are two screens on the desk and one person looking at both.",
    "They are not against it. They are against another Thursday evening.",
    "We said that we would share a record, and then we shared an office.",
    "Nobody was paid for those hours, so nobody wrote them down. I think now that they were most of what we bought.",
    "I used to hear of a fall from the family. Now I hear of it from the person who was there.",
    "If the money stops the meeting will go on. I am less sure who will do what it decides.",
    "She tells her story once now, and to someone who stays.",
    "We asked for a date and were given a reason.",
    "The plan was good. It was also forty pages long, and the ward is busy.",
    "For a year we talked about trust. Then we moved the desks.",
    "What we learned from the others came home in a coat pocket: a form, folded twice.",
]


def _chapter(question: int) -> dict:
    """A question's chapter of about two pages."""
    index = question - 1
    common = [_COMMON[(index * 4 + step) % len(_COMMON)] for step in range(6)]
    quotes = [_QUOTES[(index * 3 + step) % len(_QUOTES)] for step in range(3)]
    blocks = [
        _html(*_OWN[index], common[0]),
        _quote(quotes[0]),
        _html("<h4>What has moved</h4>", common[1], common[2]),
        _quote(quotes[1]),
        _html(
            "<h4>What differs</h4>",
            common[3],
            "<ul>\n<li>who takes the first step</li>\n<li>what is written down, and where</li>\n<li>who is told of it afterwards</li>\n</ul>",
            common[4],
        ),
        _html("<h4>What we should like to know</h4>", common[5]),
        _quote(quotes[2]),
    ]
    brief = [{"count": count(number), "statement": statement} for number, statement in _BRIEFS[index]]
    return _section(
        f"question-{question}",
        TITLES[index],
        _STANDFIRSTS[index],
        blocks,
        question=question,
        asked=PURPOSES[index],
        brief=brief,
    )


def document(repeats: int = 1) -> dict:
    """What a site sent in round 3; `repeats` sets its length (14 make more than 127 pages)."""
    sections = [_cover_section(), *(_document_section(number, repeats) for number in range(1, 9))]
    return {
        "programme": "Integrated Care Pilots",
        "site": {"name": "Marlbridge", "slug": "marlbridge"},
        "round": 3,
        "reference": "R3-7K2P",
        "submitted_at": "4:12pm on Thursday 29 April 2010 (UK time)",
        "sha256": sha256(b"an invented document").hexdigest(),
        "demo": True,
        "draft": False,
        "sections": sections,
    }


def draft_document() -> dict:
    return document() | {"draft": True, "submitted_at": "", "reference": "", "sha256": "", "demo": False}


def _columns(*labels: str, numeric: tuple[str, ...] = ()) -> list[dict]:
    return [{"label": label, "numeric": label in numeric} for label in labels]


def _prompt(number, label, question, state="Answered", **shown) -> dict:
    return {"number": number, "label": label, "question": question, "state_label": state, "shown": shown}


def _cover_section() -> dict:
    authors = _columns("Name", "Job title", "Organisation", "Questions")
    return {
        "number": 0,
        "title": "Cover",
        "purpose": "",
        "prompts": [
            _prompt(
                "C.1",
                "Authors",
                "Who answered which questions?",
                columns=authors,
                rows=[
                    ["A. Penhallow", "Project manager", "Community trust", "1, 2, 5"],
                    ["B. Ormerod", "Community matron", "Community trust", "3, 4"],
                    ["C. Tiplady", "Finance officer", "Primary care trust", "8"],
                ],
            ),
            _prompt(
                "C.5", "How to talk", "Would you rather have a telephone conversation?", choices=["Yes, please ring us"]
            ),
            _prompt("C.6", "Sign-off", "Who approved this version?", lines=["A. Penhallow, 28 April 2010"]),
        ],
    }


_COST_COLUMNS = _columns(
    "Cost category",
    "What was paid for or used",
    "Organisation that bears the cost",
    "Dedicated, extra time of existing staff, or redirected",
    "From",
    "To",
    "Unit",
    "Quantity",
    "Rate per unit (GBP)",
    "Amount (GBP)",
    "Low estimate (GBP)",
    "High estimate (GBP)",
    "Status",
    "Where the figure comes from",
    "Paid once, by the first to do it?",
    "Note",
    numeric=("Quantity", "Rate per unit (GBP)", "Amount (GBP)", "Low estimate (GBP)", "High estimate (GBP)"),
)
_COST_ROW = [
    "Clinical staff",
    "Community matron, whole-time",
    "Community trust",
    "Dedicated",
    "1/10/2009",
    "31/3/2010",
    "month",
    "6",
    "3,571.67",
    "21,430.02",
    "",
    "",
    "Actual",
    "Payroll",
    "No",
    "Includes employer’s contributions and the London weighting of one month",
]
_UNKNOWN_ROW = [
    "Staff time in kind",
    "Tuesday meeting",
    "All partners",
    "Extra time of existing staff",
    "1/10/2009",
    "31/3/2010",
    "hour",
    "",
    "",
    "",
    "",
    "",
    "Used, value not yet known",
    "",
    "No",
    "",
]


def _document_section(number: int, repeats: int) -> dict:
    own = "\n".join(f"<p>{text}</p>" for text in [*_OWN[number - 1], *_COMMON] * repeats)
    prompts = [
        _prompt(
            f"{number}.1",
            "In your own words",
            "Please tell us how this stands now, and what has changed since the last round.",
            texts=[own],
        ),
        _prompt(
            f"{number}.2",
            "Milestones",
            "Which milestones were planned, and where does each stand?",
            "From round 2, no change confirmed",
            columns=_columns(
                "Milestone", "Planned date", "Actual or forecast date", "State", "Reason", "Corrective action"
            ),
            rows=[
                ["Board agrees the terms of reference", "1/2/2010", "12/2/2010", "Met", "Two members were ill", ""],
                [
                    "Shared list in use on both wards",
                    "1/3/2010",
                    "1/6/2010",
                    "Late",
                    "The licence took longer than promised",
                    "A paper list is used until then",
                ],
            ]
            * repeats,
        ),
        _prompt(f"{number}.3", "Outcomes", "What has come of it for patients?", "Too early to say"),
        _prompt(f"{number}.4", "Figures", "When will the figures be known?", "Not known until 1 May 2010"),
        _prompt(
            f"{number}.5",
            "Views of carers",
            "What have carers said?",
            "Not answered this round: the evening is in June",
        ),
        _prompt(f"{number}.6", "Surprises", "What did you not expect?", "Left open"),
        _prompt(
            f"{number}.7",
            "One activity close up",
            "Describe up to three activities.",
            texts=[f"<p>{_COMMON[0]}</p>", f"<h4>The Tuesday meeting</h4>\n<p>{_COMMON[9]}</p>"],
        ),
        _prompt(
            f"{number}.8",
            "Evidence",
            "What can you append?",
            files=[{"title": "Audit of medicines", "name": "audit-march.pdf"}, {"title": "", "name": "terms.docx"}],
        ),
    ]
    if number == 8:
        prompts.append(
            _prompt(
                "8.9",
                "Running costs",
                "What has running the Pilot cost?",
                columns=_COST_COLUMNS,
                rows=[_COST_ROW, _UNKNOWN_ROW] * (2 * repeats),
                totals=[{"label": "Known so far", "known": "42,860.04", "unknown_rows": 2}],
            )
        )
    return {"number": number, "title": TITLES[number - 1], "purpose": PURPOSES[number - 1], "prompts": prompts}
