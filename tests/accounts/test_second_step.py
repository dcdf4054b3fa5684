"""The second step: required of some roles before anything opens, offered to all, lost ones reset by two people."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.foundations import clock
from accounts.models import AuditEvent, SecondStepReset, User
from accounts.roles import Role
from accounts.second_step import actions, requirement
from accounts.second_step.actions import ResetRefused
from tests.accounts.test_letters import work_off
from tests.accounts.test_protection import NEW, choose_password, link_for
from tests.factories import PASSWORD, PEOPLE, give

SECRET = generate_totp_secret()
NEEDS_IT = {"rae", "rob", "rex", "lee", "hal", "quinn", "pat", "ivy", "duo"}


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_STEP_REQUIRED = True


def signed_in(person: User) -> Client:
    client = Client()
    client.post("/sign-in/", {"login": person.email, "password": PASSWORD})
    return client


def set_up(person: User, secret: str = SECRET) -> list[str]:
    """An app, and the recovery codes that come with it."""
    TOTP.activate(person, secret)
    return RecoveryCodes.activate(person).generate_codes()


def code_now(secret: str = SECRET, half_minutes_on: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + half_minutes_on))


def enter(client: Client, code: str) -> bool:
    """Whether the code leads in."""
    return client.post("/account/2fa/authenticate/", {"code": code}).status_code == 302


def opens(client: Client, address: str = "/account/") -> bool:
    return client.get(address).status_code == 200


@pytest.mark.parametrize("name", PEOPLE)
def test_who_needs_it_is_led_to_set_it_up_and_nobody_else(world, name):
    client = signed_in(getattr(world, name))
    assert (client.get("/account/").get("Location") == "/account/2fa/") == (name in NEEDS_IT)


@pytest.mark.parametrize(
    "address",
    [
        "/help/",
        "/privacy/",
        "/accessibility/",
        "/account/logout/",
        "/account/2fa/",
        "/account/2fa/totp/activate/",
        "/account/session/",
    ],
)
def test_what_stays_open_before_it_is_set_up(world, address):
    assert opens(signed_in(world.rae), address)


def test_nothing_else_opens_before_it_is_set_up(world):
    client = signed_in(world.pat)
    for address in (
        "/",
        "/office/people/",
        "/account/sessions/",
        "/account/password/change/",
        "/account/activity/",
        "/audit/",
    ):
        assert client.get(address)["Location"] == "/account/2fa/"


def test_scripts_of_open_pages_are_answered_in_their_own_way(world):
    client = signed_in(world.rae)
    saved = client.post("/reading/1/a/question/1/save/", {"noted": "x"}, headers={"accept": "application/json"})
    asked = client.get("/rounds/1/", headers={"sec-fetch-dest": "empty"})
    assert [(answer.status_code, answer["Content-Type"]) for answer in (saved, asked)] == [
        (403, "application/json")
    ] * 2


def test_text_sent_before_it_is_set_up_comes_back(world):
    text = "A long comment on the evidence that was given, in many words."
    answer = signed_in(world.rae).post("/reading/1/a/question/1/", {"noted": text})
    assert answer.status_code == 403
    assert text in answer.content.decode()


def test_a_role_that_needs_it_asks_for_it_at_once(world):
    client = signed_in(world.exa)
    assert opens(client)
    give(world.exa, Role.IMPLEMENTATION)
    assert client.get("/account/")["Location"] == "/account/2fa/"


@pytest.mark.django_db(transaction=True)
def test_an_app_is_set_up_and_leads_on_to_what_was_wanted(world):
    client, elsewhere = signed_in(world.pat), signed_in(world.pat)
    client.get("/office/people/")
    first, second = (client.get("/account/2fa/totp/activate/").context["form"].secret for _ in range(2))
    assert first == second  # two tabs, or the page opened again
    answer = client.post("/account/2fa/totp/activate/", {"code": code_now(first)})
    assert answer["Location"] == "/account/2fa/recovery-codes/"
    codes = client.get("/account/2fa/recovery-codes/").content.decode()
    assert all(code in codes for code in recovery_codes(world.pat))
    again = client.get("/account/2fa/recovery-codes/").content.decode()
    assert not any(code in again for code in recovery_codes(world.pat))
    assert client.get("/account/2fa/go-on/")["Location"] == "/office/people/"
    assert not enter(signed_in(world.pat), code_now(first))  # the code it was set up with was its first use
    assert opens(client, "/office/people/")
    assert not opens(elsewhere)
    work_off()
    assert [letter.subject for letter in mail.outbox] == [
        "An authenticator app was set up for signing in to your account"
    ]
    assert AuditEvent.objects.filter(verb="set up an authenticator app", by=world.pat).count() == 1


def recovery_codes(person: User) -> list[str]:
    return Authenticator.objects.get(user=person, type="recovery_codes").wrap().generate_codes()


def test_setting_it_up_a_second_time_changes_nothing(world):
    client = signed_in(world.pat)
    secret = client.get("/account/2fa/totp/activate/").context["form"].secret
    set_up(world.pat)
    answers = [
        client.get("/account/2fa/totp/activate/"),
        client.post("/account/2fa/totp/activate/", {"code": code_now(secret)}),
    ]
    assert [answer["Location"] for answer in answers] == ["/account/2fa/"] * 2
    assert Authenticator.objects.filter(user=world.pat, type="totp").count() == 1


@pytest.mark.parametrize("half_minutes_on", [-1, 0, 1])
def test_a_clock_that_is_half_a_minute_wrong_still_signs_in(world, half_minutes_on):
    set_up(world.ann)
    assert enter(signed_in(world.ann), code_now(half_minutes_on=half_minutes_on))


@pytest.mark.parametrize("half_minutes_on", [-4, 4])
def test_a_code_of_another_time_does_not(world, half_minutes_on):
    set_up(world.ann)
    client = signed_in(world.ann)
    assert not enter(client, code_now(half_minutes_on=half_minutes_on))
    assert not opens(client)
    assert (
        AuditEvent.objects.visible_to(world.lee).filter(verb="failed the second step", about=str(world.ann)).count()
        == 1
    )


def test_a_code_and_those_before_it_are_taken_once(world):
    set_up(world.ann)
    now, before = code_now(), code_now(half_minutes_on=-1)
    assert [enter(signed_in(world.ann), code) for code in (now, now, before)] == [True, False, False]


def test_a_recovery_code_is_taken_once_and_told(world):
    codes = set_up(world.ann)
    assert [enter(signed_in(world.ann), code) for code in (codes[0], codes[0], codes[1])] == [True, False, True]
    work_off()
    assert [letter.subject for letter in mail.outbox] == ["A recovery code was used to sign in to your account"] * 2


def test_codes_are_limited_like_passwords(world):
    set_up(world.ann)
    client = signed_in(world.ann)
    with clock.at(clock.now()):
        assert [enter(client, "000000") for _ in range(5)] == [False] * 5
        assert not enter(client, code_now())
        answer = client.post("/account/2fa/authenticate/", {"code": code_now()})
    assert "There were too many tries" in answer.content.decode()


def test_secrets_are_not_readable_in_the_database(world):
    set_up(world.ann)
    stored = " ".join(str(data) for data in Authenticator.objects.values_list("data", flat=True))
    assert SECRET not in stored
    assert "gAAAA" in stored


def test_another_key_of_the_service_is_a_sentence(world, settings):
    set_up(world.ann)
    settings.SECRET_KEY = "another key of the same service, since it was lost"
    answer = signed_in(world.ann).post("/account/2fa/authenticate/", {"code": code_now()})
    assert "can no longer be read" in answer.content.decode()


def test_who_needs_it_keeps_the_last_one(world):
    set_up(world.pat), set_up(world.ann)
    for person, kept in ((world.pat, True), (world.ann, False)):
        client = signed_in(person)
        enter(client, code_now())
        client.post("/account/2fa/totp/deactivate/")
        assert requirement.is_set_up(person) is kept


def test_a_new_password_by_letter_keeps_the_second_step(world):
    set_up(world.ann)
    choose_password(Client(), link_for(world.ann))
    client = Client()
    client.post("/sign-in/", {"login": "ann@icp.example", "password": NEW})
    assert not opens(client)
    assert enter(client, code_now())
    assert opens(client)


def test_soon_after_signing_in_nobody_is_asked_again_and_later_by_the_second_step(world, settings):
    set_up(world.ann)
    client = signed_in(world.ann)
    enter(client, code_now())
    assert opens(client, "/account/2fa/totp/deactivate/")
    settings.FRESH_SECONDS = 0
    again = client.get("/account/2fa/totp/deactivate/", follow=True)
    assert again.redirect_chain[-1][0].startswith("/account/2fa/reauthenticate/")


# A lost second step


@pytest.fixture
def second_office(world) -> User:
    person = User.objects.create_user("pam@icp.example", PASSWORD, name="Pam Prentice")
    give(person, Role.OFFICE)
    return person


def test_a_lost_one_is_reset_by_two_and_its_owner_is_told(world, second_office):
    set_up(world.rae)
    inside = signed_in(world.rae)
    enter(inside, code_now())
    asked = actions.ask_for_reset(world.rae, reason="She rang; telephone stolen.", by=world.pat)
    assert requirement.is_set_up(world.rae)
    actions.confirm_reset(asked, by=second_office)
    assert not Authenticator.objects.filter(user=world.rae).exists()
    assert inside.get("/account/")["Location"].startswith("/sign-in/")
    assert signed_in(world.rae).get("/account/")["Location"] == "/account/2fa/"
    work_off()
    assert [letter.subject for letter in mail.outbox if letter.to == ["rae@icp.example"]] == [
        actions.ASKED,
        actions.RESET,
    ]
    assert {letter.to[0] for letter in mail.outbox if "to reset" in letter.subject} >= {
        "pam@icp.example",
        "lee@icp.example",
    }
    events = AuditEvent.objects.visible_to(world.lee).filter(about=str(world.rae)).values_list("verb", flat=True)
    assert {"asked to reset a second step", "confirmed the reset of a second step"} <= set(events)


def test_nobody_resets_their_own_or_alone(world, second_office):
    set_up(world.pat), set_up(world.lee), set_up(world.rae)
    with pytest.raises(PermissionDenied):
        actions.ask_for_reset(world.pat, reason="x", by=world.pat)
    for person, by, decider in (
        (world.rae, world.pat, world.pat),
        (world.lee, world.pat, world.lee),
        (second_office, world.pat, world.ann),
    ):
        set_up(person) if person == second_office else None
        asked = actions.ask_for_reset(person, reason="x", by=by)
        with pytest.raises(PermissionDenied):
            actions.confirm_reset(asked, by=decider)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE accounts_secondstepreset SET confirmed = %s, decided_by_id = asked_by_id, decided_at = asked_at "
                "WHERE id = %s",
                [True, asked.pk],
            )


@pytest.mark.parametrize("name", ["ann", "sam", "quinn", "lee", "ivy"])
def test_only_the_office_asks(world, name):
    set_up(world.rae)
    with pytest.raises(PermissionDenied):
        actions.ask_for_reset(world.rae, reason="x", by=getattr(world, name))


def test_it_is_decided_once_and_not_by_who_has_left(world, second_office):
    set_up(world.rae)
    asked = actions.ask_for_reset(world.rae, reason="x", by=world.pat)
    with pytest.raises(ResetRefused, match="already been asked"):
        actions.ask_for_reset(world.rae, reason="x", by=second_office)
    actions.refuse_reset(asked, reason="She has it again.", by=world.lee)
    with pytest.raises(ResetRefused, match="already decided"):
        actions.confirm_reset(asked, by=second_office)
    assert requirement.is_set_up(world.rae)
    again = actions.ask_for_reset(world.rae, reason="y", by=world.pat)
    world.pat.memberships.all().delete()
    with pytest.raises(ResetRefused, match="has left the programme office"):
        actions.confirm_reset(again, by=second_office)


def test_the_pages_of_a_reset(world, second_office, settings):
    settings.SECOND_STEP_REQUIRED = False
    set_up(world.rae)
    office, second = signed_in(world.pat), signed_in(second_office)
    address = reverse("ask_second_step_reset", args=[world.rae.pk])
    assert office.post(address, {"reason": ""}).status_code == 422
    page = office.post(address, {"reason": "Telephone stolen"})["Location"]
    assert "Somebody else in the programme office" in office.get(page).content.decode()
    assert "A second step to reset" in second.get("/").content.decode()
    assert second.post(page, {"refuse": "1", "reason": ""}).status_code == 422
    assert "is reset" in second.post(page, {"confirm": "1"}, follow=True).content.decode()
    assert SecondStepReset.objects.get().decided_by == second_office
    assert "cannot reset your own" in office.get(reverse("ask_second_step_reset", args=[world.pat.pk])).content.decode()
