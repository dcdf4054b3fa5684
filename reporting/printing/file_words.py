"""Every word that the files of a review would hold, read from the files themselves: slide notes, labels of charts and
the workbooks inside them, alternative texts, metadata and file names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache

from living_docs.canonical_json import canonical
from reporting.figures import in_sections
from reporting.printing.markup_lines import flat
from reporting.products import FIGURE, THEMATIC_REVIEW


def words_of_files(data: dict) -> tuple[tuple[str, str], ...]:
    """The kind of file and a line of it, each line once a file; kept, since a review is checked again at each step of
    its way out, mostly unchanged."""
    return words_of_the_files_of(canonical(data))


@lru_cache(maxsize=4)
def words_of_the_files_of(review: str) -> tuple[tuple[str, str], ...]:
    """Of a review's data as canonical JSON."""
    return tuple(read_from_files(json.loads(review)))


def read_from_files(data: dict) -> Iterator[tuple[str, str]]:
    """Each format of the review and of its figures, as the table of products says that its words are read."""
    places = [(f"The {format.noun}", format.words(data)) for format in THEMATIC_REVIEW.formats]
    places += [
        (f"The {format.noun} of figure {figure['number']}", format.words(data, figure))
        for figure in in_sections(data["sections"])
        for format in FIGURE.formats
    ]
    for place, lines in [*places, ("Names of files", names_of_files(data))]:
        for line in dict.fromkeys(flat(lines)):
            yield place, line


def names_of_files(data: dict) -> Iterator[str]:
    at = {"round": data["round"], "version": data["version"]}
    for format in THEMATIC_REVIEW.formats:
        yield THEMATIC_REVIEW.file_name(format.key, **at)
    for figure in in_sections(data["sections"]):
        for format in FIGURE.formats:
            yield FIGURE.file_name(format.key, **at, figure=figure["number"])
