"""More time and the document back: asked with a reason, decided once by the right person, told and shown."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts.foundations import clock
from living_docs import actions
from living_docs.models import Move, Request
from living_docs.workflow import Status
from sites.clearance import clear_for_site
from sites.exits import DECISION
from tests.accounts.test_letters import waiting
from tests.factories import DEADLINE, World

PLACE = [1, "a"]
LATER = DEADLINE + timedelta(days=7)
WHY = "Two authors are away."
MANAGERS_ONLY = ["abe", "bea", "rae", "lee", "hal", "quinn", "sam", "pat", "ivy", "exa"]


def more_time(world: World) -> Request:
    return actions.ask_for_more_time(world.document(), wished=LATER, reason=WHY, by=world.ann)


def back(world: World) -> Request:
    return actions.ask_to_reopen(world.document(), reason="A table is missing.", by=world.ann)


def subjects(since: int) -> list[tuple[str, str]]:
    return [(letter["to"][0].split("@")[0], letter["subject"]) for letter in waiting()[since:]]


@pytest.mark.parametrize("person", MANAGERS_ONLY)
def test_only_the_sites_manager_asks(world, person):
    by = getattr(world, person)
    with pytest.raises(PermissionDenied):
        actions.ask_for_more_time(world.document(), wished=LATER, reason=WHY, by=by)
    document = world.document_at(Status.SUBMITTED)
    with pytest.raises(PermissionDenied):
        actions.ask_to_reopen(document, reason=WHY, by=by)


def test_the_office_is_told_without_the_reason_and_grants_what_it_sees_fit(world):
    world.document()
    before = len(waiting())
    wanted = more_time(world)
    assert subjects(before) == [("pat", "Alderbrook asks for more time in round 1")]
    assert [letter for letter in waiting() if WHY in letter["body"]] == []
    with clock.at(DEADLINE - timedelta(days=1)):
        actions.grant(wanted, deadline=LATER - timedelta(days=2), why="Until Wednesday", by=world.pat)
    document = world.document()
    assert (document.deadline, document.deadline_reason) == (LATER - timedelta(days=2), "Until Wednesday")
    assert {subject for _, subject in subjects(before + 1)} == {
        f"Your round 1 deadline is now {document.deadline_words}"
    }
    assert (wanted.state, wanted.decided_by, wanted.why) == ("Granted", world.pat, "Until Wednesday")


def test_what_is_declined_changes_nothing_and_the_site_is_told_to_read_why(world):
    wanted = more_time(world)
    before = len(waiting())
    actions.decline(wanted, why="The review waits for it.", by=world.pat)
    assert world.document().own_deadline is None
    assert subjects(before) == [(who, "Your round 1 deadline stays as it is") for who in ("abe", "ann")]
    assert [letter for letter in waiting() if "The review waits" in letter["body"]] == []


def test_the_leader_gives_a_document_back_that_was_asked_for(world):
    world.document_at(Status.SUBMITTED)
    before = len(waiting())
    wanted = back(world)
    assert subjects(before) == [("lee", "Alderbrook asks for its document back in round 1")]
    actions.grant(wanted, why="Please add the table", by=world.lee)
    assert (world.document().status, Move.objects.latest("pk").why) == (Status.DRAFT, "Please add the table")
    assert world.document().current_submission.number == 1


@pytest.mark.parametrize(
    ("ask", "person"),
    [(more_time, "lee"), (more_time, "ann"), (more_time, "hal"), (back, "pat"), (back, "ann"), (back, "rae")],
)
def test_nobody_else_decides(world, ask, person):
    if ask is back:
        world.document_at(Status.SUBMITTED)
    wanted = ask(world)
    for decide in (actions.grant, actions.decline):
        with pytest.raises(PermissionDenied):
            decide(wanted, why="x", by=getattr(world, person))


def test_it_is_decided_once(world):
    wanted = more_time(world)
    actions.decline(wanted, why="No", by=world.pat)
    for decide in (actions.grant, actions.decline):
        with pytest.raises(PermissionDenied):
            decide(Request.objects.get(), why="Yes", by=world.pat)
    assert more_time(world).pk != wanted.pk  # asking again is another request


def test_the_same_is_not_asked_twice_while_it_waits(world):
    more_time(world)
    with pytest.raises(actions.AskedAlready):
        more_time(world)


def test_what_happened_meanwhile_overtakes_a_request(world):
    world.document()
    with clock.at(DEADLINE - timedelta(days=3)):
        wanted = more_time(world)
    document = world.document_at(Status.SUBMITTED)
    wanted.refresh_from_db()
    wanted.document = document
    assert (wanted.state, Request.objects.waiting()) == ("No longer needed", [])
    with clock.at(DEADLINE - timedelta(hours=3)):
        asked_back = back(world)
    actions.reopen(world.document(), why="Asked by telephone", by=world.lee)
    assert Request.objects.waiting() == []
    with clock.at(DEADLINE - timedelta(hours=2)):
        actions.submit(world.document(), by=world.ann)
    assert [request.pk for request in Request.objects.waiting()] == []  # nor does the old wish come back to life
    with pytest.raises(PermissionDenied):
        actions.grant(asked_back, why="x", by=world.lee)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE living_docs_request SET why = 'x' WHERE id = {pk}",
        "UPDATE living_docs_request SET decision = '' WHERE id = {pk}",
        "DELETE FROM living_docs_request WHERE id = {pk}",
    ],
)
def test_a_decided_request_is_frozen_in_the_database(world, statement):
    wanted = more_time(world)
    actions.decline(wanted, why="No", by=world.pat)
    with pytest.raises(DatabaseError, match="a decided request is frozen"), transaction.atomic():
        connection.cursor().execute(statement.format(pk=wanted.pk))


def test_what_was_asked_cannot_be_reworded(world):
    wanted = more_time(world)
    with pytest.raises(DatabaseError, match="what was asked is frozen"), transaction.atomic():
        Request.objects.filter(pk=wanted.pk).update(reason="Other words")


# Pages


def test_a_site_asks_and_reads_the_decision_on_its_page(world, sign_in):
    world.document()
    ann, pat = sign_in(world.ann), sign_in(world.pat)
    with clock.at(DEADLINE - timedelta(days=1)):
        refused = ann.post(reverse("ask_for_more_time", args=PLACE), {"day": "30/4/2010", "hour": "17", "reason": WHY})
        assert "Enter a day after the present deadline" in refused.content.decode()
        assert WHY in refused.content.decode()
        ann.post(reverse("ask_for_more_time", args=PLACE), {"day": "7/5/2010", "hour": "12", "reason": WHY})
    wanted = Request.objects.get()
    place = reverse("decide_request", args=[*PLACE, wanted.pk])
    assert place in pat.get("/").content.decode()
    assert place in pat.get(reverse("round", args=[1])).content.decode()
    assert (
        "for a deadline of 12pm on Friday 7 May 2010 (UK time)"
        in ann.get(reverse("document", args=PLACE)).content.decode()
    )
    assert pat.post(place, {"decision": "granted", "day": "", "why": "Yes"}).status_code == 200
    with clock.at(DEADLINE - timedelta(days=1)):
        pat.post(place, {"decision": "granted", "day": "6/5/2010", "hour": "17", "why": "One day less"})
    page = sign_in(world.abe).get(reverse("document", args=PLACE)).content.decode()
    assert "You asked for more time: granted" in page
    assert "Submit by <strong>5pm on Thursday 6 May 2010 (UK time)</strong>" in page or "The deadline was" in page
    assert world.document().deadline == LATER - timedelta(days=1)


def test_the_leader_decides_on_reopening_from_the_home_page(world, sign_in):
    world.document_at(Status.SUBMITTED)
    sign_in(world.ann).post(reverse("ask_to_reopen", args=PLACE), {"reason": "A table is missing."})
    place = reverse("decide_request", args=[*PLACE, Request.objects.get().pk])
    lee = sign_in(world.lee)
    assert place in lee.get("/").content.decode()
    assert "A table is missing." in lee.get(place).content.decode()
    lee.post(place, {"decision": "granted", "why": "Please add it"})
    assert world.document().status == Status.DRAFT
    assert place not in lee.get("/").content.decode()


@pytest.mark.parametrize(
    ("ask", "person", "status"),
    [
        (more_time, "lee", 404),
        (more_time, "pat", 200),
        (more_time, "bea", 404),
        (more_time, "rae", 404),
        (back, "lee", 200),
        (back, "pat", 404),
        (back, "hal", 404),
        (back, "quinn", 404),
    ],
)
def test_a_request_is_known_to_its_site_and_to_who_decides(world, sign_in, ask, person, status):
    if ask is back:
        world.document_at(Status.SUBMITTED)
    wanted = ask(world)
    assert (
        sign_in(getattr(world, person)).get(reverse("decide_request", args=[*PLACE, wanted.pk])).status_code == status
    )


@pytest.mark.parametrize("late", [timedelta(hours=-2), timedelta(days=3)])
def test_more_time_never_ends_before_the_deadline_there_was_or_before_now(world, sign_in, late):
    wanted = more_time(world)
    place = reverse("decide_request", args=[*PLACE, wanted.pk])
    too_early = max(DEADLINE, DEADLINE + late)
    typed = {"decision": "granted", "day": f"{too_early.day}/{too_early.month}/2010", "hour": "17", "why": "Yes"}
    with clock.at(DEADLINE + late):
        page = sign_in(world.pat).post(place, typed).content.decode()
        sentence = "Enter a day after the present deadline" if late < timedelta(0) else "Enter a day after today"
        assert sentence in page
        with pytest.raises(actions.NotLater):
            actions.grant(Request.objects.get(), deadline=too_early, why="Yes", by=world.pat)
    assert (world.document().own_deadline, Request.objects.get().decision) == (None, "")


def test_the_database_keeps_no_grant_that_ends_before_the_time_there_was(world):
    wanted = more_time(world)
    why = clear_for_site(DECISION, "Yes", site=wanted.document.site, by=world.pat)
    settled = {"decision": "granted", "why": why, "decided_by": world.pat, "decided_at": DEADLINE}
    for until in (None, DEADLINE, DEADLINE - timedelta(days=1)):
        with pytest.raises(DatabaseError), transaction.atomic():
            Request.objects.filter(pk=wanted.pk).update(**settled, until=until, instead_of=DEADLINE)
    later = DEADLINE + timedelta(days=1)
    assert Request.objects.filter(pk=wanted.pk).update(**settled, until=later, instead_of=DEADLINE) == 1


def test_a_wish_for_less_time_is_no_request_for_more(world):
    with pytest.raises(actions.NotLater):
        actions.ask_for_more_time(world.document(), wished=DEADLINE, reason=WHY, by=world.ann)
