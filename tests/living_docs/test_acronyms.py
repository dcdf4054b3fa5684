"""Acronyms that readers would have to guess: found with their place, few false alarms, added by a click."""

import time

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from living_docs import actions
from living_docs.acronyms import stands_for, unexplained, uses_in
from living_docs.models import Answer
from tests.effort import tries
from tests.factories import REAL, World

pytestmark = pytest.mark.one_engine


@pytest.fixture
def with_list(world: World):
    """An instrument that also asks for acronyms, C.2, and authors, C.1."""
    data = world.instrument.data
    cover = data["cover"] + [p for p in REAL["cover"] if p["number"] in {"C.1", "C.2"}]
    world.instrument = actions.load_instrument(world.programme, data | {"cover": cover})
    return world


def found(world: World, *texts: str) -> list[tuple[str, str]]:
    """The acronyms of a document that says this in 1.1, with where they first stand."""
    document = world.document()
    world.answer(document, "1.1", {"texts": ["".join(f"<p>{text}</p>" for text in texts)]})
    return [(each.acronym, each.prompt.number) for each in unexplained(answers(document))]


def answers(document) -> list[Answer]:
    listed = list(document.answers.order_by("pk"))
    for answer in listed:
        answer.document = document
    return listed


@pytest.mark.parametrize(
    "text",
    [
        "The community matron team (CMT) met. CMT again.",
        "The CMT (community matron team) met.",
        "Community Matron Teams (CMTs) met.",
        "Multi-disciplinary teams (MDT) met.",
        "Payment by results (PbR) began.",
        "An electroencephalogram (EEG) was made.",
        "Measures and Evaluation Steering Group (MESG)",
        "NHS and GPs, A&E and IT need no word.",
        "The board did NOT agree, and said so on page II of part XIV.",
        "THE BOARD OF THE PILOT MET in the hall.",
        "People of LA14 and NE6 and Mr O'Neil's OK.",
        "See McDonald and the A-Z.",
        "The Department, Ann B. Lee and Team C.",
    ],
)
def test_what_needs_no_word_raises_no_alarm(world, text):
    assert found(world, text) == []


@pytest.mark.parametrize(
    ("text", "acronym"),
    [
        ("The CMT met every week.", "CMT"),
        ("Two CMTs met.", "CMT"),
        ("The PCT/CMT board met.", "CMT"),
        ("A CMT-led clinic and a non-CMT one.", "CMT"),
        ("The CMT met. The community matron team (CMT) was new.", "CMT"),
        ("The board (CMT) met.", "CMT"),
        ("PbR began.", "PbR"),
        ("R&D grew.", "R&D"),
        ("FEV1 fell.", "FEV1"),
    ],
)
def test_what_readers_would_have_to_guess_is_found(world, text, acronym):
    assert found(world, text) == [(acronym, "1.1")]


def test_the_place_and_what_it_may_stand_for(world):
    document = world.document()
    world.answer(document, "1.1", {"texts": ["<p>In the north the QOF was new.</p><p>QOF again.</p>"]})
    world.answer(
        document, "1.5", {"choices": ["closer"], "follow_up": "<p>A CMT, later community matron team (CMT).</p>"}
    )
    first, second = unexplained(answers(document))
    assert (first.before, first.acronym, first.after, first.times) == ("In the north the ", "QOF", " was new.", 2)
    assert (first.suggestion, second.suggestion) == ("Quality and Outcomes Framework", "community matron team")
    assert second.prompt.number == "1.5"


def test_the_instruments_own_words_are_not_the_sites(world):
    document = world.document()
    world.answer(document, "3.2", {"rows": [{"id": "r1", "category": "operational", "activity": "Work of the CMT"}]})
    assert [each.acronym for each in unexplained(answers(document))] == ["CMT"]


@tries(100)
@given(
    st.lists(
        st.sampled_from("community matron team of the north coast and care centre".split()), min_size=2, max_size=6
    )
)
def test_initials_stand_for_their_words(words):
    assert stands_for("".join(word[0] for word in words).upper(), " ".join(words))


@tries(200)
@given(st.text(max_size=80))
def test_any_text_can_be_searched(text):
    for use in uses_in(text, None):
        assert text[use.start : use.end] == use.acronym
        assert len(use.expansion) <= len(text)


def test_no_text_takes_long():
    texts = [
        "AA BB CC DD x " * 40_000,
        "(CMT) " * 60_000,
        "CMT (" * 60_000,
        "A" * 400_000,
        "A-" * 200_000,
        "A& " * 200_000,
    ]
    for text in texts:
        start = time.process_time()
        assert all(len(use.expansion) < 200 for use in uses_in(text, None))
        assert time.process_time() - start < 5, text[:20]


# Adding


def test_a_listed_acronym_is_explained(with_list):
    document = with_list.document()
    with_list.answer(document, "1.1", {"texts": ["<p>The CMT met.</p>"]})
    listed = document.answers.get(prompt_number="C.2")
    listed.document = document
    actions.add_acronym(listed, acronym="CMT", meaning="", by=with_list.abe)
    assert len(unexplained(answers(document))) == 1
    listed.refresh_from_db()
    listed.document = document
    actions.add_acronym(listed, acronym="CMT", meaning="community matron team", by=with_list.abe)
    assert unexplained(answers(document)) == []
    assert document.answers.get(prompt_number="C.2").value["rows"] == [
        {"id": "acronym-cmt", "acronym": "CMT", "meaning": "community matron team"}
    ]


def test_a_click_on_the_check_page_adds_one(with_list, sign_in):
    document = with_list.document()
    with_list.answer(document, "1.1", {"texts": ["<p>The CMT met.</p>"]})
    client, check = sign_in(with_list.abe), reverse("check", args=[1, "a"])
    assert "<strong>CMT</strong>, first in 1.1" in client.get(check).content.decode()
    address = reverse("add_acronym", args=[1, "a"])
    refused = client.post(address, {"acronym": "CMT", "meaning": " "}, follow=True)
    assert "Write what the acronym stands for" in refused.content.decode()
    added = client.post(address, {"acronym": "CMT", "meaning": "community matron team"}, follow=True)
    assert "Every acronym is spelled out or listed." in added.content.decode()


def test_what_another_added_meanwhile_stays(with_list):
    document = with_list.document()
    stale = document.answers.get(prompt_number="C.2")
    stale.document = document
    with_list.answer(
        document, "C.2", {"rows": [{"id": "r1", "acronym": "QOF", "meaning": "Framework"}]}, by=with_list.abe
    )
    actions.add_acronym(stale, acronym="CMT", meaning="community matron team", by=with_list.ann)
    rows = document.answers.get(prompt_number="C.2").value["rows"]
    assert [row["acronym"] for row in rows] == ["QOF", "CMT"]


@pytest.mark.parametrize("person", ["bea", "rae", "lee", "pat"])
def test_nobody_else_adds_any(with_list, sign_in, person):
    with_list.document()
    address = reverse("add_acronym", args=[1, "a"])
    response = sign_in(getattr(with_list, person)).post(address, {"acronym": "CMT", "meaning": "x"})
    assert response.status_code == 404
