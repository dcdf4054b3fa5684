"""How somebody comes to a role: invited by a link, or asked for by one of the office and decided by another."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from accounts import role_conflicts
from accounts.foundations import clock
from accounts.foundations.frozen_records import Guard
from accounts.foundations.two_person_requests import (
    DECIDED_IN_FULL,
    REFUSED_WITH_A_REASON,
    TwoPersonQuerySet,
    TwoPersonRequest,
)
from accounts.models.people import User
from accounts.roles import GIVEN_BY_TWO, Role


def hash_of(token: str) -> str:
    """What the database keeps of the token in a link: who reads the database cannot follow the link."""
    return hashlib.sha256(token.encode()).hexdigest()


def a_fortnight_on():
    return clock.now() + timedelta(days=14)


NOT_CONFIRMED = "NOT EXISTS (SELECT 1 FROM accounts_askedrole a WHERE a.invitation_id = NEW.id AND a.confirmed)"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def not_over(self) -> InvitationQuerySet:
        return self.filter(accepted_at=None, withdrawn_at=None)

    def by_token(self, token: str) -> InvitationQuerySet:
        return self.filter(token_sha256=hash_of(token))


class Invitation(models.Model):
    """The programme office asks a person in; there is no other way to get an account.

    A role that two people give is asked for (`AskedRole`): the link is sent once the second has confirmed it.
    """

    email = models.EmailField()
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=Role.choices)
    site = models.ForeignKey("pilot_sites.Site", models.PROTECT, null=True, blank=True)
    token_sha256 = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 several have no link yet
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(default=a_fortnight_on)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    from_command = models.BooleanField(
        default=False
    )  # `first_person`, on the machine itself: nobody is there to confirm

    objects = InvitationQuerySet.as_manager()
    guards = [
        Guard(
            "UPDATE",
            "NEW.accepted_at IS NOT NULL AND OLD.accepted_at IS NULL AND NOT NEW.from_command "
            f"AND NEW.role IN ({role_conflicts.listed(GIVEN_BY_TWO)}) AND {NOT_CONFIRMED}",
            "an invitation to such a role is accepted once a second person has confirmed it",
        ),
        Guard(
            "UPDATE",
            "NEW.accepted_at IS NOT NULL AND OLD.accepted_at IS NULL AND OLD.withdrawn_at IS NOT NULL",
            "a withdrawn invitation is not accepted",
        ),
        Guard("UPDATE", "OLD.accepted_at IS NOT NULL AND NEW.accepted_at IS NULL", "an invitation is accepted once"),
    ]

    def __str__(self) -> str:
        return f"Invitation of {self.email}"

    def renew_token(self) -> str:
        """A fresh link, for a fortnight; any earlier one is dead. The token is known to the letter alone."""
        token = secrets.token_urlsafe(32)
        self.token_sha256, self.expires_at = hash_of(token), a_fortnight_on()
        self.save(update_fields=["token_sha256", "expires_at"])
        return token

    @property
    def asked(self) -> AskedRole | None:
        """What a second person decides about it, if its role needs that."""
        return next(iter(self.asked_roles.all()), None)

    def was_given_by(self, user: User) -> bool:
        """Whether this person asked for the role that two people give, or confirmed it."""
        return self.asked is not None and user.pk in {self.asked.asked_by_id, self.asked.decided_by_id}

    @property
    def needs_second_word(self) -> bool:
        return self.role in GIVEN_BY_TWO and not self.from_command and not (self.asked and self.asked.confirmed)

    @property
    def was_refused(self) -> bool:
        return self.asked is not None and self.asked.confirmed is False

    @property
    def is_over(self) -> bool:
        return self.accepted_at is not None or self.withdrawn_at is not None or self.was_refused

    @property
    def has_ended(self) -> bool:
        """Whether its fortnight is over, if that has begun."""
        return clock.now() >= self.expires_at and not self.needs_second_word

    @property
    def is_open(self) -> bool:
        return not self.is_over and not self.needs_second_word and clock.now() < self.expires_at


CHANGED = [f"NEW.{column} <> OLD.{column}" for column in ("role", "asked_by_id", "asked_at")]
CHANGED += [f"COALESCE(NEW.{column}, 0) <> COALESCE(OLD.{column}, 0)" for column in ("person_id", "invitation_id")]
DECIDED_ANEW = (
    "OLD.decided_at IS NOT NULL AND (NEW.decided_at IS NULL OR NEW.decided_at <> OLD.decided_at "
    "OR NEW.confirmed IS NULL OR NEW.confirmed <> OLD.confirmed OR NEW.decided_by_id IS NULL "
    "OR NEW.decided_by_id <> OLD.decided_by_id OR NEW.refusal <> OLD.refusal)"
)
ASKED_ONCE = " OR ".join([*CHANGED, DECIDED_ANEW, "OLD.ended_at IS NOT NULL"])
OWN_INVITATION = (
    "EXISTS (SELECT 1 FROM accounts_invitation i JOIN accounts_user u ON u.email = i.email "
    "WHERE i.id = NEW.invitation_id AND u.id IN (NEW.asked_by_id, NEW.decided_by_id))"
)


class AskedRoleQuerySet(TwoPersonQuerySet):
    def waiting(self) -> AskedRoleQuerySet:
        return self.filter(confirmed=None, ended_at=None, invitation__withdrawn_at=None)

    def with_people(self) -> AskedRoleQuerySet:
        return self.select_related("person", "invitation", "asked_by", "decided_by")


class AskedRole(TwoPersonRequest):
    """One of the office asks that a person gets a role; a second person confirms that, or refuses with a reason.

    It ends when who asked takes it back before that, or when the role that it gave is taken away.
    """

    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="asked_roles")
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="asked_roles")
    role = models.CharField(max_length=20, choices=Role.choices)
    ended_at = models.DateTimeField(null=True)

    objects = AskedRoleQuerySet.as_manager()
    guards = [
        Guard("UPDATE", ASKED_ONCE, "a role is decided once, and stays as asked"),
        Guard("DELETE", "1 = 1", "an asked role stays"),
        *(
            Guard(event, OWN_INVITATION, "nobody asks for their own role or decides about it")
            for event in ("INSERT", "UPDATE")
        ),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=Q(confirmed__isnull=True, ended_at__isnull=True),
                name="a_role_is_asked_for_once_at_a_time",
            ),
            models.UniqueConstraint(fields=["invitation"], name="an_invitation_asks_for_one_role"),
            models.CheckConstraint(
                condition=Q(person__isnull=True, invitation__isnull=False)
                | Q(person__isnull=False, invitation__isnull=True),
                name="a_role_is_asked_for_one_person",
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(GIVEN_BY_TWO)), name="only_what_two_people_give_is_asked_for"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | ~Q(person=F("asked_by")), name="nobody_asks_for_their_own_role"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | (~Q(decided_by=F("asked_by")) & (Q(person__isnull=True) | ~Q(person=F("decided_by")))),
                name="a_role_is_decided_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=DECIDED_IN_FULL,
                name="a_decided_role_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=REFUSED_WITH_A_REASON,
                name="a_refused_role_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(confirmed=False) | Q(ended_at__isnull=True), name="only_what_was_not_refused_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_role_display()}"

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.invitation.name if self.invitation else ""

    @property
    def email(self) -> str:
        return self.person.email if self.person else self.invitation.email if self.invitation else ""

    @property
    def is_waiting(self) -> bool:
        withdrawn = self.invitation is not None and self.invitation.withdrawn_at is not None
        return self.confirmed is None and self.ended_at is None and not withdrawn

    @property
    def was_taken_back(self) -> bool:
        return self.confirmed is None and not self.is_waiting

    def end(self) -> None:
        if self.ended_at is None:
            self.ended_at = clock.now()
            self.save(update_fields=["ended_at"])

    def concerns(self, user: User) -> bool:
        """Whether the role would be this person's own."""
        return user.email == self.email
