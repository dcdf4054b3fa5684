"""Who did what, as the office finds it: searched, downloaded, checked once a day; refusals are on record."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.foundations import audit, clock
from accounts.models import AuditEvent, IntegrityCheck
from feedback import actions as feedback
from living_docs.uk_time import uk_moment
from living_docs.workflow import Status
from tests.factories import DEADLINE


@pytest.fixture
def tried(world):
    """Four events whose words, people, sites and days differ."""
    site = world.document().site
    for day, by, about, where, why in (
        (1, world.pat, "the first thing", None, "because of rain"),
        (2, world.lee, "the second thing", site, ""),
        (3, world.pat, "=SUM(A1)", site, "50% more"),
        (4, world.rae, "a secret thing", site, ""),
    ):
        verb = "as reader: tried" if by == world.rae else "tried"
        with clock.at(uk_moment(DEADLINE.date().replace(month=6, day=day), 12)):
            audit.record(verb, by=by, about=about, site=where, why=why)
    return world


def shown(client, **asked) -> list[str]:
    page = client.get(reverse("audit_events"), {"words": "tried", **asked}).context["page"]
    return [event.about for event in page]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["=SUM(A1)", "the second thing", "the first thing"]),
        ({"words": "tried rain"}, ["the first thing"]),
        ({"words": "50%"}, ["=SUM(A1)"]),
        ({"words": "secret"}, []),
        ({"person": "lee@icp.example"}, ["the second thing"]),
        ({"site": "a"}, ["=SUM(A1)", "the second thing"]),
        ({"site": "b"}, []),
        ({"first": "2/6/2010", "last": "2/6/2010"}, ["the second thing"]),
        ({"first": "2 June 2010"}, ["=SUM(A1)", "the second thing"]),
        ({"last": "1/6/2010"}, ["the first thing"]),
    ],
)
def test_what_meets_the_filter_is_shown(tried, sign_in, asked, found):
    assert shown(sign_in(tried.pat), **asked) == found


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"first": "yesterday"}, "Enter a day, such as 27/3/2026"),
        ({"last": "31/12/9999"}, "Enter a day between 2000 and 2100"),
        ({"words": "a " * 1000}, "Enter at most 200 characters"),
        ({"first": "3/6/2010", "last": "2/6/2010"}, "Enter a day that is not before the first"),
    ],
)
def test_a_mistyped_filter_says_so_and_hides_nothing(tried, sign_in, asked, sentence):
    response = sign_in(tried.pat).get(reverse("audit_events"), asked)
    assert response.content.decode().count(sentence) == 2  # above, and at the field
    assert response.context["page"].paginator.count == AuditEvent.objects.visible_to(tried.pat).count()


@pytest.mark.one_engine
@pytest.mark.parametrize(("name", "read"), [("lee", True), ("pat", False)])
def test_a_reason_of_the_team_is_the_teams(world, sign_in, name, read):
    """Neither shown, nor found by its words, nor in the table."""
    audit.record("asked to withdraw", by=world.lee, about="a report", why="It quotes the paragraph on winter")
    client = sign_in(getattr(world, name))
    page = client.get(reverse("audit_events")).content.decode()
    table = client.get(reverse("audit_events_csv")).content.decode()
    found = client.get(reverse("audit_events"), {"words": "winter"}).context["page"]
    assert ["on winter" in page, "on winter" in table, len(found) == 1] == [read] * 3


@pytest.mark.one_engine
def test_the_table_holds_the_same_events_and_no_formula(tried, sign_in):
    asked = {"words": "tried", "site": "a"}
    response = sign_in(tried.pat).get(reverse("audit_events_csv"), asked)
    assert response["Content-Disposition"] == 'attachment; filename="who-did-what.csv"'
    head, *lines = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    events = list(AuditEvent.objects.filter(verb="tried", site__slug="a").order_by("-number"))
    assert head == ["Time (UK)", "Person", "What", "About", "Site", "Reason", "Checksum"]
    assert [line[:4] + line[5:] for line in lines] == [
        ["2010-06-03 12:00:00+0100", tried.pat.name, "tried", "'=SUM(A1)", "50% more", events[0].hash],
        ["2010-06-02 12:00:00+0100", tried.lee.name, "tried", "the second thing", "", events[1].hash],
    ]
    assert AuditEvent.objects.order_by("number").last().verb == "downloaded who did what"


@pytest.mark.one_engine
def test_what_the_daily_check_found_stands_on_the_page_and_at_home(world, sign_in):
    client = sign_in(world.pat)
    check = IntegrityCheck.objects.create(day=clock.now().date(), ended_at=clock.now(), events=1204, rows=88)
    page = client.get(reverse("audit_events")).content.decode()
    assert "it found 1,204 events and 88 frozen records, all as they were written." in page
    assert "Records may have been changed" not in client.get(reverse("home")).content.decode()
    check.problems = ["move 3 does not say what the service wrote"]
    check.save()
    assert "<li>Move 3 does not say what the service wrote</li>" in client.get(reverse("audit_events")).content.decode()
    homes = {
        name: sign_in(getattr(world, name)).get(reverse("home")).content.decode() for name in ("pat", "lee", "rae")
    }
    assert [name for name, home in homes.items() if "Records may have been changed" in home] == ["pat", "lee"]


@pytest.mark.one_engine
def test_whoever_is_refused_is_on_record_and_a_reader_for_nobody_else(world, sign_in):
    world.fill(world.document())
    assert sign_in(world.abe).post(reverse("submit", args=[1, "a"])).status_code == 403
    reading, _ = world.allot(world.document_at(Status.SUBMITTED))
    world.write_reading(reading, world.rae)
    feedback.lodge(reading, by=world.rae)
    assert sign_in(world.rae).post(reverse("give_back", args=[1, "a"]), {"why": "Ill"}).status_code == 403
    told = AuditEvent.objects.filter(verb__endswith="was refused").order_by("number")
    assert [(event.verb, event.by, event.about) for event in told] == [
        ("was refused", world.abe, "POST submit"),
        ("as reader: was refused", world.rae, "POST give_back"),
    ]
    seen = {name: told.visible_to(getattr(world, name)).count() for name in ("lee", "pat", "rob", "rae")}
    assert seen == {"lee": 1, "pat": 1, "rob": 0, "rae": 1}


@pytest.mark.one_engine
def test_pages_stay_short_and_quick_with_many_events(world, sign_in, django_assert_max_num_queries):
    for number in range(120):
        audit.record("went on", by=world.pat, about=f"step {number}")
    with django_assert_max_num_queries(35):
        response = sign_in(world.pat).get(reverse("audit_events"), {"page": 2})
    assert len(response.context["page"]) == 50
    assert clock.now() - response.context["page"][0].at < timedelta(minutes=5)
