"""A feedback report as a Word document, from its frozen data: the words of the page, under headings of Word’s own."""

from __future__ import annotations

from html import escape

from docx.document import Document as WordDocument

from living_docs.comment_fields import Part, printed_judgements, printed_parts
from living_docs.word.prose_writer import saved, write_prose
from living_docs.word.styles import HELP, new_document
from living_docs.word.tables import write_table
from reporting.printing.charts import WORD_KINDS
from reporting.printing.word_charts import write_words_chart
from reporting.printing.word_frame import add_contents, add_heads_and_feet, add_report_styles
from reporting.templatetags.printed import day

ON_THE_FILE = {"title", "language"}  # all that the file says of itself


def feedback_word(report: dict) -> bytes:
    """DOCX of one report. Equal data give equal bytes."""
    title = f"Feedback on round {report['round']}: {report['site']['name']}"
    word = new_document(title)
    say_nothing_else(word)
    add_report_styles(word)
    add_heads_and_feet(word, f"Confidential: for {report['site']['name']} only", f"Round {report['round']}")
    word.add_paragraph(title, style="Title")
    for line in standing(report):
        word.add_paragraph(line, style=HELP)
    end_of_contents = word.add_paragraph()
    for write in (write_summary, write_points, write_questions, write_changes, write_costs, write_earlier, write_call):
        write(word, report)
    add_contents(word, end_of_contents)
    return saved(word)


def say_nothing_else(word: WordDocument) -> None:
    """Take from the file’s properties who, when and with what it was made."""
    properties = word.core_properties._element
    for said in list(properties):
        if said.tag.rpartition("}")[2] not in ON_THE_FILE:
            properties.remove(said)


def standing(report: dict) -> list[str]:
    """Whose report it is, of what and of which day."""
    version = f", version {report['version']}" if report["version"] > 1 else ""
    said = [
        f"Confidential: for {report['site']['name']} only.",
        f"On the document you submitted at {report['submitted_at']}. Released on {day(report['released_on'])}{version}. "
        f"Your document’s reference: {report['reference']}.",
    ]
    if report.get("named_readers"):
        said.append(f"Read by {', '.join(report['named_readers'])}.")
    if report["correction"]:
        said.append(f"This version corrects an earlier one. {report['correction']}")
    return [*said, *(["All narrative in this programme is fictional."] if report["demo"] else [])]


def write_summary(word: WordDocument, report: dict) -> None:
    word.add_heading("Summary", 1)
    write_prose(word, report["summary"])


def write_points(word: WordDocument, report: dict) -> None:
    if report["next_points"]:
        word.add_heading("Points for the next round", 1)
    for point in report["next_points"]:
        many = "s" * (len(point["prompts"]) > 1)
        prompts = f" (prompt{many} {', '.join(point['prompts'])})" if point["prompts"] else ""
        word.add_paragraph(f"{point['text']}{prompts}", style="List Number")


def write_questions(word: WordDocument, report: dict) -> None:
    for question in report["questions"]:
        word.add_heading(f"{question['number']}. {question['title']}" if question["number"] else question["title"], 1)
        verdict = " ".join(f"{label}: {words}." for label, words in printed_judgements(question))
        word.add_paragraph(verdict, style=HELP).paragraph_format.keep_with_next = True
        for part in printed_parts(question):
            write_part(word, part)


def write_part(word: WordDocument, part: Part) -> None:
    word.add_heading(part.field.label, 2)
    for line in part.lines:
        text = f"{line.id}\u2002{line.text}" if line.id else line.text
        word.add_paragraph(text, style="List Bullet" if part.field.is_list else "Normal")


def write_changes(word: WordDocument, report: dict) -> None:
    if not report["changes"]:
        return
    word.add_heading("What has changed", 1)
    names = [change["title"] for change in report["changes"]]
    series = {name.capitalize(): [change[name] for change in report["changes"]] for name in WORD_KINDS}
    write_words_chart(word, "Words unchanged, edited and new", names, series)
    head = ["Question", "Unchanged", "Edited", "New"]
    rows = [
        [
            f"{change['question']}. {change['title']}" if change["question"] else change["title"],
            *(f"{change[name]:,}" for name in ("unchanged", "edited", "new")),
        ]
        for change in report["changes"]
    ]
    write_rows(word, head, rows, widths=(9, 2.5, 2.5, 2.5))


def write_costs(word: WordDocument, report: dict) -> None:
    if report["costs"]:
        word.add_heading("Costs", 1)
        word.add_paragraph("What was used but has no value yet is counted beside the sum, never as zero.")
    for cost in report["costs"]:
        word.add_heading(f"{cost['prompt']} {cost['title']}", 2)
        before = [cost["previous"] | {"name": f"Round {cost['previous']['round']}"}] if cost["previous"] else []
        sums = [*before, cost | {"name": f"Round {report['round']}"}]
        head = ["Round", "Known so far", "Rows known", "Not yet known"]
        rows = [[s["name"], known_so_far(s), str(s["known_rows"]), str(s["unknown_rows"])] for s in sums]
        write_rows(word, head, rows)
        word.add_paragraph(style=HELP)
        head = ["Item", "Category", "Who bears it", "Status", "Amount"]
        write_rows(word, head, [cost_row(row) for row in cost["rows"]])


def known_so_far(sums: dict) -> str:
    """A table without a row has no sum: nothing written is not nought."""
    return f"£{sums['known']}" if sums.get("rows", True) else "No row given"


def cost_row(row: dict) -> list[str]:
    unknown = "None" if row.get("status") == "None" else "Not yet known"
    named = [row.get(name, "") for name in ("item", "category", "bearer", "status")]
    return [*named, f"£{row['amount']}" if row["amount"] else unknown]


def write_earlier(word: WordDocument, report: dict) -> None:
    if not report["earlier_points"]:
        return
    word.add_heading("Earlier points and your replies", 1)
    head = ["The point", "Asked in", "Your reply", "In your words"]
    rows = [
        [point["point"], f"Round {point['round']}", point["reply"] or "No reply yet", point["text"]]
        for point in report["earlier_points"]
    ]
    write_rows(word, head, rows, widths=(6.5, 2.2, 3, 5))


def write_call(word: WordDocument, report: dict) -> None:
    if report["call_offer"]:
        word.add_heading("If you would like to talk", 1)
        word.add_paragraph(report["call_offer"])


def write_rows(word: WordDocument, head: list[str], rows: list[list[str]], widths: tuple[float, ...] = ()) -> None:
    """A table with a head that repeats on every page."""
    if rows:
        table = write_table(
            word, [[escape(cell, quote=False) for cell in row] for row in [head, *rows]], header=True, widths=widths
        )
        table.autofit = False  # else a program that lays out anew makes it as narrow as its words
