"""What may leave: a text that passed the check of its exit, and the record of it that every page of a reader asks for.

`clear` alone makes a `ClearedText`, fields of such texts take nothing else, and `shown` prints nothing that has no
record. A text that came into the database by another way is held back, whatever its row says.
"""

from __future__ import annotations

import hashlib
import logging
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.module_loading import import_string

from accounts.models import User
from sites.exits import Exit
from sites.models import Clearance, Programme, Site
from sites.names.dictionary import programme_terms

log = logging.getLogger(__name__)
HELD_BACK = "This text is held back: it was not checked before it was sent. Tell the evaluation team."
EARLIER = "sent before texts were cleared"
_SEAL = object()


class NotCleared(Exception):
    """Why a text may not go, a sentence for each thing that was found."""

    def __init__(self, reasons: list[str], text: str = "") -> None:
        super().__init__(" ".join(reasons))
        self.reasons, self.text = reasons, text


class Sealed(str):
    """Words that cannot be made outside this module. Whatever is made of them by cutting or joining is a plain string."""

    def __new__(cls, words: str, seal: object = None):
        if seal is not _SEAL:
            raise NotCleared(["Only a check clears a text."])
        return super().__new__(cls, words)

    def __deepcopy__(self, memo):
        return self

    __slots__ = ()


class ClearedText(Sealed):
    """Words that passed the check of their exit."""

    __slots__ = ()


class StoredText(Sealed):
    """Words as the database holds them: they may be stored again, and printed once their record is found."""

    __slots__ = ()


def clear(exit: Exit, text: str, *, programme: Programme, site: Site | None = None, by: User) -> ClearedText:
    """The text as one that may go to a site, or to everyone where no site is named. NotCleared where it may not."""
    if reasons := import_string(exit.passes.check)(text, exit=exit, programme=programme, site=site, by=by):
        raise NotCleared(reasons, text)
    note_cleared(exit, digest(text, site), version_of(exit, programme), site=site, by=by)
    return ClearedText(text, _SEAL)


def clear_for_site(exit: Exit, text: str, *, site: Site, by: User) -> ClearedText:
    """For the people of one site; what they write themselves is theirs to read and looked through by nobody."""
    if by.belongs_to(site):
        return ClearedText(text, _SEAL)
    return clear(exit, text, programme=site.programme, site=site, by=by)


def note_cleared(exit: Exit, sha256: str, passed: str, *, site: Site | None = None, by: User) -> None:
    """Keep what was cleared: its hash, for whom, and what it passed."""
    kept = {"exit": exit.held_in, "passed": passed, "site": site, "by": by}
    Clearance.objects.get_or_create(sha256=sha256, defaults=kept)


def digest(text: str, site: Site | None = None) -> str:
    """The hash under which a text is cleared, for one site alone or for all."""
    return hashlib.sha256(f"{site.pk if site else 'all'}\x1f{text}".encode()).hexdigest()


def shown(text: str, site: Site | None = None) -> Sealed:
    """The text, if it was cleared for these readers; else a sentence that says that it is held back."""
    if not text or Clearance.objects.filter(sha256=digest(text, site)).exists():
        return ClearedText(text, _SEAL)
    log.error("A text without clearance was asked for (site: %s)", site)
    return ClearedText(HELD_BACK, _SEAL)


def has_clearance(sha256: str = "sha256") -> Exists:
    """For a queryset of products: the hash of its row was cleared."""
    return Exists(Clearance.objects.filter(sha256=OuterRef(sha256)))


def version_of(exit: Exit, programme: Programme) -> str:
    """With what a text was looked through: the code of the finders and the dictionary as they stand."""
    return f"{exit.passes.label}; finders {code_of(exit.passes.finders)[:12]}, names {names_of(programme)[:12]}"


CODE_AND_DATA = {".py", ".csv", ".txt", ".html", ".json", ".toml"}


@cache
def code_of(folders: tuple[str, ...]) -> str:
    """One hash of the code and data of the finders."""
    files = sorted(file for name in folders for file in (Path(settings.BASE_DIR) / name).rglob("*.*"))
    read = (file.read_bytes() for file in files if file.suffix in CODE_AND_DATA)
    return hashlib.sha256(b"\x1f".join(read)).hexdigest()


def names_of(programme: Programme) -> str:
    """One hash of all that is known of the sites: names, thesaurus, and the documents that names are learned from."""
    terms = sorted(f"{term.kind} {term.text} {term.site}" for term in programme_terms(programme))
    entries = sorted(map(repr, programme.thesaurus.values_list("concept", "ways")))
    sites = sorted(programme.sites.values_list("pk", "documents__submissions__sha256"), key=repr)
    return hashlib.sha256(repr([terms, entries, sites, programme.disclosure_k]).encode()).hexdigest()


class TakesOnlyCleared:
    """A column that stores what was cleared, or what it held before, and refuses every other string."""

    def from_db_value(self, value, expression, connection):
        return StoredText(value, _SEAL) if value else value

    def get_db_prep_save(self, value, connection):
        if value and not isinstance(value, Sealed):
            raise NotCleared([f"{self} takes only a text that was cleared."])
        return super().get_db_prep_save(str(value) if value else value, connection)

    def deconstruct(self):
        """To the database it is a text like any other."""
        name, _, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.plain}", args, kwargs


class LeavingText(TakesOnlyCleared, models.TextField):
    plain = "TextField"


class LeavingLine(TakesOnlyCleared, models.CharField):
    plain = "CharField"
