"""Allotting by plan and by hand: the preview, late documents, ties with sites, and readers taken away."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts import actions as people
from accounts.models import AuditEvent, Interest, Membership, User
from feedback import actions
from feedback.models import Comment, Draw, Reading, Withdrawal
from feedback.reading_plan.proposal import possible_readers, propose
from living_docs.models import LivingDocument
from living_docs.workflow import Status
from tests.factories import World, give

TYPED = "tokenofawithdrawnreading"


def proposal(world: World):
    round = world.open_round()
    documents = LivingDocument.objects.submitted().listed(round)
    return propose(round.reading_plans.last(), documents, possible_readers())


def read_by(world: World) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for site, email in Reading.objects.values_list("document__site__slug", "reader__email"):
        found.setdefault(site, set()).add(email.partition("@")[0])
    return found


def test_the_leader_plans_sees_and_allots(world, sign_in):
    world.document_at(Status.SUBMITTED, "a")
    world.document_at(Status.SUBMITTED, "b")
    lee = sign_in(world.lee)
    plan = {"how": "sample", "sample": "1", "read_by": "14/5/2010"}
    response = lee.post(reverse("reading_plan", args=[1]), plan, follow=True)
    assert "A sample of 1, drawn at random, is read by two; the rest by one." in response.content.decode()
    assert Reading.objects.count() == 0
    seen = response.context["seen"]
    lee.post(reverse("allot_as_planned", args=[1]), {"seen": seen})
    drawn = Draw.objects.get()
    assert drawn.pool == ["a", "b"]
    assert {site: len(readers) for site, readers in read_by(world).items()} == {
        site: 2 if site in drawn.drawn else 1 for site in "ab"
    }
    assert "5pm on Friday 14 May 2010 (UK time)" in lee.get(reverse("allotting", args=[1])).content.decode()


def test_what_has_changed_since_the_preview_is_not_allotted(world, sign_in):
    world.document_at(Status.SUBMITTED, "a")
    actions.set_plan(world.rounds[1], sample=None, by=world.lee)
    lee = sign_in(world.lee)
    seen = lee.get(reverse("plan_preview", args=[1])).context["seen"]
    world.document_at(Status.SUBMITTED, "b")
    response = lee.post(reverse("allot_as_planned", args=[1]), {"seen": seen}, follow=True)
    assert "have changed since you looked" in response.content.decode()
    assert Reading.objects.count() == 0


def test_a_late_document_joins_by_the_same_rule(world):
    world.document_at(Status.SUBMITTED, "a")
    actions.set_plan(world.rounds[1], sample=1, by=world.lee)
    actions.allot_as_planned(proposal(world), by=world.lee)
    world.document_at(Status.SUBMITTED, "b")
    actions.allot_as_planned(proposal(world), by=world.lee)
    assert [(draw.pool, draw.drawn) for draw in Draw.objects.order_by("pk")] == [(["a"], ["a"]), (["a", "b"], ["a"])]
    assert {site: len(readers) for site, readers in read_by(world).items()} == {"a": 2, "b": 1}


def test_another_deadline_leaves_the_draw_and_another_size_draws_anew(world):
    round = world.open_round()
    first = actions.set_plan(round, sample=3, by=world.lee)
    later = actions.set_plan(round, sample=3, read_by=round.deadline, by=world.lee)
    other = actions.set_plan(round, sample=4, by=world.lee)
    assert first.seed == later.seed != other.seed


def test_a_site_without_a_submission_is_not_in_the_draw(world):
    world.document_at(Status.SUBMITTED, "a")
    actions.set_plan(world.rounds[1], sample=5, by=world.lee)
    assert proposal(world).pool == ["a"]
    with pytest.raises(PermissionDenied):
        actions.allot(world.document("b"), readers=[world.rae], by=world.lee)


def test_who_has_ties_with_a_site_reads_nothing_of_it(world, sign_in):
    document = world.document_at(Status.SUBMITTED, "a")
    sign_in(world.rae).post(reverse("ties"), {"site": "a", "what": "Worked there"})
    sign_in(world.lee).post(reverse("ties"), {"person": str(world.rex.pk), "site": "a", "what": "Married to the chair"})
    assert set(Interest.objects.values_list("person__email", "noted_by__email")) == {
        ("rae@icp.example", "rae@icp.example"),
        ("rex@icp.example", "lee@icp.example"),
    }
    with pytest.raises(PermissionDenied):
        actions.allot(document, readers=[world.rae, world.rob], by=world.lee)
    actions.set_plan(world.rounds[1], sample=None, by=world.lee)
    actions.allot_as_planned(proposal(world), by=world.lee)
    assert read_by(world) == {"a": {"rob", "duo"}}


def test_a_former_site_counts_as_a_tie(world):
    membership = people.give_role(world.exa, role="contributor", site=world.document("a").site, by=world.pat)
    people.take_role(Membership.objects.get(pk=membership.pk), by=world.pat)
    give(world.exa, "researcher")
    document = world.document_at(Status.SUBMITTED, "a")
    with pytest.raises(PermissionDenied):
        actions.allot(document, readers=[User.objects.get(pk=world.exa.pk)], by=world.lee)
    assert Interest.objects.get().what == "Was site contributor"


def test_a_researcher_notes_nobody_elses_ties(world, sign_in):
    site = world.document("a").site
    for by in (world.rob, world.pat, world.ann):
        with pytest.raises(PermissionDenied):
            people.note_interest(world.rae, site=site, by=by)
    sign_in(world.rob).post(reverse("ties"), {"person": str(world.rae.pk), "site": "a", "what": ""})
    assert Interest.objects.get().person == world.rob


# A reader taken away


def test_a_change_of_reader_is_recorded_and_nothing_typed_is_lost(world, sign_in):
    document = world.document_at(Status.SUBMITTED, "a")
    raes, _ = world.allot(document)
    world.write_reading(raes, world.rae, TYPED)
    form = {"a-first": str(world.rex.pk), "a-second": str(world.rob.pk)}
    lee = sign_in(world.lee)
    refused = lee.post(reverse("allotting", args=[1]), form | {"why": ""})
    assert (refused.status_code, read_by(world)) == (422, {"a": {"rae", "rob"}})
    lee.post(reverse("allotting", args=[1]), form | {"why": "Rae is ill."})
    kept = Withdrawal.objects.get()
    assert (kept.reader, kept.successor, kept.why, kept.by) == (world.rae, world.rex, "Rae is ill.", world.lee)
    noted = [row["fields"]["noted"] for row in kept.text if row["model"] == "feedback.comment"]
    assert len(noted) == len(raes.questions)
    assert all(TYPED in text for text in noted)
    assert TYPED in kept.text[0]["fields"]["summary"]
    assert (read_by(world), Comment.objects.count()) == ({"a": {"rex", "rob"}}, 0)
    event = AuditEvent.objects.get(verb="changed the reader")
    assert (event.about, event.why) == (f"{document} from {world.rae} to {world.rex}", "Rae is ill.")


def test_what_is_given_back_is_kept_too(world):
    document = world.document_at(Status.SUBMITTED, "a")
    raes, _ = world.allot(document)
    world.write_reading(raes, world.rae, TYPED)
    actions.give_back(raes, by=world.rae)
    kept = Withdrawal.objects.get()
    assert (kept.was_given_back, kept.successor, TYPED in str(kept.text)) == (True, None, True)


def test_a_document_of_one_reader_goes_on_with_one_reading(world):
    document = world.document_at(Status.SUBMITTED, "a")
    (reading,) = world.allot(document, world.rae)
    world.write_reading(reading, world.rae)
    actions.lodge(reading, by=world.rae)
    assert world.document_at(Status.RELEASED, "a").releases.get().data["readers"] == 1
