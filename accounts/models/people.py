"""People who sign in, what each may do, and the sites that they must not judge."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from accounts import role_conflicts
from accounts.foundations import clock
from accounts.foundations.frozen_records import Guard, frozen_once
from accounts.foundations.seals import Seal
from accounts.roles import GIVEN_BY_TWO, SITE_ROLES, TEAM_ROLES, Role

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
