"""Why something was found, and what can be done about it, in a sentence."""

from __future__ import annotations

from reporting.anonymity.counts import in_words
from sites.names.folded_words import words_of

OR_ASK = "Change it, or ask a second person to keep it."
REASONS = {
    "site_name": f"“{{hit}}” names a site. {OR_ASK}",
    "site_alias": f"“{{hit}}” is another name of a site. {OR_ASK}",
    "place": f"“{{hit}}” is a name that can point to one site. {OR_ASK}",
    "organisation": f"“{{hit}}” is an organisation at one site. {OR_ASK}",
    "scheme": f"“{{hit}}” is the name of a local scheme. {OR_ASK}",
    "person": f"“{{hit}}” is a person’s name. {OR_ASK}",
    "contact": "“{hit}” leads to a person or an office. Leave it out.",
    "personal_id": "“{hit}” looks like a personal number. Leave it out.",
    "unique_focus": "“{hit}” is what fewer Pilots work on than may be told apart. Say it more widely, or leave it out.",
    "unique_figure": "Only one site reported this figure. Give a range, or leave it out.",
    "site_set": "“{hit}” leaves so few Pilots that they can be told. Speak of more of them, or leave it out.",
    "small_count": "“{hit}” is a number that can tell a site. Use a count from the list, which prints what may be known.",
    "typed_amount": "“{hit}” is an amount of money, which may be one Pilot’s. Refer to the figures of costs, or leave it out.",
    "comparison": "“{hit}” ranks or compares. Bind the sentence to the documents, or say it without comparing.",
    "distinctive_term": f"“{{hit}}” stands in one site’s documents only, or ties passages to one. {OR_ASK}",
}
ALL_BUT_ONE = "“{hit}” points to the one. Use “nearly all or all Pilots”."
OVERLAP = (
    "These {number} words stand in a submission as they are, or nearly so. Make them an approved quotation, or reword."
)


def reason_of(kind: str, hit: str) -> str:
    if kind == "source_overlap":
        return OVERLAP.format(number=in_words(len(words_of(hit))))
    if kind == "small_count" and hit.lower().startswith("all but one"):
        return ALL_BUT_ONE.format(hit=hit)
    return REASONS[kind].format(hit=hit)
