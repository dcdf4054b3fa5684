"""The implementation team adds its Periodic Reviews."""

from __future__ import annotations

import hashlib

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.permissions import (
    can_upload_periodic_reviews,
    require,
)
from reporting.models import (
    PeriodicReview,
)


@transaction.atomic
def add_periodic_review(*, site, period: str, upload, by: User) -> PeriodicReview:
    require(can_upload_periodic_reviews, by)
    content = upload.read()
    upload.seek(0)
    review = PeriodicReview.objects.create(
        site=site, period=period, name=upload.name, file=upload, size=upload.size,
        sha256=hashlib.sha256(content).hexdigest(), by=by,
    )  # fmt: skip
    audit.record("uploaded", by=by, about=review, site=site)
    return review
