"""What the submissions teach the checker: names, short forms, figures and words that one site alone wrote."""

import pytest

from living_docs import actions as documents
from reporting.anonymity.checker import checker_for
from reporting.anonymity.learned_names import learned
from reporting.anonymity.overlap import Overlap
from tests.factories import World, cost

pytestmark = pytest.mark.one_engine

WORDS = "We leave the clinic with a name, a date and a folder that is ours"
PROSE = f"<p>{WORDS}. With the Quillan Lodge team the ZQW list began, and later the Quillan Lodge team kept the ZQW list.</p>"


@pytest.fixture
def checker(world: World):
    for site, prose, amount in (
        ("a", PROSE, "48317"),
        ("b", "<p>We meet on Mondays and ring one another.</p>", "12000"),
    ):
        document = world.document(site)
        world.fill(document)
        world.answer(document, "1.1", {"texts": [prose]})
        world.answer(document, "8.1", {"rows": [cost(amount, "actual")]})
        documents.submit(document, by=world.ann if site == "a" else world.bea)
    return checker_for(world.programme)


@pytest.mark.parametrize(
    ("text", "hit", "kind"),
    [
        ("In time the ZQW was kept by all.", "ZQW", "distinctive_term"),
        ("It began at Quillan Lodge.", "Quillan Lodge", "distinctive_term"),
        ("It cost £48,317 to begin.", "£48,317", "unique_figure"),
        (
            "They leave the clinic with a name, a date and a folder, all of them.",
            "leave the clinic with a name, a date and a folder",
            "source_overlap",
        ),
        (
            "Leave the CLINIC with a\u200b name – a date and a folder",
            "Leave the CLINIC with a\u200b name – a date and a folder",
            "source_overlap",
        ),
    ],
)
def test_what_one_site_alone_wrote_is_found(checker, text, hit, kind):
    assert [(text[f.start : f.end], f.kind) for f in checker.check(text)] == [(hit, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "They meet on Mondays.",
        "It cost £12,000 to begin.",
        "A name, a date and a folder are given.",
        "The clinic is full.",
    ],
)
def test_what_anybody_could_write_is_left_alone(checker, text):
    assert checker.check(text) == []


def test_it_is_learned_afresh_when_a_document_is_sent(world):
    before = learned(world.programme)
    assert learned(world.programme) is before
    document = world.document()
    world.fill(document)
    documents.submit(document, by=world.ann)
    assert len(learned(world.programme).overlap.runs) > len(before.overlap.runs) == 0


def test_seven_words_in_a_row_are_nobodys():
    overlap = Overlap(["one two three four five six seven eight nine"])
    assert list(overlap.find("two three four five six seven eight")) == []
    assert list(overlap.find("So two three four five six seven eight nine ten")) == [(3, 43)]


def test_what_the_form_says_is_nobodys():
    said = "Staff time spent on planning, including meetings of all kinds"
    overlap = Overlap([f"{said}. We met in the old dairy every week at noon"], form=[said])
    assert list(overlap.find(said)) == []
    assert len(list(overlap.find("We met in the old dairy every week at noon"))) == 1
