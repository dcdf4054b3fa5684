"""Two coders are blind to one another until both have finished: no page, count, export or trail tells."""

import pytest
from django.db import DatabaseError, transaction

from accounts.models import AuditEvent
from tests.crawl import crawl, pages_with
from tests.themes.coded_world import CodedWorld
from themes import actions
from themes.models import Coding, CodingLayer, Memo

TOLD = "tokenofraesmemo"


@pytest.fixture
def pair(coded: CodedWorld) -> tuple[CodingLayer, CodingLayer]:
    raes, robs = coded.allot(coded.world.rae, coded.world.rob)
    coded.code(raes, "weekly meeting", coded.trust, memo=f"Passage {TOLD}")
    actions.write_memo(raes, text=f"Document {TOLD}", by=coded.world.rae)
    coded.code(robs, "meeting in Alderbrook", coded.money)
    return raes, robs


def finish(*layers: CodingLayer) -> None:
    for layer in layers:
        actions.finish_coding(layer, by=layer.coder)


@pytest.mark.parametrize("finished", [0, 1])
def test_until_both_have_finished_each_sees_the_own_alone(coded, pair, finished):
    finish(*pair[:finished])
    world = coded.world
    seen = {
        name: list(CodingLayer.objects.visible_to(getattr(world, name)).order_by("pk"))
        for name in ("rae", "rob", "lee", "hal", "rex", "ann", "quinn")
    }
    assert seen == {"rae": [pair[0]], "rob": [pair[1]], "lee": [], "hal": [], "rex": [], "ann": [], "quinn": []}
    assert not Memo.objects.visible_to(world.rob).exists()
    assert not Coding.objects.counted().exists()


def test_when_both_have_finished_both_and_the_leader_see_them(coded, pair):
    finish(*pair)
    world = coded.world
    seen = {
        name
        for name in ("rae", "rob", "lee", "hal", "rex", "ann", "quinn", "pat")
        if CodingLayer.objects.visible_to(getattr(world, name)).count() == 2
    }
    assert seen == {"rae", "rob", "lee"}
    assert not Coding.objects.counted().exists()


@pytest.mark.one_engine
def test_what_one_codes_changes_no_page_of_the_other_or_the_leader(coded, pair, sign_in):
    world = coded.world
    clients = [sign_in(person) for person in (world.rob, world.lee, world.hal, world.pat)]
    before = [crawl(client) for client in clients]
    coded.code(pair[0], "began in round", coded.money, memo=f"More {TOLD}")
    actions.take_away(pair[0].codings.first(), by=world.rae)
    assert [crawl(client) for client in clients] == before
    assert pages_with(TOLD, crawl(sign_in(world.rae))) != []


@pytest.mark.one_engine
def test_that_one_finished_changes_no_page_of_the_other(coded, pair, sign_in):
    client = sign_in(coded.world.rob)
    before = crawl(client)
    finish(pair[0])
    assert crawl(client) == before


@pytest.mark.one_engine
def test_the_leader_learns_finished_or_not_yet_and_no_more(coded, pair, sign_in):
    client = sign_in(coded.world.lee)
    before = crawl(client)
    finish(pair[0])
    after = crawl(client)
    assert [address for address in before if before[address] != after[address]] == ["/themes/coding/round/1/"]
    assert pages_with(TOLD, after) == []


def test_the_trail_tells_nobody_else_who_codes_how_much(coded, pair):
    verbs = AuditEvent.objects.visible_to(coded.world.lee).values_list("verb", flat=True)
    assert [verb for verb in verbs if "cod" in verb] == ["allotted a coding"]


def test_a_finished_blind_coding_is_frozen(coded, pair):
    coding = pair[0].codings.get()
    finish(pair[0])
    for statement in (
        lambda: Coding.objects.filter(pk=coding.pk).update(removed_at=coding.at, removed_by=coded.world.rae),
        lambda: coding.memos.update(text="Another"),
        lambda: pair[0].codings.create(prompt_number="1.1", start=0, end=1, quote="T", theme=coded.trust),
        lambda: CodingLayer.objects.filter(pk=pair[0].pk).update(finished_at=None),
    ):
        with pytest.raises(DatabaseError, match="a finished blind coding is frozen"), transaction.atomic():
            statement()
