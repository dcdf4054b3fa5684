"""An invitation is used once, withdrawn, ends by itself, and never gives back what was taken; no link can be read."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts import actions
from accounts.foundations import clock
from accounts.models import AskedRole, AuditEvent, Interest, Invitation, Membership, User
from accounts.role_conflicts import RoleRefused
from accounts.roles import Role
from sites.names.dictionary import people_terms
from tests.accounts.test_given_by_two import again, at_once, letters
from tests.accounts.test_letters import work_off
from tests.crawl import said
from tests.effort import repeated
from tests.factories import PASSWORD, World, give, link_sent_to

NEW = {"name": "Nel Owen", "job_title": "", "password": "five quite other plain words"}
EMAIL = "nel@icp.example"


def invite(world, role: str = "contributor", email: str = EMAIL) -> Invitation:
    site = world.programme.sites.get(slug="a") if role in {"manager", "contributor"} else None
    return actions.invite(email=email, name="Nel Owen", role=Role(role), site=site, by=world.pat)


@pytest.fixture
def invitation(world) -> Invitation:
    return invite(world)


def test_neither_the_database_nor_a_letter_that_went_holds_the_token(world, invitation):
    token = link_sent_to(EMAIL).split("/")[2]
    assert len(token) > 40
    work_off()
    with connection.cursor() as cursor:
        for table in ("accounts_invitation", "accounts_auditevent", DBTaskResult._meta.db_table):
            cursor.execute(f"SELECT * FROM {table}")
            assert token not in str(cursor.fetchall()), table
    assert {job.args_kwargs["kwargs"]["body"] for job in DBTaskResult.objects.all()} == {""}


def test_what_the_database_holds_opens_nothing(world, invitation):
    for guess in (invitation.token_sha256, "None", "null", "%00", "x" * 64):
        assert Client().get(f"/invitation/{guess}/").status_code == 404


def test_a_withdrawn_invitation_leads_nowhere(world, invitation, sign_in):
    link = link_sent_to(EMAIL)
    office = sign_in(world.pat)
    assert "the invitation of Nel Owen" in said(office, reverse("people"))
    office.post(reverse("withdraw_invitation", args=[invitation.pk]))
    page = Client().get(link)
    assert (page.status_code, "It was withdrawn." in page.content.decode()) == (410, True)
    assert (Client().post(link, NEW).status_code, User.objects.filter(email=EMAIL).count()) == (410, 0)
    twice = office.post(reverse("withdraw_invitation", args=[invitation.pk]), follow=True).content.decode()
    assert "This invitation is over." in twice
    assert AuditEvent.objects.filter(verb="withdrew an invitation", by=world.pat).count() == 1


def test_a_withdrawn_invitation_asks_nobody_any_more(world):
    invitation = invite(world, "qa")
    actions.withdraw_invitation(invitation, by=world.pat)
    assert AskedRole.objects.waiting().count() == 0
    with pytest.raises(RoleRefused, match="already decided"):
        actions.confirm_role(invitation.asked, by=world.lee)


def test_an_accepted_invitation_is_not_withdrawn(world, invitation):
    Client().post(link_sent_to(EMAIL), NEW)
    with pytest.raises(RoleRefused, match="This invitation is over"):
        actions.withdraw_invitation(invitation, by=world.pat)


@pytest.mark.parametrize("person", ["ann", "lee", "quinn", "ivy", "sam"])
def test_only_the_office_withdraws(world, invitation, person):
    with pytest.raises(PermissionDenied):
        actions.withdraw_invitation(invitation, by=getattr(world, person))


def test_a_second_invitation_to_a_role_replaces_the_first(world, invitation):
    first = link_sent_to(EMAIL)
    invite(world)
    assert [Client().get(first).status_code, Client().get(link_sent_to(EMAIL)).status_code] == [410, 200]


def test_an_old_link_does_not_give_back_a_role_that_was_taken(world, sign_in):
    invite(world, email="exa@icp.example")
    link = link_sent_to("exa@icp.example")
    given = actions.give_role(world.exa, role=Role.CONTRIBUTOR, site=world.ann.sites[0], by=world.pat)
    actions.take_role(given, by=world.pat)
    assert (sign_in(world.exa).get(link).status_code, again(world.exa).roles) == (410, [])


def test_an_old_link_does_not_bring_back_who_was_switched_off(world, sign_in):
    for role in ("contributor", "manager"):
        invite(world, role, "exa@icp.example")
    actions.switch_off(world.exa, by=world.pat)
    assert Invitation.objects.not_over().filter(email="exa@icp.example").count() == 0
    with pytest.raises(RoleRefused, match="switched off"):
        invite(world, email="exa@icp.example")
    page = sign_in(world.pat).post(
        reverse("invite"), {"name": "Exa", "email": "EXA@icp.example", "role": "qa", "site": ""}
    )
    assert "Exa Exarchou’s account is switched off." in page.content.decode()


UNDOING = [
    ({"accepted_at": clock.now()}, "a withdrawn invitation is not accepted"),
    ({"accepted_at": None}, "an invitation is accepted once"),
]


def test_the_database_opens_no_invitation_again(world, invitation):
    used = invite(world, "manager")
    Client().post(link_sent_to(EMAIL), NEW)
    actions.withdraw_invitation(invitation, by=world.pat)
    for row, (change, reason) in zip((invitation, used), UNDOING, strict=True):
        with pytest.raises(DatabaseError, match=reason), transaction.atomic():
            Invitation.objects.filter(pk=row.pk).update(**change)


@pytest.mark.django_db(transaction=True)
@repeated(2, soak=100)
def test_of_two_who_follow_a_link_at_the_same_moment_one_gets_in(time):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer: there is no same moment")
    world = World()
    invitation = invite(world)
    accept = partial(actions.accept, invitation, job_title="", password=PASSWORD)
    assert at_once(partial(accept, name="Nel"), partial(accept, name="Mal")) == ["This invitation is over."]
    assert User.objects.filter(email=EMAIL).count() == Membership.objects.filter(user__email=EMAIL).count() == 1


@pytest.mark.django_db(transaction=True)
@repeated(2, soak=100)
def test_of_accepting_and_withdrawing_at_the_same_moment_one_counts(time):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer: there is no same moment")
    world = World()
    invitation = invite(world)
    refused = at_once(
        lambda: actions.accept(invitation, name="Nel", job_title="", password=PASSWORD),
        lambda: actions.withdraw_invitation(invitation, by=world.pat),
    )
    left = Invitation.objects.get(pk=invitation.pk)
    assert (refused, bool(left.accepted_at) ^ bool(left.withdrawn_at)) == (["This invitation is over."], True)


@pytest.mark.django_db(transaction=True)
@repeated(2, soak=100)
def test_two_invitations_of_a_new_person_at_the_same_moment_make_one_account(time):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer: there is no same moment")
    world = World()
    both = [invite(world, role) for role in ("manager", "contributor")]
    accept = partial(actions.accept, name="Nel", job_title="", password=PASSWORD)
    late = at_once(*(partial(accept, one) for one in both))
    assert User.objects.filter(email=EMAIL).count() == 1
    assert Membership.objects.filter(user__email=EMAIL).count() == 2 - len(late)


# What two people said gives a role once


def test_the_database_takes_no_role_of_two_without_their_request(world):
    for role in (Role.QA, Role.OFFICE, Role.IMPLEMENTATION):
        with pytest.raises(DatabaseError, match="a confirmed request is missing"), transaction.atomic():
            Membership.objects.create(user=world.exa, role=role)


def test_a_request_that_waits_or_was_refused_or_is_for_another_gives_nothing(world):
    asked = actions.ask_for_role(world.exa, role=Role.QA, by=world.pat)
    others = AskedRole.objects.filter(confirmed=True).exclude(person=world.exa)
    for request in (asked, others.get(role="qa", person=world.quinn), others.get(role="economist")):
        with pytest.raises(DatabaseError), transaction.atomic():
            Membership.objects.create(user=world.exa, role=request.role, asked=request)
    actions.refuse_role(asked, reason="Not known.", by=world.lee)
    with pytest.raises(DatabaseError), transaction.atomic():
        Membership.objects.create(user=world.exa, role="qa", asked=asked)


def test_a_request_does_not_give_a_role_again_that_was_taken(world):
    asked = actions.confirm_role(actions.ask_for_role(world.exa, role=Role.QA, by=world.pat), by=world.lee)
    actions.take_role(world.exa.memberships.get(), by=world.pat)
    with pytest.raises(DatabaseError, match="a confirmed request is missing"), transaction.atomic():
        Membership.objects.create(user=world.exa, role="qa", asked=asked)
    with pytest.raises(DatabaseError), transaction.atomic():
        AskedRole.objects.filter(pk=asked.pk).update(ended_at=None)


def test_what_the_command_gave_it_gives_once(world):
    membership = world.lee.memberships.get()
    give(world.exa, Role.LEADER)
    actions.take_role(membership, by=world.pat)
    with pytest.raises(DatabaseError, match="a confirmed request is missing"), transaction.atomic():
        Membership.objects.create(user=world.lee, role="leader", by_command_id=membership.by_command_id)


# Taken back before it was decided


def test_who_asked_takes_the_request_back(world, sign_in):
    asked = actions.ask_for_role(world.exa, role=Role.QA, by=world.pat)
    page = reverse("asked_role", args=[asked.pk])
    assert "Withdraw the request" in said(sign_in(world.pat), page)
    sign_in(world.pat).post(reverse("take_back_asked_role", args=[asked.pk]))
    assert "This request was withdrawn, so nobody needs to decide." in said(sign_in(world.lee), page)
    with pytest.raises(RoleRefused, match="already decided"):
        actions.confirm_role(asked, by=world.lee)
    assert actions.ask_for_role(world.exa, role=Role.QA, by=world.pat).is_waiting


def test_only_who_asked_takes_it_back_and_only_while_it_waits(world):
    ode = User.objects.create_user("ode@icp.example", PASSWORD, name="Ode")
    give(ode, Role.OFFICE)
    asked = actions.ask_for_role(world.exa, role=Role.QA, by=world.pat)
    for person in (ode, world.lee, world.quinn):
        with pytest.raises(PermissionDenied):
            actions.take_back_asked_role(asked, by=person)
    actions.confirm_role(asked, by=world.lee)
    with pytest.raises(RoleRefused, match="already decided"):
        actions.take_back_asked_role(asked, by=world.pat)


def test_an_invitation_whose_request_is_taken_back_is_withdrawn(world):
    invitation = invite(world, "steering")
    actions.take_back_asked_role(invitation.asked, by=world.pat)
    assert Invitation.objects.get(pk=invitation.pk).withdrawn_at is not None


@pytest.mark.django_db(transaction=True)
@repeated(2, soak=100)
def test_of_confirming_and_taking_back_at_the_same_moment_one_counts(time):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer: there is no same moment")
    world = World()
    asked = actions.ask_for_role(world.exa, role=Role.QA, by=world.pat)
    refused = at_once(
        lambda: actions.confirm_role(asked, by=world.lee), lambda: actions.take_back_asked_role(asked, by=world.pat)
    )
    asked.refresh_from_db()
    assert refused == ["Somebody has already decided about this role."]
    assert bool(asked.confirmed) ^ bool(asked.ended_at)


# The last leader and the last of the office


@pytest.mark.parametrize(("name", "label"), [("lee", "Task leader"), ("pat", "Programme office")])
def test_the_only_one_neither_loses_the_role_nor_goes(world, sign_in, name, label):
    person = getattr(world, name)
    reason = f"is the only person with the role “{label}”. Give the role to somebody else first."
    for address, key in (("take_role", person.memberships.get().pk), ("switch_off", person.pk)):
        page = sign_in(world.pat).post(reverse(address, args=[key]), follow=True).content.decode()
        assert reason in page
    assert (again(person).is_active, again(person).memberships.count()) == (True, 1)


def test_with_a_successor_the_role_is_taken(world):
    give(world.exa, Role.LEADER)
    actions.take_role(world.lee.memberships.get(), by=world.pat)
    with pytest.raises(RoleRefused, match="Exa Exarchou is the only person"):
        actions.switch_off(world.exa, by=world.pat)


@pytest.mark.django_db(transaction=True)
@repeated(2, soak=100)
def test_two_of_the_office_who_switch_one_another_off_do_not_both_go(time):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer: there is no same moment")
    world = World()
    ode = User.objects.create_user("ode@icp.example", PASSWORD, name="Ode")
    give(ode, Role.OFFICE)
    late = at_once(lambda: actions.switch_off(ode, by=world.pat), lambda: actions.switch_off(world.pat, by=ode))
    assert (len(late), User.objects.with_role(Role.OFFICE).count()) == (1, 1)
    connections.close_all()


# Who is let into a site


def test_the_people_of_a_site_hear_of_everyone_who_is_let_in(world):
    actions.give_role(world.exa, role=Role.CONTRIBUTOR, site=world.ann.sites[0], by=world.pat)
    invite(world)
    told = {subject: {to for to, said in letters() if said == subject} for _, subject in letters()}
    assert told["Exa Exarchou now has a role at Alderbrook"] == {"ann", "abe"}
    assert told["Nel Owen now has a role at Alderbrook"] == {"ann", "abe", "exa"}


def test_nobody_is_let_in_unseen_by_taking_the_managers_role_first(world):
    give(second := User.objects.create_user("ola@icp.example", "x", name="Ola Okri"), "office")
    site = world.ann.sites[0]
    for member in Membership.objects.filter(site=site):
        actions.take_role(member, by=world.pat)
    assert {to for to, said in letters() if said == "Ann Adeyinka no longer has a role"} == {"ann", "ola"}
    actions.invite(email="sock@icp.example", name="Soc Kette", role="contributor", site=site, by=world.pat)
    assert {to for to, said in letters() if said == "Soc Kette now has a role at Alderbrook"} == {"ola", "lee"}
    assert second.has_role("office")


# Ties that came from having belonged


def test_a_tie_from_having_belonged_is_not_taken_back(world, sign_in):
    declared = actions.note_interest(world.rob, site=world.bea.sites[0], what="Cousin", by=world.rob)
    actions.take_role(give(world.exa, "contributor", world.ann.sites[0]), by=world.pat)
    give(world.exa, "qa")
    former = Interest.objects.get(person=world.exa)
    page = said(sign_in(world.lee), reverse("ties"))
    assert page.count("Remove") == 1
    assert sign_in(world.lee).post(reverse("withdraw_ties", args=[former.pk])).status_code == 403
    with pytest.raises(DatabaseError, match="stay"), transaction.atomic():
        former.delete()
    assert sign_in(world.lee).post(reverse("withdraw_ties", args=[declared.pk])).status_code == 302


def test_nobody_takes_back_their_own_tie(world, sign_in):
    own = actions.note_interest(world.lee, site=world.bea.sites[0], by=world.lee)
    assert "Remove" not in said(sign_in(world.lee), reverse("ties"))
    with pytest.raises(PermissionDenied):
        actions.withdraw_interest(own, by=world.lee)


def test_a_declared_tie_becomes_one_that_stays_when_the_role_ends(world):
    member = give(world.exa, "contributor", world.ann.sites[0])
    Interest.objects.create(person=world.exa, site=world.ann.sites[0], what="Cousin", noted_by=world.lee)
    actions.take_role(member, by=world.pat)
    assert Interest.objects.get(person=world.exa).was_of_site is True


def test_the_installation_is_no_person_of_the_programme(world, sign_in):
    assert User.objects.filter(name="The installation", is_active=False).count() == 1
    assert "The installation" not in said(sign_in(world.pat), reverse("people"))
    assert [term for term in people_terms() if "nstallation" in term.text] == []
