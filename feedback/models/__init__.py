"""Readings, the agreed comments they become, quality checks, and the releases that a site receives."""

from feedback.models.agreeing import AgreedComment, AgreedSummary
from feedback.models.readings import COSTS, LODGED, SEALED, Comment, CommentFields, Reading
from feedback.models.releases import QualityCheck, Release

__all__ = [
    "COSTS",
    "LODGED",
    "SEALED",
    "AgreedComment",
    "AgreedSummary",
    "Comment",
    "CommentFields",
    "QualityCheck",
    "Reading",
    "Release",
]
