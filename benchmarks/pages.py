"""Queries and times of the main pages, as the roles that use them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from icp_eval import health

RUNS = 9


def main_pages(programme) -> dict[str, tuple[User, str]]:
    people, number = programme.people, programme.round.number
    manager = User.objects.get(email="manager-0@bench.example")
    place = [number, "site-000"]
    return {
        "home, manager": (manager, reverse("home")),
        "task list": (manager, reverse("document", args=place)),
        "question page": (manager, reverse("question", args=[*place, 3])),
        "check answers": (manager, reverse("check", args=place)),
        "home, leader": (people[Role.LEADER], reverse("home")),
        "home, office": (people[Role.OFFICE], reverse("home")),
        "overview of the round": (people[Role.LEADER], reverse("round", args=[number])),
        "allotting": (people[Role.LEADER], reverse("allotting", args=[number])),
        "reading list": (people[Role.RESEARCHER], reverse("reading_list", args=[number])),
        "agreeing list": (people[Role.LEADER], reverse("agreeing_list", args=[number])),
        "programme": (people[Role.OFFICE], reverse("programme")),
        "people": (people[Role.OFFICE], reverse("people")),
        "published reviews": (people[Role.STEERING], reverse("reviews")),
    }


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="accounts.sign_in.backend.PeopleBackend")
    return client


def queries(programme) -> dict[str, int]:
    """Queries of each page, the second time it is opened."""
    found = {}
    for name, (person, address) in main_pages(programme).items():
        client = client_of(person)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{name} answered {response.status_code}")
        found[name] = len(captured)
    return found


def median_seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def times(programme) -> dict[str, float]:
    """Each page's time over that of /healthz: the same middleware, one look into the cache, no page."""
    health.beat()
    steering = client_of(programme.people[Role.STEERING])
    bare = median_seconds(lambda: steering.get("/healthz"), 50)
    found = {}
    for name, (person, address) in main_pages(programme).items():
        client = client_of(person)
        found[name] = median_seconds(lambda c=client, a=address: c.get(a)) / bare
    return found
