"""Which passwords are refused, each with the sentence that says why; and that every form asks the same judge."""

import time

import pytest
from django.test import Client

from accounts.models import User
from accounts.sign_in import passwords
from accounts.sign_in.password_letters import password_link
from accounts.sign_in.passwords import REASONS, TOO_CLOSE, TOO_COMMON, TOO_LONG, TOO_SHORT, what_is_wrong
from tests.factories import PASSWORD, World

NEL = {"email": "nel.owen@nhs.example", "name": "Nel Owen", "job_title": "Community matron"}
REFUSED = {
    TOO_SHORT: ["short", "elevenchars", "🙂🙂🙂"],
    TOO_LONG: ["a quite long one " * 20],
    TOO_COMMON: [
        "password1234",
        "Password1234!",
        "qwertyuiop12",
        "Welcome2024Welcome",
        "Summer2026!!",
        "P@ssw0rd P@ss",
        "Correct Horse Battery Staple",
        "monkey dragon master",
    ],
    TOO_CLOSE: [
        "nel.owen@nhs.example",
        "Nel Owen Nel Owen",
        "integrated-care-2010",
        "Alderbrook2010!",
        "community.matron1",
        "Brackenfell Alderbrook",
        "ThematicReview99",
    ],
    REASONS["repeat"]: ["aaaaaaaaaaaa", "!!!!!!!!!!!!", "            ", "пароль пароль пароль", "xyxyxyxyxyxyxy"],
    REASONS["sequence"]: ["abcdefghijkl"],
    REASONS["date"]: ["19/11/1984 1984"],
}
TAKEN = [
    "four plain words together",
    "vagabond-sandal-lintel",
    "kP9#xq2LmV7s",
    "849302758102",
    "tiệm sách cũ yên tĩnh",
    "Tr0ub4dor&3xyz",
    "🙂 harbour 🙂 walnut 🙂",
]


@pytest.fixture
def nel(world: World) -> User:
    return User(**NEL)


@pytest.mark.parametrize(("reason", "password"), [(why, word) for why, words in REFUSED.items() for word in words])
def test_what_is_easily_guessed_is_refused_with_the_reason(nel, reason, password):
    assert what_is_wrong(password, nel).startswith(reason)


@pytest.mark.parametrize("password", TAKEN)
def test_what_is_hard_to_guess_is_taken(nel, password):
    assert what_is_wrong(password, nel) == ""


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "password", ["4@8(69!1|70$5+2z" * 4 + "4@8(69!1", "a1" * 100, "0123456789" * 20, "lI1|0oO5sS$" * 18]
)
def test_no_password_takes_long_to_judge(nel, password):
    began = time.perf_counter()
    what_is_wrong(password, nel)
    assert time.perf_counter() - began < 3


def refusal_at(client: Client, address: str, **fields: str) -> bool:
    return TOO_COMMON in client.post(address, fields).content.decode()


def test_every_form_with_a_new_password_asks_the_same(world, sign_in):
    weak = {"password1": "password1234", "password2": "password1234"}
    assert refusal_at(sign_in(world.ann), "/account/password/change/", oldpassword=PASSWORD, **weak)
    client = Client()
    form = client.get(password_link(world.ann).partition("8000")[2])["Location"]
    assert refusal_at(client, form, **weak)
    assert passwords.what_is_wrong("password1234").startswith(
        TOO_COMMON
    )  # an invitation: tests/accounts/test_people.py
