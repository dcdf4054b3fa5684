"""The implementation team adds its Periodic Reviews, one or many at once; a wrong one is marked, never deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from accounts.foundations import audit, clock
from accounts.models import User
from accounts.permissions import can_mark_periodic_review, can_upload_periodic_reviews, require
from living_docs.files.evidence import ending
from living_docs.files.office_files import NotOpened
from living_docs.files.plain_words import plain_words
from living_docs.workflow import NotAMove
from reporting.models import PeriodicReview, PeriodicUpload
from sites.models import Site


class Kept(NamedTuple):
    """A file that is to be kept as the review of a site and period, and whether it takes the place of others."""

    upload: PeriodicUpload
    site: Site
    period: str
    replaces: list[PeriodicReview]


@transaction.atomic
def add_periodic_review(*, site: Site, period: str, upload, by: User) -> PeriodicReview:
    require(can_upload_periodic_reviews, by)
    review = PeriodicReview.objects.create(site=site, period=period, by=by, **told_of(upload))
    audit.record("uploaded", by=by, about=review, site=site)
    return review


@transaction.atomic
def hold_periodic_uploads(files: list, *, by: User) -> list[PeriodicUpload]:
    """Keep files aside until it is said of which site and period each is."""
    require(can_upload_periodic_reviews, by)
    return [PeriodicUpload.objects.create(by=by, **told_of(file)) for file in files]


def told_of(upload) -> dict:
    """What is kept of a file: itself, its checksum, and its words or why there are none."""
    content = upload.read()
    upload.seek(0)
    sha256 = hashlib.sha256(content).hexdigest()
    return {"name": upload.name, "file": upload, "size": upload.size, "sha256": sha256} | words_of(content, upload.name)


def words_of(content: bytes, name: str) -> dict:
    try:
        return {"words": plain_words(content, ending(name))}
    except NotOpened as refusal:
        return {"unread": str(refusal)}


def read_earlier_files() -> None:
    """By a worker, every minute: read the words of files that came before words were kept."""
    for review in PeriodicReview.objects.filter(words="", unread=""):
        with review.file.open() as file:
            for field, value in words_of(file.read(), review.name).items():
                setattr(review, field, value)
        review.save(update_fields=["words", "unread"])


@transaction.atomic
def keep_periodic_uploads(kept: Iterable[Kept], left_out: Iterable[PeriodicUpload], *, by: User) -> int:
    """Those that are to be kept become Periodic Reviews; the others are forgotten."""
    require(can_upload_periodic_reviews, by)
    number = 0
    for upload, site, period, replaces in kept:
        told = {name: getattr(upload, name) for name in ("name", "size", "sha256", "words", "unread", "at")}
        review = PeriodicReview.objects.create(site=site, period=period, file=upload.file.name, by=by, **told)
        audit.record("uploaded", by=by, about=review, site=site)
        for earlier in replaces:
            why = f"“{upload.name}” replaces it."
            mark_wrong(earlier, kind=PeriodicReview.Wrong.REPLACED, why=why, by=by)
        upload.delete()
        number += 1
    for upload in left_out:
        upload.delete()
        transaction.on_commit(lambda file=upload.file: file.storage.delete(file.name))
    return number


@transaction.atomic
def mark_wrong(review: PeriodicReview, *, kind: str, why: str, right_site: Site | None = None, by: User) -> None:
    """Say that a Periodic Review does not count, and why; put it under the right site where one is named."""
    review = PeriodicReview.objects.select_for_update().get(pk=review.pk)
    require(can_mark_periodic_review, by, review)
    if review.is_wrong:
        raise NotAMove("This Periodic Review is marked already")
    review.wrong, review.wrong_why, review.wrong_by, review.wrong_at = kind, why, by, clock.now()
    review.moved_to = moved(review, right_site, by=by) if right_site else None
    review.save()
    audit.record("marked a Periodic Review as wrong", by=by, about=review, site=review.site)


def moved(review: PeriodicReview, site: Site, *, by: User) -> PeriodicReview:
    """The same file under another site; what was noted on it stays with the wrong one."""
    told = {name: getattr(review, name) for name in ("name", "size", "sha256", "words", "unread", "period")}
    right = PeriodicReview.objects.create(site=site, file=review.file.name, by=by, **told)
    audit.record("put under the right site", by=by, about=right, site=site)
    return right
