"""The anonymity gate of a review: what the checker finds in what would be published, and what was decided of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from django.db import transaction

from reporting.anonymity.checking import Checker, checker_for
from reporting.models import Finding, Review
from reporting.thematic_review import Builder, texts

SENTENCE = re.compile(r"[^\n]*?(?:[.!?]+(?=\s|$)|\n|$)")  # a full stop in an address ends none
REASONS = {
    "site_name": "“{hit}” names a site. Change it, or ask a second person to keep it.",
    "site_alias": "“{hit}” is another name of a site. Change it, or ask a second person to keep it.",
    "place": "“{hit}” points to one site. Change it, or ask a second person to keep it.",
    "organisation": "“{hit}” is an organisation at one site. Change it, or ask a second person to keep it.",
    "scheme": "“{hit}” is the name of a local scheme. Change it, or ask a second person to keep it.",
    "person": "“{hit}” is a person’s name. Change it, or ask a second person to keep it.",
    "contact": "“{hit}” leads to a person or an office. Leave it out.",
    "personal_id": "“{hit}” looks like a personal number. Leave it out.",
    "small_count": "“{hit}” is a typed number of sites. Use a count from the list, which prints what may be known.",
}


def check_review(review: Review) -> list[Finding]:
    """Check everything that would be published, and note what was found. Findings that are gone are marked so."""
    checker = checker_for(review.round.programme, any_count=True)
    builder = Builder(review)
    data = builder.data()
    allowed = allowed_counts(builder)
    found = [
        finding
        for place, text in texts(data)
        for finding in findings_in(checker, place, text)
        if finding["hit"].lower() not in allowed
    ]
    return note(review, found)


def allowed_counts(builder: Builder) -> set[str]:
    """The phrases that the counts themselves print."""
    return {published.phrase.lower() for published in builder.used.values()}


def findings_in(checker: Checker, place: str, text: str) -> Iterator[dict]:
    for found in checker.check(text):
        hit = text[found.start : found.end]
        sentence = sentence_at(text, found.start, found.end)
        key = hashlib.sha256("\x1f".join([place, found.kind, hit, sentence]).encode()).hexdigest()
        yield {"key": key, "where": place[:120], "kind": found.kind, "hit": hit[:200], "sentence": sentence}


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around a finding (two, if it runs over), for showing it and for knowing when it changes."""
    touched = [match for match in SENTENCE.finditer(text) if match.start() < end and match.end() > start]
    return text[touched[0].start() : touched[-1].end()].strip() if touched else text


@transaction.atomic
def note(review: Review, found: list[dict]) -> list[Finding]:
    """Keep findings by their key: decided ones stay decided while their sentence stands."""
    for fields in found:
        finding, _ = Finding.objects.get_or_create(review=review, key=fields["key"], defaults=fields)
        if finding.decision == Finding.Decision.GONE:
            finding.decision, finding.reason = Finding.Decision.OPEN, ""
            finding.asked_by = finding.decided_by = finding.decided_at = None
            finding.save()
    keys = {fields["key"] for fields in found}
    review.findings.exclude(key__in=keys).update(decision=Finding.Decision.GONE)
    return list(review.findings.filter(key__in=keys).select_related("asked_by", "decided_by").order_by("pk"))


def reason(finding: Finding) -> str:
    return REASONS[finding.kind].format(hit=finding.hit)


def parts(finding: Finding) -> tuple[str, str, str]:
    """The sentence before, at and after the hit."""
    before, hit, after = finding.sentence.partition(finding.hit)
    return before, hit, after
