"""Two finished codings compared and settled: which units, which differences, what counts afterwards."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from living_docs.workflow import Status
from tests.themes.coded_world import CodedWorld
from themes import actions
from themes.comparison.agreement import Counts, Unit
from themes.comparison.page import Agreement, pairs_for
from themes.comparison.pairs import Pair
from themes.models import Coding, CodingLayer

pytestmark = pytest.mark.one_engine

PAGE = "/themes/comparison/1/a/"


@pytest.fixture
def both(coded: CodedWorld) -> Pair:
    """Rae and Rob agree on one passage, overlap on a second, and Rae alone codes a third."""
    raes, robs = coded.allot(coded.world.rae, coded.world.rob)
    for layer in (raes, robs):
        coded.code(layer, "People far", coded.money, prompt="1.5")
    coded.code(raes, "weekly meeting", coded.trust)
    coded.code(robs, "meeting in Alderbrook", coded.trust)
    coded.code(raes, "began", coded.money)
    for layer in (raes, robs):
        actions.finish_coding(layer, by=layer.coder)
    return pairs_for(coded.world.lee)[0]


def settled(both: Pair) -> list[tuple[str, str, str]]:
    layer = CodingLayer.objects.get(kind="settled")
    return [(c.prompt_number, c.quote, c.theme.title) for c in layer.codings.there().in_text_order()]


def decide(both: Pair, *choices: str) -> dict[str, str]:
    return {one.key: choice for one, choice in zip(both.to_settle, choices, strict=True)}


def test_only_documents_that_both_have_finished_are_compared(coded):
    raes, robs = coded.allot(coded.world.rae, coded.world.rob)
    actions.finish_coding(raes, by=coded.world.rae)
    assert pairs_for(coded.world.lee) == []
    actions.finish_coding(robs, by=coded.world.rob)
    assert {
        name: len(pairs_for(getattr(coded.world, name))) for name in ("lee", "rae", "rob", "rex", "hal", "quinn")
    } == {"lee": 1, "rae": 1, "rob": 1, "rex": 0, "hal": 0, "quinn": 0}


def test_characters_are_counted_one_by_one(coded, both):
    text = coded.text(both.a)
    a, b = text.index("weekly meeting"), text.index("meeting in Alderbrook")
    total = sum(len(coded.text(both.a, number)) for number in both.entries)
    counts = both.counts(coded.trust, Unit.CHARACTER)
    assert (a + len("weekly meeting") - b, counts.both) == (7, 7)
    assert (counts.only_a, counts.only_b, counts.units) == (7, 14, total)


def test_paragraphs_and_answers_are_units(coded, both):
    paragraphs = both.places(Unit.PARAGRAPH)
    answers = both.places(Unit.PROMPT)
    assert both.counts(coded.trust, Unit.PARAGRAPH) == Counts(both=1, none=len(paragraphs) - 1)
    assert both.counts(coded.money, Unit.PROMPT) == Counts(both=1, only_a=1, none=len(answers) - 2)


def test_merged_themes_are_compared_as_one(coded, both):
    actions.merge_theme(coded.money, into=coded.trust, base_version=1, by=coded.world.lee)
    assert [line.theme for line in Agreement(pairs_for(coded.world.lee), Unit.PARAGRAPH).lines] == [coded.trust]


def test_differences_are_passages_that_touch(coded, both):
    assert [(one.theme.title, [c.quote for c in one.a], [c.quote for c in one.b]) for one in both.to_settle] == [
        ("Trust", ["weekly meeting"], ["meeting in Alderbrook"]),
        ("Money", ["began"], []),
    ]
    assert [(one.theme.title, one.prompt) for one in both.agreed] == [("Money", "1.5")]


@pytest.mark.parametrize(
    ("choice", "quotes"),
    [
        ("a", ["weekly meeting"]),
        ("b", ["meeting in Alderbrook"]),
        ("joined", ["weekly meeting in Alderbrook"]),
        ("none", []),
    ],
)
def test_settling_as_decided(coded, both, choice, quotes):
    actions.settle(both, choices=decide(both, choice, "none"), by=coded.world.lee)
    assert settled(both) == [*(("1.1", quote, "Trust") for quote in quotes), ("1.5", "People far", "Money")]


def test_the_settled_coding_counts_and_the_two_stay_as_they_were(coded, both):
    before = list(Coding.objects.order_by("pk").values())
    assert not Coding.objects.counted().exists()
    layer = actions.settle(both, choices=decide(both, "a", "a"), by=coded.world.lee)
    assert list(Coding.objects.exclude(layer=layer).order_by("pk").values()) == before
    assert set(Coding.objects.counted()) == set(layer.codings.all())
    assert all(coding.carried_from for coding in layer.codings.all())


def test_every_difference_wants_a_decision(coded, both, sign_in):
    with pytest.raises(actions.NotDecided):
        actions.settle(both, choices=decide(both, "a", ""), by=coded.world.lee)
    answer = sign_in(coded.world.lee).post(PAGE, decide(both, "joined", ""))
    page = answer.content.decode()
    assert (answer.status_code, "Choose how to code difference 2: Money in 1.1" in page) == (422, True)
    assert 'value="joined" checked' in page
    assert not CodingLayer.objects.filter(kind="settled").exists()


def test_a_document_is_settled_once(coded, both, sign_in):
    actions.settle(both, choices=decide(both, "a", "a"), by=coded.world.lee)
    with pytest.raises(actions.SettledAlready):
        actions.settle(both, choices=decide(both, "b", "none"), by=coded.world.lee)
    assert "The agreed coding is saved and counted." in sign_in(coded.world.rob).get(PAGE).content.decode()


def test_only_the_leader_settles(coded, both, sign_in):
    for name in ("rae", "rob", "hal", "rex"):
        with pytest.raises(PermissionDenied):
            actions.settle(both, choices=decide(both, "a", "a"), by=getattr(coded.world, name))
    assert sign_in(coded.world.rae).post(PAGE, decide(both, "a", "a")).status_code == 403


def test_a_retired_theme_is_settled_too(coded, both):
    actions.retire_theme(coded.trust, base_version=1, by=coded.world.lee)
    pair = pairs_for(coded.world.lee)[0]
    actions.settle(pair, choices=decide(pair, "b", "none"), by=coded.world.lee)
    assert settled(pair)[0] == ("1.1", "meeting in Alderbrook", "Trust")


def test_the_raw_table_holds_every_unit(coded, both, sign_in):
    answer = sign_in(coded.world.lee).get(reverse("agreement_csv", args=["units"]) + "?unit=paragraph")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Round,Site,Theme,Prompt,Paragraph,A,B"
    assert len(lines) == 1 + 2 * len(both.places(Unit.PARAGRAPH))
    assert "1,Alderbrook,Trust,1.1,1,1,1" in lines
    assert "1,Alderbrook,Money,1.1,1,1,0" in lines


def test_the_table_by_theme_says_what_cannot_be_computed(coded, sign_in):
    raes, robs = coded.allot(coded.world.rae, coded.world.rob)
    for layer in (raes, robs):
        for number in layer.submission.entries():
            if coded.text(layer, number):
                actions.code_prompt(layer, prompt_number=number, themes=[coded.trust], by=layer.coder)
        actions.finish_coding(layer, by=layer.coder)
    client = sign_in(coded.world.lee)
    table = client.get(reverse("agreement_csv", args=["themes"])).content.decode("utf-8-sig").splitlines()
    units = len(pairs_for(coded.world.lee)[0].places(Unit.PARAGRAPH))
    assert table[1] == f"Trust,{units},{units},0,0,0,1.0000,not computable,not computable,1.0000"
    assert "not computable" in client.get(PAGE).content.decode()


def test_two_rounds_are_pooled(coded, both):
    coded.world.document_at(Status.AGREEING, "b")
    for layer in coded.allot(coded.world.rob, coded.world.rex, site="b"):
        coded.code(layer, "weekly", coded.trust)
        actions.finish_coding(layer, by=layer.coder)
    pairs = pairs_for(coded.world.lee)
    line = next(line for line in Agreement(pairs, Unit.PARAGRAPH).lines if line.theme == coded.trust)
    assert line.counts == sum((pair.counts(coded.trust, Unit.PARAGRAPH) for pair in pairs), Counts())
    assert line.counts.both == 2
