"""Identifiers that stay the same from export to export: one namespace of our own, and a secret one for pseudonyms."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.utils.crypto import salted_hmac

NAMESPACE = UUID("5d0a1c52-8f3e-5b7a-9c41-2f6f0e8b7d13")


def ours(kind: str, key: object) -> str:
    return str(uuid5(NAMESPACE, f"{kind} {key}"))


def secret_namespace() -> UUID:
    """Known to this installation alone: what is made in it cannot be tied to what is made in the open one."""
    return UUID(bytes=salted_hmac("themes.refi_qda", "pseudonyms").digest()[:16])


def hidden(kind: str, key: object) -> str:
    return str(uuid5(secret_namespace(), f"{kind} {key}"))


def bare(guid: str) -> str:
    """For comparing: without braces, in lower case."""
    return guid.strip().strip("{}").lower()
