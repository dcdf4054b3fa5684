"""Which sites a file's name or its first lines name, by full name, short name or the word in their address."""

from __future__ import annotations

from collections import defaultdict

from sites.models import Programme, Site
from sites.names.folded_words import key, words_of

SHORTEST = 4  # letters of a name; shorter ones stand in other words


def names_of_sites(programme: Programme) -> dict[str, set[Site]]:
    """Every name of every site, folded and without its spaces."""
    found: dict[str, set[Site]] = defaultdict(set)
    for site in programme.sites.prefetch_related("aliases"):
        aliases = [alias.name for alias in site.aliases.all()]
        for name in (site.name, site.full_name, site.slug.replace("-", " "), *aliases):
            if len(folded := key(name)) >= SHORTEST:
                found[folded].add(site)
    return found


def sites_named(text: str, names: dict[str, set[Site]]) -> set[Site]:
    """The sites that a text names. Of names within one another the longest counts: North Tyneside is not Tyneside."""
    words = [word.text for word in words_of(text.replace("_", " ").replace("-", " "))]
    longest = max(map(len, names), default=0)
    found: set[Site] = set()
    place = 0
    while place < len(words):
        taken, joined, length = 0, "", 0
        for word in words[place:]:
            joined, length = joined + word, length + 1
            if len(joined) > longest:
                break
            if joined in names:
                taken = length
        if taken:
            found |= names["".join(words[place : place + taken])]
        place += taken or 1
    return found
