"""Sentences that rank, compare or tell a trend of Pilots, documents, themes or money, in words that no data stand behind."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from reporting.anonymity.sentences import sentences_of

WHAT = (
    r"(?:items?|costs?|expenses?|expenditure|spending|sums?|amounts?|shares?|proportions?|numbers?|counts?|themes?|subjects?|"
    r"topics?|barriers?|obstacles?|hindrances?|worr(?:y|ies)|concerns?|complaints?|problems?|reasons?|activit(?:y|ies)|changes?|"
    r"unknowns?|gaps?|difficult(?:y|ies)|differences?|improvements?|effects?|outcomes?|benefits?|delays?|sources?|"
    r"categor(?:y|ies)|answers?|documents?|Pilots|sites)"
)
MONEY = r"(?:money|costs?|expenses?|expenditure|spending|outlay|budgets?|funds|funding)"
WHOLE = rf"(?:{MONEY}|documents|answers|Pilots|sites|teams|schemes|those\s+(?:who|that))"
PART = (
    r"(?:(?:more|less|fewer)\s+than\s+(?:a\s+)?(?:half|third|quarter|fifth)|(?:over|under|about|nearly|almost|just\s+over)\s+half|"
    r"(?:a|one)[\s-](?:third|quarter|fifth|half)|half|(?:two|three|four)[\s-](?:thirds|quarters|fifths)|"
    r"the\s+(?:vast\s+|great\s+)?(?:majority|minority|bulk|greater\s+part|larger\s+part))"
)
RANKED = (
    r"(?:(?:second[- ])?(?:largest|biggest|smallest|highest|lowest|greatest|commonest|chief|foremost|dearest|cheapest|costliest|main|principal|leading|predominant|prime)|"
    r"(?:most|least)\s+(?:common(?:ly)?|frequent(?:ly)?|usual|costly|expensive|often)(?:\s+\w+ed)?)"
)
COSTS = r"(?:costs?|expenses?|expenditure|spending|outlay|money)"
HEADED = (
    rf"(?:leads?|led|tops?|topped|heads?|headed)\s+(?:the\s+)?(?:list|table|ranking|field|bill|{COSTS}|items?|themes?|topics?|"
    r"barriers?|obstacles?|problems?|concerns?|worries|complaints?)"
    r"|(?:comes?|came|ranks?|ranked|stands?|stood)\s+(?:first|second|third|top|last|next|ahead|highest|lowest)\s+(?:among|of|in|with|for)"
    rf"|(?:first|foremost|highest|ahead)\s+(?:among|of)\s+(?:all\s+)?(?:the\s+|their\s+|these\s+)?{WHAT}"
    rf"|(?:account|make|made|accounted)s?\s+(?:for|up)\s+(?:the\s+)?(?:most|bulk|majority|{PART})"
    r"|(?:costs?|takes?|took|absorbs?|absorbed|swallows?|swallowed|eats?|consumes?|consumed)\s+(?:up\s+)?(?:the\s+)?most\b"
    r"|weigh(?:s|ed)?\s+(?:the\s+)?(?:heaviest|most|least)"
    r"|outranks?|outranked|lags?\s+behind|lagged\s+behind|trails?\s+(?:behind|well)|(?:gain|gained|lose|lost|losing|gaining)\s+ground"
    r"|on\s+the\s+(?:decline|rise|increase|wane|up)|number\s+one|ever\s+(?:more|fewer)|more\s+and\s+more|fewer\s+and\s+fewer"
    r"|(?:growing|rising|increasing|shrinking|falling|declining)\s+(?:number|share|proportion|minority|majority)"
    rf"|no(?:thing|body|\s+other\s+\w+)\s+(?:\w+\s+){{1,4}}?(?:more|less|higher|lower|as\s+(?:much|often))"
    r"|more\s+than\s+(?:any(?:thing)?\s+(?:other|else)|all\s+(?:the\s+)?others?)"
)
# Any superlative; these only look like one.
NO_RANK = r"(?:inter|requ|hon|mod|for|harv|sugg|inv|dig|lat|earn|cont|prot|gu|man|conqu|behe|west|arr|att|t|r|n|p|v|ch|b|l)est"
SUPERLATIVE = rf"(?!{NO_RANK}\b)\w{{2,14}}est"
SAID = (
    r"(?:writes?|wrote|says?|said|describes?|described|reports?|reported|mentions?|mentioned|names?|named|gives?|gave)"
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
    rf"|\b(?:{HEADED})"
    rf"|\b{SUPERLATIVE}\s+(?:\w+\s+){{0,2}}?{WHAT}\b"
    rf"|\b(?:more|fewer|less)\s+(?:of\s+them\s+)?{SAID}\b|\b(?:more|less)\s+(?:is|was)\s+{SAID}\s[^.;\n]{{0,60}}?\bthan\b"
    rf"|\btop\s+{WHAT}\b"
    rf"|\b(?:is|are|was|were)\s+(?:now\s+|much\s+|far\s+)?(?:fewer|higher|lower|larger|smaller|greater|bigger|more\s+numerous)\b"
    r"|\bmost\s+(?:of\s+(?:the|these|them)\s+)?(?:Pilots|documents|sites|teams|accounts|answers)\b"
    rf"|\b(?:rise|fall|increase|decrease|growth|decline)\s+in\s+(?:the\s+)?(?:\w+\s+)?{WHAT}\b",
    re.IGNORECASE,
)
CALLED_FOR = re.compile(
    r"\b(?:[Ss]hould|[Ww]ould|[Cc]ould|[Mm]ight|may|[Ii]f|[Ww]hether|[Pp]lease|[Aa]sk(?:ed)?\s+for)\b"
)


def typed_comparisons(text: str, *, bound: Container[str]) -> Iterator[tuple[int, int]]:
    """Where a sentence compares without a claim. What is asked for or supposed before the words states nothing."""
    for start, sentence in sentences_of(text):
        match = COMPARISON.search(sentence)
        if match and " ".join(sentence.split()) not in bound and not CALLED_FOR.search(sentence, 0, match.start()):
            yield start + match.start(), start + match.end()
