"""After the release: a correction that goes the same way to its site, and the call that was offered."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import can_correct, can_record_call, require
from feedback.models import Call, Correction
from living_docs.models import LivingDocument
from sites.clearance import clear_for_site
from sites.exits import CORRECTION


@transaction.atomic
def start_correction(document: LivingDocument, *, reason: str, by: User) -> Correction:
    """The agreed comments may be written again, and are checked again; what the site has stays as it is."""
    require(can_correct, by, document)
    reason = clear_for_site(CORRECTION, reason.strip(), site=document.site, by=by)
    correction = Correction.objects.create(document=document, reason=reason, by=by)
    audit.record("began a correction", by=by, about=document, site=document.site, why=reason)
    return correction


@transaction.atomic
def record_call(document: LivingDocument, *, called_on: date, took_part: str, said: str, by: User) -> Call:
    require(can_record_call, by, document)
    audit.record("noted a call", by=by, about=document, site=document.site)
    return Call.objects.create(document=document, called_on=called_on, took_part=took_part, said=said, by=by)
