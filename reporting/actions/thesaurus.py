"""The leader keeps the thesaurus of the gate."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import can_keep_terms, require
from sites.models import Programme, Site, ThesaurusEntry


@transaction.atomic
def add_concept(
    programme: Programme, *, concept: str, kind: str, ways: list[str], sites: Iterable[Site], by: User
) -> ThesaurusEntry:
    """A further entry: something that these sites have, and how it is said."""
    require(can_keep_terms, by)
    entry = ThesaurusEntry.objects.create(programme=programme, concept=concept, kind=kind, ways=ways, added_by=by)
    entry.sites.set(sites)
    audit.record("added to the thesaurus", by=by, about=entry.get_kind_display(), why=concept)
    return entry


@transaction.atomic
def take_concept(entry: ThesaurusEntry, *, by: User) -> None:
    """Take out an entry that was added here; those of the programme's papers stay."""
    require(can_keep_terms, by)
    if entry.added_by_id is None:
        raise ValueError("Entries of the programme’s papers stay")
    audit.record("took from the thesaurus", by=by, about=entry.get_kind_display(), why=entry.concept)
    entry.delete()
