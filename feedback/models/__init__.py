"""Readings, the agreed comments they become, quality checks, and the releases that a site receives."""

from feedback.models.addenda import Addendum, EarlyLook
from feedback.models.agreement import SUMMARY, AgreedComment, AgreedSummary, AgreedVersion
from feedback.models.batches import BatchedReport, Call, Correction, ReleaseBatch
from feedback.models.checked_words import KeptFinding, WatchedWord
from feedback.models.discussion import QuestionToReader, ReaderComment
from feedback.models.plans import Draw, ReadingPlan, Withdrawal
from feedback.models.quality import QualityCheck, QualityComment
from feedback.models.readings import COSTS, LODGED, SEALED, Comment, CommentFields, Reading
from feedback.models.releases import Release, ReportWithdrawal
from feedback.models.remarks import Remark, SavedDraft
from feedback.models.replies import Acknowledgement, ReportMessage
from feedback.models.standard_points import AskMade, StandingAsk

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
