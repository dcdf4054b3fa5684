"""One declaration of a comment's fields: a further field prints everywhere, and old reports lose nothing."""

import io

import pytest
from django.template.loader import render_to_string
from docx import Document

from feedback.forms import CommentForm
from feedback.models import AgreedComment, Comment, StandingAsk
from living_docs import comment_fields
from living_docs.comment_fields import COMMENT_FIELDS, FIELDS, JUDGEMENTS, TEXTS, CommentField, printed_asks
from living_docs.versions import LINES, merged
from reporting.feedback_reports.word import feedback_word
from reporting.printing.pdf import as_report
from tests.reporting import sample_reports

pytestmark = pytest.mark.one_engine
RISKS = CommentField("risks", "Risks that we see", "One a line.", asks=True)


def question(**more) -> dict:
    texts = {field.name: [f"first of {field.name}", f"second of {field.name}"] for field in TEXTS}
    return {"number": 3, "title": "What you do", **{f.name: f"judged {f.name}" for f in JUDGEMENTS}, **texts, **more}


def printed(asked: dict) -> dict[str, str]:
    """One question on the report's page, on paper, in Word, and beside the next document."""
    report = sample_reports.feedback() | {"questions": [asked], "changes": []}
    word = Document(io.BytesIO(feedback_word(report)))
    beside = {
        "comment": asked,
        "report": {"round": 1},
        "document": type("D", (), {"site": type("S", (), {"slug": "a"})}),
    }
    return {
        "page": render_to_string("reporting/feedback_reports/_question.html", {"question": asked, "replies": {}}),
        "paper": render_to_string("reports/_feedback_questions.html", as_report(report)),
        "word": "\n".join(paragraph.text for paragraph in word.paragraphs),
        "beside": render_to_string("living_docs/questions/_feedback.html", beside),
    }


def test_every_field_is_a_column_and_a_box_under_one_label():
    for model in (Comment, AgreedComment):
        assert {field.name for field in model._meta.fields} >= FIELDS.keys()
    form = CommentForm()
    assert {name: form.fields[name].label for name in form.fields} == {f.name: f.label for f in COMMENT_FIELDS}
    assert list(form.fields) == list(FIELDS)
    offered = [field.name for field in TEXTS if field.takes_standing_asks]
    assert [value for value, _ in StandingAsk._meta.get_field("field").choices] == offered


def test_every_field_prints_everywhere():
    for place, said in printed(question()).items():
        for field in JUDGEMENTS:
            assert f"judged {field.name}" in said, (place, field.name)
        for field in TEXTS:
            label = field.heading_on_paper if place == "paper" else field.label
            assert [words in said for words in (label, f"first of {field.name}", f"second of {field.name}")] == [
                True,
                True,
                True,
            ], (place, field.name)


def test_a_further_field_prints_everywhere_and_its_lines_are_lettered_on(monkeypatch):
    monkeypatch.setattr(comment_fields, "TEXTS", (*TEXTS, RISKS))
    asked = question(risks=["The only nurse may leave."])
    assert [line.id for line in printed_asks(asked)] == ["3a", "3b", "3c", "3d", "3e"]
    for place, said in printed(asked).items():
        assert [RISKS.label in said, "The only nurse may leave." in said] == [True, True], place
        assert ("3e" in said) is (place != "beside"), place


def test_a_report_from_before_a_field_was_declared_prints_as_it_was(monkeypatch):
    before = printed(question())
    monkeypatch.setattr(comment_fields, "TEXTS", (*TEXTS, RISKS))
    assert printed(question()) == before


def test_a_question_of_which_nothing_is_asked_says_so_on_paper():
    silent = question(**{field.name: [] for field in TEXTS})
    assert "We have nothing to ask on this question." in printed(silent)["paper"]


def test_what_is_no_field_is_merged_as_a_text():
    both = merged(
        {"summary": "Nought.\nOne."}, now={"summary": "One.\nTwo."}, base={"summary": "One."}, ways={"summary": LINES}
    )
    assert (both.fields["summary"].splitlines(), both.clashed) == (["Nought.", "One.", "Two."], ())
