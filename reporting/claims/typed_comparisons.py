"""Sentences that rank, compare or tell a trend of Pilots, documents, themes or money, in words that no data stand behind."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from reporting.anonymity.sentences import sentences_of

WHAT = (
    r"(?:items?|costs?|expenses?|expenditure|spending|sums?|amounts?|shares?|proportions?|numbers?|counts?|themes?|subjects?|"
    r"topics?|barriers?|problems?|reasons?|activit(?:y|ies)|changes?|unknowns?|categor(?:y|ies)|answers?|documents?|Pilots|sites)"
)
RANKED = (
    r"(?:(?:second[- ])?(?:largest|biggest|smallest|highest|lowest|greatest|commonest)|"
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
