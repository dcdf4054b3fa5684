"""The paragraphs of a review have numbers by which they are cited and linked: 4.7 is the seventh of Question 4.

A chapter on a question has the question's number, every other section a letter. Numbers follow from the published data,
so that the reviews of earlier rounds have them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

from living_docs import prose
from reporting import figures

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # no I and no O, which look like figures
FIGURE = re.compile(r"\bFigure (\d+)\b")
TAGS = re.compile(r"(<[^<>]*>)")


def with_paragraphs(sections: Iterable[dict]) -> list[dict]:
    """The sections of a review, each block of text with the numbers of its paragraphs and of the figures there are."""
    sections = list(sections)
    known = [figure["number"] for figure in figures.in_sections(sections)]
    letters = (letter * times for times in count(1) for letter in LETTERS)
    keys = [str(section["question"]) if section["question"] else next(letters) for section in sections]
    return [
        section | {"key": key, "blocks": list(numbered(section["blocks"], key, known))}
        for section, key in zip(sections, keys, strict=True)
    ]


def numbered(blocks: list[dict], key: str, figures: list[int]) -> Iterator[dict]:
    places = count(1)
    for block in blocks:
        if block["kind"] == "html":
            paragraphs = [one for one in prose.blocks(block["html"]) if one.kind == "paragraph"]
            yield block | {"numbers": [f"{key}.{next(places)}" for _ in paragraphs], "figures": figures}
        else:
            yield block


def runs(block: dict) -> Iterator[tuple[str, list[prose.Block]]]:
    """The paragraphs of a block of text, each with its number, and what stands between them with none."""
    numbers = iter(block["numbers"])
    run: list[prose.Block] = []
    for part in prose.blocks(block["html"]):
        if part.kind == "paragraph":
            if run:
                yield "", run
            yield next(numbers), [part]
            run = []
        else:
            run.append(part)
    if run:
        yield "", run


def with_links(html: str, figures: list[int]) -> str:
    """ "Figure 2" as a link to the figure, where there is one, and not inside another link."""
    parts, inside = [], 0
    for part in TAGS.split(html):
        if part.startswith("<"):
            inside += part.startswith("<a ") - part.startswith("</a")
        elif not inside:
            part = FIGURE.sub(lambda match: link_of(match, figures), part)
        parts.append(part)
    return "".join(parts)


def link_of(match: re.Match, figures: list[int]) -> str:
    if int(match[1]) not in figures:
        return match[0]
    return f'<a class="to-figure" href="#figure-{match[1]}">{match[0]}</a>'
