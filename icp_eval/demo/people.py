"""The people of the demo: two a site and the evaluation team, all with one password."""

from __future__ import annotations

import csv
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts import actions
from accounts.actions import confirm_address
from accounts.models import Membership, User
from accounts.roles import GIVEN_BY_TWO, Role
from sites.models import Programme, Site

DATA = Path(__file__).parent / "data"
TEAM = "team"

SIGN_INS = [
    ("manager.<site-slug>@demo.example", "project manager, e.g. manager.cumbria@demo.example"),
    ("contributor.<site-slug>@demo.example", "site contributor"),
    ("researcher.a@demo.example", "researcher (also researcher.b@, researcher.c@)"),
    ("leader@demo.example", "task leader"),
    ("economist@demo.example", "health economist"),
    ("qa@demo.example", "QA reviewer"),
    ("implementation@demo.example", "implementation team"),
    ("steering@demo.example", "steering group member"),
    ("office@demo.example", "programme office (also office.b@, who confirms the roles that office@ asks for)"),
]


def rows() -> list[dict[str, str]]:
    with (DATA / "demo_people.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_people(programme: Programme) -> dict[str, User]:
    """Everyone by the part of their address before the @."""
    sites = {site.slug: site for site in programme.sites.all()}
    password = make_password(settings.DEMO_PASSWORD)
    people = {}
    for row in rows():
        user = User.objects.create(email=row["email"], name=row["name"], job_title=row["job_title"], password=password)
        confirm_address(user)
        people[row["email"].split("@")[0]] = user
    give_roles(people, sites)
    return people


def give_roles(people: dict[str, User], sites: dict[str, Site]) -> None:
    """The office first, as an installation begins; then as in earnest: one asks, and a second person confirms."""
    first, second = people["office"], people["office.b"]
    for person in (first, second):
        actions.give_by_command(person, role=Role.OFFICE)
    for row in rows():
        person, role = people[row["email"].split("@")[0]], Role(row["role"])
        if role in GIVEN_BY_TWO and role != Role.OFFICE:
            actions.confirm_role(actions.ask_for_role(person, role=role, by=first), by=second)
        elif role != Role.OFFICE:
            Membership.objects.create(user=person, role=role, site=sites.get(row["slug_or_team"]))
