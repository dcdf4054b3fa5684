"""The leader keeps the dictionary of the gate."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import can_keep_terms, require
from sites.models import IdentifyingTerm, Site


@transaction.atomic
def add_term(site: Site, *, term: str, kind: str, by: User) -> IdentifyingTerm:
    """A further name by which a site could be told; one that is there already stays as it is."""
    require(can_keep_terms, by)
    added, is_new = IdentifyingTerm.objects.get_or_create(site=site, term=term, kind=kind, defaults={"added_by": by})
    if is_new:
        audit.record("added a name to the dictionary", by=by, about=added.get_kind_display(), site=site, why=term)
    return added


@transaction.atomic
def take_term(term: IdentifyingTerm, *, by: User) -> None:
    """Take out a name that was added here; those of the programme's papers stay."""
    require(can_keep_terms, by)
    if term.added_by_id is None:
        raise ValueError("Names of the programme’s papers stay")
    audit.record("took a name from the dictionary", by=by, about=term.get_kind_display(), site=term.site, why=str(term))
    term.delete()
