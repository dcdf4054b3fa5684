"""Rounds, Living Documents, answers with their versions, and the frozen copies that readers read; what goes with them."""

from living_docs.models.answers import ACCEPTED, MET, Answer, AnswerState, AnswerVersion
from living_docs.models.colleagues import ColleagueNote, GivenPrompt, ThreadRead
from living_docs.models.diary import DiaryNote, DiaryText, DiaryUse
from living_docs.models.documents import LivingDocument, Move, SectionMark
from living_docs.models.draft_copies import DraftCopy, PrintedCopy
from living_docs.models.help import HelpMessage
from living_docs.models.presence import Presence
from living_docs.models.reminders import Reminder
from living_docs.models.requests import Request
from living_docs.models.rounds import Instrument, Round
from living_docs.models.scans import FileScan, Verdict
from living_docs.models.submissions import EvidenceFile, Submission
from living_docs.models.withdrawals import AskedWithdrawal, Withdrawable, WithdrawableQuerySet
from living_docs.models.word_returns import DismissedRemarks, WordReturn

__all__ = [
    "ACCEPTED",
    "MET",
    "Answer",
    "AnswerState",
    "AnswerVersion",
    "AskedWithdrawal",
    "ColleagueNote",
    "DiaryNote",
    "DiaryText",
    "DiaryUse",
    "DraftCopy",
    "EvidenceFile",
    "FileScan",
    "GivenPrompt",
    "HelpMessage",
    "Instrument",
    "LivingDocument",
    "Move",
    "Presence",
    "PrintedCopy",
    "Reminder",
    "Request",
    "Round",
    "SectionMark",
    "ThreadRead",
    "Verdict",
    "Submission",
    "Withdrawable",
    "WithdrawableQuerySet",
    "DismissedRemarks",
    "WordReturn",
]
