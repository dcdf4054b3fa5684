"""Beyond the reading: what is added after lodging, and the leader's early look."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit
from accounts.models import AuditEvent, User
from accounts.permissions import can_add_to_reading, can_look_early, require
from feedback.models import SEALED, Addendum, EarlyLook, Reading
from living_docs.models import LivingDocument


@transaction.atomic
def add_to_reading(reading: Reading, *, text: str, by: User) -> Addendum:
    """Add to one's lodged reading; whether the readings were open by then is written down with it."""
    document = LivingDocument.objects.select_for_update().get(pk=reading.document_id)
    require(can_add_to_reading, by, reading)
    audit.record(f"{AuditEvent.READER_VERB}: added to a reading", by=by, about=document, site=document.site)
    return Addendum.objects.create(reading=reading, text=text.strip(), after_unsealing=document.status not in SEALED)


@transaction.atomic
def look_early(document: LivingDocument, *, why: str, by: User) -> EarlyLook:
    """From now on this leader sees each reading of the document as soon as it is lodged. No draft is ever shown."""
    require(can_look_early, by, document)
    audit.record("looked early at the readings", by=by, about=document, site=document.site, why=why.strip())
    return EarlyLook.objects.create(document=document, by=by, why=why.strip())
