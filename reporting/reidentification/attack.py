"""The attacker: a linear model over words and characters of everything that sites have sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline, make_pipeline, make_union
from sklearn.svm import LinearSVC

FEWEST_SITES = 3  # of two, one is always wrong and the other right


class Known(NamedTuple):
    """Words that a site has sent."""

    text: str
    site: str


class Guess(NamedTuple):
    """The site that a passage is most like, and how much more so than the next one."""

    site: str
    margin: float


class Attacker:
    """Learns the documents once; then guesses in milliseconds."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.model: Pipeline = make_pipeline(
            make_union(
                TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
                TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2),
            ),
            LinearSVC(random_state=0),
        )
        self.model.fit([one.text for one in known], [one.site for one in known])

    @property
    def sites(self) -> list[str]:
        return list(self.model.classes_)

    def guesses(self, texts: Sequence[str]) -> list[Guess]:
        if not texts:
            return []
        sites = self.sites
        return [surest(sites, row) for row in self.model.decision_function(list(texts))]


def surest(sites: Sequence[str], row: Sequence[float]) -> Guess:
    (second, _), (first, site) = sorted(zip(row, sites, strict=True))[-2:]
    return Guess(site, float(first - second))
