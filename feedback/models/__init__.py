"""Readings, the agreed comments they become, quality checks, and the releases that a site receives."""

from feedback.models.agreeing import AgreedComment, AgreedSummary
from feedback.models.asks import AskMade, StandingAsk
from feedback.models.batches import BatchedReport, Call, Correction, ReleaseBatch
from feedback.models.beyond import Addendum, EarlyLook
from feedback.models.plans import Draw, ReadingPlan, Withdrawal
from feedback.models.quality import QualityCheck, QualityComment
from feedback.models.readings import COSTS, LODGED, SEALED, Comment, CommentFields, Reading
from feedback.models.releases import Release
from feedback.models.remarks import Remark, SavedDraft

__all__ = [
    "COSTS",
    "LODGED",
    "SEALED",
    "Addendum",
    "AgreedComment",
    "AgreedSummary",
    "AskMade",
    "Comment",
    "CommentFields",
    "EarlyLook",
    "BatchedReport",
    "Call",
    "Correction",
    "Draw",
    "QualityCheck",
    "QualityComment",
    "Reading",
    "ReadingPlan",
    "Release",
    "Remark",
    "SavedDraft",
    "StandingAsk",
    "ReleaseBatch",
    "Withdrawal",
]
