"""Words of a document are taken with an anonymised copy."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from accounts.permissions import (
    can_write_review,
    require,
)
from living_docs import prose
from living_docs.models import Submission
from reporting.models import (
    Quotation,
    Review,
)


@transaction.atomic
def add_quotation(
    review: Review, *, submission: Submission, prompt_number: str, original: str, anonymised: str, by: User, token=""
) -> Quotation:
    """Keep words of a submission beside their anonymised copy; the copy alone can be published."""
    require(can_write_review, by, review)
    token = token or f"q{review.quotations.count() + 1}"
    return Quotation.objects.create(
        review=review, token=token, submission=submission, prompt_number=prompt_number, original=original,
        anonymised=" ".join(prose.tidy(anonymised).split()), anonymised_by=by,
    )  # fmt: skip
