"""Native charts of a figure: one a column, its rows as bars. A band is drawn as far as it is sure, and hatched beyond.

The sheet behind a chart holds the exact numbers, and of a band the fewest and the most that it stands for: whoever copies
it copies nothing that is withheld, and nothing that is not so.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from lxml.etree import SubElement
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.package import Package
from pptx.parts.chart import ChartPart
from pptx.shapes.graphfrm import GraphicFrame
from pptx.util import Cm, Pt

from reporting.figures.tables import counted, in_words, strips_of, table_of
from reporting.printing.figure_charts import largest, pounds
from reporting.printing.slides.file import without_origin
from reporting.printing.slides.parts import DEEP, FACE, GREY, MID

WHITE, PALE = (RGBColor.from_string(one) for one in ("FFFFFF", "A3C4CB"))
AT_MOST, AT_LEAST, WITHOUT = "At most", "At least", "Without a number"  # the last carries words alone
UNSURE = 2  # how many squares of a band are hatched on paper
PATTERNS = {
    "few": MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    "many": MSO_PATTERN.DARK_UPWARD_DIAGONAL,
    "some": MSO_PATTERN.LIGHT_UPWARD_DIAGONAL,
}
TITLE = 0.9  # centimetres of the title over a chart that stands by itself
LABEL = 3.7  # centimetres beside a bar for its number or words
LEAST_BAR = 0.3  # the share of a chart that bars keep, however long the words beside them
RANGE = 2  # how much wider than a column of numbers one of amounts is drawn


class Column(NamedTuple):
    """One column of a figure: of each row its label, its count or range of amounts (None where there is none), its words."""

    title: str
    labels: list[str]
    values: list[Any]
    words: list[str]
    whole: float  # what a bar of full length stands for, on every slide of the figure

    @property
    def is_range(self) -> bool:
        return any(isinstance(value, list) for value in self.values)

    def part(self, rows: slice) -> Column:
        return Column(self.title, self.labels[rows], self.values[rows], self.words[rows], self.whole)


def columns_of(figure: dict) -> list[Column]:
    """What can be drawn of a figure, column by column; nothing of one without a row."""
    strips = strips_of(figure)
    if not strips.rows:
        return []
    labels = [row.label for row in strips.rows]
    counts = zip(*(row.cells for row in strips.rows), strict=True)
    found = [of_counts(title, labels, list(cells)) for title, cells in zip(strips.head[1:], counts, strict=False)]
    if figure["kind"] == "spread":
        found.insert(1, of_ranges(table_of(figure).head[2], labels, figure))
    return found


def of_counts(title: str, labels: list[str], counts: list[dict | None]) -> Column:
    words = [counted(count) for count in counts]
    return Column(title, labels, counts, words, max((count["of"] for count in counts if count), default=1) or 1)


def of_ranges(title: str, labels: list[str], figure: dict) -> Column:
    ranges = [row["spread"] or [] for row in figure["rows"]]
    return Column(title, labels, ranges, [in_words(one) for one in ranges], largest(figure) or 1)


def share_of(column: Column) -> int:
    return RANGE if column.is_range else 1


def add_chart(
    shapes, column: Column, *, left: float, top: float, width: float, height: float, labels: float
) -> GraphicFrame:
    """A chart of one column; `labels` centimetres at its left hold the names of the rows, nought for none."""
    frame = shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, Cm(left), Cm(top), Cm(width + labels), Cm(height), data_of(column)
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", said(column))
    frame.name = column.title
    look(frame.chart, column, room=room_beside(width, 12), size=12)
    place(frame.chart, left=labels / (width + labels))
    return frame


def room_beside(width: float, size: int) -> float:
    """The share of a chart that words beside its bars take, in type of a size."""
    return min(1 - LEAST_BAR, LABEL * size / 12 / width)


class Made(NamedTuple):
    """A chart by itself, for another kind of document: its name, what it says, its XML and the sheet behind it."""

    name: str
    said: str
    chart: bytes
    sheet: bytes


def of_column(column: Column, *, width: float, height: float, labels: float) -> Made:
    """The chart of one column with its title over it, in the type of a page."""
    part = ChartPart.new(XL_CHART_TYPE.BAR_CLUSTERED, data_of(column), Package(None))
    look(part.chart, column, room=room_beside(width, 9), size=9)
    give_title(part.chart, column.title)
    place(part.chart, left=labels / (width + labels), top=TITLE / height)
    return taken(part, column.title, said(column))


def of_words(title: str, labels: list[str], series: dict[str, list[int]]) -> Made:
    """Numbers that add up to a whole, as one bar a row."""
    data = CategoryChartData()
    data.categories = labels
    for name, values in series.items():
        data.add_series(name, values)
    part = ChartPart.new(XL_CHART_TYPE.BAR_STACKED, data, Package(None))
    chart = part.chart
    chart.font.size, chart.font.name = Pt(9), FACE
    chart.has_title, chart.has_legend = False, True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.category_axis.reverse_order = True
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    chart.plots[0].gap_width = 45
    for shown, colour in zip(chart.plots[0].series, (PALE, MID, DEEP), strict=False):
        shown.format.fill.solid()
        shown.format.fill.fore_color.rgb = colour
    rows = zip(labels, *series.values(), strict=True)
    words = "; ".join(
        f"{row[0]}: " + ", ".join(f"{value} {name.lower()}" for name, value in zip(series, row[1:], strict=True))
        for row in rows
    )
    return taken(part, title, f"{title}. {words}")


def taken(part: ChartPart, name: str, words: str) -> Made:
    return Made(name, words, part.blob, without_origin(part.chart_workbook.xlsx_part.blob))


def give_title(chart: Chart, title: str) -> None:
    chart.has_title = True
    chart.chart_title.text_frame.text = title
    for run in chart.chart_title.text_frame.paragraphs[0].runs:
        run.font.size, run.font.bold = Pt(9), True


def said(column: Column) -> str:
    """The alternative text of a chart: all that it shows."""
    return f"{column.title}. " + "; ".join(
        f"{label}: {words}" for label, words in zip(column.labels, column.words, strict=True)
    )


def data_of(column: Column) -> CategoryChartData:
    data = CategoryChartData()
    data.categories = column.labels
    if column.is_range:
        data.add_series("To", [pounds(value[1]) if value else None for value in column.values])
        data.add_series("From", [pounds(value[0]) if value else None for value in column.values])
        data.add_series(WITHOUT, [None if value else 0 for value in column.values])
        return data
    ends = [ends_of(value) for value in column.values]
    data.add_series(AT_MOST, [most for _, most in ends])
    data.add_series(AT_LEAST, [least for least, _ in ends])
    data.add_series(WITHOUT, [None if value else 0 for value in column.values])
    data.add_series(column.title, [value["exact"] if value else None for value in column.values])
    return data


def ends_of(count: dict | None) -> tuple[int | None, int | None]:
    """The fewest and the most that a band stands for; neither for an exact number, or for none."""
    if count is None or count["band"] is None:
        return None, None
    of, unsure = count["of"], min(UNSURE, count["of"])
    return {"few": (0, unsure), "many": (of - unsure, of), "some": (0, of)}[count["band"]]


def look(chart: Chart, column: Column, *, room: float, size: int) -> None:
    """Bars as long as their share of the whole, so that they compare from slide to slide; words beside them."""
    chart.font.size, chart.font.name = Pt(size), FACE
    chart.has_title = chart.has_legend = False
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = GREY
    every = SubElement(chart.category_axis._element, qn("c:tickLblSkip"), val="1")
    chart.category_axis._element.find(qn("c:noMultiLvlLbl")).addprevious(every)
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, column.whole / (1 - room)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    (dress_ranges if column.is_range else dress_counts)(plot, column)


def dress_counts(plot, column: Column) -> None:
    bands, sure, without, numbers = plot.series
    for series in (sure, numbers):
        series.format.fill.solid()
    sure.format.fill.fore_color.rgb = MID
    numbers.format.fill.fore_color.rgb = DEEP
    numbers.data_labels.show_value, numbers.data_labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    for index, (count, words) in enumerate(zip(column.values, column.words, strict=True)):
        if count is None:
            write_beside(without.points[index], words)
        elif count["band"] is not None:
            write_beside(bands.points[index], words)
            hatch(bands.points[index].format, count["band"])


def dress_ranges(plot, column: Column) -> None:
    """From the lower end to the upper: what is below the lower end is white."""
    to, start, withheld = plot.series
    for series, colour in ((to, MID), (start, WHITE)):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour
    for index, words in enumerate(column.words):
        write_beside((to if column.values[index] else withheld).points[index], words)


def hatch(look, band: str) -> None:
    look.fill.patterned()
    look.fill.pattern = PATTERNS[band]
    look.fill.fore_color.rgb, look.fill.back_color.rgb = MID, (PALE if band == "many" else WHITE)
    look.line.color.rgb = MID


def write_beside(point, words: str) -> None:
    label = point.data_label
    label.has_text_frame = True
    label.text_frame.text = words
    label.text_frame.word_wrap = False
    label.position = XL_LABEL_POSITION.OUTSIDE_END


def place(chart: Chart, *, left: float, top: float = 0.01) -> None:
    """The bars in one and the same place, so that charts that stand side by side line up."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    x, width = round(left, 4), round(1 - left, 4)
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="{x}"/><c:y val="{round(top, 4)}"/><c:w val="{width}"/><c:h val="{round(0.99 - top, 4)}"/></c:manualLayout></c:layout>'
        ),
    )
    if not left:
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
