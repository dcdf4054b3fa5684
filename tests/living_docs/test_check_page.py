"""Before submitting: what is open, what is worth a look, who answered what, and a preview that is no other than the sent one."""

import re
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse

from living_docs import actions, authors, guidance
from living_docs.feedback_points import report_beside
from living_docs.instrument import Prompt
from living_docs.models import Submission
from living_docs.pages.check_page import CheckPage
from living_docs.workflow import Status
from tests.factories import REAL, World, cost

ALL = {p["number"]: Prompt.of(p) for p in REAL["cover"] + [p for q in REAL["questions"] for p in q["prompts"]]}


def asking(world: World, number: str) -> World:
    """With one more prompt of the cover."""
    data = world.instrument.data
    cover = data["cover"] + [p for p in REAL["cover"] if p["number"] == number]
    world.instrument = actions.load_instrument(world.programme, data | {"cover": cover})
    return world


@pytest.fixture
def with_authors(world: World):
    return asking(world, "C.1")


@pytest.fixture
def with_points(world: World):
    return asking(world, "C.4")


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def check(client, number: int = 1) -> str:
    return text_of(client.get(reverse("check", args=[number, "a"])).content.decode())


# What is open


def test_each_open_prompt_has_its_way(world, sign_in):
    document = world.document()
    html = sign_in(world.ann).get(reverse("check", args=[1, "a"])).content.decode()
    assert CheckPage(document).prompts_open == 5
    assert (
        f'<a class="govuk-link" href="{reverse("question", args=[1, "a", 1])}#1-1">1.1 Aims and objectives</a>' in html
    )


def test_a_full_document_has_nothing_open_and_names_its_approver(world, sign_in):
    world.fill(world.document())
    words = check(sign_in(world.ann))
    assert "Nothing is missing." in words
    assert "Approved by The board of Alderbrook" in words


def test_a_question_with_something_to_mend_is_not_called_done(world, sign_in):
    document = world.document()
    world.fill(document)
    said = re.compile("All done|Not complete")
    before = said.findall(check(sign_in(world.ann)))
    world.answer(document, "8.1", {"rows": [cost("twelve", "actual")]})
    after = said.findall(check(sign_in(world.ann)))
    assert (set(before), after) == ({"All done"}, [*before[:-1], "Not complete"])


def test_a_contributor_may_look_and_not_send(world, sign_in):
    world.fill(world.document())
    client = sign_in(world.abe)
    assert "Only the project manager can submit." in check(client)
    assert client.post(reverse("submit", args=[1, "a"])).status_code == 403
    assert not Submission.objects.exists()


def test_points_without_a_reply_are_named(with_points, sign_in):
    with_points.document_at(Status.RELEASED)
    document = with_points.document(number=2)
    assert "“Say who leads, round 1”" in check(sign_in(with_points.ann), 2)
    row = document.answers.get(prompt_number="C.4").value["rows"][0]
    with_points.answer(document, "C.4", {"rows": [row | {"reply": "later"}]})
    assert "point-1" not in [point.id for point, _ in CheckPage(document).unanswered]


def test_every_ask_without_a_reply_is_named_with_the_way_to_it(with_points, sign_in):
    with_points.document_at(Status.RELEASED)
    document = with_points.document(number=2)
    page = CheckPage(document)
    asks = report_beside(document, {answer.prompt_number: answer for answer in document.answers.all()}).all
    assert [point.id for point, _ in page.unanswered] == [point.id for point in asks] and len(asks) > 1
    client = sign_in(with_points.ann)
    for point, address in page.unanswered:
        where, _, anchor = address.partition("#")
        assert (point.id, f'id="{anchor}"' in client.get(where).content.decode()) == (point.id, True)


# Lengths


@pytest.mark.parametrize(
    ("number", "value", "said"),
    [
        ("1.1", {"texts": ["<p>" + "word " * 5 + "</p>"]}, "5 words; the guide is "),
        ("1.1", {"texts": ["<p>" + "word " * 5000 + "</p>"]}, "5,000 words; the guide is "),
        ("1.1", {"texts": ["<p>" + "word " * 150 + "</p>"]}, ""),
        ("1.1", {"texts": []}, ""),
        ("C.4", {"rows": [{"id": "a", "point": "p " * 99, "done": "w " * 41}]}, "1 cell has more than the 40 words"),
        ("C.4", {"rows": [{"id": "a", "done": "w " * 41, "where": "w " * 50}]}, "2 cells have more than the 40 words"),
        ("C.6", {"text": "The board"}, ""),
    ],
)
def test_lengths_are_noted_against_the_guide(number, value, said):
    note = guidance.note(ALL[number], value)
    assert note.startswith(said) and bool(note) == bool(said)


def test_a_length_keeps_nobody_from_submitting(world):
    document = world.document()
    world.fill(document)
    assert CheckPage(document).lengths
    assert actions.submit(document, by=world.ann).number == 1


# Who answered what


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("2, 3 and 4", {2, 3, 4}),
        ("3.2, 3.6", {3}),
        ("All", None),
        ("all questions", None),
        ("", set()),
        ("sections 1 and 5 to 8", {1, 5, 6, 7, 8}),
        ("1-3", {1, 2, 3}),
        ("the costs", set()),
    ],
)
def test_the_questions_that_an_author_names(typed, numbers):
    assert authors.answered(typed) == numbers


def test_authors_stand_at_their_questions_in_preview_and_submission(with_authors, sign_in):
    document = with_authors.document()
    with_authors.fill(document)
    rows = [{"id": "r1", "name": "Ann Lee", "job_title": "Matron", "questions": "1 and 3"}]
    with_authors.answer(document, "C.1", {"rows": rows})
    client = sign_in(with_authors.ann)
    before = client.get(reverse("preview", args=[1, "a"])).content.decode()
    assert before.count("Answered by Ann Lee, Matron.") == 2
    actions.submit(document, by=with_authors.ann)
    after = client.get(reverse("submission", args=[1, "a", 1])).content.decode()
    assert layout(before) == layout(after)


def layout(html: str) -> str:
    return html.partition('<div class="review-layout">')[2].partition("</main>")[0]


def test_people_of_the_site_are_offered_with_what_they_wrote(with_authors, sign_in):
    document = with_authors.document()
    with_authors.answer(document, "1.1", {"texts": ["<p>Aims.</p>"]}, by=with_authors.abe)
    offered = {found.person: found.questions for found in authors.suggested(document)}
    assert offered == {with_authors.ann: "", with_authors.abe: "1"}
    client = sign_in(with_authors.ann)
    for _ in range(2):
        client.post(reverse("cover", args=[1, "a"]), {"do": f"author:C.1:{with_authors.abe.pk}"})
    (row,) = document.answers.get(prompt_number="C.1").value["rows"]
    assert (row["name"], row["questions"]) == (with_authors.abe.name, "1")
    assert [found.person for found in authors.suggested(document)] == [with_authors.ann]


def test_no_stranger_becomes_an_author(with_authors, sign_in):
    document = with_authors.document()
    sign_in(with_authors.ann).post(reverse("cover", args=[1, "a"]), {"do": f"author:C.1:{with_authors.bea.pk}"})
    assert document.answers.get(prompt_number="C.1").value == {}


# Sending once


def test_sent_again_it_is_the_same_receipt(world, sign_in):
    world.fill(world.document())
    client, address = sign_in(world.ann), reverse("submit", args=[1, "a"])
    for _ in range(2):
        assert client.post(address)["Location"] == reverse("receipt", args=[1, "a"])
    assert Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_send_once(world, sign_in):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer: there is no same moment")
    world.fill(world.document())
    clients, together, found = [sign_in(world.ann), sign_in(world.ann)], Barrier(2), []

    def send(client):
        together.wait()
        found.append(client.post(reverse("submit", args=[1, "a"])).status_code)
        connection.close()

    threads = [Thread(target=send, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (found, Submission.objects.count()) == ([302, 302], 1)
