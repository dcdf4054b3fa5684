"""A thematic review as a Word document to quote from: the frozen data's own words under Word's own headings."""

from __future__ import annotations

from docx.document import Document as WordDocument

from living_docs import prose
from living_docs.word.paragraphs import write_inline
from living_docs.word.prose_writer import bookmark, saved, write_prose
from living_docs.word.styles import HELP, new_document
from reporting.feedback_reports.word import say_nothing_else, write_rows
from reporting.figures.tables import table_of
from reporting.printing.charts import in_full
from reporting.printing.word_charts import write_charts
from reporting.printing.word_frame import (
    NUMBERED,
    STANDFIRST,
    add_caption,
    add_contents,
    add_heads_and_feet,
    add_report_styles,
)
from reporting.review.last_issues import no_issues
from reporting.review.paragraphs import runs, with_paragraphs
from reporting.templatetags.printed import about, day, eights


def review_word(review: dict) -> bytes:
    """DOCX of one review. Equal data give equal bytes."""
    word = new_document(review["title"])
    say_nothing_else(word)
    add_report_styles(word)
    add_heads_and_feet(word, f"Thematic Review · Round {review['round']}", f"Version {review['version']}")
    word.add_paragraph(review["title"], style="Title")
    if review["subtitle"]:
        word.add_paragraph(review["subtitle"], style="Subtitle")
    for line in standing(review):
        word.add_paragraph(line, style=HELP)
    end_of_contents = word.add_paragraph()
    write_messages(word, review)
    write_glance(word, review)
    for section in with_paragraphs(review["sections"]):
        write_section(word, section)
    write_withheld(word, review)
    write_behind(word, review)
    add_contents(word, end_of_contents)
    return saved(word)


def standing(review: dict) -> list[str]:
    """Which review it is, of which day, and how to know its text again."""
    said = [
        f"{review['programme']}: Thematic Review, Round {review['round']}, version {review['version']}. "
        f"Published on {day(review['published_on'])}. Based on {review['documents']} documents submitted in "
        f"{review['submitted_month']}.",
        f"SHA-256 of the content: {eights(review['content_sha256'])}",
    ]
    if review["correction"]:
        said.append(f"This version corrects an earlier one. {review['correction']}")
    return [*said, *(["All narrative in this programme is fictional."] if review["demo"] else [])]


def write_messages(word: WordDocument, review: dict) -> None:
    """The key messages and what became of the last issues; older reviews have neither."""
    if messages := review.get("messages"):
        word.add_heading("Key messages", 1)
        write_prose(word, review["abstract"])
        for message in messages:
            write_message(word, message)
        for one in review["scale"]:
            word.add_paragraph(f"{one['name']}: {one['means']}", style=HELP)
    if issues := review.get("last_issues"):
        word.add_heading("What became of the last review’s issues", 1)
        rows = [
            [issue["outcome"], " ".join(filter(None, [issue["issue"], issue["text"], *in_lines(issue["counts"])]))]
            for issue in issues["rows"]
        ]
        if rows:
            write_rows(word, ["Outcome", "Issue"], rows, widths=(4, 12.5))
        else:
            word.add_paragraph(no_issues(issues))


def write_message(word: WordDocument, message: dict) -> None:
    word.add_heading(message["finding"], 2)
    word.add_paragraph(f"{message['certainty']}. {message['why']}")
    write_counts(word, [[in_full(row["count"]), row["statement"]] for row in message["counts"]])
    for one in message["follows"]:
        word.add_paragraph(f"{one['for']}: {one['text']}")
    if message["sections"]:
        word.add_paragraph(f"Rests on {', '.join(one['title'] for one in message['sections'])}.", style=HELP)


def in_lines(counts: list[dict]) -> list[str]:
    return [f"{in_full(row['count'])} {row['statement']}." for row in counts]


def write_glance(word: WordDocument, review: dict) -> None:
    if review.get("messages") and not review["glance"]:
        return
    word.add_heading("At a glance", 1)
    if not review.get("messages"):
        write_prose(word, review["abstract"])
    rows = [[in_full(row["count"]), f"{row['statement']}. {row['text']}"] for row in review["glance"]]
    write_counts(word, rows)


def write_section(word: WordDocument, section: dict) -> None:
    number = f"{section['question']}. " if section["question"] else ""
    word.add_heading(number + section["title"], 1)
    if section["asked"]:
        word.add_paragraph(f"What we asked: {section['asked']}", style=HELP)
    if section["standfirst"]:
        word.add_paragraph(section["standfirst"], style=STANDFIRST)
    rows = [[in_full(row["count"]), row["statement"]] for row in section["brief"]]
    write_counts(word, rows)
    for block in section["blocks"]:
        write_block(word, block)


def write_counts(word: WordDocument, rows: list[list[str]]) -> None:
    """Numbers in words, each with what it is a number of."""
    if rows:
        write_rows(word, ["Number", "What they say"], rows, widths=(4, 12.5))
        word.add_paragraph(style=HELP)


def write_block(word: WordDocument, block: dict) -> None:
    match block["kind"]:
        case "quotation":
            word.add_paragraph(f"“{block['text']}”", style="Quote")
        case "figure":
            write_figure(word, block["figure"])
        case _:
            write_passage(word, block)


def write_passage(word: WordDocument, block: dict) -> None:
    """Text with its paragraphs numbered; each can be found by a bookmark."""
    for number, run in runs(block):
        if not number:
            write_prose(word, prose.render(run), heading="Heading 2")
            continue
        paragraph = word.add_paragraph(f"{number}\t", style=NUMBERED)
        write_inline(paragraph, run[0].cells[0])
        bookmark(paragraph, f"paragraph_{number.replace('.', '_')}", len(word.element.body))


def write_figure(word: WordDocument, figure: dict) -> None:
    """A figure as charts of Word's own, and as the table of its numbers."""
    add_caption(word, figure["number"], figure["title"])
    write_charts(word, figure)
    table = table_of(figure)
    write_rows(word, table.head, table.rows)
    word.add_paragraph(figure["source"], style=HELP)


def write_withheld(word: WordDocument, review: dict) -> None:
    word.add_heading("How anonymity is kept", 1)
    for sentence in review["withheld"] or ["Nothing was withheld."]:
        word.add_paragraph(sentence)
    for sentence in review.get("withheld_in", []):
        word.add_paragraph(sentence, style="List Bullet")


def write_behind(word: WordDocument, review: dict) -> None:
    """Method, words and acronyms, and what the review says of itself."""
    if review.get("method"):
        word.add_heading("How this review was made", 1)
    for part in review.get("method", []):
        word.add_heading(part["title"], 2)
        word.add_paragraph(part["text"])
    terms = [*review.get("glossary", []), *review.get("acronyms", [])]
    if terms:
        word.add_heading("Words and acronyms", 1)
        write_rows(word, ["Word", "Meaning"], [[row["term"], row["meaning"]] for row in terms], widths=(4.5, 12))
    word.add_heading("About this document", 1)
    for label, text in about(review):
        paragraph = word.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(text)
