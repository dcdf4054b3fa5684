"""What a text to one site tells of others, by their names, their figures, or in other words."""

from __future__ import annotations

import json
from collections.abc import Iterator

from accounts.models import User
from feedback.checks import message_check
from living_docs.models import Submission
from reporting.anonymity.checker import concepts_of
from reporting.anonymity.other_wordings import OtherWords
from reporting.anonymity.thesaurus import thesaurus_of
from sites.exits import Exit
from sites.models import Programme, Site

SAID_OTHERWISE = "“{hit}” can tell of another site. Say it more widely, or leave it out."


def what_tells_of_others(text: str, *, exit: Exit, programme: Programme, site: Site, by: User) -> list[str]:
    """A sentence for each thing that a site may not read: what the guard finds, and others told in other words."""
    found = message_check.what_tells_of_others(text, exit=exit, programme=programme, site=site, by=by)
    return list(dict.fromkeys([*found, *compared(text, programme), *in_other_words(text, site)]))


def compared(text: str, programme: Programme) -> Iterator[str]:
    """Counts, complements and orders of Pilots under any word."""
    words = OtherWords(sites=programme.sites.count(), k=programme.disclosure_k)
    for start, end, _ in words.find(text):
        yield message_check.SENTENCES["comparison"].format(hit=text[start:end])


def in_other_words(text: str, site: Site) -> Iterator[str]:
    """What few others work on, and this site neither works on nor writes about."""
    programme = site.programme
    others = tuple(concept for concept in concepts_of(programme) if site.name not in concept.sites)
    found = [text[start:end] for start, end, _ in thesaurus_of(others, k=programme.disclosure_k).find(text)]
    written = written_by(site) if found else ""
    yield from (SAID_OTHERWISE.format(hit=hit) for hit in found if plain(hit) not in written)


def written_by(site: Site) -> str:
    """All that the site has sent."""
    sent = Submission.objects.filter(document__site=site).values_list("data__sections", flat=True)
    return plain(" ".join(json.dumps(sections, ensure_ascii=False) for sections in sent))


def plain(text: str) -> str:
    return " ".join(text.casefold().split())
