"""Sentences that rank, compare or tell a trend of Pilots, documents, themes or money, in words that no data stand behind."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from reporting.anonymity.sentences import sentences_of

WHAT = (
    r"(?:items?|costs?|expenses?|expenditure|spending|sums?|amounts?|shares?|proportions?|numbers?|counts?|themes?|subjects?|"
    r"topics?|barriers?|obstacles?|hindrances?|worr(?:y|ies)|concerns?|complaints?|problems?|reasons?|activit(?:y|ies)|changes?|"
    r"unknowns?|categor(?:y|ies)|answers?|documents?|Pilots|sites)"
)
MONEY = r"(?:money|costs?|expenses?|expenditure|spending|outlay|budgets?|funds|funding)"
WHOLE = rf"(?:{MONEY}|documents|answers|Pilots|sites|teams|schemes|those\s+(?:who|that))"
PART = (
    r"(?:(?:more|less|fewer)\s+than\s+(?:a\s+)?(?:half|third|quarter|fifth)|(?:over|under|about|nearly|almost|just\s+over)\s+half|"
    r"(?:a|one)[\s-](?:third|quarter|fifth|half)|half|(?:two|three|four)[\s-](?:thirds|quarters|fifths)|"
    r"the\s+(?:vast\s+|great\s+)?(?:majority|minority|bulk|greater\s+part|larger\s+part))"
)
RANKED = (
    r"(?:(?:second[- ])?(?:largest|biggest|smallest|highest|lowest|greatest|commonest|chief|foremost|dearest|cheapest|costliest)|"
    r"(?:most|least)\s+(?:common(?:ly)?|frequent(?:ly)?|usual|costly|expensive|often)(?:\s+\w+ed)?)"
)
MOVED = r"(?:ha(?:s|ve)\s+)?(?:risen|rose|fallen|fell|grown|grew|increased|decreased|declined|doubled|halved)"
COMPARISON = re.compile(
    rf"\b{RANKED}\s+(?:\w+\s+){{0,3}}?{WHAT}\b"
    rf"|\b{WHAT}\s+(?:\w+\s+){{0,4}}?(?:is|are|was|were)\s+(?:the\s+)?{RANKED}\b"
    r"|\b(?:more|fewer)\s+(?:Pilots|sites|documents|teams)\b"
    r"|\b(?:more|less)\s+(?:often|frequently)\b"
    rf"|\b{WHAT}\s+(?:\w+\s+){{0,3}}?{MOVED}\b"
    r"|\b(?:grown|changed|risen|fallen)\s+(?:the\s+)?(?:most|least)\b"
    rf"|\b(?:larger|smaller|higher|lower|greater)\s+{WHAT}\s+than\b"
    r"|\b(?:dominates?|outweighs?|outnumbers?|exceeds?)\b"
    rf"|\b(?:most|least)\s+(?:of\s+the\s+)?{MONEY}\s+(?:is|are|was|were|goes|go|went)\b"
    rf"|\blion[’']s\s+share\b|\b{PART}\s+of\s+(?:all\s+)?(?:the\s+|their\s+|its\s+|these\s+)?(?:\w+\s+)?{WHOLE}\b"
    rf"|\b{WHAT}\s+(?:\w+\s+){{0,4}}?(?:is|are|was|were|gone|went|come|came)\s+(?:up|down)\s+(?:on|since|from|by|this|again)\b"
    rf"|\b{MONEY}\s+(?:is|are|was|were)\s+(?:dearer|cheaper|costlier|higher|lower)\b"
    rf"|\b(?:a\s+)?(?:greater|larger|smaller|higher|lower)\s+(?:number|share|proportion|part)\s+of\s+(?:the\s+)?{WHOLE}\b"
    r"|\b(?:costs?|spends?|spent)\s+(?:more|less)\s+(?:on\s++[\w ]{1,80}?\s+)?than\b"
    r"|\b(?:twice|half|(?:three|four|five)\s+times)\s+as\s+(?:much|many)\b"
    r"|\bmost\s+often\s+(?:hinders?|helps?)\b|\b(?:overt(?:ook|akes|aken)|outstripp?(?:s|ed))\b"
    rf"|\b(?:rise|fall|increase|decrease|growth|decline)\s+in\s+(?:the\s+)?(?:\w+\s+)?{WHAT}\b",
    re.IGNORECASE,
)
CALLED_FOR = re.compile(r"\b(?:should|would|could|might|may|if|whether|please|ask(?:ed)?\s+for)\b", re.IGNORECASE)


def typed_comparisons(text: str, *, bound: Container[str]) -> Iterator[tuple[int, int]]:
    """Where a sentence compares without a claim. One that asks or supposes states nothing."""
    for start, sentence in sentences_of(text):
        match = COMPARISON.search(sentence)
        if match and " ".join(sentence.split()) not in bound and not CALLED_FOR.search(sentence):
            yield start + match.start(), start + match.end()
