"""The state machine of a thematic review: what may follow what. Tables only, no database; `move_review` walks it."""

from django.db.models import TextChoices


class ReviewStatus(TextChoices):
    DRAFTING = "drafting", "Being written"
    IN_CHECK = "in_check", "Waiting for approval"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    SUPERSEDED = "superseded", "Superseded"


REVIEW_MOVES = {
    (ReviewStatus.DRAFTING, ReviewStatus.IN_CHECK): "sent for approval",
    (ReviewStatus.IN_CHECK, ReviewStatus.APPROVED): "approved",
    (ReviewStatus.IN_CHECK, ReviewStatus.DRAFTING): "sent back",
    (ReviewStatus.APPROVED, ReviewStatus.DRAFTING): "sent back",
    (ReviewStatus.APPROVED, ReviewStatus.PUBLISHED): "published",
    (ReviewStatus.PUBLISHED, ReviewStatus.SUPERSEDED): "superseded",
}
APPROVERS_NEEDED = 2
