"""The thematic review in the making and published, its checks, and what the reports leave behind."""

from reporting.models.claims import Claim, ClaimAnswer
from reporting.models.comments import CommentAnswer, ReviewComment
from reporting.models.drafts import Review, ReviewEdit, ReviewMove, ReviewSection
from reporting.models.files import MadeFile, PublicationFile, ReleaseFile, SubmissionFile
from reporting.models.findings import Approval, Finding, GateCheck
from reporting.models.imprints import Imprint
from reporting.models.news import ReviewNews
from reporting.models.periodic_reviews import PeriodicReview, PeriodicUpload
from reporting.models.presence import WriterPresence
from reporting.models.proofs import ReviewProof
from reporting.models.publications import Publication, ReviewWithdrawal
from reporting.models.quotations import Quotation
from reporting.models.readiness import ReadinessReason
from reporting.models.risks import ReidentificationRisk
from reporting.models.shared_comments import CommentOffer, EndedSharing, SharedComment, WordingAgreement
from reporting.models.triangulation import TriangulationNote

__all__ = [
    "CommentOffer",
    "EndedSharing",
    "ReviewNews",
    "SharedComment",
    "WordingAgreement",
    "TriangulationNote",
    "CommentAnswer",
    "ReviewComment",
    "Claim",
    "ClaimAnswer",
    "Approval",
    "Finding",
    "GateCheck",
    "Imprint",
    "MadeFile",
    "PeriodicReview",
    "PeriodicUpload",
    "Publication",
    "PublicationFile",
    "Quotation",
    "ReadinessReason",
    "ReidentificationRisk",
    "ReleaseFile",
    "Review",
    "ReviewEdit",
    "ReviewMove",
    "ReviewProof",
    "ReviewSection",
    "ReviewWithdrawal",
    "SubmissionFile",
    "WriterPresence",
]
