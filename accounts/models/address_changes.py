"""A new e-mail address that the office asked for, until it is confirmed from there."""

from __future__ import annotations

from django.db import models

from accounts.foundations import clock
from accounts.foundations.frozen_records import Guard
from accounts.models.invitations import a_fortnight_on, hash_of
from accounts.models.people import User


class AddressChangeQuerySet(models.QuerySet["AddressChange"]):
    def waiting(self) -> AddressChangeQuerySet:
        return self.filter(done_at=None, ended_at=None, expires_at__gt=clock.now())

    def by_token(self, token: str) -> AddressChangeQuerySet:
        return self.filter(token_sha256=hash_of(token))


ADDRESS_DECIDED = "(OLD.done_at IS NOT NULL OR OLD.ended_at IS NOT NULL)"
ADDRESS_ONCE = "an address is changed once"


class AddressChange(models.Model):
    """The office asks that a person signs in with another address; the person confirms that from there."""

    person = models.ForeignKey(User, models.PROTECT, related_name="address_changes")
    email = models.EmailField()
    before = models.EmailField(blank=True)  # the address until it was done
    token_sha256 = models.CharField(max_length=64, unique=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(default=a_fortnight_on)
    done_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = AddressChangeQuerySet.as_manager()
    guards = [
        Guard("UPDATE", f"{ADDRESS_DECIDED} AND NOT (NEW.email = '' AND NEW.before = '')", ADDRESS_ONCE),  # but erased
        Guard("DELETE", ADDRESS_DECIDED, ADDRESS_ONCE),
    ]

    def __str__(self) -> str:
        return f"New address of {self.person}"
