"""Two worlds that differ only in what a person may not know look the same to that person, to the byte."""

import random
from uuid import uuid4

import pytest
from django.db import transaction

from accounts import clock
from feedback import actions
from feedback.models import Reading
from living_docs.workflow import Status
from tests.crawl import addresses, said
from tests.effort import SOAK
from tests.factories import DEADLINE, World

PAIRS = 200 if SOAK else 20
if SOAK:
    pytestmark = pytest.mark.soak

JUDGED = [("clear", "complete"), ("mostly", "partly"), ("unclear", "missing"), ("clear", "too_early")]


def another_reading(reading: Reading, chance: random.Random) -> None:
    """Rae writes something else, somewhere, at some length; perhaps everything, and lodges it."""
    for question in chance.sample(reading.questions, chance.randint(1, len(reading.questions))):
        comprehensible, complete = chance.choice(JUDGED)
        fields = {"comprehensible": comprehensible, "complete": complete, "more": "words " * chance.randint(0, 200)}
        actions.save_comment(reading, question=question.number, fields=fields, by=reading.reader)
    if chance.random() < 0.3:
        place = {"key": uuid4(), "question": 1, "prompt_number": "1.1"}
        actions.save_remark(reading, text="words " * chance.randint(1, 50), by=reading.reader, **place)
    if chance.random() < 0.5:
        actions.save_summary(reading, summary="words " * chance.randint(1, 300), by=reading.reader)


@pytest.fixture
def stopped_clock():
    with clock.at(DEADLINE):
        yield


@pytest.mark.one_engine
@pytest.mark.django_db
def test_what_one_reader_does_is_the_same_world_to_all_others(stopped_clock, sign_in):
    world, chance = World(), random.Random(11)
    raes, robs = world.allot(world.document_at(Status.SUBMITTED))
    world.write_reading(raes, world.rae)
    world.write_reading(robs, world.rob)
    watched = {name: sign_in(getattr(world, name)) for name in ("rob", "lee", "hal", "quinn", "pat", "ann", "bea")}
    pages = {name: [a for a in addresses() if said(client, a).startswith("200")] for name, client in watched.items()}
    assert min(len(opened) for opened in pages.values()) > 5
    before = {name: [said(watched[name], address) for address in pages[name]] for name in watched}
    for _ in range(PAIRS):
        with transaction.atomic():
            another_reading(raes, chance)
            lodges = chance.random() < 0.3
            if lodges:
                world.write_reading(raes, world.rae)
                actions.lodge(raes, by=world.rae)
            for name in chance.sample(sorted(watched), 3):
                if lodges and name in {"lee", "pat"}:
                    continue  # leader and office may know that it is lodged
                assert [said(watched[name], address) for address in pages[name]] == before[name], name
            transaction.set_rollback(True)
        raes.refresh_from_db()
