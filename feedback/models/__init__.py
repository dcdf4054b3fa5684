"""Readings, the agreed comments they become, quality checks, and the releases that a site receives."""

from feedback.models.agreeing import AgreedComment, AgreedSummary
from feedback.models.asks import AskMade, StandingAsk
from feedback.models.beyond import Addendum, EarlyLook
from feedback.models.readings import COSTS, LODGED, SEALED, Comment, CommentFields, Reading
from feedback.models.releases import QualityCheck, Release
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
    "QualityCheck",
    "Reading",
    "Release",
    "Remark",
    "SavedDraft",
    "StandingAsk",
]
