"""What the printed reports' templates say beyond Django's own words."""

import re
from datetime import date
from string import ascii_uppercase

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from living_docs import prose
from living_docs.tables.typed import printed as printed_cell
from reporting.figures import in_sections
from reporting.figures.tables import Strips, Table, pieces, strips_of, table_of
from reporting.printing import charts, figure_charts
from reporting.printing.table_sizes import with_settings
from reporting.review import imprint
from reporting.review.last_issues import no_issues
from reporting.review.paragraphs import runs, with_links, with_paragraphs

LONG_MESSAGE = 700  # letters
register = template.Library()
register.filter(no_issues)

NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
WIDEST_TABLE = 6  # columns that 166 mm hold; wider tables are set as records


@register.filter
def canonical(html: str, heading: str = "h4") -> SafeString:
    """Canonical prose, cleaned once more before it is printed; its headings take the level of their place."""
    clean = with_settings(prose.clean(html)).replace("<h4>", f"<{heading}>").replace("</h4>", f"</{heading}>")
    return mark_safe(clean)  # noqa: S308 - nothing but the tags `prose.clean` lets through


@register.filter
def passage(block: dict, heading: str = "h4") -> SafeString:
    """Text of a review with its paragraphs numbered and its figures linked; as it is, where it has no numbers yet."""
    if "numbers" not in block:
        return canonical(block["html"], heading)
    parts = [
        (number, with_links(canonical(prose.render(run), heading), block["figures"])) for number, run in runs(block)
    ]
    return mark_safe("\n".join(paragraph(number, html) if number else html for number, html in parts))  # noqa: S308 - cleaned above


def paragraph(number: str, html: str) -> str:
    """A paragraph with its number, which is a link to itself."""
    name = f"paragraph-{number}"
    return f'<div class="numbered" id="{name}"><a class="numbered__number" href="#{name}">{number}</a>{html}</div>'


@register.filter
def paragraphed(sections: list[dict]) -> list[dict]:
    return with_paragraphs(sections)


@register.filter
def day(iso: str) -> str:
    """2010-05-21 as 21 May 2010; what is no date stays as it is."""
    try:
        found = date.fromisoformat(iso)
    except (TypeError, ValueError):
        return iso
    return f"{found.day} {found:%B %Y}"


@register.filter
def eights(digest: str) -> str:
    """A checksum in groups of eight, to be read aloud."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


@register.filter
def in_words(number: int) -> str:
    """Small numbers as words, larger ones with their thousands apart."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"


@register.filter
def thousands(number: int) -> str:
    return f"{number:,}"


@register.filter
def numeral(question: int) -> str:
    """A question's numeral; the cover is C, as in its prompts' numbers."""
    return str(question) if question else "C"


@register.filter
def of_question(changes: list[dict], number: int) -> dict | None:
    """The small figure of one question's changes, if its words were counted."""
    found = next((change for change in changes if change["question"] == number), None)
    return charts.change_beside_question(found) if found else None


@register.filter
def by_category(rows: list[dict]) -> list[dict]:
    """Cost rows under their categories, in order of appearance; where most stand alone, the category goes under the item."""
    groups: dict[str, list[dict]] = {}
    for row in rows:
        groups.setdefault(row["category"], []).append(row)
    if len(groups) * 2 > len(rows):
        return [{"name": "", "rows": [row | {"under": row["category"]} for row in rows]}]
    return [{"name": name, "rows": found} for name, found in groups.items()]


@register.filter
def short_status(status: str) -> str:
    """A cost's status without its explanation: Used, None."""
    return re.split(r",| \(", status)[0]


@register.filter
def is_wide(shown: dict) -> bool:
    return len(shown["columns"]) > WIDEST_TABLE


@register.filter
def records(shown: dict) -> list[list[dict]]:
    """A wide table's rows as lists of named cells; empty cells are left out, long ones are marked."""
    return [
        [
            {
                "label": column["label"],
                "text": printed_cell(column.get("kind", ""), cell),
                "long": len(cell) > 40,
                "numeric": column.get("numeric"),
            }
            for column, cell in zip(shown["columns"], row, strict=False)
            if cell
        ]
        for row in shown["rows"]
    ]


@register.filter
def table_columns(shown: dict) -> list[dict]:
    """A table's columns, each with its share of the width in per cent."""
    shares = charts.column_shares(shown["columns"], shown["rows"])
    return [column | {"share": share} for column, share in zip(shown["columns"], shares, strict=True)]


@register.filter
def cells(row: list[str], columns: list[dict]) -> list[dict]:
    """The cells of a row as they are printed, figures and dates as they were read."""
    return [
        {"text": printed_cell(column.get("kind", ""), text), "numeric": column.get("numeric")}
        for text, column in zip(row, columns, strict=False)
    ]


@register.inclusion_tag("reports/figures/strip.svg")
def strip(count: dict) -> dict:
    return charts.strip(count)


@register.filter
def coverage(figure: dict) -> dict:
    return charts.coverage(figure)


@register.filter
def contents(review: dict) -> list[list[dict]]:
    """What stands in a review's contents, in groups: messages and numbers, before the questions, the questions, after them."""
    entries = [
        {
            "label": f"Question {section['question']}" if section["question"] else "",
            "target": section["id"],
            "title": section["title"],
        }
        for section in review["sections"]
    ]
    asked = [index for index, entry in enumerate(entries) if entry["label"]]
    first, last = (asked[0], asked[-1] + 1) if asked else (len(entries), len(entries))
    messages = [{"target": "messages", "title": "Key messages"}] if review.get("messages") else []
    if review.get("last_issues"):
        messages.append({"target": "last-issues", "title": "What became of the last review’s issues"})
    has_glance = review["glance"] or (review["abstract"] and not review.get("messages"))
    glance = [*messages, *([{"target": "glance", "title": "At a glance"}] if has_glance else [])]
    anonymity = [{"target": "anonymity", "title": "How anonymity is kept"}] if review["withheld"] else []
    behind = [("method", "How this review was made")] if review.get("method") else []
    behind += [("glossary", "Words and acronyms")] if review.get("glossary") or review.get("acronyms") else []
    behind.append(("colophon", "About this document"))
    closing = [*anonymity, *({"target": target, "title": title} for target, title in behind)]
    return [group for group in (glance, entries[:first], entries[first:last], [*entries[last:], *closing]) if group]


@register.filter
def has_many_parts(review: dict) -> bool:
    """Whether the list of contents has to be set close so that it stays on one page."""
    return sum(map(len, contents(review))) + len(with_figures(review["sections"])) > MOST_PARTS


@register.filter
def citation(review: dict) -> str:
    """How to cite a review."""
    return imprint.citation(review)


@register.filter
def imprint_lines(review: dict) -> list[tuple[str, str]]:
    """Who wrote a review, whom to ask, how it may be used, by which numbers it is known; what was not entered is left out."""
    entered = review.get("imprint", {}) | {"authors": ", ".join(imprint.authors_of(review))}
    return [(label, entered[name]) for name, label in IMPRINT.items() if entered.get(name)]


@register.filter
def about(review: dict) -> list[tuple[str, str]]:
    """The same with how to cite it."""
    return [*imprint_lines(review), ("To cite", citation(review))]


@register.filter
def with_figures(sections: list[dict]) -> list[dict]:
    """The figures of all sections, in order."""
    return list(in_sections(sections))


DRAWN = {
    "themes": figure_charts.themes,
    "rounds": figure_charts.themes,
    "chain": figure_charts.chain,
    "pyramid": figure_charts.pyramid,
}
IMPRINT = {"authors": "Authors", "contact": "Contact", "licence": "Licence", "isbn": "ISBN", "doi": "DOI"}
MOST_PARTS = 22  # that stand on a page without being set close
LONG = 22  # rows that a page of paper holds


@register.filter
def is_drawn(figure: dict) -> bool:
    """Whether a figure is a drawing; others are tables with strips or bars in their cells."""
    return figure["kind"] in DRAWN


@register.filter
def is_long(figure: dict) -> bool:
    return len(figure.get("rows", [])) > LONG


@register.filter
def for_paper(figure: dict) -> list[dict]:
    """A drawing in pieces that each fit on a page."""
    return pieces(figure, LONG)


@register.filter
def as_strips(figure: dict) -> Strips:
    return strips_of(figure)


@register.filter
def headed(strips: Strips, cells: list) -> list[tuple[str, dict | None]]:
    """The counts of a row, each with the head of its column."""
    return list(zip(strips.head[1:], cells, strict=True))


@register.inclusion_tag("reports/figures/spread_bar.svg")
def spread_bar(row: dict, figure: dict) -> dict:
    """The range of a row drawn on the scale of all rows of the figure."""
    return figure_charts.spread_bar(row["spread"], figure_charts.largest(figure))


@register.filter
def with_base(count: dict) -> str:
    """A published count with its base: "Thirteen of 16 documents received"."""
    return charts.in_full(count)


@register.simple_tag
def drawing(figure: dict) -> SafeString:
    """A figure that is drawn, as SVG with its numbers in its title."""
    return render_to_string(f"reports/figures/{figure['kind']}.svg", DRAWN[figure["kind"]](figure))


@register.filter
def as_table(figure: dict) -> Table:
    """The numbers of a figure as a table of words."""
    return table_of(figure)


@register.filter
def labelled(table: Table, row: list[str]) -> list[tuple[str, str]]:
    """The cells of a row, each with the head of its column."""
    return list(zip(table.head, row, strict=True))


@register.filter
def figure_token(name: str) -> str:
    return f"[[figure:{name}]]"


@register.filter
def words(text: str) -> list[str]:
    return text.split()


@register.filter
def letter(index: int) -> str:
    return ascii_uppercase[index]


@register.filter
def figures(count: dict) -> str:
    """A count for a table: its number, or its band in a word or two."""
    return charts.count_in_figures(count)


@register.filter
def base(count: dict) -> str:
    """What a count is out of, beside its number: "of 14 documents coded"."""
    return charts.base_in_words(count)


@register.filter
def any_banded(rows: list[dict]) -> bool:
    return any(row["count"]["band"] is not None for row in rows)


@register.filter
def may_break(message: dict) -> bool:
    """Whether a message is so long that it may go on over the page: else two of them leave two pages half empty."""
    words = [message["finding"], message["why"], *(one["text"] for one in message["follows"])]
    rows = [row["statement"] for row in message["counts"]]
    return sum(map(len, [*words, *rows])) > LONG_MESSAGE
