"""Two worlds that differ only in what a person may not know look the same to that person, to the byte: no trace."""

import random
from uuid import uuid4

import pytest
from django.db import transaction

from accounts.foundations import clock
from feedback import actions
from living_docs.actions import write_message
from living_docs.workflow import Status
from tests.crawl import addresses, said
from tests.effort import SOAK
from tests.factories import DEADLINE, World

PAIRS = 200 if SOAK else 16
if SOAK:
    pytestmark = pytest.mark.soak

JUDGED = [("clear", "complete"), ("mostly", "partly"), ("unclear", "missing"), ("clear", "too_early")]
WATCHED = {"rae", "rob", "lee", "hal", "quinn", "pat", "ann", "bea"}


def rae_reads_otherwise(world: World, chance: random.Random) -> set[str]:
    """She writes something else, somewhere, at some length; perhaps everything, and lodges it."""
    reading = world.document().readings.get(reader=world.rae)
    for question in chance.sample(reading.questions, chance.randint(1, len(reading.questions))):
        comprehensible, complete = chance.choice(JUDGED)
        fields = {"comprehensible": comprehensible, "complete": complete, "more": "words " * chance.randint(0, 200)}
        actions.save_comment(reading, question=question.number, fields=fields, by=world.rae)
    if chance.random() < 0.3:
        place = {"key": uuid4(), "question": 1, "prompt_number": "1.1"}
        actions.save_remark(reading, text="words " * chance.randint(1, 50), by=world.rae, **place)
    if chance.random() < 0.5:
        actions.save_summary(reading, summary="words " * chance.randint(1, 300), by=world.rae)
    if chance.random() < 0.7:
        return {"rae"}
    world.write_reading(reading, world.rae)
    actions.lodge(reading, by=world.rae)
    return {"rae", "lee", "pat"}  # leader and office may know that it is lodged


def the_site_keeps_a_diary(world: World, chance: random.Random) -> set[str]:
    world.diary_note("words " * chance.randint(1, 60))
    return {"ann"}


def the_site_asks_for_help(world: World, chance: random.Random) -> set[str]:
    document = world.document()
    write_message(document, prompt=document.prompts["1.1"], text="words " * chance.randint(1, 60), by=world.ann)
    return {"ann", "lee"}


ACTS = (rae_reads_otherwise, rae_reads_otherwise, the_site_keeps_a_diary, the_site_asks_for_help)


@pytest.fixture
def stopped_clock():
    with clock.at(DEADLINE):
        yield


@pytest.mark.long
@pytest.mark.one_engine
@pytest.mark.django_db
def test_what_one_does_is_the_same_world_to_those_who_may_not_know(stopped_clock, sign_in):
    world, chance = World(), random.Random(11)
    for reading in world.allot(world.document_at(Status.SUBMITTED)):
        world.write_reading(reading, reading.reader)
    watched = {name: sign_in(getattr(world, name)) for name in WATCHED}
    pages = {name: [a for a in addresses() if said(client, a).startswith("200")] for name, client in watched.items()}
    assert min(len(opened) for opened in pages.values()) > 5
    before = {name: [said(watched[name], address) for address in pages[name]] for name in watched}
    for _ in range(PAIRS):
        with transaction.atomic():
            may_know = chance.choice(ACTS)(world, chance)
            for name in chance.sample(sorted(WATCHED - may_know), 3):
                assert [said(watched[name], address) for address in pages[name]] == before[name], name
            transaction.set_rollback(True)
