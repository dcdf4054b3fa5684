"""Charts of Word's own in a Word document, each with the sheet of its numbers inside."""

from __future__ import annotations

from html import escape

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from living_docs.word.tables import ACROSS
from reporting.printing.slides.charts import Made, columns_of, of_column, of_words, share_of

MOST_ROWS, MOST_COLUMNS = 20, 3  # of a chart, and of those that stand beside each other
LABELS, ROW, EDGE = 5.6, 0.75, 0.9  # centimetres: names of rows, a row, room for the title
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def write_charts(word: WordDocument, figure: dict) -> None:
    """A figure's columns side by side, in lines of three at most and pieces of twenty rows at most."""
    columns = columns_of(figure)
    rows = len(columns[0].labels) if columns else 0
    for first in range(0, len(columns), MOST_COLUMNS):
        beside = columns[first : first + MOST_COLUMNS]
        unit = (ACROSS - LABELS) / sum(map(share_of, beside))
        for top in range(0, rows, MOST_ROWS):
            line = word.add_paragraph()
            line.paragraph_format.keep_with_next = True
            for place, column in enumerate(beside):
                part = column.part(slice(top, top + MOST_ROWS))
                width, labels = unit * share_of(column), LABELS if place == 0 else 0
                height = ROW * len(part.labels) + EDGE
                add_chart(line, of_column(part, width=width, height=height, labels=labels), width + labels, height)


def write_words_chart(word: WordDocument, title: str, labels: list[str], series: dict[str, list[int]]) -> None:
    """Numbers that add up, one bar a row."""
    height = ROW * len(labels) + EDGE + 0.8
    add_chart(word.add_paragraph(), of_words(title, labels, series), ACROSS, height)


def add_chart(paragraph, made: Made, width: float, height: float) -> None:
    """A chart in the line of a paragraph: its part, the sheet behind it, and the place where it stands."""
    package = paragraph.part.package
    number = sum(part.content_type == CONTENT_TYPE.DML_CHART for part in package.iter_parts()) + 1
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, made.chart, package)
    sheet = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), CONTENT_TYPE.SML_SHEET, made.sheet, package)
    chart.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE)  # the first, which the chart knows by the name that it has then
    place = paragraph.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    paragraph.add_run()._r.append(
        parse_xml(
            f'<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{Cm(width)}" cy="{Cm(height)}"/>'
            f'<wp:docPr id="{number}" name="{escape(made.name)}" descr="{escape(made.said)}"/><wp:cNvGraphicFramePr/>'
            f'<a:graphic><a:graphicData uri="{CHART}"><c:chart xmlns:c="{CHART}" r:id="{place}"/></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing>"
        )
    )
