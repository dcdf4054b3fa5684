"""People: in by invitation only, roles open and close pages at once, a switched-off account is out."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts import actions
from accounts.foundations import clock
from accounts.models import AuditEvent, Invitation, User
from accounts.roles import MAY, MAY_NOT, Role
from tests.factories import PASSWORD, World, give, link_sent_to

NEW = {"name": "Nel Owen", "job_title": "", "password": "five quite other plain words"}


@pytest.fixture
def invitation(world: World) -> Invitation:
    invitation = actions.invite(email="Nel@icp.example", name="Nel", role=Role.QA, site=None, by=world.pat)
    actions.confirm_role(invitation.asked, by=world.lee)
    return Invitation.objects.get(pk=invitation.pk)


def address(invitation: Invitation) -> str:
    return link_sent_to(invitation.email)


def sign_in(email: str, password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/sign-in/", {"login": email, "password": password})
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_an_invited_person_makes_the_account_and_is_in(invitation):
    client = Client()
    assert client.get(address(invitation)).status_code == 200
    assert client.post(address(invitation), NEW)["Location"] == "/account/"
    user = User.objects.get(email="nel@icp.example")
    assert (user.roles, user.name, is_in(client)) == ([Role.QA], "Nel Owen", True)
    assert is_in(sign_in("nel@icp.example", NEW["password"]))
    assert AuditEvent.objects.filter(verb="accepted the invitation", by=user).count() == 1


@pytest.mark.parametrize(
    ("password", "why"),
    [("short", "too short"), ("password1234", "too common"), ("nel@icp.example", "words about you")],
)
def test_a_weak_password_is_refused(invitation, password, why):
    response = Client().post(address(invitation), NEW | {"password": password})
    assert why in response.content.decode()
    assert User.objects.filter(email="nel@icp.example").count() == 0


def test_a_password_with_spaces_at_its_ends_is_the_password(invitation):
    chosen = " four plain words together "
    client = Client()
    client.post(address(invitation), {"name": "Nia", "password": chosen})
    email = invitation.email
    assert [is_in(sign_in(email, password)) for password in (chosen, chosen.strip())] == [True, False]


def test_an_invitation_works_once(invitation):
    assert Client().post(address(invitation), NEW).status_code == 302
    again = Client()
    assert [again.get(address(invitation)).status_code, again.post(address(invitation), NEW).status_code] == [410, 410]
    assert User.objects.filter(email="nel@icp.example").count() == 1


@pytest.mark.parametrize(("days", "status"), [(13.99, 200), (14, 410), (30, 410)])
def test_an_invitation_ends_after_a_fortnight(invitation, days, status):
    with clock.at(invitation.invited_at + timedelta(days=days, seconds=1 if days == 14 else 0)):
        assert Client().get(address(invitation)).status_code == status


def test_a_token_that_was_never_given_is_nothing(db):
    assert Client().get(reverse("accept_invitation", args=["guess"])).status_code == 404


def test_who_has_an_account_gets_the_further_role_after_signing_in(world):
    invitation = actions.invite(email="rae@icp.example", name="Rae", role=Role.QA, site=None, by=world.pat)
    actions.confirm_role(invitation.asked, by=world.lee)
    assert Client().get(address(invitation))["Location"] == f"/sign-in/?next={address(invitation)}"
    for ask in (Client.get, Client.post):
        assert ask(sign_in("rob@icp.example"), address(invitation)).status_code == 403
    assert User.objects.get(email="rae@icp.example").roles == [Role.RESEARCHER]
    rae = sign_in("rae@icp.example")
    assert "You have been invited as" in rae.get(address(invitation)).content.decode()
    assert User.objects.get(email="rae@icp.example").roles == [Role.RESEARCHER]  # a link alone does nothing
    assert rae.post(address(invitation))["Location"] == "/account/"
    assert set(User.objects.get(email="rae@icp.example").roles) == {Role.QA, Role.RESEARCHER}


def test_nobody_registers_alone(db):
    client = Client()
    page = client.get("/account/signup/").content.decode()
    assert 'name="password1"' not in page
    client.post("/account/signup/", {"email": "x@icp.example", "password1": "four plain words together"})
    assert User.objects.filter(email="x@icp.example").count() == 0
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")


@pytest.mark.parametrize("person", ["lee", "ann", "sam", "quinn", "ivy", "exa"])
def test_only_the_office_invites_and_gives_roles(world, person):
    by = getattr(world, person)
    for act in (
        lambda: actions.invite(email="n@icp.example", name="N", role=Role.OFFICE, site=None, by=by),
        lambda: actions.give_role(world.exa, role=Role.CONTRIBUTOR, site=world.ann.sites[0], by=by),
        lambda: actions.ask_for_role(world.exa, role=Role.QA, by=by),
        lambda: actions.take_role(world.pat.memberships.get(), by=by),
        lambda: actions.switch_off(world.pat, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_role_opens_pages_at_once_and_closes_them_at_once(world):
    client = sign_in("rex@icp.example")
    assert client.get("/quality/").status_code == 404
    asked = actions.ask_for_role(world.rex, role=Role.QA, by=world.pat)
    assert client.get("/quality/").status_code == 404
    actions.confirm_role(asked, by=world.lee)
    assert client.get("/quality/").status_code == 200
    actions.take_role(world.rex.memberships.get(role=Role.QA), by=world.pat)
    assert client.get("/quality/").status_code == 404


def test_who_leaves_a_site_is_out_of_its_documents_in_the_middle_of_a_session(world):
    place = world.document().get_absolute_url()
    client = sign_in("abe@icp.example")
    assert client.get(place).status_code == 200
    actions.take_role(world.abe.memberships.get(), by=world.pat)
    assert [client.get(place).status_code, client.get(f"{place}question/1/").status_code] == [404, 404]


def test_a_switched_off_account_loses_its_session_and_cannot_come_back(world):
    client = sign_in("abe@icp.example")
    assert is_in(client)
    actions.switch_off(world.abe, by=world.pat)
    assert [is_in(client), is_in(sign_in("abe@icp.example"))] == [False, False]


@pytest.mark.parametrize("demo", [True, False])
def test_demo_accounts_exist_in_the_demo_only(db, settings, demo):
    settings.DEMO = True
    User.objects.create_user("ann@demo.example", PASSWORD, name="Ann")
    before = sign_in("ann@demo.example")
    assert is_in(before)
    settings.DEMO = demo
    assert [is_in(before), is_in(sign_in("ann@demo.example"))] == [demo, demo]


def words(email: str, password: str) -> str:
    page = Client().post("/sign-in/", {"login": email, "password": password}).content.decode()
    import re

    return re.sub(r'(nonce|value)="[^"]*"', "", page).replace(email, "")


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(world):
    assert words("ann@icp.example", "wrong words altogether") == words("nobody@icp.example", "wrong words altogether")


def test_a_forgotten_password_is_answered_the_same_for_everyone(world):
    known, unknown = (
        Client().post("/account/password/reset/", {"email": f"{n}@icp.example"}) for n in ("ann", "nobody")
    )
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_the_session_gets_a_new_key_at_sign_in(world):
    client = Client()
    session = client.session
    session["before"] = 1
    session.save()
    key = session.session_key
    client.cookies["session"] = key
    client.post("/sign-in/", {"login": "ann@icp.example", "password": PASSWORD})
    assert client.session.session_key != key


def test_every_role_has_its_sentences():
    assert set(MAY) == set(MAY_NOT) == set(Role)


@pytest.mark.parametrize(("role", "with_site"), [(Role.MANAGER, False), (Role.IMPLEMENTATION, True)])
def test_site_roles_and_only_they_are_given_for_a_site(world, role, with_site):
    site = world.document().site if with_site else None
    with pytest.raises(IntegrityError), transaction.atomic():
        give(world.exa, role, site)
