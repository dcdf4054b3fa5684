"""A Living Document as a Word document to keep and to reuse: Heading 1 a question, Heading 2 a prompt."""

from __future__ import annotations

from html import escape

from docx.document import Document as WordDocument

from living_docs.tables.rows import WIDE
from living_docs.tables.typed import printed
from living_docs.word.prose_writer import saved, write_prose
from living_docs.word.styles import HELP, QUESTION, new_document
from living_docs.word.tables import write_table


def word_copy(data: dict) -> bytes:
    """DOCX of what a site sent, or of its draft, from the data that its PDF is made of (`submitting.printed`)."""
    draft = " (draft)" if data["draft"] else ""
    title = f"Living Document, Round {data['round']}: {data['site']['name']}{draft}"
    word = new_document(title)
    word.add_paragraph(title, style="Title")
    for line in standing(data):
        word.add_paragraph(line, style=HELP)
    for section in data["sections"]:
        write_section(word, section)
    return saved(word)


def standing(data: dict) -> list[str]:
    """Whether this is a draft or was sent, and when."""
    if data["draft"]:
        said = ["This is a draft. It has not been submitted."]
    else:
        said = [f"Submitted at {data['submitted_at']}. Reference {data['reference']}.", f"SHA-256 {data['sha256']}"]
    return [*said, *(["All narrative in this programme is fictional."] if data["demo"] else [])]


def write_section(word: WordDocument, section: dict) -> None:
    name = f"Question {section['number']}: {section['title']}" if section["number"] else section["title"]
    word.add_heading(name, 1)
    word.add_paragraph(section["purpose"], style=HELP)
    for entry in section["prompts"]:
        word.add_heading(f"{entry['number']} {entry['label']}", 2)
        word.add_paragraph(entry["question"], style=QUESTION)
        if entry["state_label"] != "Answered":
            word.add_paragraph(entry["state_label"], style=HELP)
        write_answer(word, entry["shown"])


def write_answer(word: WordDocument, shown: dict) -> None:
    for choice in shown.get("choices", []):
        word.add_paragraph(choice, style="List Bullet")
    for line in shown.get("lines", []):
        word.add_paragraph(line)
    if shown.get("rows"):
        write_shown_rows(word, shown)
    for text in shown.get("texts", []):
        write_prose(word, text, on_paper=True)
    for file in shown.get("files", []):
        word.add_paragraph(f"{file['title']} ({file['name']})", style="List Bullet")


def write_shown_rows(word: WordDocument, shown: dict) -> None:
    labels = [escape(column["label"], quote=False) for column in shown["columns"]]
    kinds = [column["kind"] for column in shown["columns"]]
    rows = [
        [escape(printed(kind, cell), quote=False) for kind, cell in zip(kinds, row, strict=True)]
        for row in shown["rows"]
    ]
    if len(labels) <= WIDE:
        write_table(word, [labels, *rows], header=True)
    else:
        for row in rows:
            filled = [[label, cell] for label, cell in zip(labels, row, strict=True) if cell]
            write_table(word, filled, header=False, widths=(5, 11.6))
            word.add_paragraph(style=HELP)
    for total in shown.get("totals", []):
        word.add_paragraph(total_in_words(total), style=HELP)


def total_in_words(total: dict) -> str:
    """The sum, and beside it how many rows are in it and how many are not."""
    known, unknown = total["known_rows"], total["unknown_rows"]
    beside = f"; {unknown} row{'s' * (unknown != 1)} used but not yet known, never counted as zero" if unknown else ""
    return f"{total['label']}: £{total['known']} in {known} row{'s' * (known != 1)}{beside}."
