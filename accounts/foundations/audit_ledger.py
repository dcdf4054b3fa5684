"""The ledger: a file beside the database that only grows, with the hash of every audit event and how many rows there were.

Whoever cuts the chain in the database, writes it anew or plays an old copy back contradicts the ledger, however many
events follow. Where `AUDIT_SYSLOG` is set, each line also goes to a log that another machine keeps.
"""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings

log = logging.getLogger("audit.ledger")


@dataclass(frozen=True)
class Rows:
    """The rows of a table up to number `top`: how many, and the sum of their seals, which none can leave unseen."""

    count: int
    top: int
    total: int

    def __str__(self) -> str:
        return f"{self.count}/{self.top}/{self.total:x}"

    @classmethod
    def read(cls, text: str) -> Rows:
        count, top, total = text.split("/")
        return cls(int(count), int(top), int(total, 16))


@dataclass
class Ledger:
    """What the file says: the hashes told of each event, the last of those from before there was a key, the rows."""

    hashes: dict[int, set[str]] = field(default_factory=dict)
    adopted: int = 0
    rows: dict[str, Rows] = field(default_factory=dict)
    unreadable: list[int] = field(default_factory=list)

    def take(self, line: str) -> None:
        kind, name, value = line.split(" ")
        if kind == "event":
            self.hashes.setdefault(int(name), set()).add(value)
        elif kind == "adopted":
            self.adopted = max(self.adopted, int(value))
        elif kind == "rows":
            self.rows[name] = Rows.read(value)
        else:
            raise ValueError(line)


@contextmanager
def locked() -> Iterator[None]:
    """One writer at a time, over all processes."""
    with settings.AUDIT_LEDGER.with_name("audit-head.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def add(*lines: str) -> None:
    """Write lines at the end of the file; the caller holds the lock."""
    new = not settings.AUDIT_LEDGER.exists()
    with settings.AUDIT_LEDGER.open("a") as file:
        file.writelines(f"{line}\n" for line in lines)
    if new:
        settings.AUDIT_LEDGER.chmod(0o600)
    for line in lines:
        log.info(line)


def read() -> Ledger:
    ledger = Ledger()
    if settings.AUDIT_LEDGER.exists():
        with settings.AUDIT_LEDGER.open() as file:
            for place, line in enumerate(file, start=1):
                try:
                    ledger.take(line.rstrip("\n"))
                except ValueError:
                    ledger.unreadable.append(place)
    return ledger


def adopt(events: Iterator[tuple[int, str]]) -> None:
    """Take over a chain from before there was a ledger, as it stands; only where the ledger is empty."""
    with locked():
        if read().hashes:
            return
        lines = [f"event {number} {hash}" for number, hash in events]
        if lines:
            add(*lines, f"adopted until {lines[-1].split()[1]}")
