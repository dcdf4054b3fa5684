"""Sending a document: frozen as it stands, with its SHA-256 and a reference; refused, with links, while incomplete."""

import hashlib
import json
import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.foundations import clock
from living_docs import actions
from living_docs.models import AnswerState, EvidenceFile
from living_docs.submission_data import document_data, printed
from living_docs.workflow import Status
from tests.crawl import body_of
from tests.factories import DEADLINE, World


def answer_to(document, number: str):
    answer = document.answers.get(prompt_number=number)
    answer.document = document
    return answer


def add_file(world: World, document, name: str = "minutes.pdf") -> EvidenceFile:
    upload = SimpleUploadedFile(name, b"%PDF-1.4 minutes of " + name.encode())
    return actions.add_file(answer_to(document, "4.5"), upload=upload, title=f"T {name}", supports="1.1", by=world.ann)


def status_of_file(client, file: EvidenceFile) -> int:
    response = client.get(reverse("evidence", args=[1, "a", file.pk]))
    body_of(response)
    return response.status_code


@pytest.fixture
def full(world: World):
    document = world.document()
    world.fill(document)
    return document


def test_what_is_sent_is_frozen_with_the_sha256_of_its_canonical_form(world, full):
    submission = actions.submit(full, by=world.ann)
    canonical = json.dumps(submission.data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert submission.sha256 == hashlib.sha256(canonical.encode()).hexdigest()
    entry = submission.entries()["1.1"]
    assert entry["value"] == {"texts": ["<p>The weekly meeting in Alderbrook began in round 1.</p>"]}
    assert (entry["question"], entry["state"], entry["words"]) == (
        "What are the aims and objectives of your Pilot?",
        "answered",
        9,
    )
    assert submission.data["site"] == {"name": "Alderbrook", "slug": "a"}
    assert [section["number"] for section in submission.data["sections"]] == [0, 1, 3, 4, 8]


def test_what_was_sent_does_not_change_when_the_answers_do(world, full):
    first = actions.submit(full, by=world.ann)
    actions.reopen(world.document(), why="More on aims", by=world.lee)
    world.answer(world.document(), "1.1", {"texts": ["New words"]})
    second = actions.submit(world.document(), by=world.ann)
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert first.entries()["1.1"]["value"] != second.entries()["1.1"]["value"]
    assert printed(world.document(), first)["sections"] == first.data["sections"]


@pytest.mark.parametrize(("after", "late"), [(-1, False), (0, False), (1, True), (3600, True)])
def test_late_is_after_the_deadline_and_accepted(world, full, after, late):
    with clock.at(DEADLINE + timedelta(seconds=after)):
        assert actions.submit(full, by=world.ann).late is late


def test_a_moved_deadline_counts_for_its_site(world, full):
    actions.move_deadline(full, deadline=DEADLINE + timedelta(days=7), reason="Illness", by=world.pat)
    with clock.at(DEADLINE + timedelta(days=6)):
        assert actions.submit(world.document(), by=world.ann).late is False


def test_the_receipt_names_the_reference_and_none_of_the_text(world, full, sign_in):
    submission = actions.submit(full, by=world.ann)
    assert re.fullmatch(r"R1-[2-9A-HJKMNP-TV-Z]{4}", submission.reference)
    page = sign_in(world.abe).get(reverse("receipt", args=[1, "a"])).content.decode()
    assert (submission.reference in page, "weekly meeting" in page) == (True, False)
    assert mail.outbox == []  # letters are the worker's to send


def test_what_was_sent_is_no_longer_still_to_do(world, full, sign_in):
    address = reverse("document", args=[1, "a"])
    assert "still to do" in sign_in(world.ann).get(address).content.decode()
    actions.submit(full, by=world.ann)
    page = sign_in(world.ann).get(address).content.decode()
    assert "prompts were answered" in page
    assert not [word for word in ("still to do", "Not yet started", "In progress") if word in page]


def test_references_are_never_twice_the_same(world, full):
    actions.submit(full, by=world.ann)
    other = world.document("b")
    world.fill(other)
    references = {actions.submit(other, by=world.bea).reference, world.document().current_submission.reference}
    assert len(references) == 2


def test_an_incomplete_document_is_refused_with_a_link_to_each_gap(world, sign_in):
    world.answer(world.document(), "1.5", {"choices": ["closer"]})
    response = sign_in(world.ann).post(reverse("submit", args=[1, "a"]))
    page = response.content.decode()
    assert response.status_code == 422
    for gap in ("Answer C.6.", "Answer 1.1, or say why it is not answered this round.", "in 1.5"):
        assert gap in page
    links = set(re.findall(r'<li>\s*<a href="#([^"]+)"', page))
    assert links == {"C-6", "1-1", "1-5", "3-2", "8-1"}
    assert [place for place in links if f'id="{place}"' not in page] == []
    assert (world.document().status, world.document().submissions.count()) == (Status.DRAFT, 0)


@pytest.mark.parametrize(
    "options",
    [
        {"state": AnswerState.NOT_KNOWN, "until": date(2010, 6, 1)},
        {"state": AnswerState.NOT_ANSWERED, "reason": "The board meets in June"},
    ],
)
def test_what_is_accepted_need_not_be_answered(world, full, options):
    world.answer(full, "1.1", {}, **options)
    label = {
        "not_known": "Not known until 1 June 2010",
        "not_answered": "Not answered this round: The board meets in June",
    }
    assert actions.submit(full, by=world.ann).entries()["1.1"]["state_label"] == label[options["state"]]


def test_files_are_sent_by_name_and_sha256(world, full):
    file = add_file(world, full)
    submission = actions.submit(full, by=world.ann)
    assert submission.entries()["4.5"]["shown"]["files"] == [
        {
            "id": file.pk,
            "title": "T minutes.pdf",
            "name": "minutes.pdf",
            "size": file.size,
            "sha256": hashlib.sha256(b"%PDF-1.4 minutes of minutes.pdf").hexdigest(),
        }
    ]
    assert list(submission.files.all()) == [file]


def test_a_file_that_was_taken_out_is_not_sent(world, full, sign_in):
    gone, kept = add_file(world, full, "gone.pdf"), add_file(world, full, "kept.pdf")
    actions.remove_file(answer_to(full, "4.5"), gone, by=world.ann)
    submission = actions.submit(full, by=world.ann)
    assert [file["name"] for file in submission.entries()["4.5"]["shown"]["files"]] == ["kept.pdf"]
    assert list(submission.files.all()) == [kept]
    assert [status_of_file(sign_in(world.lee), file) for file in (gone, kept)] == [404, 200]


def test_a_file_that_was_sent_stays_sent_when_it_is_taken_out_later(world, full, sign_in):
    file = add_file(world, full)
    first = actions.submit(full, by=world.ann)
    actions.reopen(world.document(), why="Another file please", by=world.lee)
    actions.remove_file(answer_to(world.document(), "4.5"), file, by=world.ann)
    actions.submit(world.document(), by=world.ann)
    assert list(first.files.all()) == [file]
    assert status_of_file(sign_in(world.lee), file) == 200


@pytest.mark.parametrize("person", ["abe", "bea", "lee", "pat", "rae"])
def test_only_the_project_manager_submits(world, full, person):
    with pytest.raises(PermissionDenied):
        actions.submit(full, by=getattr(world, person))


def test_pressing_submit_twice_sends_once(world, full, sign_in):
    client, address = sign_in(world.ann), reverse("submit", args=[1, "a"])
    assert [client.post(address).status_code for _ in range(2)] == [302, 302]
    assert world.document().submissions.count() == 1


def test_a_draft_prints_as_it_stands_without_reference(world, full):
    shown = printed(full, None)
    assert (shown["draft"], shown["reference"], shown["sha256"]) == (True, "", "")
    assert shown["sections"] == document_data(full)["sections"]
