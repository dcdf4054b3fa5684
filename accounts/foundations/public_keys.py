"""The keys of things as addresses and pages show them. They do not count up: nobody learns from two of them how many
others were made between. Each is the number of the thing, encrypted with its kind under the service's own secret."""

from __future__ import annotations

import base64
import binascii
import hashlib
from functools import cache

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings
from django.db.models import Model
from django.urls import register_converter
from django.utils.crypto import salted_hmac

HALF = 8  # bytes: one half of a block says the kind, the other the number
LONG = 22  # letters of a key
WRITTEN = rf"[A-Za-z0-9_-]{{{LONG}}}|[0-9]{{1,18}}"  # numbers stood in addresses until keys came

# What stands in an address, by the name of its converter there.
KINDS = {
    "asked_role": "accounts.AskedRole",
    "authenticator": "mfa.Authenticator",
    "batch": "feedback.ReleaseBatch",
    "batched": "feedback.BatchedReport",
    "coding": "themes.Coding",
    "comment": "reporting.ReviewComment",
    "draft_copy": "living_docs.DraftCopy",
    "file": "living_docs.EvidenceFile",
    "finding": "reporting.Finding",
    "interest": "accounts.Interest",
    "invitation": "accounts.Invitation",
    "layer": "themes.CodingLayer",
    "membership": "accounts.Membership",
    "memo": "themes.Memo",
    "note": "living_docs.DiaryNote",
    "periodic_review": "reporting.PeriodicReview",
    "periodic_upload": "reporting.PeriodicUpload",
    "person": "accounts.User",
    "point": "feedback.QualityComment",
    "proof": "reporting.ReviewProof",
    "request": "living_docs.Request",
    "step_reset": "accounts.SecondStepReset",
    "submission": "living_docs.Submission",
    "theme": "themes.Theme",
    "triangulation": "reporting.TriangulationNote",
    "word_return": "living_docs.WordReturn",
}


def public_key(thing: Model) -> str:
    return written(thing._meta.label, thing.pk)


def number_in(kind: type[Model], key: str) -> int | None:
    """The number of a thing in what a page sent back; None where it is no key of this kind."""
    return read(kind._meta.label, key)


def written(label: str, number: int) -> str:
    block = half_of(label) + int(number).to_bytes(HALF, "big")
    encryptor = cipher(settings.SECRET_KEY).encryptor()
    return base64.urlsafe_b64encode(encryptor.update(block) + encryptor.finalize()).decode().rstrip("=")


def read(label: str, key: str) -> int | None:
    """The number in a key, or in an address from before there were keys."""
    if key.isascii() and key.isdecimal() and len(key) != LONG:
        return int(key)
    try:
        block = base64.urlsafe_b64decode(key + "==")
    except (binascii.Error, ValueError):
        return None
    if len(block) != 2 * HALF:
        return None
    decryptor = cipher(settings.SECRET_KEY).decryptor()
    plain = decryptor.update(block) + decryptor.finalize()
    return int.from_bytes(plain[HALF:], "big") if plain[:HALF] == half_of(label) else None


@cache
def half_of(label: str) -> bytes:
    return hashlib.sha256(label.encode()).digest()[:HALF]


@cache
def cipher(secret: str) -> Cipher:
    """One block at a time, each different from every other: no mode beyond it is needed."""
    key = salted_hmac("public-keys", "", secret=secret, algorithm="sha256").digest()
    return Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305


def converter_of(label: str) -> type:
    class Key:
        regex = WRITTEN

        def to_python(self, value: str) -> int:
            number = read(label, value)
            if number is None:
                raise ValueError(value)
            return number

        def to_url(self, value: int | str) -> str:
            return written(label, int(value))

    return Key


def register_converters() -> None:
    """Before any address is read: `<note:pk>` takes the key of a note."""
    for name, label in KINDS.items():
        register_converter(converter_of(label), name)
