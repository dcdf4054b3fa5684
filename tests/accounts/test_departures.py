"""Leaving the programme: what a person holds is handed over or left on purpose; only then the account ends."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from accounts import actions
from accounts.departures import StillHolds, held_by, keepers
from accounts.foundations.public_keys import public_key
from accounts.models import AuditEvent, User
from accounts.role_conflicts import RoleRefused
from accounts.roles import Role
from feedback import actions as feedback
from feedback.models import Reading, Withdrawal
from living_docs import actions as documents
from living_docs.models import GivenPrompt
from living_docs.workflow import Status
from reporting import actions as reporting
from tests.accounts.test_given_by_two import again, at_once, letters
from tests.crawl import said
from tests.effort import repeated
from tests.factories import PASSWORD, World, give
from themes import actions as themes


def words(person: User) -> list[str]:
    return sorted(held.words for held in held_by(again(person)))


@pytest.fixture
def reading(world) -> Reading:
    document = world.document_at(Status.SUBMITTED)
    return world.allot(document, world.rae, world.rob)[0]


def sent(person: User, chosen: dict[str, User | str], reason: str = "") -> dict[str, str]:
    """What the page sends: for each thing, by the words it begins with, who has it now, or "left"."""
    form = {"reason": reason}
    for held in held_by(again(person)):
        value = next((value for beginning, value in chosen.items() if held.words.startswith(beginning)), "")
        form[f"held-{held.key}"] = public_key(value) if isinstance(value, User) else value
    return form


def test_each_app_says_what_people_hold():
    assert sorted({keeper.__module__ for keeper in keepers}) == [
        "accounts.departures",
        "feedback.departures",
        "living_docs.departures",
        "reporting.departures",
        "themes.departures",
    ]


def test_everything_that_waits_for_a_person_is_held(world):
    first = world.document_at(Status.RELEASED, "a")
    submission = world.document_at(Status.AGREEING, "b").current_submission
    themes.allot_coding(submission, coders=[world.rex], by=world.lee)
    world.allot(world.document_at(Status.SUBMITTED, "a", 2), world.rex, world.rob)
    current = world.document("b", 2)
    prompt = current.prompts["1.1"]
    give(world.exa, "contributor", current.site)
    documents.give_prompt(current, prompt=prompt, to=again(world.exa), due=None, by=world.bea)
    wish = {"wished": current.deadline.replace(year=2030), "reason": "Winter"}
    documents.ask_for_more_time(current, by=world.bea, **wish)
    feedback.ask_to_withdraw_report(first.releases.get(), reason="A name stood in it.", by=world.lee)
    asked = actions.invite(email="n@icp.example", name="Nel", role=Role.QA, site=None, by=world.pat)
    world.document_at(Status.IN_QA, "b")
    feedback.comment_on_quality(world.document("b"), text="Say which group.", by=world.quinn)
    assert [words(getattr(world, name)) for name in ("rex", "exa", "bea", "lee", "pat", "quinn", "sam", "abe")] == [
        ["Coding of Brackenfell, round 1", "Reading of Alderbrook, round 2"],
        ["Prompt 1.1 of Brackenfell, round 2, which they have in hand"],
        [
            "A request about Brackenfell, round 2 that waits for a decision",
            "The document of Brackenfell, round 2, which only a project manager can submit",
        ],
        ["A request to withdraw a report, which waits for a second person"],
        [f"The role asked for {asked.name}, QA reviewer, which must be asked for again"],
        ["The quality check of the feedback for Brackenfell, round 1"],
        [],
        [],
    ]


def test_agreements_and_sections_are_held_by_who_wrote_them(world):
    document = world.document_at(Status.IN_QA)
    feedback.send_back(document, points="Shorten it.", by=world.quinn)
    review = reporting.start_review(world.rounds[1], by=world.lee)
    reporting.save_front(review, title="Round 1", subtitle="", abstract="", by=world.lee)
    assert words(world.lee) == [
        "The agreed feedback for Alderbrook, round 1",
        "Their sections of the review of round 1",
    ]


def test_sections_go_to_another_writer(world, sign_in):
    review = world.draft_review()
    review.sections.filter(question=1).update(writer=world.hal)
    page, office = reverse("leave", args=[world.hal.pk]), sign_in(world.pat)
    assert office.post(page, sent(world.hal, {"Their sections": world.lee})).status_code == 302
    assert [section.writer for section in review.sections.filter(question=1)] == [world.lee]


def test_a_reading_goes_to_a_reader_who_may_have_it(world, reading, sign_in):
    page, office = reverse("leave", args=[world.rae.pk]), sign_in(world.pat)
    shown = said(office, page)
    offered = [name for name in ("Rob Robichaux", "Rex Rexforth", "Duo Duquesne", "Quinn Quintana") if name in shown]
    assert offered == ["Rex Rexforth", "Duo Duquesne"]
    done = office.post(page, sent(world.rae, {"Reading of": world.rex}))
    assert (done.status_code, again(world.rae).is_active) == (302, False)
    assert sorted(reading.document.readings.values_list("reader__name", flat=True)) == ["Rex Rexforth", "Rob Robichaux"]
    assert Withdrawal.objects.get().why == "Rae Raghavan left the programme."
    assert [letter for letter in letters() if letter[0] == "rex"] == [
        ("rex", "A document to read: Alderbrook, round 1"),
        ("rex", "You take over work from Rae Raghavan"),
    ]
    assert AuditEvent.objects.get(verb="handed work over").about == (
        "Reading of Alderbrook, round 1: from Rae Raghavan to Rex Rexforth"
    )


def test_nothing_is_forgotten_and_what_is_left_has_a_reason(world, reading, sign_in):
    page, office = reverse("leave", args=[world.rae.pk]), sign_in(world.pat)
    empty = office.post(page, sent(world.rae, {}))
    assert (empty.status_code, "Say what becomes of this: Reading of Alderbrook" in empty.content.decode()) == (
        422,
        True,
    )
    bare = office.post(page, sent(world.rae, {"Reading of": "left"}, reason="  "))
    assert (bare.status_code, "Say why something is left" in bare.content.decode()) == (422, True)
    assert again(world.rae).is_active is True
    office.post(page, sent(world.rae, {"Reading of": "left"}, reason="The round is closing."))
    assert (again(world.rae).is_active, Reading.objects.get(pk=reading.pk).reader) == (False, world.rae)
    assert AuditEvent.objects.get(verb="left work on purpose").why == "The round is closing."


def test_the_old_button_does_not_pass_by_what_is_held(world, reading, sign_in):
    answer = sign_in(world.pat).post(reverse("switch_off", args=[world.rae.pk]))
    assert (answer["Location"], again(world.rae).is_active) == (reverse("leave", args=[world.rae.pk]), True)
    with pytest.raises(StillHolds):
        actions.switch_off(world.rae, by=world.pat)


def test_who_may_not_have_it_gets_nothing(world, reading):
    held = held_by(again(world.rae))[0]
    actions.note_interest(world.rex, site=reading.document.site, by=world.rex)
    for taker in (world.rob, world.rex, world.quinn, world.ann):
        with pytest.raises(StillHolds, match="can no longer take this over"):
            actions.leave(world.rae, takers={held.key: again(taker)}, reason="", by=world.pat)
    assert again(world.rae).is_active is True


def test_what_came_to_the_leaver_meanwhile_is_not_passed_by(world, reading, sign_in):
    office, form = sign_in(world.pat), sent(world.rae, {"Reading of": world.rex})
    world.allot(world.document_at(Status.SUBMITTED, "b"), world.rae, world.rob)
    page = office.post(reverse("leave", args=[world.rae.pk]), form)
    content = page.content.decode()
    assert (page.status_code, "Reading of Brackenfell, round 1" in content) == (422, True)
    assert "selected>Hand over to Rex Rexforth" in content
    assert again(world.rae).is_active is True


def test_nobody_is_given_work_after_they_left(world, reading):
    actions.leave(world.rex, takers={}, reason="", by=world.pat)
    with pytest.raises(PermissionDenied):
        feedback.allot(reading.document, readers=[world.rex, world.rob], why="Rae is ill.", by=world.lee)
    submission = world.document_at(Status.AGREEING, "b").current_submission
    with pytest.raises(PermissionDenied):
        themes.allot_coding(submission, coders=[world.rex], by=world.lee)
    actions.switch_off(world.abe, by=world.pat)
    document = world.document("a", 2)
    with pytest.raises(PermissionDenied):
        documents.give_prompt(document, prompt=document.prompts["1.1"], to=world.abe, due=None, by=world.ann)


@pytest.mark.django_db(transaction=True)
@repeated(2, soak=100)
def test_of_allotting_and_leaving_at_the_same_moment_one_counts(time):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer: there is no same moment")
    world = World()
    document = world.document_at(Status.SUBMITTED)

    def refuse(act):
        def do():
            try:
                act()
            except (PermissionDenied, StillHolds) as error:
                raise RoleRefused(str(error)) from error

        return do

    late = at_once(
        refuse(lambda: feedback.allot(document, readers=[world.rex], by=world.lee)),
        refuse(lambda: actions.leave(world.rex, takers={}, reason="", by=world.pat)),
    )
    held = Reading.objects.filter(reader=world.rex).count()
    assert (len(late), again(world.rex).is_active) == (1, held == 1)


def test_a_prompt_in_hand_goes_to_a_colleague(world, sign_in):
    document = world.document()
    given = documents.give_prompt(document, prompt=document.prompts["1.1"], to=world.abe, due=None, by=world.ann)
    sign_in(world.pat).post(reverse("leave", args=[world.abe.pk]), sent(world.abe, {"Prompt 1.1": world.ann}))
    assert (GivenPrompt.objects.get(pk=given.pk).to, again(world.abe).is_active) == (world.ann, False)


def test_coding_goes_on_with_another_coder(world, sign_in):
    submission = world.document_at(Status.AGREEING).current_submission
    layer = themes.allot_coding(submission, coders=[world.rae, world.rob], by=world.lee)[0]
    shown = said(sign_in(world.pat), reverse("leave", args=[world.rae.pk]))
    assert ("Hand over to Rob" in shown, "Hand over to Rex" in shown) == (False, True)
    sign_in(world.pat).post(reverse("leave", args=[world.rae.pk]), sent(world.rae, {"Coding": world.rex}))
    layer.refresh_from_db()
    assert (layer.coder, layer.is_blind) == (world.rex, True)


@pytest.mark.parametrize("name", ["lee", "pat"])
def test_the_only_leader_or_office_person_does_not_leave_without_a_successor(world, sign_in, name):
    person = getattr(world, name)
    page = said(sign_in(world.pat), reverse("leave", args=[person.pk]))
    assert ("is the only person with the role" in page, "Switch off the account" in page) == (True, False)
    with pytest.raises(RoleRefused, match="Give the role to somebody else first"):
        actions.leave(person, takers={}, reason="", by=world.pat)
    second = User.objects.create_user("two@icp.example", PASSWORD, name="Two Tamm")
    give(second, person.memberships.get().role)
    actions.leave(person, takers={}, reason="", by=world.pat)
    assert again(person).is_active is False


@pytest.mark.parametrize("name", ["ann", "lee", "quinn", "sam", "exa"])
def test_only_the_office_lets_people_leave(world, name):
    with pytest.raises(PermissionDenied):
        actions.leave(world.rex, takers={}, reason="", by=getattr(world, name))
