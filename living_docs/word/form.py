"""The Word form of a site and round: every question with its help, the last answers, and places to write in."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from itertools import count

from docx.document import Document as WordDocument

from living_docs.carry_over import previous_answers
from living_docs.feedback_points import Report, report_beside
from living_docs.instrument import Prompt
from living_docs.kinds import kind_of
from living_docs.models import Answer, AnswerState, LivingDocument
from living_docs.word import layout
from living_docs.word.identity import LONGEST, Identity
from living_docs.word.prose_writer import bookmark, saved, write_prose
from living_docs.word.states import UNTICKED, Stand, lines, offered
from living_docs.word.styles import CODE, HEADING, HELP, OPTION, SLOT, new_document
from living_docs.word.tables import ACROSS, write_table

END = "End of the form."
NUMBERS = 1.4  # centimetres: the column of row numbers
HOW_TO = (
    "Write under the blue lines, in as much room as you need. Leave the headings, the blue lines and the last line of "
    "this form as they are: by them the service knows where your words belong. When you send the form back, you see "
    "what will change before anything is written, and what was left out: comments, for example. Pictures can then be "
    "added as evidence."
)
EARLIER_HOW_TO = (  # what forms say that were downloaded before
    "Write under the blue lines, in as much room as you need. Leave the headings, the blue lines and the last line of "
    "this form as they are: by them the service knows where your words belong. Pictures and comments are not taken "
    "over. When you send the form back, you see what will change before anything is written."
)


def word_form(document: LivingDocument, *, blank: bool = False, question: int | None = None) -> bytes:
    """The form as a DOCX file, with the answers as they stand now or blank; of every question, or of one alone."""
    form = Form(document, blank, question)
    form.write()
    return saved(form.word)


@dataclass
class Form:
    document: LivingDocument
    blank: bool
    only: int | None = None  # the number of the one question that it holds
    word: WordDocument = field(init=False)
    report: Report | None = field(init=False)  # the last feedback
    numbers: count = field(default_factory=lambda: count(1))

    def write(self) -> None:
        document = self.document
        opening = opening_lines(document, self.only)
        self.word = new_document(opening[0])
        for place, line in enumerate(opening):
            self.word.add_paragraph(line, style=HELP if place else "Title")
        answers = {answer.prompt_number: answer for answer in document.answers.all()}
        self.previous = {} if self.blank else previous_answers(document)
        self.report = None if self.blank else report_beside(document, answers)
        for question in document.round.instrument.questions:
            asked = question.asked(document.round.number) if self.only in {None, question.number} else []
            if asked:
                self.word.add_heading(question.name, 1)
                self.word.add_paragraph(question.purpose, style=HELP)
            for prompt in asked:
                answers[prompt.number].document = document
                self.write_prompt(prompt, answers[prompt.number])
        self.write_identity()

    def write_prompt(self, prompt: Prompt, answer: Answer) -> None:
        title = self.word.add_paragraph(layout.heading(prompt), style=HEADING)
        bookmark(title, layout.heading_bookmark(prompt), next(self.numbers))
        last = last_answer(self.previous.get(prompt.number), prompt, answer)
        for said in [*layout.guidance(prompt, last), *layout.feedback(self.report, prompt)]:
            self.word.add_paragraph(said.text, style=said.style)
        self.write_boxes(prompt, answer)
        value = {} if self.blank else kind_of(prompt).clean(prompt, answer.value)
        for slot, label in layout.slots(prompt).items():
            place = self.word.add_paragraph(label, style=SLOT)
            bookmark(place, slot.bookmark, next(self.numbers))
            self.fill(prompt, slot.field, value)

    def write_boxes(self, prompt: Prompt, answer: Answer) -> None:
        """How the prompt can stand without words: no change, too early, not known until, not answered."""
        is_carried = not self.blank and answer.state in {AnswerState.CARRIED, AnswerState.NO_CHANGE}
        states = [] if kind_of(prompt).takes_files else offered(prompt, carried=is_carried)
        if states:
            slot, label = layout.state_slot(prompt)
            bookmark(self.word.add_paragraph(label, style=SLOT), slot.bookmark, next(self.numbers))
            for line in lines(states, UNTICKED if self.blank else Stand.of(answer)):
                self.word.add_paragraph(line, style=OPTION)

    def fill(self, prompt: Prompt, name: str, value: dict) -> None:
        if name == "rows":
            write_rows(self.word, prompt, value.get("rows", []))
        elif name == "choices":
            for option in prompt.options:
                mark = "X" if option.value in value.get("choices", []) else " "
                self.word.add_paragraph(f"[{mark}] {option.label}", style=OPTION)
        elif name == "text":
            self.word.add_paragraph(value.get("text", ""))
        else:
            self.fill_prose(prose_of(name, value))

    def fill_prose(self, html: str) -> None:
        if html:
            write_prose(self.word, html)
        else:
            self.word.add_paragraph()

    def write_identity(self) -> None:
        identity = str(Identity.of(self.document, blank=self.blank, question=self.only))
        if len(identity) <= LONGEST:
            self.word.core_properties.identifier = identity
        self.word.add_paragraph(f"{END} Leave this line as it is: {identity}", style=CODE)


def opening_lines(document: LivingDocument, only: int | None = None) -> list[str]:
    """The title, and what to know before writing."""
    alone = [q.name for q in document.round.instrument.questions if q.number == only]
    alone = [f"This form holds one question alone: {name}." for name in alone]
    fictional = ["All narrative in this programme is fictional."] if document.round.programme.fictional else []
    title = f"Living Document, {document.round}: {document.site.name}"
    return [title, *alone, f"Submit by {document.deadline_words}.", *fictional, HOW_TO]


def last_answer(last: Answer | None, prompt: Prompt, answer: Answer) -> Answer | None:
    """What was said the last time, where it does not stand in the answer itself."""
    return None if last is None or last.value == answer.value or kind_of(prompt).takes_files else last


def prose_of(name: str, value: dict) -> str:
    """The prose of text_0, text_1… or follow_up in a value."""
    kind, _, place = name.partition("_")
    if kind == "follow":
        return value.get("follow_up", "")
    texts = value.get("texts", [])
    return texts[int(place)] if int(place) < len(texts) else ""


def write_rows(word: WordDocument, prompt: Prompt, rows: list[dict[str, str]]) -> None:
    """The rows by their numbers, then a few new ones to fill in."""
    numbered = [(str(number), row) for number, row in enumerate(rows, 1)]
    if not any(column.read_only for column in prompt.columns):
        numbered += [(layout.NEW_ROW, {})] * layout.SPARE_ROWS
    if not layout.is_wide(prompt):
        widths = (NUMBERS, *[(ACROSS - NUMBERS) / len(prompt.columns)] * len(prompt.columns))
        head = [layout.ROW_HEAD, *(escape(column.label, quote=False) for column in prompt.columns)]
        write_table(word, [head, *([name, *cells(prompt, row)] for name, row in numbered)], header=True, widths=widths)
        return
    for name, row in numbered:
        lines = [
            [escape(column.label, quote=False), cell]
            for column, cell in zip(prompt.columns, cells(prompt, row), strict=True)
        ]
        write_table(word, [[layout.ROW_HEAD, name], *lines], header=True, widths=(5, 11.6))
        word.add_paragraph(style=HELP)


def cells(prompt: Prompt, row: dict[str, str]) -> list[str]:
    """A row's cells as inline HTML, options by their labels."""
    texts = [row.get(column.name, "") for column in prompt.columns]
    labelled = [column.labels.get(text, text) for column, text in zip(prompt.columns, texts, strict=True)]
    return [escape(text, quote=False) for text in labelled]
