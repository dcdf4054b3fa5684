"""Users, what they may do (memberships), how they are invited, and the record of who did what."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from accounts import clock
from accounts.immutability import Frozen
from accounts.roles import SITE_ROLES, TEAM_ROLES, Role

if TYPE_CHECKING:
    from sites.models import Site


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

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

    def has_ties_with(self, site: Site) -> bool:
        return self.belongs_to(site) or any(interest.site_id == site.pk for interest in self.interests.all())

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


class Membership(models.Model):
    """One role of one person; site roles are for one site."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    site = models.ForeignKey("pilot_sites.Site", models.PROTECT, null=True, blank=True, related_name="memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "site"], name="a_site_role_is_given_once"),
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(site__isnull=True), name="a_role_is_given_once"
            ),
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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "site"], name="an_interest_is_noted_once")]

    def __str__(self) -> str:
        return f"{self.person} has ties with {self.site}"


def new_token() -> str:
    return secrets.token_urlsafe(32)


def a_fortnight_on():
    return clock.now() + timedelta(days=14)


class Invitation(models.Model):
    """The programme office asks a person in; there is no other way to get an account."""

    email = models.EmailField()
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=Role.choices)
    site = models.ForeignKey("pilot_sites.Site", models.PROTECT, null=True, blank=True)
    token = models.CharField(max_length=64, unique=True, default=new_token)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(default=a_fortnight_on)
    accepted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Invitation of {self.email}"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and clock.now() < self.expires_at

    @property
    def state(self) -> str:
        if self.accepted_at:
            return "Accepted"
        return "Waiting" if self.is_open else "Expired"


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def visible_to(self, user: User) -> AuditEventQuerySet:
        """Leader and office see what was done, save what nobody else may know of; everyone sees their own."""
        if user.has_role(Role.LEADER, Role.OFFICE):
            hidden = Q(verb__startswith=AuditEvent.READER_VERB) | Q(verb__startswith=AuditEvent.CONFIDENTIAL_VERB)
            return self.filter(Q(by=user) | ~hidden)
        return self.filter(by=user)

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

    objects = AuditEventQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.number}. {self.verb} {self.about}"


class AuditHead(models.Model):
    """The last link of the chain: the row every new event locks first, so that numbers have no gap."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)


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
