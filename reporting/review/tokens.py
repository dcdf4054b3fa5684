"""The tokens that stand in a review's text for what is put in when it is printed: counts, quotations, figures, and
mentions of figures."""

import re
from collections.abc import Iterable, Iterator

COUNT = re.compile(r"\[\[count:([\w.-]+)\]\]")
QUOTATION = re.compile(r"\[\[quotation:([\w-]+)\]\]")
HOLDS = re.compile(r"\[\[holds:([\w.:-]+)\]\]")
BINDING = re.compile(rf" ?{HOLDS.pattern}")  # with the space before it
FIGURE = re.compile(r"\[\[figure:([\w-]+)\]\]")
MENTION = re.compile(r"\[\[see:([\w-]+)\]\]")
LEFT_OVER = re.compile(r"\[\[[^\]\n]*(?:\]\])?")


def counts_in(texts: Iterable[str]) -> Iterator[str]:
    """The keys of the counts that texts ask for."""
    for text in texts:
        yield from COUNT.findall(text)
