"""Readings, the agreed comments they become, quality checks, and the releases that a site receives."""

from feedback.models.agreeing import SUMMARY, AgreedComment, AgreedSummary, AgreedVersion
from feedback.models.asks import AskMade, StandingAsk
from feedback.models.batches import BatchedReport, Call, Correction, ReleaseBatch
from feedback.models.beyond import Addendum, EarlyLook
from feedback.models.discussing import QuestionToReader, ReaderComment
from feedback.models.guarding import KeptFinding, WatchedWord
from feedback.models.plans import Draw, ReadingPlan, Withdrawal
from feedback.models.quality import QualityCheck, QualityComment
from feedback.models.readings import COSTS, LODGED, SEALED, Comment, CommentFields, Reading
from feedback.models.releases import Release, ReportWithdrawal
from feedback.models.remarks import Remark, SavedDraft
from feedback.models.replies import Acknowledgement, ReportMessage

__all__ = [
    "COSTS",
    "LODGED",
    "SEALED",
    "SUMMARY",
    "Acknowledgement",
    "Addendum",
    "AgreedComment",
    "AgreedSummary",
    "AgreedVersion",
    "AskMade",
    "BatchedReport",
    "Call",
    "Comment",
    "CommentFields",
    "Correction",
    "Draw",
    "EarlyLook",
    "KeptFinding",
    "QualityCheck",
    "QualityComment",
    "QuestionToReader",
    "ReaderComment",
    "Reading",
    "ReadingPlan",
    "Release",
    "ReleaseBatch",
    "Remark",
    "ReportMessage",
    "ReportWithdrawal",
    "SavedDraft",
    "StandingAsk",
    "WatchedWord",
    "Withdrawal",
]
