"""The coding page without JavaScript, and what it refuses."""

import pytest
from django.urls import reverse

from tests.themes.coded_world import CodedWorld
from themes import actions
from themes.coding.margins import letter
from themes.models import CodingLayer

pytestmark = pytest.mark.one_engine


def address(layer: CodingLayer, question: int = 1) -> str:
    return reverse("coding", args=[layer.pk, question])


def send(coded: CodedWorld, sign_in, layer: CodingLayer, **fields):
    fields = {"theme": [coded.trust.pk, "", ""], **fields}
    return sign_in(layer.coder).post(address(layer), fields)


def found(layer: CodingLayer) -> list[tuple[str, str]]:
    return [(coding.quote, coding.theme.title) for coding in layer.codings.there().in_text_order()]


def test_a_ticked_paragraph_is_coded_to_several_themes(coded, sign_in):
    layer = coded.allot(coded.world.rae)[0]
    answer = send(coded, sign_in, layer, block=["1.1:1"], theme=[coded.trust.pk, coded.money.pk], memo="Why so?")
    text = coded.text(layer)
    assert (answer.status_code, answer["Location"]) == (302, f"{address(layer)}#1.1")
    assert found(layer) == [(text, "Trust"), (text, "Money")]
    assert "Why so?" in sign_in(coded.world.rae).get(address(layer)).content.decode()


def test_paragraphs_that_follow_one_another_are_one_passage(coded, sign_in):
    layer = coded.allot(coded.world.rae)[0]
    send(coded, sign_in, layer, block=["1.5:1", "1.5:2"])
    assert found(layer) == [(coded.text(layer, "1.5"), "Trust")]


def test_a_whole_answer_is_ticked_at_once(coded, sign_in):
    layer = coded.allot(coded.world.rae)[0]
    send(coded, sign_in, layer, block=["1.5:all"])
    assert found(layer) == [(coded.text(layer, "1.5"), "Trust")]


def test_selected_words_are_coded_where_they_stand(coded, sign_in):
    layer = coded.allot(coded.world.rae)[0]
    start = coded.text(layer).index("weekly")
    send(coded, sign_in, layer, prompt="1.1", start=start, end=start + 6, quote="weekly")
    assert found(layer) == [("weekly", "Trust")]


def test_words_that_do_not_stand_there_are_refused_and_nothing_typed_is_lost(coded, sign_in):
    layer = coded.allot(coded.world.rae)[0]
    answer = send(coded, sign_in, layer, prompt="1.1", start=1, end=7, quote="weekly", memo="Typed with care")
    page = answer.content.decode()
    assert (answer.status_code, found(layer)) == (422, [])
    assert [words in page for words in ("are not in the answer", "Typed with care")] == [True, True]
    assert f'value="{coded.trust.pk}" selected' in page


def test_neither_words_nor_theme_is_said(coded, sign_in):
    layer = coded.allot(coded.world.rae)[0]
    answer = send(coded, sign_in, layer, theme=[""], memo="Typed")
    assert [problem["text"] for problem in answer.context["form"].problems] == [
        "Choose the words to code, or tick paragraphs",
        "Choose a theme",
    ]


def test_the_last_thing_is_undone_and_put_back(coded, sign_in):
    layer = coded.allot(coded.world.rae)[0]
    coded.code(layer, "meeting")
    coded.code(layer, "weekly", coded.trust, coded.money)
    client, undo = sign_in(coded.world.rae), reverse("undo_coding", args=[layer.pk])
    client.post(undo)
    assert found(layer) == [("meeting", "Trust")]
    client.post(undo)
    assert len(found(layer)) == 3


def test_a_code_is_taken_away_by_its_button(coded, sign_in):
    layer = coded.allot(coded.world.rae)[0]
    coding = coded.code(layer, "weekly")[0]
    assert sign_in(coded.world.lee).post(reverse("take_code_away", args=[coding.pk])).status_code == 403
    sign_in(coded.world.rae).post(reverse("take_code_away", args=[coding.pk]))
    assert found(layer) == []


def test_margins_name_the_theme_and_overlapping_passages_stand_in_lanes(coded, sign_in):
    layer = coded.allot(coded.world.rae)[0]
    coded.code(layer, "weekly meeting in", coded.trust)
    coded.code(layer, "meeting", coded.money)
    page = sign_in(coded.world.rae).get(address(layer)).context["page"]
    line = page.prompts[0].blocks[0]
    assert [(mark.letter, mark.theme, mark.lane) for mark in line.begins] == [("a", "Trust", 1), ("b", "Money", 2)]
    assert [(run.text, [m.letter for m in run.marks]) for run in line.runs][1:4] == [
        ("weekly ", ["a"]),
        ("meeting", ["a", "b"]),
        (" in", ["a"]),
    ]


def test_a_merged_theme_is_shown_as_the_one_it_stands_for(coded, sign_in):
    layer = coded.allot(coded.world.rae)[0]
    coded.code(layer, "weekly", coded.trust)
    actions.merge_theme(coded.trust, into=coded.money, base_version=1, by=coded.world.lee)
    page = sign_in(coded.world.rae).get(address(layer)).context["page"]
    assert [mark.theme for mark in page.prompts[0].marks] == ["Money"]


def test_a_finished_coding_takes_no_more_and_gives_the_text_back(coded, sign_in):
    layer = coded.allot(coded.world.rae, coded.world.rob)[0]
    actions.finish_coding(layer, by=coded.world.rae)
    answer = send(coded, sign_in, layer, block=["1.1:1"], memo="Written too late, but at length indeed")
    assert (answer.status_code, "Written too late" in answer.content.decode(), found(layer)) == (403, True, [])


def test_the_leader_allots_on_the_page_of_the_round(coded, sign_in):
    world = coded.world
    document = world.document()
    prefix = f"d{document.pk}"
    fields = {"submission": coded.submission().pk, f"{prefix}-first": world.rae.pk, f"{prefix}-second": world.rob.pk}
    client, page = sign_in(world.lee), reverse("coding_round", args=[1])
    assert client.post(page, {**fields, f"{prefix}-first": ""}).status_code == 422
    assert client.post(page, fields).status_code == 302
    assert [(layer.kind, layer.coder) for layer in CodingLayer.objects.order_by("pk")] == [
        ("blind", world.rae),
        ("blind", world.rob),
    ]


def test_letters_go_on_after_z():
    assert [letter(number) for number in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]
