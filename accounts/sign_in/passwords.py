"""Which passwords are taken: long ones that are on no list of leaked ones and are not made of words an attacker tries first.

Everything is judged here: the lists come with Django and zxcvbn, and no password leaves the machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.apps import apps
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

from accounts.models import User

SHORTEST, LONGEST = 12, 200
JUDGED = 72  # zxcvbn reads no more characters; a password that long is judged by its beginning
OWN = 6  # so many characters must be other than words about the person or the programme
ENOUGH = 10.0  # decimal digits of the number of guesses, as zxcvbn estimates them
PROGRAMME_WORDS = (
    "integrated care pilots pilot programme evaluation living document documents feedback thematic review round site "
    "sites office research researcher leader manager contributor steering health social service trust demo demonstration"
).split()

FAMOUS = {"correcthorsebatterystaple"}  # so often given as an example that it is on no list of words, but known to all

TOO_SHORT = f"This password is too short. Use at least {SHORTEST} characters."
TOO_LONG = f"This password is too long. Use at most {LONGEST} characters."
TOO_COMMON = (
    "This password is too common: it is on the lists of leaked passwords that attackers try first, or close to one."
)
TOO_CLOSE = "This password is made of words about you or the programme, which attackers try first."
ADVICE = "Three or four words that do not belong together are better."
REASONS = {
    "repeat": "This password repeats itself, which makes it easy to guess.",
    "sequence": "This password follows a sequence such as “abc” or “123”, which makes it easy to guess.",
    "spatial": "This password follows keys that lie side by side, which makes it easy to guess.",
    "date": "This password is little more than a date, which makes it easy to guess.",
    "regex": "This password is little more than a year, which makes it easy to guess.",
    "dictionary": "This password is made of few or common words, which makes it easy to guess.",
    "bruteforce": "This password is easy to guess.",
}


class HardToGuess:
    """One sentence about what is wrong, for Django's list of validators."""

    def validate(self, password: str, user: User | None = None) -> None:
        if reason := what_is_wrong(password, user):
            raise ValidationError(reason)

    def get_help_text(self) -> str:
        return f"At least {SHORTEST} characters. {ADVICE}"


def what_is_wrong(password: str, user: User | None = None) -> str:
    """A sentence; "" where nothing is."""
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(password) > LONGEST:
        return TOO_LONG
    if is_listed(password):
        return f"{TOO_COMMON} {ADVICE}"
    known = sorted(words_about(user))
    if is_made_of(known, password):
        return f"{TOO_CLOSE} {ADVICE}"
    return easiest_reason(password, known)


def is_listed(password: str) -> bool:
    """On Django's list of common passwords, as it stands or without what is put around a word to lengthen it."""
    common = CommonPasswordValidator().passwords | FAMOUS
    return any(form in common for form in (password.lower().strip(), squeezed(password).strip("0123456789")))


def squeezed(password: str) -> str:
    """Small, without spaces and common signs: what stands between words makes them hardly harder to guess."""
    return re.sub(r"[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+", "", password.lower())


def is_made_of(known: list[str], password: str) -> bool:
    """Whether little is left once the known words are taken out."""
    rest = squeezed(password)
    for word in sorted(known, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != squeezed(password) and len(rest) < OWN


def easiest_reason(password: str, known: list[str]) -> str:
    """What makes it easy, if the easier way of writing it takes too few guesses."""
    forms = {password[:JUDGED], squeezed(password)[:JUDGED] or password[:JUDGED]}
    easiest = min((zxcvbn(form, user_inputs=known) for form in forms), key=lambda found: found["guesses_log10"])
    if easiest["guesses_log10"] >= ENOUGH:
        return ""
    longest = max(easiest["sequence"], key=lambda match: len(match["token"]))
    if longest.get("dictionary_name") == "passwords":
        return f"{TOO_COMMON} {ADVICE}"
    if longest.get("dictionary_name") == "user_inputs":
        return f"{TOO_CLOSE} {ADVICE}"
    return f"{REASONS[longest['pattern']]} {ADVICE}"


def words_about(user: User | None) -> set[str]:
    """The words of the person's name, address and job, of the sites and of the programme."""
    texts = [user.name, user.email, user.job_title] if user else []
    words = {word for text in [*texts, *names_of_sites()] for word in re.findall(r"[^\W\d_]{3,}", text.lower())}
    return words | set(PROGRAMME_WORDS)


def names_of_sites() -> Iterator[str]:
    for names in apps.get_model("pilot_sites", "Site").objects.values_list("name", "full_name", "slug"):
        yield from names
