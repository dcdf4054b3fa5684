"""Rounds, Living Documents, answers with their versions, and the frozen copies that readers read."""

from living_docs.models.answers import ACCEPTED, MET, Answer, AnswerState, AnswerVersion
from living_docs.models.documents import LivingDocument, Move, SectionMark
from living_docs.models.presence import Presence
from living_docs.models.rounds import Instrument, Round
from living_docs.models.submissions import EvidenceFile, Submission
from living_docs.models.word_returns import WordReturn

__all__ = [
    "ACCEPTED",
    "MET",
    "Answer",
    "AnswerState",
    "AnswerVersion",
    "EvidenceFile",
    "Instrument",
    "LivingDocument",
    "Move",
    "Presence",
    "Round",
    "SectionMark",
    "Submission",
    "WordReturn",
]
