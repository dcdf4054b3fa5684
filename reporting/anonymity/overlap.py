"""Words that stand in a submission: eight in a row may be published as an approved quotation only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sites.names.folded_words import WORD, fold_word, words_of

RUN = 8


class Overlap:
    """Every run of eight words of the texts given, as numbers: the texts themselves are not kept.

    What the form itself says is nobody's: it stands in every document.
    """

    def __init__(self, texts: Iterable[str], *, form: Iterable[str] = ()) -> None:
        self.runs: dict[int, int] = {}  # of each run a bit for each text that has it
        for number, text in enumerate(texts):
            for run in runs_of(text):
                self.runs[run] = self.runs.get(run, 0) | 1 << number
        for text in form:
            for run in runs_of(text):
                self.runs.pop(run, None)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of each stretch of eight words or more, all of them of one text."""
        words = words_of(text)
        first = last = shared = 0
        for number, run in enumerate(runs([word.text for word in words])):
            texts = self.runs.get(run, 0)
            if not texts:
                continue
            if shared and (number > last + 1 or not shared & texts):
                yield words[first].start, words[last].end
                shared = 0
            first, last, shared = number if not shared else first, number + RUN - 1, shared & texts if shared else texts
        if shared:
            yield words[first].start, words[last].end


def runs_of(text: str) -> Iterator[int]:
    return runs([fold_word(raw) for raw in WORD.findall(text)])


def runs(words: list[str]) -> Iterator[int]:
    return (hash(tuple(words[first : first + RUN])) for first in range(len(words) - RUN + 1))
