"""Names and addresses are corrected: the own name by oneself, an address by office and person together."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts import actions
from accounts.foundations import clock
from accounts.models import AddressChange, AuditEvent, Invitation, Membership, User
from accounts.role_conflicts import RoleRefused
from tests.accounts.test_given_by_two import again, at_once, letters
from tests.accounts.test_people import is_in
from tests.accounts.test_people import sign_in as sign_in_by
from tests.crawl import said
from tests.effort import repeated
from tests.factories import PASSWORD, World, link_sent_to

NEW = "ann.new@icp.example"


@pytest.fixture
def change(world) -> AddressChange:
    return actions.ask_for_address(world.ann, email=NEW, by=world.pat)


def test_everyone_corrects_their_own_name(world, sign_in):
    client = sign_in(world.abe)
    assert "Correct your name" in said(client, reverse("account"))
    assert client.post(reverse("correct_name"), {"name": "  Abé   O’Neill-Łukasz "}).status_code == 302
    assert again(world.abe).name == "Abé O’Neill-Łukasz"
    event = AuditEvent.objects.get(verb="corrected the name")
    assert (event.by, event.about) == (world.abe, "Abe Abernethy, now Abé O’Neill-Łukasz")
    client.post(reverse("correct_name"), {"name": "Abé O’Neill-Łukasz"})
    assert AuditEvent.objects.filter(verb="corrected the name").count() == 1


BAD_NAMES = [
    "",
    "   ",
    "x" * 300,
    "<script>alert(1)</script>",
    "Ann <b>bold</b>",
    "Ann\r\nBcc: all@icp.example",
    "Ann\u202eeyniedA",
    "Ann\u200bAdeyinka",
    "Ann\u2028Adeyinka",
    '=HYPERLINK("x")',
    "{{ settings.SECRET_KEY }}",
    "12345",
    "Ann\x07",
    "“”",
]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_bad_name_is_refused_in_words_wherever_one_is_typed(world, sign_in, name):
    own = sign_in(world.abe).post(reverse("correct_name"), {"name": name})
    invited = sign_in(world.pat).post(
        reverse("invite"), {"name": name, "email": "n@icp.example", "role": "manager", "site": "a"}
    )
    actions.invite(email="m@icp.example", name="Mo", role="manager", site=world.ann.sites[0], by=world.pat)
    accepted = Client().post(link_sent_to("m@icp.example"), {"name": name, "password": "five quite other plain words"})
    for page in (own, invited, accepted):
        assert (page.status_code, "govuk-error-summary" in page.content.decode()) == (200, True)
        assert "<script>alert" not in page.content.decode()
    assert again(world.abe).name == "Abe Abernethy"
    assert Invitation.objects.filter(email="n@icp.example").count() == 0


def test_an_address_changes_once_the_person_confirms_it_from_there(world, sign_in, change):
    invited = actions.invite(
        email="ann@icp.example", name="A", role="contributor", site=world.ann.sites[0], by=world.pat
    )
    told = letters()
    assert ("ann", "Your e-mail address is about to change") in told
    assert ("ann.new", "Confirm your new e-mail address") in told
    link = link_sent_to(NEW)
    assert unquote(Client().get(link)["Location"]) == f"/sign-in/?next={link}"
    elsewhere, here = sign_in(world.ann), sign_in(world.ann)
    assert (here.get(link).status_code, again(world.ann).email) == (200, "ann@icp.example")
    here.post(link)
    assert (again(world.ann).email, is_in(here), is_in(elsewhere)) == (NEW, True, False)
    assert [is_in(sign_in_by(email)) for email in ("ann@icp.example", NEW)] == [False, True]
    row = EmailAddress.objects.get(user=world.ann)
    assert (row.email, row.verified, row.primary) == (NEW, True, True)
    assert sorted(to for to, subject in letters() if subject == "Your e-mail address was changed") == ["ann", "ann.new"]
    events = AuditEvent.objects.filter(verb__contains="address").order_by("number").values_list("verb", "by__name")
    assert list(events) == [
        ("asked for another address", "Pat Patwardhan"),
        ("corrected the address", "Ann Adeyinka"),
    ]
    assert Invitation.objects.get(pk=invited.pk).withdrawn_at is not None


@pytest.mark.parametrize("name", ["pat", "abe", "lee"])
def test_the_link_is_nothing_to_anybody_else(world, sign_in, change, name):
    link = link_sent_to(NEW)
    client = sign_in(getattr(world, name))
    assert [client.get(link).status_code, client.post(link).status_code] == [404, 404]
    with pytest.raises(PermissionDenied):
        actions.confirm_address_change(change, by=getattr(world, name))
    assert again(world.ann).email == "ann@icp.example"


def test_a_link_works_once_ends_by_itself_and_gives_way_to_a_newer(world, sign_in, change):
    first = link_sent_to(NEW)
    actions.ask_for_address(world.ann, email="ann.three@icp.example", by=world.pat)
    second, client = link_sent_to("ann.three@icp.example"), sign_in(world.ann)
    assert client.get(first).status_code == 410
    with clock.at(clock.now() + timedelta(minutes=1)):
        client.post(first)
    assert again(world.ann).email == "ann@icp.example"
    later = AddressChange.objects.get(ended_at=None)
    with clock.at(later.expires_at), pytest.raises(RoleRefused, match="is over"):
        actions.confirm_address_change(later, by=world.ann)
    client.post(second)
    assert again(world.ann).email == "ann.three@icp.example"
    with pytest.raises(RoleRefused, match="is over"):
        actions.confirm_address_change(later, by=world.ann)
    with pytest.raises(DatabaseError, match="changed once"), transaction.atomic():
        AddressChange.objects.filter(pk=later.pk).update(done_at=None)


@pytest.mark.parametrize(
    "email", ["", "no address", "BEA@icp.example", "ann@icp.example", "a@b.c\r\nBcc: x@y.z", "x" * 250 + "@a.example"]
)
def test_a_bad_or_taken_address_is_refused_in_words(world, sign_in, email):
    page = sign_in(world.pat).post(reverse("correct_address", args=[world.ann.pk]), {"email": email})
    assert (page.status_code, "govuk-error-summary" in page.content.decode()) == (200, True)
    assert AddressChange.objects.count() == 0


def test_an_address_that_somebody_took_meanwhile_is_refused(world, change):
    User.objects.create_user(NEW, None, name="Quick")
    with pytest.raises(RoleRefused, match="Somebody already uses this address to sign in"):
        actions.confirm_address_change(change, by=world.ann)


@pytest.mark.parametrize("name", ["ann", "lee", "quinn", "exa"])
def test_only_the_office_asks_for_another_address(world, name):
    with pytest.raises(PermissionDenied):
        actions.ask_for_address(world.abe, email="new@icp.example", by=getattr(world, name))


def test_who_has_left_gets_no_other_address(world, change):
    actions.switch_off(world.exa, by=world.pat)
    with pytest.raises(PermissionDenied):
        actions.ask_for_address(again(world.exa), email="new@icp.example", by=world.pat)


@pytest.mark.django_db(transaction=True)
@repeated(2, soak=100)
def test_of_two_who_confirm_the_same_address_at_the_same_moment_one_gets_it(time):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer: there is no same moment")
    world = World()
    one = actions.ask_for_address(world.ann, email="new@icp.example", by=world.pat)
    two = actions.ask_for_address(world.abe, email="new@icp.example", by=world.pat)
    late = at_once(
        lambda: actions.confirm_address_change(one, by=world.ann),
        lambda: actions.confirm_address_change(two, by=world.abe),
    )
    assert (len(late), User.objects.filter(email="new@icp.example").count(), PASSWORD != "") == (1, 1, True)


def test_nobody_moves_to_an_invited_address_to_take_a_role_they_asked_for(world):
    """Also when a colleague asks for the address, and when the rows are written by hand."""
    invitation = actions.invite(email="dr.x@icp.example", name="Dr X", role="leader", site=None, by=world.pat)
    asked = actions.confirm_role(invitation.asked, by=world.lee)
    with pytest.raises(PermissionDenied):
        actions.ask_for_address(world.pat, email="dr.x@icp.example", by=world.pat)
    User.objects.filter(pk=world.pat.pk).update(email="dr.x@icp.example")
    world.pat.memberships.all().delete()
    with pytest.raises(RoleRefused, match="^Nobody gives themselves a role: you asked for this one, or confirmed it.$"):
        actions.accept(invitation, name="Dr X", job_title="", password="")
    with pytest.raises(DatabaseError, match="two people give such a role"), transaction.atomic():
        Membership.objects.create(user=world.pat, role="leader", asked=asked)
    assert again(world.pat).roles == []


def test_who_moves_to_an_address_takes_no_invitation_that_waits_there(world, change, sign_in):
    link = link_sent_to(NEW)
    waiting = actions.invite(email=NEW, name="Nia", role="contributor", site=world.ann.sites[0], by=world.pat)
    sign_in(world.ann).post(link)
    assert again(world.ann).email == NEW
    assert Invitation.objects.get(pk=waiting.pk).is_over
