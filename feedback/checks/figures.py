"""Figures that stand in another site’s documents and not in this one’s."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from living_docs.models import Submission
from sites.models import Site

# From four digits on, or with pence or a decimal point and three: 12,480; £1,250.50; 43.75. Years are none.
FIGURE = re.compile(
    r"(?<![\w.,/-])£?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w/])|(?<![\w.,/-])£?\d{4,}(?:\.\d+)?(?![\w/])"
    r"|(?<![\w.,/-])£?\d{2,3}\.\d+(?![\w/])"
)
YEAR = re.compile(r"(?:19|20)\d\d")


def figures(text: str) -> Iterator[tuple[int, int, str]]:
    """Each telling figure with its place and its bare digits."""
    for match in FIGURE.finditer(text):
        bare = match[0].replace(",", "").lstrip("£")
        bare = bare.rstrip("0").rstrip(".") if "." in bare else bare
        if not YEAR.fullmatch(bare) and not is_round(bare):
            yield match.start(), match.end(), bare


def is_round(bare: str) -> bool:
    """1000, 25000: anybody’s figure."""
    return "." not in bare and len(bare.rstrip("0")) <= 2


class Figures:
    """The figures of a site and of all others, looked up only when a text has any."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.held: dict[str, str] | None = None

    def owner(self, bare: str) -> str | None:
        """The other site whose figure it is."""
        if self.held is None:
            self.held = self.others()
        return self.held.get(bare)

    def others(self) -> dict[str, str]:
        own: set[str] = set()
        held: dict[str, str] = {}
        sent = Submission.objects.filter(document__round__programme=self.site.programme)
        for site, name, data in sent.values_list("document__site", "document__site__name", "data"):
            found = {bare for _, _, bare in figures(json.dumps(data["sections"], ensure_ascii=False))}
            if site == self.site.pk:
                own |= found
            else:
                held |= dict.fromkeys(found, name)
        return {bare: name for bare, name in held.items() if bare not in own}
