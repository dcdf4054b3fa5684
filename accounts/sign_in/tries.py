"""How often a thing was tried: counters that no flood wipes.

A counter is deleted when it has run out, never to make room for others. Its key is an HMAC: whoever reads the table
learns no address from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.db import models, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from accounts.foundations import clock


class Tries(models.Model):
    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    last_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} tries"


class Limit(Protocol):
    def lets_through(self, tries: Tries, now: datetime) -> bool: ...

    def end_of(self, tries: Tries) -> datetime: ...


@dataclass(frozen=True)
class GrowingPause:
    """The first few at once, then each after a pause twice as long as the one before, up to the longest."""

    free: int
    first: timedelta
    longest: timedelta
    forgotten_after: timedelta = timedelta(days=1)

    def pause_after(self, count: int) -> timedelta:
        return timedelta(0) if count < self.free else min(self.first * 2 ** min(count - self.free, 20), self.longest)

    def lets_through(self, tries: Tries, now: datetime) -> bool:
        return now >= tries.last_at + self.pause_after(tries.count)

    def end_of(self, tries: Tries) -> datetime:
        return tries.last_at + self.forgotten_after


@dataclass(frozen=True)
class MostWithin:
    most: int
    period: timedelta

    def lets_through(self, tries: Tries, now: datetime) -> bool:
        return tries.count < self.most

    def end_of(self, tries: Tries) -> datetime:
        return tries.since + self.period


def key_of(kind: str, what: object) -> str:
    return salted_hmac(f"tries:{kind}", str(what), algorithm="sha256").hexdigest()


@transaction.atomic
def take(limit: Limit, key: str) -> bool:
    """Count one more try, unless the limit refuses it. Counted before it is made: a hundred at once are a hundred."""
    now = clock.now()
    fresh = {"since": now, "last_at": now, "expires_at": now}
    tries, _ = Tries.objects.select_for_update().get_or_create(key=key, defaults=fresh)
    if tries.expires_at <= now:
        tries.count, tries.since = 0, now
    if tries.count and not limit.lets_through(tries, now):
        return False
    tries.count, tries.last_at = tries.count + 1, now
    tries.expires_at = limit.end_of(tries)
    tries.save()
    return True


def give_back(key: str) -> None:
    """The try was a good one, and does not count."""
    Tries.objects.filter(key=key, count__gt=0).update(count=F("count") - 1)


def forget(*keys: str) -> None:
    Tries.objects.filter(key__in=keys).delete()


def delete_run_out() -> int:
    return Tries.objects.filter(expires_at__lte=clock.now()).delete()[0]
