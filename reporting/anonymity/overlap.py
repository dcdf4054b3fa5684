"""Words that stand in a submission: eight in a row may be published as an approved quotation only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sites.naming.folding import WORD, fold_word, words_of

RUN = 8


class Overlap:
    """Every run of eight words of the texts given, as numbers: the texts themselves are not kept.

    What the form itself says is nobody's: it stands in every document.
    """

    def __init__(self, texts: Iterable[str], *, form: Iterable[str] = ()) -> None:
        self.runs: set[int] = set()
        for text in texts:
            self.runs.update(runs_of(text))
        for text in form:
            self.runs.difference_update(runs_of(text))

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of each stretch of eight words or more."""
        words = words_of(text)
        first = last = None
        for number, run in enumerate(runs([word.text for word in words])):
            if run not in self.runs:
                continue
            if first is not None and last is not None and number > last + 1:
                yield words[first].start, words[last].end
                first = None
            first, last = number if first is None else first, number + RUN - 1
        if first is not None and last is not None:
            yield words[first].start, words[last].end


def runs_of(text: str) -> Iterator[int]:
    return runs([fold_word(raw) for raw in WORD.findall(text)])


def runs(words: list[str]) -> Iterator[int]:
    return (hash(tuple(words[first : first + RUN])) for first in range(len(words) - RUN + 1))
