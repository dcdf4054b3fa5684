"""Geometry of the printed figures: plain data in, numbers for an SVG template out. All lengths in points (pt)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Figure = dict[str, Any]

EDGE = 0.7
GROUP = 8  # squares stand in groups of eight
SHORT_BANDS = {"few": "few or none", "many": "nearly all or all", "some": "some"}
PROMPT_STATES = {
    "met": "met",
    "too_early": "too early to say",
    "later": "not known until later",
    "not_answered": "not answered, with a reason",
    "open": "open",
}
SHORT_STATES = {
    "met": "met",
    "too_early": "too early",
    "later": "date given",
    "not_answered": "reason given",
    "open": "open",
}
WORD_KINDS = {"unchanged": "unchanged", "edited": "edited", "new": "new"}


def pt(length: float) -> float:
    """A length in points, to the hundredth."""
    return round(length, 2)


def boxed(width: float, height: float) -> Figure:
    """A drawing's size, and that of its box: outlines reach half their breadth, 0.7 pt with a margin, over the edge."""
    return {"width": width, "height": height, "box_width": pt(width + 2 * EDGE), "box_height": pt(height + 2 * EDGE)}


def hatching(x: float, y: float, width: float, height: float, step: float = 2.6) -> list[Figure]:
    """Lines rising at 45°, `step` pt apart along an edge, cut off where the rectangle ends."""
    lines = []
    reach = step / 2
    while reach < width + height:
        left, right = max(0.0, reach - height), min(reach, width)
        lines.append({"x1": pt(x + left), "y1": pt(y + reach - left), "x2": pt(x + right), "y2": pt(y + reach - right)})
        reach += step
    return lines


def square_x(index: int, side: float, gap: float, extra: float) -> float:
    """Left edge of a square in a row of groups of eight."""
    return pt(index * (side + gap) + index // GROUP * extra)


def square_fills(count: Figure) -> list[str]:
    """What each square shows: a published count alone decides, so that every banded count looks the same.

    Exact: that many filled. "few": the first two hatched. "many": all filled but the last two, hatched.
    "some": every square hatched, none filled.
    """
    of = count["of"]
    hatched = min(2, of)
    match count["band"]:
        case None:
            return ["full"] * count["exact"] + ["empty"] * (of - count["exact"])
        case "few":
            return ["hatched"] * hatched + ["empty"] * (of - hatched)
        case "many":
            return ["full"] * (of - hatched) + ["hatched"] * hatched
        case "some":
            return ["hatched"] * of
    raise ValueError(f"No such band: {count['band']}")


def count_in_words(count: Figure) -> str:
    """The alternative text of a strip: never more than the count itself tells."""
    return f"{count['words']} of {count['of']}" if count["band"] is None else f"{count['words']}, of {count['of']}"


def base_in_words(count: Figure) -> str:
    """What a count is out of; reviews published before bases were printed say how many only."""
    return "" if count["exact"] == count["of"] else count.get("base", f"of {count['of']}")


def in_full(count: Figure) -> str:
    """A number with its base: "Thirteen of 16 documents received"."""
    return f"{count['words']} {base_in_words(count)}".rstrip()


def strip(count: Figure, side: float = 5.2, gap: float = 1.5, extra: float = 2.2) -> Figure:
    """A row of squares, one a Pilot; sorted, so that no square stands for anyone."""
    squares = [{"x": square_x(index, side, gap, extra), "fill": fill} for index, fill in enumerate(square_fills(count))]
    for square in squares:
        square["lines"] = hatching(square["x"], 0, side, side, side / 2) if square["fill"] == "hatched" else []
    width = square_x(count["of"] - 1, side, gap, extra) + side if squares else 0
    return {"alt": count_in_words(count), "side": side, "squares": squares} | boxed(pt(width), side)


def strip_to_fit(count: Figure, width: float) -> Figure:
    """A strip no wider than `width` pt, its squares at most 5.2 pt."""
    full = strip(count)["width"]
    scale = min(1.0, width / full) if full else 1.0
    return strip(count, pt(5.2 * scale), pt(1.5 * scale), pt(2.2 * scale))


def strands(
    count: int = 16, bundles: int = 4, width: float = 595.28, top: float = 127.5, pitch: float = 27.5
) -> list[Figure]:
    """The cover's decoration: strands that enter at the left and merge into bundles at 70 % of the width."""
    merge = width * 0.7
    middle = top + pitch * (count - 1) / 2 + 22
    size = count // bundles
    lines = []
    for index in range(count):
        bundle, place = divmod(index, size)
        start = top + pitch * index
        end = middle + (bundle - (bundles - 1) / 2) * 34 + (place - (size - 1) / 2) * 3.4
        reach = 0.44 + 0.05 * (index * 7 % 3)
        lines.append(
            {
                "shade": index % 4,
                "y1": pt(start),
                "y2": pt(end),
                "c1": pt(merge * reach),
                "c2": pt(merge * (reach + 0.16)),
                "x2": pt(merge),
                "x3": pt(width),
            }
        )
    return lines


def words_in(change: Figure) -> int:
    return sum(change[kind] for kind in WORD_KINDS)


def word_bar(change: Figure, width: float, longest: int, height: float = 11) -> Figure:
    """Unchanged, edited and new words side by side; `longest` words fill `width` pt."""
    segments, x = [], 0.0
    for kind in WORD_KINDS:
        length = pt(width * change[kind] / longest) if longest else 0
        if length:
            segments.append({"kind": kind, "x": pt(x), "width": length})
            x += length
    parts = ", ".join(f"{change[kind]:,} {name}" for kind, name in WORD_KINDS.items())
    return {"alt": f"Words: {parts}", "end": pt(x + 2 * EDGE), "segments": segments} | boxed(width, height)


def prompt_square(state: str, side: float, x: float = 0) -> Figure:
    """One prompt's square, with the lines or the dash that its state is drawn with."""
    lines = hatching(x, 0, side, side) if state == "too_early" else []
    dash = {"x1": pt(x + side * 0.25), "x2": pt(x + side * 0.75), "y": pt(side / 2)}
    return {"x": x, "state": state, "lines": lines, "dash": dash}


def prompt_squares(prompts: list[Figure], side: float = 9, gap: float = 2.6) -> Figure:
    """One square a prompt, in the order of the form."""
    squares = [prompt_square(prompt["state"], side, pt(index * (side + gap))) for index, prompt in enumerate(prompts)]
    said = ", ".join(f"{prompt['number']} {PROMPT_STATES[prompt['state']]}" for prompt in prompts)
    width = pt(len(prompts) * (side + gap) - gap) if prompts else 0
    return {"alt": f"Prompts: {said}", "side": side, "squares": squares} | boxed(width, side)


def what_changed(changes: list[Figure]) -> Figure:
    """Figure 1 of a feedback report: per question a bar of words (at most 180 pt) and its prompts' squares."""
    longest = max((words_in(change) for change in changes), default=0)
    most = max((len(change["prompts"]) for change in changes), default=0)
    pitch = min(11.6, 92 / most) if most else 11.6
    side = pt(pitch * 9 / 11.6)
    rows = [
        {
            "number": change["question"],
            "title": change["title"],
            "words": f"{words_in(change):,}",
            "bar": word_bar(change, 180, longest),
            "prompts": prompt_squares(change["prompts"], side, pt(pitch - side)),
        }
        for change in changes
    ]
    return {"rows": rows, "key": key(changes)}


def key(changes: list[Figure]) -> Figure:
    """What bars and squares mean: two lines from x = 152 pt; of states, those that occur."""
    found = {prompt["state"] for change in changes for prompt in change["prompts"]}
    states = {state: short for state, short in SHORT_STATES.items() if state in found}
    words = [{"kind": kind} | place for kind, place in zip(WORD_KINDS, in_a_line(WORD_KINDS.values()), strict=True)]
    prompts = [
        {"square": prompt_square(state, 9)} | place
        for state, place in zip(states, in_a_line(states.values()), strict=True)
    ]
    said = "; ".join(
        f"{what}: {', '.join(labels)}"
        for what, labels in (("Words", WORD_KINDS.values()), ("Prompts", states.values()))
    )
    return {"alt": f"Key. {said}", "width": 470, "height": 28, "words": words, "prompts": prompts}


def in_a_line(labels: Iterable[str], start: float = 152) -> list[Figure]:
    """Where the swatches and words of a key stand, by about 4.1 pt a letter."""
    places, x = [], start
    for label in labels:
        places.append({"label": label, "x": pt(x), "text_x": pt(x + 13)})
        x += 13 + 4.1 * len(label) + 14
    return places


def change_beside_question(change: Figure) -> Figure:
    """The small figure at the head of a question: 110 pt wide, a full bar of words, then its prompts' squares."""
    side = pt(min(8.0, 110 / max(1, len(change["prompts"])) - 2.2))
    return {
        "bar": word_bar(change, 110, words_in(change), 7.2),
        "prompts": prompt_squares(change["prompts"], side, 2.2),
    }


def change_totals(changes: list[Figure]) -> Figure:
    """Words of each kind over all questions, and how many prompts stand in each state."""
    states = [prompt["state"] for change in changes for prompt in change["prompts"]]
    totals: Figure = {kind: sum(change[kind] for change in changes) for kind in WORD_KINDS}
    return totals | {"words": sum(totals.values()), "prompts": len(states), "open": states.count("open")}


def coverage(figure: Figure) -> Figure:
    """A review's figure as rows of strips, one a column (each at most 108 pt), with the counts in words."""
    width = min(108.0, 318 / max(1, len(figure["columns"])) - 10)
    rows = [
        {
            "label": row["label"],
            "cells": [
                {
                    "text": count_in_figures(count),
                    "banded": count["band"] is not None,
                    "strip": strip_to_fit(count, width),
                }
                for count in row["cells"]
            ],
        }
        for row in figure["rows"]
    ]
    return figure | {"rows": rows, "banded": any(cell["banded"] for row in rows for cell in row["cells"])}


def count_in_figures(count: Figure) -> str:
    """A count for a table: its number when exact, else its band."""
    return str(count["exact"]) if count["band"] is None else SHORT_BANDS[count["band"]]


def column_shares(columns: list[Figure], rows: list[list[str]]) -> list[float]:
    """Each column's share of a table's width in per cent: by its longest word and its usual length."""
    weights = [
        column_weight(column["label"], [row[index] for row in rows if index < len(row)])
        for index, column in enumerate(columns)
    ]
    total = sum(weights) or 1
    return [pt(100 * weight / total) for weight in weights]


def column_weight(label: str, cells: list[str]) -> float:
    """Room a column asks for, in letters: every word of up to 16 letters whole, texts by the root of their length."""
    texts = [label, *cells]
    longest_word = max((len(word) for text in texts for word in text.split()), default=1)
    usual = min(sum(map(len, cells)) / len(cells), 160) if cells else 0
    return max(min(longest_word, 16) + 2, 3.4 * usual**0.5)
