"""Canonical JSON and its SHA-256: what a submission, release or publication is frozen as."""

import hashlib
import json


def canonical(data: object) -> str:
    """One text for equal data: sorted keys, no spare space, characters as they are."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(data: object) -> str:
    return hashlib.sha256(canonical(data).encode()).hexdigest()
