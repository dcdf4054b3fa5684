"""A published figure to take away: its numbers as CSV, its drawing as SVG and PNG, all from what was published."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from textwrap import wrap
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from living_docs.tables.spreadsheets import table_csv
from reporting.figures import in_sections
from reporting.figures.tables import in_words, strips_of
from reporting.printing import figure_charts, pdf
from reporting.printing.charts import pt

HEAD = [
    "Programme",
    "Round",
    "Version",
    "Figure",
    "Title",
    "Row",
    "Column",
    "Published",
    "Number",
    "From",
    "To",
    "Base",
    "Source",
]
DRAWINGS: dict[str, tuple[str, Callable[[dict], dict]]] = {
    "themes": ("themes", figure_charts.themes),
    "chain": ("chain", figure_charts.chain),
    "pyramid": ("pyramid", figure_charts.pyramid),
    "coverage": ("strips", figure_charts.strips_drawing),
    "costs": ("strips", figure_charts.strips_drawing),
    "spread": ("spread", figure_charts.spread_drawing),
}
MARGIN, CAPTION, NOTE = 14, 14.5, 10.5  # points: the edge, a line above and one below
LINE_ABOVE, LINE_BELOW = 84, 122  # letters
OPENING = re.compile(r'<svg [^<>]*?width="([\d.]+)pt" height="([\d.]+)pt"')


def figure_of(review: dict, number: int) -> dict | None:
    return next((figure for figure in in_sections(review["sections"]) if figure["number"] == number), None)


def figure_csv(review: dict, figure: dict) -> bytes:
    """One line for each published number, band, range and direction; no number stands behind a band."""
    return table_csv([HEAD, *lines_of(review, figure)])


def lines_of(review: dict, figure: dict) -> Iterator[list[str]]:
    known = [review["programme"], str(review["round"]), str(review["version"]), str(figure["number"]), figure["title"]]
    strips = strips_of(figure)
    for row in strips.rows:
        for column, count in zip(strips.head[1:], row.cells, strict=True):
            yield [*known, row.label, column, *of_count(count), figure["source"]]
        if row.note:
            yield [*known, row.label, "Since the last round", row.note, "", "", "", "", figure["source"]]
    for row in figure["rows"] if figure["kind"] == "spread" else []:
        ends = [end.replace(",", "") for end in row["spread"]] or ["", ""]
        label = f"{row['group']}: {row['label']}"
        yield [*known, label, figure["columns"][1], in_words(row["spread"]), "", *ends, "", figure["source"]]


def of_count(count: dict | None) -> list[str]:
    """As it is published, its number where there is one, no range, and its base."""
    if count is None:
        return ["Not counted", "", "", "", ""]
    number = "" if count["exact"] is None else str(count["exact"])
    return [count["words"], number, "", "", count.get("base") or f"of {count['of']}"]


def figure_svg(review: dict, figure: dict) -> bytes:
    """The drawing with its caption, its source and where it is from: a picture that stands alone."""
    name, draw = DRAWINGS[figure["kind"]]
    drawn = draw(figure)
    title = f"Figure {figure['number']}. {figure['title']}"
    above = wrap(title, LINE_ABOVE)
    gaps = [f"{letter}  {text}" for letter, text in zip("ABC", figure.get("gaps", []), strict=False)]
    from_where = f"{review['programme']}: {review['title']}. Thematic Review, Round {review['round']}, version {review['version']}."
    fiction = ["Demonstration: every number is fictional."] if review["demo"] else []
    below = [
        line
        for text in [*gaps, figure["source"], *filter(None, [figure.get("lines")]), from_where, *fiction]
        for line in wrap(text, LINE_BELOW)
    ]
    top = MARGIN + CAPTION * len(above) + 4
    foot = top + drawn["height"] + 8
    picture = render_to_string(f"reports/figures/{name}.svg", drawn).strip()
    context = {
        "width": figure_charts.WIDTH + 2 * MARGIN,
        "height": pt(foot + NOTE * len(below) + MARGIN),
        "margin": MARGIN,
        "title": title,
        "alt": drawn["alt"],
        "source": figure["source"],
        "drawing": nested(picture, MARGIN, top),
        "above": [{"y": pt(MARGIN + 9 + CAPTION * index), "text": text} for index, text in enumerate(above)],
        "below": [{"y": pt(foot + 8 + NOTE * index), "text": text} for index, text in enumerate(below)],
    }
    return render_to_string("reports/figures/away.svg", context).strip().encode()


def nested(picture: str, left: float, top: float) -> str:
    """A drawing inside another, in the lengths of that one."""
    opening = rf'<svg x="{left}" y="{pt(top)}" width="\1" height="\2"'
    return mark_safe(OPENING.sub(opening, picture, count=1))  # noqa: S308 - a template of ours, which escapes its words


def figure_png(review: dict, figure: dict) -> bytes:
    """The same drawing as a picture, in our own type."""
    return picture_of(figure_svg(review, figure))


@lru_cache(maxsize=32)
def picture_of(svg: bytes) -> bytes:
    return pdf.picture(svg.decode())


def figures_zip(review: dict) -> bytes:
    """The numbers of every figure, one file each; equal data give equal bytes."""
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for figure in in_sections(review["sections"]):
            archive.writestr(ZipInfo(f"figure-{figure['number']}.csv"), figure_csv(review, figure))
    return held.getvalue()
