"""Native charts of a figure’s exact numbers; a band is no bar, it stands behind the name."""

from lxml.etree import SubElement
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

from reporting.figures.tables import table_of
from reporting.slides.parts import FACE, GREY, MARGIN, TEXT_TOP, WIDTH

SHADES = [RGBColor.from_string(one) for one in ("12344A", "35778A", "A3C4CB")]


def chart_of(slide, figure: dict) -> bool:
    """A native chart of the exact numbers, where there are some; a band is left out of it and said in its label."""
    series = series_of(figure)
    if not any(value is not None for _, values in series for value in values):
        return False
    data = CategoryChartData()
    data.categories = categories_of(figure)
    for name, values in series:
        data.add_series(name, values)
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, Cm(MARGIN), Cm(TEXT_TOP - 0.4), Cm(WIDTH - 2 * MARGIN), Cm(12.6), data
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", in_words(figure))
    frame.name = figure["title"]
    whole = max(count["of"] for _, counts in counts_of(figure) for count in counts if count)
    look(frame.chart, legend=len(series) > 1, whole=whole)
    return True


def counts_of(figure: dict) -> list[tuple[str, list[dict | None]]]:
    """Each series with its counts as they may be printed; None where nothing was counted."""
    match figure["kind"]:
        case "coverage" | "costs" | "themes":
            return list(zip(figure["columns"], columns(figure["rows"]), strict=True))
        case "pyramid":
            return [(name, [level[key] for level in figure["levels"]])
                    for name, key in (("Describe it", "count"), ("With a measure or a survey", "measured"))]  # fmt: skip
        case "spread":
            return [("Gave an amount", [row["cells"][0] for row in figure["rows"]])]
        case _:
            return []


def series_of(figure: dict) -> list[tuple[str, list[int | None]]]:
    return [(name, [count["exact"] if count else None for count in counts]) for name, counts in counts_of(figure)]


def columns(rows: list[dict]) -> list[list]:
    return [list(column) for column in zip(*(row["cells"] for row in rows), strict=True)]


def categories_of(figure: dict) -> list[str]:
    """Labels; where a number is given as a band, the band stands behind the name, with its series where there are more."""
    series = series_of(figure)
    values = zip(*(numbers for _, numbers in series), strict=True)
    return [
        row[0] + "".join(
            f" ({name + ': ' if len(series) > 1 else ''}{text[0].lower() + text[1:]})"
            for (name, _), text, number in zip(series, row[1:], given, strict=False)
            if number is None
        )
        for row, given in zip(table_of(figure).rows, values, strict=True)
    ]  # fmt: skip


def in_words(figure: dict) -> str:
    """The alternative text of a chart: all its numbers."""
    made = table_of(figure)
    rows = [f"{row[0]}: " + ", ".join(f"{head} {cell}" for head, cell in zip(made.head[1:], row[1:], strict=True))
            for row in made.rows]  # fmt: skip
    return f"{figure['title']}. {'; '.join(rows)}."


def look(chart, *, legend: bool, whole: int) -> None:
    """Bars as long as their share of all Pilots, so that they compare from slide to slide."""
    chart.font.size, chart.font.name = Pt(14), FACE
    chart.has_title, chart.has_legend = False, legend
    if legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(12)
    every = SubElement(chart.category_axis._element, qn("c:tickLblSkip"), val="1")
    chart.category_axis._element.find(qn("c:noMultiLvlLbl")).addprevious(every)
    chart.category_axis.format.line.color.rgb = GREY
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, whole
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 45, True
    plot.data_labels.position, plot.data_labels.font.size = XL_LABEL_POSITION.OUTSIDE_END, Pt(12)
    for index, series in enumerate(plot.series):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = SHADES[index % len(SHADES)]
