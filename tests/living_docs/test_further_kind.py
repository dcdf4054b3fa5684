"""A further kind of prompt is one module of its own: pages, Word forms and the diary learn from it what they need."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from living_docs import actions
from living_docs.forms.fields import TypedText
from living_docs.forms.prompts import PromptForm
from living_docs.kinds import KINDS, kind_of
from living_docs.kinds.base import Kind
from living_docs.versions import either
from living_docs.word.form import word_form
from living_docs.word.placements import placed
from tests import factories
from tests.factories import World
from tests.living_docs.word_world import Edited, answer_to

pytestmark = pytest.mark.one_engine


class HoursForm(PromptForm):
    def add_fields(self, prompt):
        self.fields["hours"] = TypedText(label=prompt.question, help_text="For example 9am to 5pm")
        self.initial["hours"] = self.answer.value.get("text", "")

    def value(self):
        return {"text": self.cleaned_data.get("hours", "")}


class OpeningHours(Kind):
    """{"text": "9am to 5pm"}"""

    form = f"{__name__}.HoursForm"

    def clean(self, prompt, value):
        return {"text": value.get("text", "").strip()}

    def is_empty(self, value):
        return not value.get("text")

    def blocks(self, prompt, value):
        return [value["text"]] if value.get("text") else []

    def merge(self, base, theirs, mine):
        return {"text": either(base.get("text", ""), theirs.get("text", ""), mine.get("text", ""))}

    def with_note(self, prompt, value, html):
        return {"text": "as in the diary"}

    def places_in_word(self, prompt):
        return {"text": f"Your hours in {prompt.number}:"}

    def shown(self, prompt, value):
        return {"lines": self.blocks(prompt, value)}


@pytest.fixture
def open_world(db, monkeypatch) -> World:
    """The prompt of one line asks for hours."""
    data = factories.small_instrument()
    line = next(prompt for prompt in data["cover"] if prompt["kind"] == "short_text")
    line["kind"] = "opening_hours"
    monkeypatch.setitem(KINDS, "opening_hours", OpeningHours())
    monkeypatch.setattr(factories, "small_instrument", lambda *others: data)
    return World()


def test_it_is_asked_answered_shown_and_written_in_word(open_world, sign_in):
    document, client = open_world.document(), sign_in(open_world.ann)
    page = reverse("question", args=[1, "a", 0])
    assert "For example 9am to 5pm" in client.get(page).text
    answer = answer_to(document, "C.6")
    prefix = answer.prompt.anchor
    sent = {f"{prefix}-base_version": answer.version, f"{prefix}-hours": " 9am to 5pm ", "do": "save"}
    assert client.post(page, sent).status_code == 302
    assert answer_to(document, "C.6").value == {"text": "9am to 5pm"}
    assert "9am to 5pm" in client.get(page).text
    form = Edited(document)
    form.after("Your hours in C.6:").text = "8am to 6pm"
    found = placed(form.content, document)
    assert {one.prompt.number: one.mine for one in found.placements}["C.6"] == {"text": "8am to 6pm"}
    assert word_form(document)[:2] == b"PK"


def test_a_diary_note_goes_where_the_kind_says(open_world):
    document = open_world.document()
    answer = answer_to(document, "C.6")
    put = kind_of(answer.prompt).with_note(answer.prompt, answer.value, "<p>x</p>")
    saved = actions.save_answer(answer, put, base_version=answer.version, by=open_world.ann)
    assert saved.record.value == {"text": "as in the diary"}


def test_nothing_outside_the_kinds_asks_for_the_name_of_one():
    names = "|".join(KINDS)
    asks = re.compile(rf"(?:prompt|\bp)\.kind\b|\.kind (?:==|!=|in|not in) .*[\"'](?:{names})[\"']")
    apps = ("living_docs", "feedback", "themes", "reporting", "templates")
    files = [
        file for app in apps for file in (Path(settings.BASE_DIR) / app).rglob("*.*") if "migrations" not in file.parts
    ]
    found = [
        (file.name, line.strip())
        for file in files
        if file.suffix in {".py", ".html"} and "kinds" not in file.parts
        for line in file.read_text(encoding="utf-8").splitlines()
        if asks.search(line) and "column.kind" not in line
    ]
    assert found == [("submission_data.py", '"kind": prompt.kind,')]
