"""Changes of what protects an account: told by letter and by the trail, and other sessions end. Where one is signed in."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings as real
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.foundations import clock
from accounts.models import AuditEvent, SignedInSession
from accounts.sign_in import browsers
from accounts.sign_in.password_letters import password_link
from tests.accounts.test_letters import work_off
from tests.factories import PASSWORD

NEW = "five quite other plain words"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1"


def signed_in(email: str = "ann@icp.example", password: str = PASSWORD, browser: str = FIREFOX) -> Client:
    client = Client(headers={"user-agent": browser})
    client.post("/sign-in/", {"login": email, "password": password})
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def letters() -> list[tuple[str, str]]:
    work_off()
    return [(letter.subject, letter.to[0]) for letter in mail.outbox]


def change_password(client: Client) -> None:
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})


def link_for(person) -> str:
    person.refresh_from_db()  # the link ends with the next sign-in
    return password_link(person).removeprefix(real.SITE_ADDRESS)


def choose_password(client: Client, link: str) -> None:
    form = client.get(link)["Location"]
    client.post(form, {"password1": NEW, "password2": NEW})


def test_a_changed_password_ends_the_other_sessions_and_is_told(world):
    here, there, bea = signed_in(), signed_in(), signed_in("bea@icp.example")
    key = here.session.session_key
    change_password(here)
    assert [is_in(here), is_in(there), is_in(bea)] == [True, False, True]
    assert here.session.session_key != key
    assert SignedInSession.objects.filter(user=world.ann).count() == 1
    assert letters() == [("The password of your account was changed", "ann@icp.example")]
    assert "The browser was Firefox on Windows." in mail.outbox[0].body
    assert "://" not in mail.outbox[0].body
    assert AuditEvent.objects.visible_to(world.pat).filter(verb="changed the password", by=world.ann).count() == 1


def test_a_new_password_by_letter_ends_all_sessions_and_is_told(world):
    there, here = signed_in(), Client()
    choose_password(here, link_for(world.ann))
    assert not is_in(there)
    assert is_in(signed_in(password=NEW))
    assert [subject for subject, _ in letters()] == [
        "A new password was chosen for your account, with the link from our letter"
    ]
    assert AuditEvent.objects.filter(verb="chose a new password by letter", by=world.ann).count() == 1


def test_a_new_password_by_letter_works_in_a_browser_that_is_signed_in(world):
    here = signed_in()
    choose_password(here, link_for(world.ann))
    assert is_in(signed_in(password=NEW))


def test_a_link_for_a_new_password_works_once_and_for_two_hours(world):
    link = link_for(world.ann)
    choose_password(Client(), link)
    assert "no longer works" in Client().get(link).content.decode()
    link = link_for(world.bea)
    now = datetime.now()
    for minutes, works in ((119, True), (121, False)):
        with time_machine.travel(now + timedelta(minutes=minutes), tick=False):
            assert ("no longer works" in Client().get(link, follow=True).content.decode()) != works


def test_who_has_the_letter_gets_in_though_a_stranger_tries(world):
    for _ in range(8):
        signed_in(password="wrong words altogether")
    owner = Client()
    choose_password(owner, link_for(world.ann))
    owner.post("/sign-in/", {"login": "ann@icp.example", "password": NEW})
    assert is_in(owner)


@pytest.mark.parametrize("email", ["nobody@icp.example", "exa@demo.example"])
def test_a_stranger_gets_no_letter(world, email):
    Client().post("/account/password/reset/", {"email": email})
    assert letters() == []


def test_a_switched_off_person_gets_no_letter(world):
    world.exa.is_active = False
    world.exa.save()
    Client().post("/account/password/reset/", {"email": "exa@icp.example"})
    assert letters() == []


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:1234"])
def test_the_link_in_the_letter_comes_from_the_configured_address(world, settings, host):
    settings.ALLOWED_HOSTS = ["*"]
    forged = {"HTTP_HOST": host, "HTTP_X_FORWARDED_HOST": host}
    Client().post("/account/password/reset/", {"email": "ann@icp.example"}, **forged)
    assert letters() == [("Choose a new password", "ann@icp.example")]
    assert re.findall(r"https?://[^/\s]+", mail.outbox[0].body) == [real.SITE_ADDRESS]


def rows(client: Client) -> list[list[str]]:
    page = client.get("/account/sessions/").content.decode()
    cells = re.findall(r'<th scope="row">(.*?)</th>|data-label="Last used">(.*?)</td>', page)
    flat = [first or second for first, second in cells]
    return [flat[n : n + 2] for n in range(0, len(flat), 2)]


def test_the_list_shows_ones_own_sessions_this_one_first(world):
    over = signed_in(browser="curl/8").session.session_key
    SignedInSession.objects.filter(pk=over).update(expire_date=clock.now() - timedelta(minutes=1))
    phone, here = signed_in(browser=SAFARI), signed_in()
    signed_in("bea@icp.example")
    found = rows(here)
    assert [row[0] for row in found] == ["Firefox on Windows", "Safari on an iPhone"]
    assert found[0][1].strip() == "Now, on this page"
    assert phone.session.session_key not in here.get("/account/sessions/").content.decode()


def test_one_session_is_signed_out_and_only_ones_own(world):
    there, here, bea = signed_in(browser=SAFARI), signed_in(), signed_in("bea@icp.example")
    address = re.search(r'action="(/account/sessions/\w+/end/)"', here.get("/account/sessions/").content.decode())[1]
    bea.post(address)
    assert is_in(there)
    assert here.post(address, follow=True).redirect_chain == [("/account/sessions/", 302)]
    assert [is_in(there), is_in(here)] == [False, True]
    assert "already signed out there" in here.post(address, follow=True).content.decode()


def test_everywhere_else_is_signed_out_at_once(world):
    others, here = [signed_in(), signed_in(browser=SAFARI)], signed_in()
    here.post("/account/sessions/end/")
    assert [is_in(client) for client in [*others, here]] == [False, False, True]
    assert AuditEvent.objects.filter(verb="signed out everywhere else", by=world.ann).count() == 1


def test_a_page_writes_its_session_once_and_nothing_else(world):
    client = signed_in()
    with CaptureQueriesContext(connection) as asked:
        client.get("/account/")
    writes = [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql.split('"')[1] for sql in writes] == ["accounts_signedinsession"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (SAFARI, "Safari on an iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/150.0.0.0 Safari/537.36 Edg/150.0", "Edge on a Mac"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0.0.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/150.0.0.0 Mobile Safari/537.36", "Chrome on Android"),
        ("<script>alert(1)</script>", browsers.UNKNOWN),
        ("", browsers.UNKNOWN),
    ],
)
def test_a_browser_in_words(said, words):
    assert browsers.in_words(said) == words
