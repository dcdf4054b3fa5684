"""A site of the demo programme with three rounds of the real instrument, and Word forms edited as people edit them."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta

from docx import Document
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from icp_eval.demo import calendar
from icp_eval.demo.loader import load_people, load_programme, open_round, plan_round
from icp_eval.demo.site_writer import SiteWriter
from living_docs import actions
from living_docs.instrument import given_instrument
from living_docs.models import Answer, LivingDocument
from living_docs.word.form import word_form

SITE = "northumbria"
POINTS = [
    {"id": "point-1", "point": "Say who leads", "reply": "done", "done": "Named", "where": "2.3"},
    {"id": "point-2", "point": "Spell out <two> acronyms & more", "reply": "", "done": "", "where": ""},
]


def three_rounds() -> tuple[LivingDocument, dict]:
    """A site's document of round 3, every prompt answered as the demo answers it, and the people."""
    programme = load_programme()
    people = load_people(programme)
    actions.load_instrument(programme, given_instrument())
    days = calendar.deadlines(date(2026, 11, 20))
    writer = SiteWriter(SITE, people, days)
    for number in (1, 2, 3):
        round = plan_round(programme, number, days[number], by=people["office"])
        document = next(document for document in open_round(round, people) if document.site.slug == SITE)
        document.round = round
        writer.write(document, until=round.deadline - timedelta(days=3))
    points = answer_to(document, "C.4")
    actions.save_answer(points, {"rows": POINTS}, base_version=points.version, by=people[f"manager.{SITE}"])
    return document, people


def answer_to(document: LivingDocument, number: str) -> Answer:
    answer = document.answers.get(prompt_number=number)
    answer.document = document
    return answer


class Edited:
    """A form opened in a word processor; `content` is what is saved."""

    def __init__(self, document: LivingDocument, *, blank: bool = False) -> None:
        self.word: WordDocument = Document(io.BytesIO(word_form(document, blank=blank)))

    def line(self, beginning: str) -> Paragraph:
        return next(paragraph for paragraph in self.word.paragraphs if paragraph.text.startswith(beginning))

    def after(self, beginning: str) -> Paragraph:
        """The first paragraph under a line."""
        paragraphs = self.word.paragraphs
        place = next(place for place, one in enumerate(paragraphs) if one.text.startswith(beginning))
        return paragraphs[place + 1]

    def table(self, number: str, which: int = 0):
        """A table under the line of a prompt's rows."""
        start = self.line(f"Your rows of {number}:")._p
        following = [element for element in start.itersiblings() if element.tag.endswith("}tbl")]
        return next(table for table in self.word.tables if table._tbl is following[which])

    @property
    def content(self) -> bytes:
        held = io.BytesIO()
        self.word.save(held)
        return held.getvalue()


def edited(document: LivingDocument, change: Callable[[Edited], object], **options) -> bytes:
    form = Edited(document, **options)
    change(form)
    return form.content
