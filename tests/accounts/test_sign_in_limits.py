"""Tries: a stranger waits longer and longer, the owner gets in from a known device, and no flood wipes a counter."""

import statistics
import time
from datetime import timedelta

import pytest
from django.conf import settings as real
from django.test import Client, RequestFactory
from django_tasks_db.models import DBTaskResult

from accounts.foundations import clock
from accounts.foundations.client_address import client_address, place_of
from accounts.models import AuditEvent, Tries, User
from accounts.sign_in import limits, tries
from accounts.sign_in.limits import FAILURES_FROM_A_PLACE, PASSWORDS
from tests.factories import PASSWORD

WAIT = "There were too many tries"


@pytest.fixture(autouse=True)
def at_one_moment():
    """However slow the machine: a pause runs out when the test says so."""
    with clock.at(clock.now()):
        yield


def post_sign_in(
    client: Client, email: str = "ann@icp.example", password: str = "wrong words altogether", **meta
) -> str:
    return client.post("/sign-in/", {"login": email, "password": password}, **meta).content.decode()


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def later(**amount: float):
    return clock.at(clock.now() + timedelta(**amount))


def test_pauses_grow_and_are_forgotten(db):
    now, key, taken = clock.now(), tries.key_of("x", "y"), []
    for second in range(0, 4 * 60 * 60, 5):
        with clock.at(now + timedelta(seconds=second)):
            if tries.take(PASSWORDS, key):
                taken.append(second)
    assert taken[:9] == [0, 5, 10, 15, 20, 35, 65, 125, 245]
    assert {b - a for a, b in zip(taken[-3:], taken[-2:], strict=False)} == {15 * 60}
    with clock.at(now + timedelta(seconds=taken[-1], days=1)):
        assert [tries.take(PASSWORDS, key) for _ in range(6)] == [True] * 5 + [False]


@pytest.mark.parametrize("email", ["ann@icp.example", "nobody@icp.example"])
def test_a_stranger_has_to_wait_and_is_told_the_same_for_every_address(world, email):
    answers = [post_sign_in(Client(), email) for _ in range(7)]
    assert [WAIT in answer for answer in answers] == [False] * 5 + [True] * 2


def test_during_the_pause_even_the_right_password_is_not_looked_at(world):
    for _ in range(5):
        post_sign_in(Client())
    client = Client()
    assert WAIT in post_sign_in(client, password=PASSWORD)
    assert not is_in(client)
    with later(seconds=16):
        post_sign_in(client, password=PASSWORD)
        assert is_in(client)


def test_the_owner_gets_in_from_a_known_device_while_a_stranger_tries(world):
    known = Client()
    post_sign_in(known, password=PASSWORD)
    known.post("/account/logout/")
    for _ in range(8):
        assert post_sign_in(Client())
    post_sign_in(known, password=PASSWORD)
    assert is_in(known)
    assert WAIT in post_sign_in(Client(), password=PASSWORD)  # the stranger's pause goes on


def test_a_known_device_is_limited_too_and_known_for_its_own_people_only(world):
    known = Client()
    post_sign_in(known, password=PASSWORD)
    known.post("/account/logout/")
    assert [WAIT in post_sign_in(known) for _ in range(6)] == [False] * 5 + [True]
    assert limits.device_of(request_with(known), world.ann) != ""
    assert limits.device_of(request_with(known), world.bea) == ""


def test_the_mark_of_a_known_device_ends_with_the_password_and_cannot_be_made(world):
    known = Client()
    post_sign_in(known, password=PASSWORD)
    forged = request_with(known)
    forged.COOKIES[real.KNOWN_DEVICE_COOKIE] += "x"
    assert limits.device_of(forged, world.ann) == ""
    world.ann.set_password("another four plain words")
    assert limits.device_of(request_with(known), world.ann) == ""


def request_with(client: Client):
    request = RequestFactory().get("/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    return request


def test_a_flood_wipes_no_counter(world):
    for _ in range(6):
        post_sign_in(Client())
    for number in range(10):
        Client().post("/account/password/reset/", {"email": f"flood{number}@icp.example"})
    for number in range(200):
        tries.take(PASSWORDS, tries.key_of("account", f"flood{number}@icp.example"))
    assert WAIT in post_sign_in(Client(), password=PASSWORD)


def test_sixty_people_behind_one_address_sign_in_while_one_stranger_tries_there(world, settings):
    settings.TRUSTED_PROXIES = 1
    office = {"HTTP_X_FORWARDED_FOR": "81.2.69.160"}
    people = [User.objects.create_user(f"p{n}@icp.example", PASSWORD, name=f"P {n}") for n in range(60)]
    for number in range(20):
        post_sign_in(Client(), f"guess{number}@icp.example", **office)
    clients = [Client() for _ in people]
    for client, person in zip(clients, people, strict=True):
        post_sign_in(client, person.email, PASSWORD, **office)
    assert all(is_in(client) for client in clients)


def test_who_fails_a_hundred_times_from_one_address_is_stopped_there_and_there_alone(world, settings):
    settings.TRUSTED_PROXIES = 1
    key = tries.key_of("place", "81.2.69.160")
    for _ in range(FAILURES_FROM_A_PLACE.most):
        tries.take(FAILURES_FROM_A_PLACE, key)
    stopped, elsewhere = Client(), Client()
    post_sign_in(stopped, password=PASSWORD, HTTP_X_FORWARDED_FOR="9.9.9.9, 81.2.69.160")
    post_sign_in(elsewhere, password=PASSWORD, HTTP_X_FORWARDED_FOR="81.2.69.160, 81.2.69.161")
    assert (is_in(stopped), is_in(elsewhere)) == (False, True)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "1.2.3.4", "10.0.0.9"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.8", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.9"),
        (1, "", "10.0.0.9"),
        (1, "6.6.6.6, nonsense", "10.0.0.9"),
        (1, "1.2.3.4:5678", "1.2.3.4"),
        (1, "[2001:db8::1]:443", "2001:db8::1"),
        (1, "::ffff:1.2.3.4", "1.2.3.4"),
        (1, "fe80::1%eth0", "fe80::1"),
        (1, "1.2.3.4, ", "10.0.0.9"),
    ],
)
def test_only_what_our_own_proxies_say_is_believed(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == expected


@pytest.mark.parametrize(
    ("proxies", "connected", "place"),
    [
        (0, "127.0.0.1", ""),
        (0, "::1", ""),
        (0, "", ""),
        (0, "81.2.69.1", "81.2.69.1"),
        (0, "2001:db8:1:2:3::4", "2001:db8:1:2::"),
    ],
)
def test_a_proxy_that_nobody_declared_is_no_place(settings, proxies, connected, place):
    settings.TRUSTED_PROXIES = proxies
    assert place_of(RequestFactory().get("/", REMOTE_ADDR=connected)) == place


def test_the_table_of_counters_holds_no_address(world):
    post_sign_in(Client(), "somebody.else@nhs.example")
    stored = " ".join(str(value) for row in Tries.objects.values() for value in row.values())
    assert "somebody" not in stored
    assert "nhs" not in stored


def test_the_trail_tells_of_failures_and_limits_without_the_addresses_of_strangers(world):
    before = AuditEvent.objects.count()
    for _ in range(7):
        post_sign_in(Client(), "stranger@nhs.example")
    for _ in range(7):
        post_sign_in(Client())
    seen = AuditEvent.objects.visible_to(world.lee).filter(number__gt=before)
    events = list(seen.order_by("number").values_list("verb", "about"))
    unknown = limits.name_for_trail("stranger@nhs.example")
    ann = str(world.ann)
    assert events == [
        *[("failed to sign in", unknown)] * 5,
        ("reached the limit of tries", unknown),
        *[("failed to sign in", ann)] * 5,
        ("reached the limit of tries", ann),
    ]
    assert "stranger" not in unknown


def test_a_flood_of_failures_does_not_fill_the_trail(world, monkeypatch):
    monkeypatch.setattr(limits, "STRANGERS_NOTED", tries.MostWithin(10, timedelta(days=1)))
    for number in range(30):
        post_sign_in(Client(), f"guess{number}@icp.example")
    assert AuditEvent.objects.filter(verb="failed to sign in").count() == 10


def test_what_has_run_out_is_deleted_and_nothing_else(world):
    post_sign_in(Client())
    assert tries.delete_run_out() == 0
    with later(days=1, minutes=1):
        post_sign_in(Client(), "other@icp.example")
        kept = Tries.objects.filter(expires_at__gt=clock.now()).count()
        tries.delete_run_out()
        assert Tries.objects.count() == kept > 0


def letters_asked() -> list[str]:
    jobs = DBTaskResult.objects.filter(task_path="accounts.sign_in.password_letters.write_password_letter")
    return [job.args_kwargs["kwargs"]["email"] for job in jobs.order_by("enqueued_at")]


@pytest.mark.parametrize("email", ["ann@icp.example", "nobody@icp.example"])
def test_letters_for_a_new_password_are_three_a_day_and_the_answer_is_the_same(world, email):
    answers = [Client().post("/account/password/reset/", {"email": email}) for _ in range(5)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/account/password/reset/done/")}
    assert letters_asked() == [email] * 3
    with later(days=1, minutes=1):
        Client().post("/account/password/reset/", {"email": email.upper()})
    assert letters_asked() == [email] * 4


def test_one_network_asks_for_so_many_letters_an_hour(world, settings):
    settings.TRUSTED_PROXIES = 1
    answers = [
        Client().post("/account/password/reset/", {"email": f"p{n}@icp.example"}, HTTP_X_FORWARDED_FOR="81.2.69.160")
        for n in range(32)
    ]
    assert [answer.status_code for answer in answers] == [302] * 30 + [200] * 2
    assert "Too many e-mails have been requested from your network" in answers[-1].content.decode()


@pytest.mark.soak
def test_known_and_unknown_addresses_take_as_long(world, settings, monkeypatch):
    """With the real hasher and no pauses; the medians are told apart by less than ten thousandths of a second."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    monkeypatch.setattr(limits, "PASSWORDS", tries.MostWithin(10_000, timedelta(days=1)))
    world.ann.set_password(PASSWORD)
    world.ann.save()
    taken: dict[str, list[float]] = {"ann@icp.example": [], "nobody@icp.example": []}
    for _ in range(200):
        for email, times in taken.items():
            began = time.perf_counter()
            post_sign_in(Client(), email)
            times.append(time.perf_counter() - began)
    known, unknown = (statistics.median(times) for times in taken.values())
    assert abs(known - unknown) < 0.01
