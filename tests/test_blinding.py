"""Blind readings: until both are lodged nobody else sees a word of one, on any page; then those concerned see both."""

import re
import threading
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, connections, transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts.foundations import clock
from accounts.foundations.public_keys import KINDS, LONG, read
from feedback import actions, visibility
from feedback.models import Comment, Reading, StandingAsk
from living_docs.models import LivingDocument, Move
from living_docs.workflow import Status
from tests.crawl import MOMENT, SAMPLES, addresses, crawl, pages_with, said
from tests.effort import repeated
from tests.factories import PEOPLE, World
from themes import actions as themes
from themes.models import Theme

RAES, ROBS = "tokenofraesreading", "tokenofrobsreading"


@pytest.fixture
def both_written(world: World) -> World:
    """Site A's document is with Rae and Rob, who have written everything and lodged nothing."""
    actions.load_standing_asks()
    document = world.document_at(Status.SUBMITTED)
    world.raes, world.robs = world.allot(document)
    world.write_reading(world.raes, world.rae, RAES)
    world.write_reading(world.robs, world.rob, ROBS)
    for reading, words in ((world.raes, RAES), (world.robs, ROBS)):
        remark(reading, f"Remark {words}")
    return world


def remark(reading: Reading, text: str) -> None:
    on = {"question": 1, "prompt_number": "1.1", "quoted": "weekly meeting"}
    actions.save_remark(reading, key=uuid4(), text=text, by=reading.reader, **on)


def seen(world: World, sign_in) -> dict[str, tuple[bool, bool]]:
    """Who finds a word of Rae's reading, and of Rob's, on some page."""
    clients = {name: sign_in(getattr(world, name)) for name in PEOPLE} | {"anonymous": sign_in(None)}
    pages = {name: crawl(client) for name, client in clients.items()}
    return {name: (bool(pages_with(RAES, p)), bool(pages_with(ROBS, p))) for name, p in pages.items()}


EACH_OWN = {name: (name == "rae", name == "rob") for name in [*PEOPLE, "anonymous"]}


@pytest.mark.one_engine
def test_the_crawl_reaches_the_pages_of_the_cast(both_written, sign_in):
    pages = list(addresses())
    assert {reverse("home"), reverse("desk", args=[1, "a", 1]), reverse("allotting", args=[1])} <= set(pages)
    assert len(pages) > 75


@pytest.mark.one_engine
def test_before_either_is_lodged_each_reading_is_its_readers_alone(both_written, sign_in):
    assert seen(both_written, sign_in) == EACH_OWN


def test_when_both_are_lodged_both_readers_and_the_leader_see_them(both_written):
    world = both_written
    actions.lodge(world.raes, by=world.rae)
    actions.lodge(world.robs, by=world.rob)
    document = world.document()
    shown = {name: visibility.readings_for(getattr(world, name), document) for name in PEOPLE}
    assert {name for name, readings in shown.items() if readings == [world.raes, world.robs]} == {"rae", "rob", "lee"}
    assert {name for name, readings in shown.items() if readings} == {"rae", "rob", "lee"}


@pytest.mark.one_engine
def test_when_both_are_lodged_the_agreeing_page_shows_both(both_written, sign_in):
    world = both_written
    actions.lodge(world.raes, by=world.rae)
    actions.lodge(world.robs, by=world.rob)
    page = said(sign_in(world.lee), reverse("agreeing", args=[1, "a", 1]))
    assert [page.splitlines()[0], RAES in page, ROBS in page] == ["200", True, True]
    assert [f"Remark {words}" in page for words in (RAES, ROBS)] == [True, True]
    others = ["ann", "hal", "quinn", "pat", "rex"]
    assert [name for name in others if pages_with(RAES, crawl(sign_in(getattr(world, name))))] == []


@pytest.mark.one_engine
def test_that_one_lodged_changes_no_page_of_the_other(both_written, sign_in):
    """Two worlds that differ in what Rob may not know look the same to Rob, to the byte."""
    client = sign_in(both_written.rob)
    before = crawl(client)
    actions.lodge(both_written.raes, by=both_written.rae)
    after = crawl(client)
    assert [address for address in before if before[address] != after[address]] == []


@pytest.mark.one_engine
def test_what_one_writes_changes_no_page_of_the_other_or_the_leader(both_written, sign_in):
    clients = [sign_in(person) for person in (both_written.rob, both_written.lee, both_written.quinn, both_written.pat)]
    before = [crawl(client) for client in clients]
    fields = {"comprehensible": "unclear", "complete": "missing", "noted": "Quite another judgement " * 50}
    actions.save_comment(both_written.raes, question=1, fields=fields, by=both_written.rae)
    actions.save_summary(both_written.raes, summary="Quite another summary", by=both_written.rae)
    remark(both_written.raes, "Quite another remark")
    actions.make_ask(StandingAsk.objects.get(slug="authors"), both_written.raes, question=1, by=both_written.rae)
    assert [crawl(client) for client in clients] == before


KEY = re.compile(rf"(?:(?<=passage-)|(?<=remark-)|(?<![\w-]))[A-Za-z0-9_-]{{{LONG}}}(?![\w-])")


def without_keys(pages: dict[str, str]) -> list[tuple[str, str]]:
    """All that pages and their addresses say, save keys that are known as such: those of two worlds differ in nothing
    that can be counted."""

    def kind(match) -> str:
        labels = [label for label in (*KINDS.values(), *SHOWN) if read(label, match[0]) is not None]
        return f"[{labels[0]}]" if labels else match[0]

    return [(KEY.sub(kind, address), KEY.sub(kind, text)) for address, text in pages.items()]


SHOWN = ("feedback.Remark", "feedback.Reading", "feedback.ReaderComment", "feedback.QuestionToReader")


def works(world: World, reading: Reading, layer, words: str) -> None:
    """A reader remarks, comments, takes up an ask; and codes, with a memo."""
    for number in range(3):
        on = {"question": 1, "prompt_number": "1.1", "quoted": "weekly meeting"}
        actions.save_remark(
            reading, key=UUID(int=number + 100 * reading.pk), text=f"{words} {number}", by=reading.reader, **on
        )
    actions.save_comment(reading, question=1, fields={"noted": f"Noted {words}"}, by=reading.reader)
    actions.make_ask(StandingAsk.objects.get(slug="authors"), reading, question=1, by=reading.reader)
    theme = Theme.objects.get(code="P1")
    for start in range(3):
        place = {"prompt_number": "1.1", "start": start, "end": start + 3}
        themes.code(layer, themes=[theme], memo=words, by=reading.reader, **place)


@pytest.mark.one_engine
@pytest.mark.parametrize(("other", "own"), [("rae", "rob"), pytest.param("rob", "rae", marks=pytest.mark.soak)])
def test_what_is_made_after_the_others_work_tells_nothing_of_it(world, sign_in, other, own):
    """The same work in two worlds, one in which the other reader worked before: keys, counts, order, audit."""
    actions.load_standing_asks()
    themes.load_frameworks(world.programme)
    seen_document = world.document_at(Status.AGREEING, "b")
    pair = themes.allot_coding(seen_document.current_submission, coders=[world.rae, world.rob], by=world.lee)
    readings = dict(zip(("rae", "rob"), world.allot(world.document_at(Status.SUBMITTED)), strict=True))
    layers = dict(zip(("rae", "rob"), pair, strict=True))
    client = sign_in(getattr(world, own))
    samples = SAMPLES | {"slug": ["a", "b"]}
    worlds = []
    for other_works in (False, True):
        with transaction.atomic():
            with clock.at(MOMENT):
                if other_works:
                    works(world, readings[other], layers[other], "tokenoftheother")
                works(world, readings[own], layers[own], "tokenofone")
            places = [
                *addresses(samples),
                *(reverse("coding", args=[layers[own].pk, number]) for number in (1, 8)),
                reverse("finish_coding", args=[layers[own].pk]),
            ]
            with clock.at(MOMENT):
                worlds.append({address: said(client, address) for address in places})
            transaction.set_rollback(True)
    alone, beside = (without_keys(pages) for pages in worlds)
    assert [one for one, two in zip(alone, beside, strict=True) if one != two] == []
    assert "tokenofone 2" in str(worlds) and "tokenoftheother" not in str(worlds)


@pytest.mark.one_engine
def test_an_addendum_is_as_blind_as_the_reading(both_written, sign_in):
    world = both_written
    lodged = actions.lodge(world.raes, by=world.rae)
    clients = [sign_in(person) for person in (world.rob, world.lee, world.quinn, world.pat)]
    before = [crawl(client) for client in clients]
    actions.add_to_reading(lodged, text=f"Added {RAES}", by=world.rae)
    assert [crawl(client) for client in clients] == before
    assert pages_with(f"Added {RAES}", crawl(sign_in(world.rae))) != []


@pytest.mark.one_engine
def test_that_the_leader_looks_early_changes_no_page_of_a_reader(both_written, sign_in):
    """The look tells nobody whether anything is lodged, and shows the leader no draft."""
    world = both_written
    actions.lodge(world.raes, by=world.rae)
    rob, lee = sign_in(world.rob), sign_in(world.lee)
    before = crawl(rob)
    actions.look_early(world.document(), why="Rob is ill", by=world.lee)
    assert crawl(rob) == before
    pages = crawl(lee)
    assert (pages_with(RAES, pages), pages_with(ROBS, pages)) == ([reverse("early_look", args=[1, "a"])], [])


def test_the_leader_sees_lodged_or_not_yet_and_no_more(both_written):
    world = both_written
    actions.lodge(world.raes, by=world.rae)
    shown = visibility.lodgements(world.lee, world.document())
    assert [(entry.reader, entry.label) for entry in shown] == [(world.rae, "Submitted"), (world.rob, "Not yet")]
    assert [visibility.lodgements(getattr(world, name), world.document()) for name in ("rae", "rob", "pat", "ann")] == [
        []
    ] * 4


def test_reopening_seals_what_is_written_again(both_written, sign_in):
    from living_docs.actions import reopen

    world = both_written
    actions.lodge(world.raes, by=world.rae)
    actions.lodge(world.robs, by=world.rob)
    reopen(world.document(), why="More on aims", by=world.lee)
    assert visibility.readings_for(world.lee, world.document()) == []
    assert visibility.readings_for(world.rob, world.document()) == [world.robs]


def test_no_job_or_letter_holds_a_word_of_a_reading(both_written):
    world = both_written
    actions.lodge(world.raes, by=world.rae)
    actions.lodge(world.robs, by=world.rob)
    assert DBTaskResult.objects.count() > 0
    assert [
        job.pk for job in DBTaskResult.objects.all() if RAES in str(job.args_kwargs) or ROBS in str(job.args_kwargs)
    ] == []


# Lodged for good


def test_an_unfinished_reading_cannot_be_lodged(world):
    reading, _ = world.allot(world.document_at(Status.SUBMITTED))
    with pytest.raises(actions.NotReady) as not_ready:
        actions.lodge(reading, by=world.rae)
    assert [number for number, _ in not_ready.value.missing] == [*[q.number for q in reading.questions], -1]


def test_nobody_lodges_or_writes_in_another_persons_reading(both_written):
    for person in ("rob", "lee", "rex", "quinn", "ann"):
        by = getattr(both_written, person)
        for act in (
            lambda by: actions.lodge(both_written.raes, by=by),
            lambda by: actions.save_summary(both_written.raes, summary="x", by=by),
            lambda by: actions.save_comment(both_written.raes, question=1, fields={"noted": "x"}, by=by),
            lambda by: actions.give_back(both_written.raes, by=by),
        ):
            with pytest.raises(PermissionDenied):
                act(by)


@pytest.mark.parametrize("unsealed", [False, True])
def test_a_lodged_reading_cannot_be_changed_by_any_action(both_written, unsealed):
    world = both_written
    actions.lodge(world.raes, by=world.rae)
    if unsealed:
        actions.lodge(world.robs, by=world.rob)
    reading = Reading.objects.get(pk=world.raes.pk)
    before = [reading.summary, list(reading.comments.order_by("pk").values())]
    for act in (
        lambda: actions.save_comment(reading, question=1, fields={"noted": "other"}, by=world.rae),
        lambda: actions.save_summary(reading, summary="other", by=world.rae),
        lambda: actions.give_back(reading, by=world.rae),
        lambda: actions.lodge(reading, by=world.rae),
    ):
        with pytest.raises(PermissionDenied):
            act()
    reading.refresh_from_db()
    assert [reading.summary, list(reading.comments.order_by("pk").values())] == before


def test_a_lodged_reading_stays_when_the_leader_allots_anew(both_written):
    world = both_written
    actions.lodge(world.raes, by=world.rae)
    actions.allot(world.document(), readers=[world.rex], by=world.lee)
    assert set(world.document().readings.values_list("reader__email", flat=True)) == {
        "rae@icp.example",
        "rex@icp.example",
    }


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE feedback_reading SET summary = 'x' WHERE id = {reading}",
        "UPDATE feedback_reading SET lodged_at = NULL WHERE id = {reading}",
        "DELETE FROM feedback_reading WHERE id = {reading}",
        "UPDATE feedback_comment SET noted = 'x' WHERE reading_id = {reading}",
        "UPDATE feedback_comment SET reading_id = {other} WHERE reading_id = {reading} AND question = 0",
        "DELETE FROM feedback_comment WHERE reading_id = {reading}",
        "UPDATE feedback_comment SET reading_id = {reading}, question = 99 WHERE reading_id = {other} AND question = 0",
        "INSERT INTO feedback_comment (reading_id, question, comprehensible, complete, noted, more, evidence, practical, "
        "version) VALUES ({reading}, 99, '', '', 'x', '', '', '', 1)",
    ],
)
def test_a_lodged_reading_cannot_be_changed_by_sql(both_written, statement):
    actions.lodge(both_written.raes, by=both_written.rae)
    before = list(Comment.objects.order_by("pk").values())
    sql = statement.format(reading=both_written.raes.pk, other=both_written.robs.pk)
    with pytest.raises(DatabaseError, match="a lodged reading is frozen"), transaction.atomic():
        connection.cursor().execute(sql)
    assert list(Comment.objects.order_by("pk").values()) == before


@pytest.mark.django_db(transaction=True)
@repeated(3, soak=200)
def test_two_who_lodge_at_the_same_moment_unseal_once(time):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer: there is no same moment")
    world = World()
    document = world.document_at(Status.SUBMITTED)
    readings = world.allot(document)
    for reading in readings:
        world.write_reading(reading, reading.reader)
    barrier, trouble = threading.Barrier(2), []

    def lodge(reading: Reading) -> None:
        try:
            barrier.wait(10)
            actions.lodge(reading, by=reading.reader)
        except Exception as error:
            trouble.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=lodge, args=[reading]) for reading in readings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert trouble == []
    assert LivingDocument.objects.get(pk=document.pk).status == Status.AGREEING
    assert Move.objects.filter(to=Status.AGREEING).count() == 1
    assert Reading.objects.lodged().count() == 2
