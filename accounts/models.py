"""Users, what they may do (memberships), how they are invited, and the record of who did what."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Case, F, Q, Value, When

from accounts import role_conflicts
from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen, Guard, frozen_once
from accounts.foundations.seals import Seal
from accounts.foundations.two_person_requests import (
    DECIDED_IN_FULL,
    REFUSED_WITH_A_REASON,
    TwoPersonQuerySet,
    TwoPersonRequest,
)
from accounts.roles import GIVEN_BY_TWO, SITE_ROLES, TEAM_ROLES, Role
from accounts.second_step.models import SecondStepReset as SecondStepReset
from accounts.sign_in.session_store import SignedInSession as SignedInSession
from accounts.sign_in.tries import Tries as Tries

if TYPE_CHECKING:
    from sites.models import Site


INSTALLATION = "installation@localhost"


ERASED = "@erased.invalid"  # no letter can go there


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def people(self) -> models.QuerySet[User]:
        """Everyone but the installation, which stands for whoever ran a command on the machine."""
        return self.exclude(email=INSTALLATION)

    def with_role(self, *roles: Role) -> models.QuerySet[User]:
        return self.filter(is_active=True, memberships__role__in=roles).distinct().order_by("name")


class User(AbstractBaseUser):
    """A person who signs in by e-mail. Never deleted, only switched off: records keep their authors."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    job_title = models.CharField(max_length=150, blank=True)
    is_active = models.BooleanField(default=True)
    keeps_text_on_device = models.BooleanField(default=True)
    uses_single_keys = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=clock.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_erased(self) -> bool:
        """Nothing is left of the account but the person's place in records."""
        return self.email.endswith(ERASED)

    @cached_property
    def held(self) -> list[Membership]:
        """The memberships, asked for once a request."""
        return list(self.memberships.select_related("site").order_by("role", "site__name"))

    @property
    def roles(self) -> list[Role]:
        return list(dict.fromkeys(Role(membership.role) for membership in self.held))

    @property
    def sites(self) -> list[Site]:
        return list({m.site_id: m.site for m in self.held if m.role in SITE_ROLES and m.site}.values())

    def has_role(self, *roles: Role) -> bool:
        return any(membership.role in roles for membership in self.held)

    def belongs_to(self, site: Site) -> bool:
        return any(membership.site_id == site.pk for membership in self.held if membership.role in SITE_ROLES)

    @cached_property
    def ties(self) -> set[int]:
        """The sites that this person belonged to, or in which they declared an interest; asked for once a request."""
        return {interest.site_id for interest in self.interests.all()}

    def has_ties_with(self, site: Site) -> bool:
        return self.belongs_to(site) or site.pk in self.ties

    def manages(self, site: Site) -> bool:
        return any(m.site_id == site.pk for m in self.held if m.role == Role.MANAGER)

    @property
    def is_site_person(self) -> bool:
        return self.has_role(*SITE_ROLES)

    @property
    def is_in_team(self) -> bool:
        """One of the evaluation team."""
        return self.has_role(*TEAM_ROLES)

    @property
    def in_words(self) -> str:
        """ "Ann Okafor, project manager, Cumbria" as the header shows it."""
        parts = [self.name]
        if self.held:
            first = self.held[0]
            parts.append(Role(first.role).label.replace("Pilot project", "Project"))
            if first.site:
                parts.append(first.site.name)
        return ", ".join(parts)


# The database asks for the request of two people (or for the command's invitation) that a role was given by, once.
TWO_PEOPLE_SAID_SO = (
    "EXISTS (SELECT 1 FROM accounts_askedrole a WHERE a.id = NEW.asked_id AND a.confirmed AND a.ended_at IS NULL "
    "AND a.role = NEW.role AND a.asked_by_id <> NEW.user_id AND a.decided_by_id <> NEW.user_id AND (a.person_id = NEW.user_id OR EXISTS (SELECT 1 FROM accounts_invitation i "
    "JOIN accounts_user u ON u.email = i.email WHERE i.id = a.invitation_id AND u.id = NEW.user_id)))"
)
THE_COMMAND_SAID_SO = (
    "EXISTS (SELECT 1 FROM accounts_invitation i JOIN accounts_user u ON u.email = i.email "
    "WHERE i.id = NEW.by_command_id AND u.id = NEW.user_id AND i.from_command AND i.role = NEW.role "
    "AND i.accepted_at IS NOT NULL AND i.withdrawn_at IS NULL)"
)
GIVEN_BY_NOBODY = (
    f"NEW.role IN ({role_conflicts.listed(GIVEN_BY_TWO)}) AND NOT {TWO_PEOPLE_SAID_SO} AND NOT {THE_COMMAND_SAID_SO}"
)
GIVEN_ANEW = " OR ".join(
    f"COALESCE(NEW.{column}, {none}) <> COALESCE(OLD.{column}, {none})"
    for column, none in (("role", "''"), ("user_id", "0"), ("asked_id", "0"), ("by_command_id", "0"))
)
NO_REQUEST = "two people give such a role: a confirmed request is missing"


class Membership(models.Model):
    """One role of one person; site roles are for one site. Roles from before two people gave them have no request."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    site = models.ForeignKey("pilot_sites.Site", models.PROTECT, null=True, blank=True, related_name="memberships")
    asked = models.ForeignKey("AskedRole", models.PROTECT, null=True, related_name="+")
    by_command = models.ForeignKey("Invitation", models.PROTECT, null=True, related_name="+")
    seal = Seal()  # a role that was written into the database is one that the service did not give

    guards = [
        *role_conflicts.guards(),
        Guard("INSERT", GIVEN_BY_NOBODY, NO_REQUEST),
        Guard("UPDATE", f"({GIVEN_ANEW}) AND {GIVEN_BY_NOBODY}", NO_REQUEST),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "site"], name="a_site_role_is_given_once"),
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(site__isnull=True), name="a_role_is_given_once"
            ),
            models.UniqueConstraint(fields=["asked"], name="a_request_gives_one_role"),
            models.CheckConstraint(
                condition=Q(role__in=sorted(SITE_ROLES), site__isnull=False)
                | Q(~Q(role__in=sorted(SITE_ROLES)), site__isnull=True),
                name="site_roles_and_only_they_have_a_site",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.site}" if self.site else self.get_role_display()


class Interest(models.Model):
    """A site that a person has ties with: they read none of its documents. What they were there once counts as one."""

    person = models.ForeignKey(User, models.CASCADE, related_name="interests")
    site = models.ForeignKey("pilot_sites.Site", models.PROTECT, related_name="interests")
    what = models.CharField(max_length=200, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)
    was_of_site = models.BooleanField(default=False)

    guards = frozen_once("OLD.was_of_site", "ties from having belonged to a site stay")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "site"], name="an_interest_is_noted_once")]

    def __str__(self) -> str:
        return f"{self.person} has ties with {self.site}"


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


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def visible_to(self, user: User) -> AuditEventQuerySet:
        """Leader and office see what was done, save what nobody else may know of; everyone sees their own."""
        if user.has_role(Role.LEADER, Role.OFFICE):
            hidden = Q(verb__startswith=AuditEvent.READER_VERB) | Q(verb__startswith=AuditEvent.CONFIDENTIAL_VERB)
            return self.filter(Q(by=user) | ~hidden)
        return self.filter(by=user)

    def with_reasons_for(self, user: User) -> AuditEventQuerySet:
        """Each with its `reason` as far as a person may read it: what the team gives as reasons tells of documents and
        reports, so the office reads only its own."""
        if user.has_role(Role.LEADER):
            return self.annotate(reason=F("why"))
        readable = Q(by=user) | Q(by__in=Membership.objects.filter(role=Role.OFFICE).values("user"))
        return self.annotate(
            reason=Case(When(readable, then=F("why")), default=Value(""), output_field=models.TextField())
        )

    def newest_first(self) -> AuditEventQuerySet:
        return self.select_related("by", "site").order_by("-number")


class AuditEvent(Frozen):
    """Who did or saw what. Each event carries the hash of the one before: none can be changed or left out."""

    READER_VERB = "as reader"  # such events would tell one reader, or the leader, how far the other is
    CONFIDENTIAL_VERB = "in confidence"  # these, that a site asked for help, or what it keeps in its diary

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    about = models.CharField(max_length=200)
    site = models.ForeignKey("pilot_sites.Site", models.PROTECT, null=True, related_name="+")
    why = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    seal = None  # type: ignore[assignment]  # the hash is one, and more

    objects = AuditEventQuerySet.as_manager()

    reason: str  # as `with_reasons_for` gives it

    def __str__(self) -> str:
        return f"{self.number}. {self.verb} {self.about}"


class AuditHead(models.Model):
    """The last link of the chain: the row every new event locks first, so that numbers have no gap."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)


class IntegrityCheck(models.Model):
    """One day's look at whether any record was touched: what was found, in sentences; nothing when all is whole."""

    day = models.DateField(unique=True)
    began_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    events = models.PositiveBigIntegerField(default=0)
    rows = models.PositiveBigIntegerField(default=0)
    problems = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"Check of {self.day}: {len(self.problems)} problems"


class Handover(models.Model):
    """A letter that was given to the mail server: by itself it is not given a second time."""

    job = models.UUIDField(unique=True)
    at = models.DateTimeField(default=clock.now)
    accepted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Handover of letter {self.job}"

    def accept(self) -> None:
        self.accepted_at = clock.now()
        self.save(update_fields=["accepted_at"])
