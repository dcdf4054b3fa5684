"""Other words for the Pilots: teams, schemes, areas, partnerships; and when such a word is none.

Inside a Pilot there are teams and practices too, and the literature has its schemes. So a word counts as another name
for the Pilots only where nothing in its sentence says that it is something else.
"""

from __future__ import annotations

import re

from reporting.anonymity.counts import ALL_SITES
from sites.names.elsewhere import foreign_place
from sites.names.ordinary_words import far_places

OWN = r"(?:Pilots?|pilots?|sites?|demonstrators?|Deep\s+Dives?|ICPs?|ICOs?)"
# Words that stand for a whole Pilot; teams, practices, projects and areas are as often a part of one
WHOLES = r"(?:schemes?|partnerships?|consorti(?:a|um)|localit(?:y|ies)|health\s+economies|economy|collaboratives?|alliances?)"
PARTS = r"(?:teams?|areas?|projects?|programmes?|practices?|communities|organisations?|places|bodies|groups?|patches|districts?)"
OTHER = rf"(?:{WHOLES}|{PARTS})"
ONE_OTHER = r"(?:scheme|partnership|consortium|locality|collaborative|alliance|team|area|project|programme|practice|place|patch)"
# Words between a number and the word for the Pilots that leave it one
PLAIN = (
    r"(?:(?:of\s+)?(?:the|our|these|those|all|other|others|remaining|further|participating|funded|selected|chosen|integrated|care|"
    r"pilot|sixteen|16|different|particular|named|more|small|smaller|large|larger|big|bigger|rural|urban|newer|older|national)\s+)"
)
# A word after it that makes it something else: schemes of delegation, team manager, practices visited
NOT_ALONE = (
    r"(?!\s+(?:of|for|on|to|per|with(?:in)?\s+(?:one|a|the|our|its)|inside|covered|visited|surveyed|studied|abroad|elsewhere|"
    r"managers?|leads?|leaders?|leadership|boards?|managements?|members?|meetings?|plans?|planning|workers?|co-?ordinators?|"
    r"offices?|staff|documents?|groups?|working|agreements?|approach(?:es)?|boundar(?:y|ies)|nurses?|lists?|matrons?|"
    r"codes?|teams?|areas?|visits?|directors?|building|spirit|work|level)\b)"
)
# Said of a part of a Pilot, of what was read, of other countries
ELSEWHERE = re.compile(
    r"\b(?:literature|abroad|overseas|stud(?:y|ies)|review(?:ed)?\s+of\s+the\s+evidence|trials?|authors?|et\s+al|cited|"
    r"published|white\s+paper|nationally|textbooks?)\b|\((?:19|20)\d\d\)",
    re.IGNORECASE,
)
INSIDE = re.compile(
    r"\b(?:one|a|an|each|every|this|that|another|some|most|many|several|any|our|your|the)\s+(?:[\w-]+\s+){0,2}(?:Pilots?|sites?)\b"
    r"|\bon\s+the\s+estate\b|\bin\s+(?:the|one|this|that|our)\s+(?:town|city|village|building|trust|hospital|surgery|office|county|"
    r"centre)\b|\b(?:of|in|at|on)\s+(?:the\s+)?(?:community|district)\s+nurs",
)
# What the whole programme's reports speak of: who is said to do so is a Pilot
PROGRAMME = re.compile(
    rf"\b(?:programme|{ALL_SITES}|taking\s+part|took\s+part|deadline|rounds?|submi\w+|returned|documents?|forms?\s+(?:in|on)|"
    r"costs?|metrics?|measures?|evaluat\w+|questions?|answer\w*|blank|appended|reported|reports?|replied|repl(?:y|ies)|hospital\s+data|"
    r"project\s+managers?|boards?|admissions|Department|learning\s+events?|national\s+guidance|wave|interview\w*|questionnaires?|"
    r"review|among|unlike|in\s+time|on\s+time|council|board|funding|budgets?|contracts?|wrote|said|asked|aims?|university|"
    r"business\s+case|the\s+other|the\s+rest|remaining|trust)\b",
    re.IGNORECASE,
)

# Of care in general: of the country, of policy, of what was read, of all Pilots; never of one place
GENERAL = re.compile(
    r"\b(?:England|English\s+(?:NHS|health|hospitals?|patients|care|polic\w+|practices?|local|regions?|system|dispensing|government)|Britain|British|Europe\w*|[Nn]ation\w*(?!\s+(?:indicators?|data|figures|averages?|measures?|results|questionnaire))|(?<!mining )(?<!hill )(?<!farming )(?<!flat )(?<!fen )country|countries|NICE|literature|(?<![Cc]ase )(?<!depth )stud(?:y|ies)|"
    r"trials?|White\s+Paper|prevalence|"
    r"successive|promoted|(?:Outcomes|Service|Standards)\s+Framework|QOF|census|legislation|Act|coded?|codes|ministers?|"
    r"imagine|scenario|textbooks?|Journal|journals|novels?|films?|analogy|metaphor|"
    r"for\s+instance|e\.g|annex|appendix|per\s+cent\s+of\s+(?:all\s+)?(?:people|deaths|adults|patients|spend|"
    r"expenditure)|in\s+the\s+tables?|abbreviat\w*|acronyms?|glossary|in\s+general|(?:people|patients|staff)\s+in\s+the\s+programme|(?:session|course|lecture|a\s+talk|module|training|workshop|seminar|lesson)s?\s+(?:on|in|about)|everywhere|elsewhere|typically|"
    r"rewarded|represented|public\s+services|in\s+surveys|most\s+people|this\s+kind|common(?:est|ly)|[Aa]\s+single\s[^.]{0,40}\bcannot|took\s+part\s+in\s+the\s+programme|the\s+programme\s+(?:covered|asked))\b|\b(?:19|20)\d\d[;)]|\bet\s+al\b"
)
# Speaks of care in general too, unless there is more than one thing by which to tell a Pilot
LOOSELY = re.compile(
    r"\b(?:guidance|guidelines?|evidence|research\w*|strateg(?:y|ies)|polic(?:y|ies)|Department|[Gg]overnments?|million|world|priority|published|example|(?<![Tt]he )[Aa]uthors|writers|could(?!\s+(?:have|not|be|now))|might|such\s+as|including|usually|tend|(?<!how )often|(?:since|in)\s+(?:19|20)\d\d)\b"
)
MANY = re.compile(
    r"\b(?:most|many|several|some|all|few|half|number|majority|more|other|different|various|few\s+or\s+no|nearly\s+all|[a-z]+teen|"
    r"lots|plenty|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:or\s+all\s+|or\s+no\s+)?(?:of\s+(?:(?:the|these|our)\s+)?)?"
    r"(?:Pilots|sites|plans|documents|boards)\b|\bPilots\s+(?:differ|vary|range|report|have|are|were|work|say|use)\b",
    re.IGNORECASE,
)


# What is talked about, whoever does it: "was listed among the wider problems"
TOPIC = re.compile(
    r"\b(?:topics?(?!\s+guides?)|popular|notion|debate|jargon|wider|quiz|(?:learning|regional)\s+events?|(?:listed|named|mentioned|raised|cited)\s+(?:among|as\s+an?|by\s+a\s+"
    r"(?:few|number)|by\s+(?:some|many|most|several)))\b",
    re.IGNORECASE,
)
# One Pilot that a sentence is about, whatever else it speaks of: "the pilot follows the national guidance"
ABOUT_ONE = re.compile(
    r"\b(?:the|this|that|one|another|only)\s+(?:[\w-]+\s+){0,2}(?:pilot|site|scheme|project|partnership)\b(?!\s+(?:visits?|managers?|programme|sites))",
    re.IGNORECASE,
)


def is_general(sentence: str, *, loosely: bool = True) -> bool:
    """Whether a sentence speaks of care in general, of many Pilots or of another country."""
    if MANY.search(sentence) or foreign_place().search(sentence):
        return True
    speaks = any(said.search(sentence) for said in (GENERAL, TOPIC, *[LOOSELY] * loosely)) or is_far(sentence)
    return bool(speaks) and not ABOUT_ONE.search(sentence)


def is_far(sentence: str) -> bool:
    """Whether it names a place of the country where no Pilot was."""
    return any(word.lower() in far_places() for word in re.findall(r"\b[A-Z][a-z]+\b", sentence))


def is_elsewhere(sentence: str, start: int) -> bool:
    """Whether a word at a place of a sentence stands for a part of a Pilot, or for something read of."""
    return bool(
        INSIDE.search(sentence, 0, start + 12) or ELSEWHERE.search(sentence) or foreign_place().search(sentence)
    )
