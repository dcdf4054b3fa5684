"""Geometry of a review's drawn figures: plain data in, numbers for an SVG template out. All lengths in points (pt)."""

from __future__ import annotations

from itertools import accumulate, pairwise
from textwrap import wrap
from typing import Any

from reporting.figures.tables import counted, strips_of, table_of
from reporting.printing.charts import count_in_words, pt, strip

Figure = dict[str, Any]

WIDTH = 470
ROW, HEAD, LINE = 25, 34, 9.6
LABEL_WIDTH = 46  # letters
CELLS, LETTER = 180, 4.3  # where the cells of a table begin; how broad a letter is
FIRST_ROUND, ROUND_STEP, LAST_ROUND = 238, 62, 386
LARGEST, ROOM_FOR_NUMBER = 11.2, 5.4
BOX_WIDTH, GAP, TOP, BOX_PITCH, FEWEST_BOXES = 101, 22, 64, 43.6, 5
APEX_X, APEX_Y, BASE_Y, HALF_BASE = 150, 6, 210, 140
CUTS = (6, 73, 143, 210)
LEVEL_FILLS = ("#12344a", "#35778a", "#a3c4cb")
BAND_LINES = {"few": ["few or none"], "many": ["nearly all", "or all"], "some": ["some"]}


def phrase(count: Figure) -> str:
    """ "thirteen Pilots", or the band in words."""
    words = count["words"][0].lower() + count["words"][1:]
    return words if count["exact"] is None else f"{words} Pilots"


# Themes over rounds


def themes(figure: Figure) -> Figure:
    """Rows of circles, one a round, their areas in proportion to the numbers; a band is a word in a hatched circle."""
    columns = figure["columns"]
    step = min(ROUND_STEP, (LAST_ROUND - FIRST_ROUND) / max(1, len(columns) - 1))
    bases = figure.get("bases") or [0] * len(columns)
    heads = [
        {"x": pt(FIRST_ROUND + index * step), "text": text, "base": base}
        for index, (text, base) in enumerate(zip(columns, bases, strict=True))
    ]
    labels = [wrap(row["label"], LABEL_WIDTH) for row in figure["rows"]]
    bottoms = list(accumulate((max(ROW, LINE * len(lines) + 6) for lines in labels), initial=HEAD))
    rows = [
        theme_row(row, lines, top, bottom, heads)
        for row, lines, (top, bottom) in zip(figure["rows"], labels, pairwise(bottoms), strict=True)
    ]
    return {
        "width": WIDTH,
        "height": pt(bottoms[-1]),
        "heads": heads,
        "rows": rows,
        "alt": themes_alt(figure),
        "label": figure["label"],
        "compares": len(heads) > 1 and figure["kind"] == "themes",
    }


def theme_row(row: Figure, lines: list[str], top: float, bottom: float, heads: list[Figure]) -> Figure:
    middle = pt((top + bottom) / 2)
    marks = [
        mark(cell, head["x"], shade(index, len(heads)))
        for index, (cell, head) in enumerate(zip(row["cells"], heads, strict=True))
    ]
    joins = [
        {"x1": pt(marks[a]["x"] + marks[a]["r"] + 2), "x2": pt(marks[b]["x"] - marks[b]["r"] - 2)}
        for a, b in joined_places(row, marks)
    ]
    first = middle + 3 - LINE / 2 * (len(lines) - 1)
    return {
        "y": middle,
        "bottom": pt(bottom),
        "marks": marks,
        "joins": joins,
        "since": row["since"],
        "lines": [{"y": pt(first + LINE * index), "text": text} for index, text in enumerate(lines)],
    }


def joined_places(row: Figure, marks: list[Figure]) -> list[tuple[int, int]]:
    """Which neighbouring marks a line joins: numbers, no words; where the row says which are alike, those."""
    drawn = [place for place, one in enumerate(marks) if one["kind"] != "none"]
    alike = row.get("joined") or [True] * (len(marks) - 1)
    both_numbers = ((a, b) for a, b in pairwise(drawn) if marks[a]["kind"] == marks[b]["kind"] == "exact")
    return [(a, b) for a, b in both_numbers if all(alike[a:b])]


def shade(index: int, of: int) -> int:
    """Light, middle or dark: the last round is the darkest."""
    return max(0, 2 - (of - 1 - index))


def mark(count: Figure | None, x: float, shade: int) -> Figure:
    if count is None:
        return {"kind": "none", "x": x, "r": 3}
    if count["exact"] is None:
        lines = BAND_LINES[count["band"]]
        first = 3 - LINE / 2 * (len(lines) - 1)
        said = [{"dy": pt(first + LINE * index), "text": text} for index, text in enumerate(lines)]
        return {"kind": "band", "x": x, "r": 12, "lines": said}
    radius = pt(LARGEST * (count["exact"] / count["of"]) ** 0.5)
    return {
        "kind": "exact",
        "x": x,
        "r": radius,
        "beside": pt(x + radius + 3),
        "text": count["exact"],
        "shade": shade,
        "inside": radius >= ROOM_FOR_NUMBER,
    }


def themes_alt(figure: Figure) -> str:
    said = []
    for row in figure["rows"]:
        cells = [
            f"{head.lower()} {count_in_words(cell).lower() if cell else 'not counted'}"
            for head, cell in zip(figure["columns"], row["cells"], strict=True)
        ]
        said.append(f"{row['label']}: {', '.join(cells)}")
    return f"{figure['title']}. {'; '.join(said)}."


# The causal chain


def chain(figure: Figure) -> Figure:
    """Four columns of boxes with chevrons above; lines between boxes that enough of the same sites name."""
    room = BOX_PITCH * max(FEWEST_BOXES, *(len(column["boxes"]) for column in figure["columns"]))
    columns = [chain_column(column, index * (BOX_WIDTH + GAP), room) for index, column in enumerate(figure["columns"])]
    curves = [curve(columns, link) for link in figure["links"]]
    gaps = [
        {"letter": letter, "x": pt(BOX_WIDTH + GAP / 2 + index * (BOX_WIDTH + GAP)), "text": text}
        for index, (letter, text) in enumerate(zip("ABC", figure["gaps"], strict=True))
    ]
    return {
        "width": WIDTH,
        "height": pt(TOP + room + 4),
        "columns": columns,
        "curves": curves,
        "gaps": gaps,
        "alt": chain_alt(figure),
    }


def chain_column(column: Figure, x: float, room: float) -> Figure:
    pitch = room / max(1, len(column["boxes"]))
    height = min(46.0, pitch - 6)
    boxes = [
        chain_box(box, x, TOP + pitch * index + (pitch - height) / 2, height)
        for index, box in enumerate(column["boxes"])
    ]
    return {"x": x, "middle": pt(x + 12), "title": column["title"], "under": column["under"], "boxes": boxes}


def chain_box(box: Figure, x: float, y: float, height: float) -> Figure:
    lines = wrap(box["label"], 20)[:2]
    texts = [*lines, phrase(box["count"])]
    first = y + height / 2 - 5.6 * (len(texts) - 1) + 3
    return {
        "x": x,
        "y": pt(y),
        "height": pt(height),
        "middle": pt(y + height / 2),
        "lines": [
            {"y": pt(first + 11.2 * index), "text": text, "count": index == len(lines)}
            for index, text in enumerate(texts)
        ],
    }


def curve(columns: list[Figure], link: Figure) -> Figure:
    (from_column, from_box), (to_column, to_box) = link["from"], link["to"]
    start, end = columns[from_column]["boxes"][from_box], columns[to_column]["boxes"][to_box]
    x1, x2 = start["x"] + BOX_WIDTH, end["x"]
    return {
        "x1": x1,
        "x2": x2,
        "c": pt((x1 + x2) / 2),
        "y1": start["middle"],
        "y2": end["middle"],
        "thick": {1: 1, 2: 3}[link["strength"]],
    }


def chain_alt(figure: Figure) -> str:
    columns = [
        f"{column['title']}: " + ", ".join(f"{box['label']}, {phrase(box['count'])}" for box in column["boxes"])
        for column in figure["columns"]
    ]
    joined = [
        f"{figure['columns'][a]['boxes'][b]['label']} to {figure['columns'][c]['boxes'][d]['label']}"
        for link in figure["links"]
        for (a, b), (c, d) in [(link["from"], link["to"])]
    ]
    lines = f" Joined by lines: {'; '.join(joined)}." if joined else ""
    return f"{figure['title']}. {'. '.join(columns)}.{lines}"


# Tables of strips and of ranges, drawn


def strips_drawing(figure: Figure) -> Figure:
    """Rows of labels and counts in words, each count over its squares."""
    strips = strips_of(figure)
    cells = [
        [{"text": counted(count), "strip": strip(count) if count else None} for count in row.cells]
        for row in strips.rows
    ]
    return in_rows(strips.head, [row.label for row in strips.rows], cells, table_alt(figure))


def spread_drawing(figure: Figure) -> Figure:
    """Rows of labels, of how many gave an amount, of the range where it may be shown, of how many do not know it."""
    table, top = table_of(figure), largest(figure)
    cells = [
        [
            {"text": gave},
            {"text": amounts, "bar": spread_bar(row["spread"], top, width=84) if row["spread"] else None},
            {"text": unknown},
        ]
        for row, (_, gave, amounts, unknown) in zip(figure["rows"], table.rows, strict=True)
    ]
    return in_rows(table.head, [row[0] for row in table.rows], cells, table_alt(figure))


def in_rows(head: list[str], labels: list[str], cells: list[list[Figure]], alt: str) -> Figure:
    """Where head, labels and cells of a table stand; columns are of one breadth."""
    step = (WIDTH - CELLS) / max(1, len(head) - 1)
    columns = [0.0, *(pt(CELLS + index * step) for index in range(len(head) - 1))]
    heads = [
        {"x": x, "lines": stacked(wrap(text, int((CELLS if x == 0 else step) / LETTER)), 9.0)}
        for x, text in zip(columns, head, strict=True)
    ]
    top = 6 + LINE * max(len(one["lines"]) for one in heads)
    rows, bottom = [], top
    for label, row in zip(labels, cells, strict=True):
        lines = wrap(label, int(CELLS / LETTER) - 2)
        start, bottom = bottom, bottom + max(ROW, LINE * len(lines) + 8)
        placed = [cell | {"x": x} for cell, x in zip(row, columns[1:], strict=True)]
        rows.append(
            {
                "lines": stacked(lines, start + 11),
                "cells": placed,
                "said": pt(start + 11),
                "strip": pt(start + 15),
                "bottom": pt(bottom),
            }
        )
    return {"width": WIDTH, "height": pt(bottom + 1), "heads": heads, "top": pt(top), "rows": rows, "alt": alt}


def stacked(lines: list[str], first: float) -> list[Figure]:
    return [{"y": pt(first + LINE * index), "text": text} for index, text in enumerate(lines)]


def table_alt(figure: Figure) -> str:
    head, rows = table_of(figure)
    said = [
        f"{row[0]}: " + ", ".join(f"{name} {cell}" for name, cell in zip(head[1:], row[1:], strict=True))
        for row in rows
    ]
    return f"{figure['title']}. {'; '.join(said)}."


# The spread of costs


def largest(figure: Figure) -> float:
    """The upper end of the widest range that a figure prints."""
    return max((pounds(row["spread"][1]) for row in figure["rows"] if row["spread"]), default=0)


def pounds(printed: str) -> float:
    return float(printed.replace(",", ""))


def spread_bar(spread: list[str], largest: float, width: float = 100, height: float = 4) -> Figure:
    """A range from nought to the largest end: at least a point broad, so that it is seen."""
    least, most = (max(0.0, pounds(end)) for end in spread)
    scale = width / largest if largest > 0 else 0
    length = max(1.0, (most - least) * scale)
    x = min(least * scale, width - length)
    return {
        "width": width,
        "height": height,
        "middle": pt(height / 2 - 0.3),
        "x": pt(x),
        "length": pt(length),
        "alt": " to ".join(f"£{end}" for end in spread),
    }


# The pyramid


def pyramid(figure: Figure) -> Figure:
    """Three levels cut from one triangle; beside each its heading, counts and strip."""
    levels = [
        level
        | {
            "points": f"{points(CUTS[index], CUTS[index + 1])}",
            "fill": LEVEL_FILLS[index],
            "ink": "#12344a" if index == len(LEVEL_FILLS) - 1 else "#ffffff",
            "middle": pt(middle_of(index)),
            "lines": [
                {"y": pt(middle_of(index) + offset), "text": text} for offset, text in in_level(level["name"], index)
            ],
            "beside": pt((CUTS[index] + CUTS[index + 1]) / 2),
            "edge": pt(APEX_X + half_width((CUTS[index] + CUTS[index + 1]) / 2) + 4),
            "said": phrase(level["count"]),
            "shown": f"{phrase(level['measured'])} with a measure or a survey",
            "squares": strip(level["count"])["squares"],
        }
        for index, level in enumerate(figure["levels"])
    ]
    return {"width": WIDTH, "height": BASE_Y + 8, "levels": levels, "alt": pyramid_alt(figure)}


def half_width(y: float) -> float:
    return HALF_BASE * (y - APEX_Y) / (BASE_Y - APEX_Y)


def points(top: float, bottom: float) -> str:
    upper, lower = half_width(top), half_width(bottom - 1.5)
    corners = (
        (APEX_X - upper, top),
        (APEX_X + upper, top),
        (APEX_X + lower, bottom - 1.5),
        (APEX_X - lower, bottom - 1.5),
    )
    return " ".join(f"{pt(x)},{pt(y)}" for x, y in corners)


def middle_of(index: int) -> float:
    """Where a level's name stands: low in the top, which is narrow."""
    return (CUTS[index] + CUTS[index + 1]) / 2 + (16 if index == 0 else 3)


def in_level(name: str, index: int) -> list[tuple[float, str]]:
    lines = wrap(name, 9 if index == 0 else 30)
    return [(11 * place - 5.5 * (len(lines) - 1), text) for place, text in enumerate(lines)]


def pyramid_alt(figure: Figure) -> str:
    said = [
        f"{level['name']}: {phrase(level['count'])} {level['statement']}, {phrase(level['measured'])} with more than single accounts"
        for level in figure["levels"]
    ]
    return f"{figure['title']}, from the top. {'; '.join(said)}."
