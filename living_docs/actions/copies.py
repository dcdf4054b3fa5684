"""Copies of a document for its own site."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from accounts.permissions import can_read_answers, require
from living_docs.models import DraftCopy, LivingDocument
from living_docs.submission_data import printed


@transaction.atomic
def copy_draft(document: LivingDocument, *, by: User) -> DraftCopy:
    """Hold on to the current draft, so that its PDF is of one moment while others go on writing."""
    require(can_read_answers, by, document)
    document.draft_copies.all().delete()
    return DraftCopy.objects.create(document=document, data=printed(document, None), by=by)
