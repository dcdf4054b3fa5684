"""The guard: findings kept with a reason, and the words it watches for."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import can_agree, can_keep_words, require
from feedback.checks.feedback_check import Finding
from feedback.models import KeptFinding, WatchedWord
from living_docs.models import LivingDocument
from sites.models import Programme


@transaction.atomic
def keep_finding(document: LivingDocument, *, finding: Finding, reason: str, by: User) -> KeptFinding:
    """Let words stand, with a reason; once the sentence changes, it is found anew."""
    require(can_agree, by, document)
    kept, _ = KeptFinding.objects.get_or_create(
        document=document, key=finding.key, defaults={"reason": reason, "by": by}
    )
    audit.record("kept what the guard found", by=by, about=document, site=document.site, why=reason)
    return kept


@transaction.atomic
def watch_word(programme: Programme, *, phrase: str, kind: str, by: User) -> WatchedWord:
    require(can_keep_words, by)
    word, _ = WatchedWord.objects.update_or_create(programme=programme, phrase=phrase, defaults={"kind": kind})
    audit.record("added a word to the guard", by=by, about=word.get_kind_display(), why=phrase)
    return word


@transaction.atomic
def forget_word(word: WatchedWord, *, by: User) -> None:
    require(can_keep_words, by)
    audit.record("took a word from the guard", by=by, about=word.get_kind_display(), why=word.phrase)
    word.delete()
