"""Finding: one meaning on both engines, in what a person may read and nowhere else."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import example, given
from hypothesis import strategies as st

from living_docs.workflow import Status
from tests.effort import tries
from tests.factories import World
from themes.actions import load_frameworks
from themes.models import Coding, CodingLayer, Paragraph, Theme
from themes.paragraphs import MOST_WORDS, pieces
from themes.search.endings import other_endings
from themes.search.index import install
from themes.search.query import Query
from themes.search.results import Part, in_context
from themes.search.words import for_index, words_of

NURSES = "Two community nurses joined the discharge team in May; recruitment took the whole winter."
CARE = "The care plan is shared by e-mail. Planning a patient’s discharge begins on the ward."
MONEY = "We spent £1,200 on 3.5 days of training for Dr Müller’s practice (ward 5e5e, nurse/doctor rota)."


def found(typed: str, **options) -> list[str]:
    query = Query.of(typed, **options)
    return list(Paragraph.objects.filter(words__meet=query).order_by("pk").values_list("text", flat=True))


@pytest.fixture
def written(world: World) -> World:
    document = world.document("a")
    world.fill(document)
    world.answer(document, "1.1", {"texts": ["".join(f"<p>{text}</p>" for text in (NURSES, CARE, MONEY))]})
    world.fill = lambda document: None
    world.document_at(Status.SUBMITTED)
    return world


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("nurses", [NURSES]),
        ("NURSES discharge", [NURSES]),
        ("discharge", [NURSES, CARE]),
        ('"discharge team"', [NURSES]),
        ("“team discharge”", []),
        ("recruit*", [NURSES]),
        ('"care pl*"', [CARE]),
        ("nurs*", [NURSES, MONEY]),
        ("doctor", [MONEY]),
        ("muller", [MONEY]),
        ("5e5e", [MONEY]),
        ("5e5", []),
        ("1,200", [MONEY]),
        ('"e-mail"', [CARE]),
        ("patient", [CARE]),
        ("winter ward", []),
        ("' OR 1 --", []),
        ("AND OR winter NOT care", []),
        ("NEAR(care plan)", []),
        ("words:care", []),
    ],
)
def test_what_is_found(written, typed, texts):
    assert found(typed) == texts


@pytest.mark.parametrize(
    ("typed", "texts"),
    [("nurse", [NURSES, MONEY]), ("plan", [CARE]), ("planned", [CARE]), ("days", [MONEY]), ("spends", [])],
)
def test_other_endings(written, typed, texts):
    assert found(typed, other_endings=True) == texts


def test_the_forms_of_a_word():
    assert {"nurse", "nurses", "nursed", "nursing"} <= set(other_endings("nursing"))
    assert {"pharmacy", "pharmacies"} <= set(other_endings("pharmacies"))
    assert {"plan", "plans", "planned", "planning"} <= set(other_endings("planned"))
    assert "car" not in other_endings("care")


def meets(query: Query, text: str) -> bool:
    """The meaning itself, without an index."""
    words = list(words_of(text))
    return all(any(p.fits(words, place) for p in term for place in range(len(words))) for term in query.terms)


ALPHABET = st.sampled_from("abe5 \n-'’.é½²ß😀ñ中م̌\u00a0*\"(/_")


@tries(100)
@given(
    texts=st.lists(st.text(ALPHABET, max_size=40), min_size=1, max_size=6),
    typed=st.text(ALPHABET, min_size=1, max_size=8),
)
@example(texts=["1e5 12abc 5e5e", "5e5"], typed="5e5*")
def test_either_engine_finds_what_the_meaning_says(written, texts, typed):
    submission = written.document("a").current_submission
    Paragraph.objects.all().delete()
    made = [
        Paragraph(submission=submission, prompt_number="1.1", start=0, end=1, text=t, words=for_index(t)) for t in texts
    ]
    Paragraph.objects.bulk_create(made)
    for endings in (False, True):
        query = Query.of(typed, other_endings=endings)
        if query:
            assert found(typed, other_endings=endings) == [text for text in texts if meets(query, text)]
            assert all(bool(query.spans(text)) for text in texts if meets(query, text))


def test_paragraphs_are_the_text_of_the_answers(written):
    from living_docs.answer_text import text_of

    submission = written.document("a").current_submission
    texts = {number: text_of(entry) for number, entry in submission.entries().items()}
    kept = list(submission.paragraphs.order_by("pk"))
    assert [texts[p.prompt_number][p.start : p.end] for p in kept] == [p.text for p in kept]
    assert {p.prompt_number for p in kept} == {number for number, text in texts.items() if text}


def test_an_endless_paragraph_is_kept_in_pieces():
    text = "word " * (2 * MOST_WORDS + 1) + "\nend"
    parts = [text[start:end] for start, end in pieces(text)]
    assert [len(list(words_of(part))) for part in parts] == [MOST_WORDS, MOST_WORDS, 1, 1]
    assert "".join(parts[:3]) == text.partition("\n")[0]


def test_what_was_found_in_its_context():
    text = "begin " * 100 + "the nurse came" + " end" * 200
    parts = in_context(text, Query.of("nurse").spans(text))
    assert [part.text for part in parts if part.found] == ["nurse"]
    assert (parts[0], parts[-1].text[-6:]) == (Part("… ", False), " end …")
    assert "".join(part.text for part in in_context("a nurse", [(2, 7)])) == "a nurse"


def test_the_index_is_there_again_after_a_migrate(written):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in ("themes_words_added", "themes_words_removed"):
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute("INSERT INTO themes_words (themes_words) VALUES ('delete-all')")
        assert found("nurses") == []
    call_command("migrate", verbosity=0, stdout=io.StringIO())
    assert found("nurses") == [NURSES]
    written.document("a").current_submission.paragraphs.filter(text=NURSES).delete()
    assert found("nurses") == []


def test_what_was_sent_before_there_was_a_search_is_taken_in(written):
    Paragraph.objects.all().delete()
    call_command("migrate", verbosity=0, stdout=io.StringIO())
    install(connection)
    assert found("nurses") == [NURSES]


# Who finds what


def page(client, **asked) -> str:
    return client.get("/search/", asked).content.decode()


def test_a_draft_is_not_found(world, sign_in):
    world.fill(world.document("a"))
    assert "No paragraph that you can read" in page(sign_in(world.lee), words="weekly")


def test_everyone_finds_in_what_they_may_read(world, sign_in):
    world.allot(world.document_at(Status.SUBMITTED, "a"))
    world.document_at(Status.SUBMITTED, "b")
    seen = {
        name: page(sign_in(getattr(world, name)), words="weekly meeting")
        for name in ("ann", "bea", "rae", "rex", "lee")
    }
    assert {
        name: (p.count("<mark>weekly</mark>"), p.count("in Alderbrook"), p.count("in Brackenfell"))
        for name, p in seen.items()
    } == {
        "ann": (1, 1, 0),
        "bea": (1, 0, 1),
        "rae": (1, 1, 0),
        "rex": (0, 0, 0),
        "lee": (2, 1, 1),
    }
    assert "Alderbrook, round 1, 1.1" in seen["lee"]
    assert "Alderbrook, round" not in seen["ann"]


def test_a_site_cannot_name_another(world, sign_in):
    world.document_at(Status.SUBMITTED, "a")
    world.document_at(Status.SUBMITTED, "b")
    assert "in Brackenfell" not in page(sign_in(world.ann), words="weekly", site="b")
    assert 'name="theme"' not in page(sign_in(world.ann))
    assert 'name="theme"' not in page(sign_in(world.quinn))


def test_only_what_was_sent_last_is_found(world, sign_in):
    from living_docs import actions

    document = world.document_at(Status.SUBMITTED, "a")
    actions.reopen(document, why="A page is missing", by=world.lee)
    document = world.document("a")
    world.answer(document, "1.1", {"texts": ["<p>The fortnightly meeting.</p>"]})
    assert "<mark>weekly</mark>" in page(sign_in(world.lee), words="weekly")
    actions.submit(document, by=world.ann)
    assert "<mark>" not in page(sign_in(world.lee), words="weekly")
    assert "<mark>fortnightly</mark>" in page(sign_in(world.lee), words="fortnightly")


def test_by_round_prompt_and_site(world, sign_in):
    for site in "ab":
        world.document_at(Status.SUBMITTED, site, 1)
        world.document_at(Status.SUBMITTED, site, 2)
    client = sign_in(world.lee)
    assert page(client, words="weekly").count("<mark>weekly</mark>") == 4
    assert page(client, words="weekly", round=2).count("<mark>weekly</mark>") == 2
    assert page(client, words="weekly", round=2, site="a").count("<mark>weekly</mark>") == 1
    assert page(client, words="weekly", prompt="1.5").count("<mark>") == 0
    assert "Select a valid choice" in page(client, words="weekly", prompt="9.9")


def test_by_theme_finds_what_is_counted_and_no_blind_coding(world, sign_in):
    load_frameworks(world.programme)
    submission = world.document_at(Status.AGREEING, "a").current_submission
    theme = Theme.objects.filter(codable=True).first()
    paragraph = submission.paragraphs.get(prompt_number="1.1")
    layer = CodingLayer.objects.create(submission=submission, kind="blind", coder=world.rae, allotted_by=world.lee)
    place = {"prompt_number": "1.1", "start": paragraph.start, "end": paragraph.start + 5, "theme": theme}
    Coding.objects.create(layer=layer, quote=paragraph.text[:5], **place)
    assert "No paragraph" in page(sign_in(world.lee), theme=theme.pk)
    settled = CodingLayer.objects.create(submission=submission, kind="settled", allotted_by=world.lee)
    Coding.objects.create(layer=settled, quote=paragraph.text[:5], **place)
    assert "1 paragraph found" in page(sign_in(world.lee), theme=theme.pk)
    assert "1 paragraph found" in page(sign_in(world.rae), theme=theme.pk)
    assert "No paragraph" in page(sign_in(world.rex), theme=theme.pk)
