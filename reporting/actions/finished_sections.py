"""A writer marks a section as finished, or takes that back."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit, clock
from accounts.models import User
from accounts.permissions import can_finish_section, require
from living_docs.versions import ChangedMeanwhile
from reporting.models import ReviewSection


@transaction.atomic
def finish_section(section: ReviewSection, *, version: int, by: User) -> None:
    """Mark the text that was read as finished; a section without a writer gets this one. Any later change undoes it."""
    require(can_finish_section, by, section)
    current = ReviewSection.objects.select_for_update().get(pk=section.pk)
    if current.version != version:
        raise ChangedMeanwhile(current)
    current.writer_id = current.writer_id or by.pk
    current.finished_version, current.finished_by, current.finished_at = version, by, clock.now()
    keep(current)
    audit.record("marked as finished", by=by, about=section)


@transaction.atomic
def reopen_section(section: ReviewSection, *, by: User) -> None:
    require(can_finish_section, by, section)
    current = ReviewSection.objects.select_for_update().get(pk=section.pk)
    current.finished_version = current.finished_by = current.finished_at = None
    keep(current)
    audit.record("marked as not finished", by=by, about=section)


def keep(section: ReviewSection) -> None:
    section.save(update_fields=["writer", "finished_version", "finished_by", "finished_at"])
