"""The paragraphs of what was sent: a line each of the plain text that codings point into."""

from __future__ import annotations

from collections.abc import Iterator

from living_docs.answer_text import text_of
from living_docs.models import Submission
from themes.models import Paragraph
from themes.search.words import for_index, words_of

MOST_WORDS = 2000  # of one piece: both engines keep the place of every word up to there


def keep_paragraphs(submission: Submission) -> None:
    """Kept beside the frozen text, for the search."""
    Paragraph.objects.bulk_create(paragraphs_of(submission), batch_size=500)


def paragraphs_of(submission: Submission) -> Iterator[Paragraph]:
    for number, entry in submission.entries().items():
        text = text_of(entry)
        for start, end in pieces(text):
            words = for_index(text[start:end])
            if words:
                yield Paragraph(
                    submission=submission, prompt_number=number, start=start, end=end, text=text[start:end], words=words
                )


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where each line stands, in code points; an endless one in pieces of 2,000 words."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        breaks = [start + word.start for word in words_of(line)][MOST_WORDS::MOST_WORDS]
        for first, last in zip([start, *breaks], [*breaks, end], strict=True):
            if last > first:
                yield first, last
        start = end + 1
