"""Every role except those of a site: one person asks, a second confirms, nobody for themselves."""

import io
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts import actions
from accounts.foundations import clock
from accounts.foundations.letters import send_letter
from accounts.models import AskedRole, AuditEvent, Invitation, User
from accounts.role_conflicts import RoleRefused
from accounts.roles import GIVEN_BY_TWO, SITE_ROLES, Role
from icp_eval.to_do import awaiting as panels_of
from tests.crawl import said
from tests.effort import repeated
from tests.factories import PASSWORD, PEOPLE, World, give, link_sent_to


@pytest.fixture
def second(world) -> User:
    """A second member of the office."""
    user = User.objects.create_user("ode@icp.example", PASSWORD, name="Ode Odhiambo")
    give(user, Role.OFFICE)
    return user


@pytest.fixture
def asked(world) -> AskedRole:
    return actions.ask_for_role(world.rob, role=Role.QA, by=world.pat)


def letters() -> list[tuple[str, str]]:
    """To whom, and the subject."""
    left = DBTaskResult.objects.filter(task_path=send_letter.module_path).order_by("enqueued_at")
    return [
        (args["kwargs"]["to"][0].partition("@")[0], args["kwargs"]["subject"])
        for args in left.values_list("args_kwargs", flat=True)
    ]


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_these_roles_are_given_by_two():
    assert set(Role) - GIVEN_BY_TWO == SITE_ROLES


@pytest.mark.parametrize("role", sorted(GIVEN_BY_TWO))
def test_one_person_alone_gives_no_such_role(world, sign_in, role):
    with pytest.raises(PermissionDenied):
        actions.give_role(world.exa, role=role, by=world.pat)
    sign_in(world.pat).post(reverse("person", args=[world.exa.pk]), {"role": role, "site": ""})
    page = reverse("asked_role", args=[AskedRole.objects.waiting().get().pk])
    assert again(world.exa).roles == []
    sign_in(world.pat).post(page, {"confirm": "1"})
    assert again(world.exa).roles == []
    sign_in(world.lee).post(page, {"confirm": "1"})
    assert again(world.exa).roles == [role]


def test_only_office_and_leader_decide_and_never_who_asked_or_whom_it_concerns(world, second):
    asked = actions.ask_for_role(world.rob, role=Role.QA, by=world.pat)
    for person in PEOPLE:
        if person != "lee":
            for act in (actions.confirm_role, lambda asked, by: actions.refuse_role(asked, reason="No.", by=by)):
                with pytest.raises(PermissionDenied):
                    act(asked, by=getattr(world, person))
    assert actions.confirm_role(asked, by=second).decided_by == second


def test_a_leader_decides_nothing_about_themselves(world, sign_in):
    asked = actions.ask_for_role(world.lee, role=Role.ECONOMIST, by=world.pat)
    with pytest.raises(PermissionDenied):
        actions.confirm_role(asked, by=world.lee)
    page = said(sign_in(world.lee), reverse("asked_role", args=[asked.pk]))
    assert ("You cannot decide about your own role." in page, "Confirm the role" in page) == (True, False)


@pytest.mark.parametrize("role", ["steering", "contributor"])
def test_nobody_gives_a_role_to_themselves_by_any_way(world, sign_in, role):
    site = world.programme.sites.get(slug="a") if role == "contributor" else None
    for act in (
        lambda: actions.give_role(world.pat, role=role, site=site, by=world.pat),
        lambda: actions.ask_for_role(world.pat, role=role, by=world.pat),
        lambda: actions.invite(email="PAT@icp.example", name="P", role=role, site=site, by=world.pat),
    ):
        with pytest.raises(PermissionDenied):
            act()
    asked = AskedRole.objects.waiting().count()
    assert (Invitation.objects.filter(from_command=False).count(), asked) == (0, 0)


def test_an_invitation_to_such_a_role_works_once_a_second_person_has_confirmed_it(world, sign_in):
    invitation = actions.invite(email="n@icp.example", name="Nel", role=Role.STEERING, site=None, by=world.pat)
    account = {"name": "Nel", "job_title": "", "password": "five quite other plain words"}
    assert (invitation.token_sha256, [to for to, _ in letters()]) == (None, ["lee"])
    with pytest.raises(IntegrityError, match="once a second person has confirmed it"), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(accepted_at=clock.now())
    sign_in(world.lee).post(reverse("asked_role", args=[invitation.asked.pk]), {"confirm": "1"})
    assert sorted(letters()[1:]) == [
        ("n", "You are invited to the Integrated Care Pilots evaluation"),
        ("pat", "A role was confirmed: Nel"),
    ]
    assert Client().post(link_sent_to("n@icp.example"), account).status_code == 302
    assert User.objects.get(email="n@icp.example").roles == [Role.STEERING]


def test_a_refused_invitation_stays_shut(world, sign_in):
    invitation = actions.invite(email="n@icp.example", name="Nel", role=Role.QA, site=None, by=world.pat)
    actions.refuse_role(invitation.asked, reason="Nel left the department in May.", by=world.lee)
    with pytest.raises(RoleRefused, match="This invitation is over"):
        actions.accept(invitation, name="Nel", job_title="", password="five quite other plain words")  # noqa: S106
    assert "Refused by a second person" in said(sign_in(world.pat), reverse("people"))


def test_person_office_and_whoever_decides_are_told_by_letter(world, second, asked):
    assert sorted(letters()) == [
        ("lee", "A role to confirm: Rob Robichaux"),
        ("ode", "A role to confirm: Rob Robichaux"),
    ]
    actions.confirm_role(asked, by=second)
    assert sorted(letters()[2:]) == [
        ("ode", "A role was confirmed: Rob Robichaux"),
        ("pat", "A role was confirmed: Rob Robichaux"),
        ("rob", "You have a new role in the Integrated Care Pilots evaluation"),
    ]


def test_a_refusal_needs_a_reason_which_who_asked_reads(world, asked, sign_in):
    page = reverse("asked_role", args=[asked.pk])
    empty = sign_in(world.lee).post(page, {"refuse": "1", "reason": " "})
    assert (empty.status_code, "Say why you refuse it" in empty.content.decode()) == (422, True)
    sign_in(world.lee).post(page, {"refuse": "1", "reason": "Rob reads this round."})
    assert "Rob reads this round." in said(sign_in(world.pat), page)
    assert letters()[-1] == ("pat", "A role was refused: Rob Robichaux")
    assert (again(world.rob).roles, AuditEvent.objects.get(verb="refused a role").why) == (
        [Role.RESEARCHER],
        "Rob reads this round.",
    )


def test_whoever_may_decide_is_waited_for_on_the_home_page(world, second, asked):
    people = {"ode": second, **world.people}
    waited_for = [name for name, one in people.items() if any(p.title == "A role to confirm" for p in panels_of(one))]
    assert waited_for == ["ode", "lee"]


def test_who_lost_the_role_meanwhile_decides_nothing(world, second, asked):
    user = again(second)
    assert user.roles == [Role.OFFICE]
    actions.take_role(second.memberships.get(), by=world.pat)
    with pytest.raises(PermissionDenied):
        actions.confirm_role(asked, by=user)


def test_what_somebody_asked_who_has_left_the_office_is_not_confirmed(world, second, sign_in):
    asked = actions.ask_for_role(world.rob, role=Role.QA, by=second)
    actions.take_role(second.memberships.get(), by=world.pat)
    with pytest.raises(RoleRefused, match="Ode Odhiambo has left the programme office"):
        actions.confirm_role(asked, by=world.lee)
    page = said(sign_in(world.lee), reverse("asked_role", args=[asked.pk]))
    assert ("has left the programme office" in page, "Confirm the role" in page) == (True, False)


def test_of_two_roles_that_must_not_meet_only_the_first_is_confirmed(world, second):
    leader, checker = (actions.ask_for_role(world.exa, role=role, by=world.pat) for role in (Role.LEADER, Role.QA))
    actions.confirm_role(leader, by=second)
    with pytest.raises(RoleRefused, match="a different person must check it"):
        actions.confirm_role(checker, by=second)
    assert again(world.exa).roles == [Role.LEADER]


def test_a_role_is_asked_for_once_at_a_time_and_decided_once(world, asked):
    with pytest.raises(RoleRefused, match="already waits for a second person"):
        actions.ask_for_role(world.rob, role=Role.QA, by=world.pat)
    actions.confirm_role(asked, by=world.lee)
    for act in (actions.confirm_role, lambda asked, by: actions.refuse_role(asked, reason="No.", by=by)):
        with pytest.raises(RoleRefused, match="already decided"):
            act(asked, by=world.lee)
    with pytest.raises(RoleRefused, match="already has the role “QA reviewer”"):
        actions.ask_for_role(world.rob, role=Role.QA, by=world.pat)


UNDOING = [
    "UPDATE accounts_askedrole SET role = 'leader' WHERE role = 'qa'",
    "UPDATE accounts_askedrole SET asked_by_id = person_id + 100",
    "UPDATE accounts_askedrole SET person_id = person_id + 1",
    "UPDATE accounts_askedrole SET confirmed = NULL, decided_by_id = NULL, decided_at = NULL",
    "DELETE FROM accounts_askedrole",
]


def test_what_was_asked_and_decided_stays(world, asked):
    for sql in (UNDOING[0], UNDOING[1], UNDOING[2], UNDOING[4]):
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(sql)
    actions.confirm_role(asked, by=world.lee)
    for sql in UNDOING:
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(sql)


def test_the_database_lets_nobody_ask_or_decide_about_their_own_invitation(world, second):
    invitation = Invitation.objects.create(email=world.lee.email, name="L", role="economist", invited_by=world.pat)
    with pytest.raises(IntegrityError, match="nobody asks for their own role"), transaction.atomic():
        AskedRole.objects.create(invitation=invitation, role="economist", asked_by=world.lee)
    asked = AskedRole.objects.create(invitation=invitation, role="economist", asked_by=world.pat)
    asked.confirmed, asked.decided_by, asked.decided_at = True, world.lee, clock.now()
    with pytest.raises(IntegrityError, match="or decides about it"), transaction.atomic():
        asked.save()


@pytest.mark.django_db(transaction=True)
@repeated(2, soak=100)
def test_of_two_who_decide_at_the_same_moment_one_counts(time):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer: there is no same moment")
    world = World()
    ode = User.objects.create_user("ode@icp.example", PASSWORD, name="Ode")
    give(ode, Role.OFFICE)
    asked = actions.ask_for_role(world.rob, role=Role.QA, by=world.pat)
    late = at_once(
        lambda: actions.confirm_role(asked, by=world.lee),
        lambda: (
            actions.refuse_role(asked, reason="He reads this round.", by=ode)
            if time % 2
            else actions.confirm_role(asked, by=ode)
        ),
    )
    assert late == ["Somebody has already decided about this role."]
    assert AuditEvent.objects.filter(verb__in=["confirmed a role", "refused a role"]).count() == 1


@pytest.mark.django_db(transaction=True)
@repeated(2, soak=100)
def test_of_two_roles_confirmed_at_the_same_moment_that_must_not_meet_one_is_given(time):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer: there is no same moment")
    world = World()
    ode = User.objects.create_user("ode@icp.example", PASSWORD, name="Ode")
    give(ode, Role.OFFICE)
    both = [actions.ask_for_role(world.exa, role=role, by=world.pat) for role in (Role.LEADER, Role.QA)]
    late = at_once(lambda: actions.confirm_role(both[0], by=ode), lambda: actions.confirm_role(both[1], by=world.lee))
    assert (len(late), again(world.exa).memberships.count()) == (1, 1)


def at_once(*acts) -> list[str]:
    """What was refused of what two people did at the same moment."""
    barrier, late = threading.Barrier(len(acts)), []

    def do(act) -> None:
        try:
            barrier.wait(10)
            act()
        except RoleRefused as error:
            late.append(str(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return late


# The first two people


def link_from_command(email: str, *options: str) -> str:
    out = io.StringIO()
    call_command("first_person", email, "Someone", *options, stdout=out)
    return "/invitation/" + out.getvalue().strip().split("/invitation/")[1]


@pytest.mark.parametrize("options", [[], ["--leader"]])
def test_the_command_makes_the_first_two_people_and_no_third(db, options):
    for email, given in (("one@icp.example", []), ("two@icp.example", options)):
        answer = Client().post(
            link_from_command(email, *given), {"name": email[:3], "password": "five quite other plain words"}
        )
        assert answer.status_code == 302
    with pytest.raises(CommandError, match="Two people can give roles already"):
        link_from_command("three@icp.example")
    one, two = User.objects.get(email="one@icp.example"), User.objects.get(email="two@icp.example")
    person = User.objects.create_user("rae@icp.example", None, name="Rae")
    actions.confirm_role(actions.ask_for_role(person, role=Role.RESEARCHER, by=one), by=two)
    assert again(person).roles == [Role.RESEARCHER]
    assert AuditEvent.objects.filter(verb="invited by command").count() == 2


def test_the_command_helps_when_only_one_is_left(world):
    User.objects.filter(pk=world.lee.pk).update(is_active=False)  # as somebody at the database may do
    assert Client().get(link_from_command("new@icp.example")).status_code == 200
