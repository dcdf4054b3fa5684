"""The two journeys: what their tables hold is walked and written down, everything else is refused."""

from itertools import product
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import AuditEvent
from icp_eval.management.commands.generate_docs import journey
from living_docs.actions import move
from living_docs.models import LivingDocument, Move
from living_docs.workflow import MOVES, WHOSE_TURN, NotAMove, Status
from reporting.actions import move_review
from reporting.models import Review, ReviewMove
from reporting.review.workflow import REVIEW_MOVES, ReviewStatus
from tests.factories import World

PAIRS = list(product(Status, Status))
REVIEW_PAIRS = list(product(ReviewStatus, ReviewStatus))


@pytest.fixture
def placed(world: World):
    """A document put straight into a status: only here, where every step from everywhere is tried."""

    def place(status: Status) -> LivingDocument:
        document = world.document()
        LivingDocument.objects.filter(pk=document.pk).update(status=status)
        return world.document()

    return place


@pytest.mark.parametrize(("frm", "to"), [pair for pair in PAIRS if pair in MOVES], ids=str)
def test_a_step_of_the_table_is_taken_and_written_down_twice(world, placed, frm, to):
    document = placed(frm)
    move(document, to=to, by=world.lee, why="Because")
    assert LivingDocument.objects.get(pk=document.pk).status == document.status == to
    written = Move.objects.get()
    assert (written.frm, written.to, written.by, written.why) == (frm, to, world.lee, "Because")
    event = AuditEvent.objects.order_by("number").last()
    assert (event.verb, event.by, event.about, event.why) == (MOVES[frm, to].verb, world.lee, str(document), "Because")


@pytest.mark.parametrize(("frm", "to"), [pair for pair in PAIRS if pair not in MOVES], ids=str)
def test_a_step_that_the_table_does_not_hold_is_refused(world, placed, frm, to):
    document = placed(frm)
    events = AuditEvent.objects.count()
    with pytest.raises(NotAMove):
        move(document, to=to, by=world.lee, why="Because")
    assert LivingDocument.objects.get(pk=document.pk).status == frm
    assert (Move.objects.count(), AuditEvent.objects.count()) == (0, events)


@pytest.mark.parametrize("why", ["", "   ", "\n"])
@pytest.mark.parametrize(("frm", "to"), [pair for pair, step in MOVES.items() if step.needs_reason], ids=str)
def test_a_step_back_needs_a_reason(world, placed, frm, to, why):
    with pytest.raises(NotAMove, match="^Say why it was "):
        move(placed(frm), to=to, by=world.lee, why=why)
    assert Move.objects.count() == 0


def test_only_steps_back_need_a_reason():
    order = list(Status)
    assert {pair for pair, step in MOVES.items() if step.needs_reason} == {
        (frm, to) for frm, to in MOVES if order.index(to) < order.index(frm)
    }


def test_a_stale_copy_cannot_take_a_step_from_where_the_document_no_longer_is(world, placed):
    stale = placed(Status.SUBMITTED)
    move(world.document(), to=Status.AGREEING, by=world.lee)
    with pytest.raises(NotAMove):
        move(stale, to=Status.AGREEING, by=world.lee)
    assert Move.objects.count() == 1


def test_a_released_document_stays_released():
    assert [to for frm, to in MOVES if frm == Status.RELEASED] == []


def test_every_status_has_a_turn_and_can_be_reached():
    assert set(WHOSE_TURN) == set(Status)
    assert {to for _, to in MOVES} == set(Status)


def test_a_document_walks_from_draft_to_release(world):
    document = world.document_at(Status.RELEASED)
    steps = list(document.moves.order_by("pk").values_list("frm", "to", "by__email"))
    assert steps == [
        ("draft", "submitted", "ann@icp.example"),
        ("submitted", "agreeing", "rob@icp.example"),
        ("agreeing", "in_qa", "lee@icp.example"),
        ("in_qa", "passed", "quinn@icp.example"),
        ("passed", "released", "lee@icp.example"),
    ]


def test_the_picture_of_the_journeys_is_current():
    path = Path(settings.BASE_DIR) / "docs" / "journey.md"
    assert path.read_text(encoding="utf-8") == journey()


# The thematic review


@pytest.fixture
def placed_review(world: World):
    def place(status: ReviewStatus) -> Review:
        review = world.draft_review()
        Review.objects.filter(pk=review.pk).update(status=status)
        return Review.objects.get(pk=review.pk)

    return place


@pytest.mark.parametrize(("frm", "to"), REVIEW_PAIRS, ids=str)
def test_a_review_takes_the_steps_of_its_table_and_no_other(world, placed_review, frm, to):
    review = placed_review(frm)
    if (frm, to) in REVIEW_MOVES:
        move_review(review, to=to, by=world.lee, why="Because")
        written = ReviewMove.objects.get()
        assert (written.frm, written.to, written.by, written.why) == (frm, to, world.lee, "Because")
        assert AuditEvent.objects.order_by("number").last().verb == REVIEW_MOVES[frm, to]
        assert Review.objects.get(pk=review.pk).status == to
    else:
        with pytest.raises(NotAMove):
            move_review(review, to=to, by=world.lee)
        assert (ReviewMove.objects.count(), Review.objects.get(pk=review.pk).status) == (0, frm)
