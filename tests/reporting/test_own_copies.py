"""A site's own copies: every round, drafts marked as drafts, one moment a copy, nobody else's."""

import io
from datetime import datetime, timedelta

import pytest
import time_machine
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from docx import Document
from pypdf import PdfReader

from accounts.foundations import clock
from living_docs import actions
from living_docs.models import DraftCopy
from living_docs.workflow import Status
from reporting import jobs
from tests.factories import World

pytestmark = pytest.mark.one_engine

PLACE = "/rounds/2/sites/a"


@pytest.fixture
def drafting(world: World) -> World:
    world.document_at(Status.SUBMITTED)
    world.answer(world.document(number=2), "1.1", {"texts": ["<p>Draft words.</p>"]})
    return world


def headings(content: bytes, level: int) -> list[str]:
    return [p.text for p in Document(io.BytesIO(content)).paragraphs if p.style.name == f"Heading {level}"]


def test_the_page_has_every_round_with_what_was_sent_and_what_is_a_draft(drafting, sign_in):
    page = sign_in(drafting.abe).get(f"{PLACE}/copies/").content.decode()
    for address in (
        "/rounds/1/sites/a/submission/1/document.pdf",
        "/rounds/1/sites/a/submission/1/document.docx",
        f"{PLACE}/copies/draft.docx",
        f'action="{PLACE}/copies/draft/"',
    ):
        assert page.count(address) == 1
    assert "/rounds/1/sites/a/copies/draft" not in page


def test_a_word_copy_has_a_heading_a_question_and_one_a_prompt(drafting, sign_in):
    content = sign_in(drafting.ann).get("/rounds/1/sites/a/submission/1/document.docx").content
    assert headings(content, 1) == [
        "Cover",
        *(
            question.name
            for question in drafting.document().round.instrument.questions
            if question.number in {1, 3, 4, 8}
        ),
    ]
    assert headings(content, 2)[:3] == ["C.6 Sign-off", "1.1 Aims and objectives", "1.5 Reducing inequality"]
    lines = [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]
    assert "The weekly meeting in Alderbrook began in round 1." in lines
    assert "Known so far: £12,000.00 in 1 row; 1 row used but not yet known, never counted as zero." in lines
    assert not any("draft" in line for line in lines)


def test_a_word_copy_has_the_same_bytes_a_day_later(drafting, sign_in):
    ann, address = sign_in(drafting.ann), "/rounds/1/sites/a/submission/1/document.docx"
    first = ann.get(address).content
    with time_machine.travel(datetime.now() + timedelta(days=1)):
        assert sign_in(drafting.ann).get(address).content == first


def test_a_draft_in_word_says_that_it_is_one(drafting, sign_in):
    content = sign_in(drafting.abe).get(f"{PLACE}/copies/draft.docx").content
    lines = [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]
    assert lines[:2] == ["Living Document, Round 2: Alderbrook (draft)", "This is a draft. It has not been submitted."]
    assert "Draft words." in lines


def test_a_draft_s_pdf_is_of_the_moment_it_was_asked_for(drafting, sign_in):
    ann = sign_in(drafting.ann)
    address = ann.post(f"{PLACE}/copies/draft/")["Location"]
    drafting.answer(drafting.document(number=2), "1.1", {"texts": ["<p>Later words.</p>"]})
    assert ann.get(address).status_code == 202
    jobs.make_draft_pdf.call(DraftCopy.objects.get().pk)
    made = ann.get(address)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages)
    assert ("Draft words." in text, "Later words." in text, "draft" in text.lower()) == (True, False, True)
    assert made["Content-Disposition"] == 'attachment; filename="living-document-a-round-2-draft.pdf"'
    assert sign_in(drafting.bea).get(address).status_code == 404


def test_a_newer_copy_takes_the_place_of_the_last(drafting):
    first = actions.copy_draft(drafting.document(number=2), by=drafting.ann)
    second = actions.copy_draft(drafting.document(number=2), by=drafting.abe)
    jobs.make_draft_pdf.call(first.pk)
    assert list(DraftCopy.objects.values_list("pk", "content")) == [(second.pk, None)]


def test_a_pdf_that_nobody_has_asked_for_is_made_by_a_button_and_not_by_looking(drafting, sign_in):
    ann, address = sign_in(drafting.ann), "/rounds/1/sites/a/submission/1/document.pdf"
    asked = DBTaskResult.objects.filter(task_path=jobs.make_submission_pdf.module_path)
    assert "Make the PDF" in ann.get(address).content.decode()
    assert asked.count() == 0
    assert ann.post(address)["Location"] == address
    assert (ann.get(address).status_code, asked.count()) == (202, 1)
    asked.update(status=TaskResultStatus.FAILED, finished_at=clock.now())
    assert "Make the PDF" in ann.get(address).content.decode()
    jobs.make_submission_pdf.call(*asked.get().args_kwargs["args"])
    assert ann.get(address)["Content-Type"] == "application/pdf"
    assert sign_in(drafting.bea).post(address).status_code == 404
