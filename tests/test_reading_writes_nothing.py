"""Reading does not write: whoever opens a page changes nothing but their session and the audit trail.

Here every page that a link leads to, in worlds where things are still to be begun; `test_access.py` opens every address.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse

from accounts.models import User
from living_docs.workflow import Status
from tests.factories import PEOPLE, World
from tests.test_access import url_names
from tests.writes import tables_written

ONE_OF_EACH_ROLE = [name for name in PEOPLE if name not in {"abe", "bea", "rob", "rex", "exa", "duo"}]
LINK = re.compile(r'(?:href|data-load|data-renew)="(/[^"#]*)')
NO_PAGES = ("/static/", "/sign-out/")


def written_by(client: Client, address: str) -> tuple[list[str], str]:
    """The tables that a GET wrote to, and the page."""
    with tables_written() as written:
        response = client.get(address, follow=True)
        content = b"".join(response.streaming_content) if response.streaming else response.content
    is_page = response["Content-Type"].startswith("text/html")
    return written, content.decode() if is_page else ""


def opened(client: Client, most: int = 1) -> Iterator[tuple[str, list[str]]]:
    """Every page that links lead to from the home page, a few of each kind, with what was written."""
    waiting, times = ["/"], Counter()
    for address in waiting:
        name = resolve(urlsplit(address).path).url_name
        times[name] += 1
        if times[name] <= most:
            written, page = written_by(client, address)
            yield name, written
            links = dict.fromkeys(map(unescape, LINK.findall(page)))
            waiting += [link for link in links if link not in waiting and not link.startswith(NO_PAGES)]


def just_opened(world: World) -> None:
    """A round is open and nobody has done anything."""
    world.open_round()


def sent_and_started(world: World) -> None:
    """Documents are sent and one is allotted; a review is started."""
    for site in ("a", "b"):
        world.document_at(Status.SUBMITTED, site)
    world.allot(world.document("b"))
    world.draft_review()


def agreed_and_in_check(world: World) -> None:
    """One document is being agreed, one waits for its release; a review is with its approvers."""
    world.document_at(Status.AGREEING, "a")
    world.document_at(Status.PASSED, "b")
    world.approved_review()


@pytest.mark.one_engine
@pytest.mark.parametrize("begin", [just_opened, sent_and_started, agreed_and_in_check])
def test_no_link_leads_to_a_page_that_writes(world, sign_in, begin):
    begin(world)
    pages = [
        (person, name, written)
        for person in ONE_OF_EACH_ROLE
        for name, written in opened(sign_in(getattr(world, person)))
    ]
    assert [page for page in pages if page[2]] == []
    assert len(pages) > 100


@pytest.mark.one_engine
def test_no_page_of_signing_in_writes_when_it_is_opened(world, sign_in):
    names = [name for name in url_names() if name.startswith(("account_", "mfa_")) and takes_nothing(name)]
    pages = [(name, written_by(sign_in(who), reverse(name))[0]) for name in names for who in (None, world.ann)]
    assert [page for page in pages if page[1]] == []


def takes_nothing(name: str) -> bool:
    """Whether an address can be written without knowing anything."""
    try:
        return bool(reverse(name))
    except NoReverseMatch:
        return False


@pytest.mark.soak
def test_no_page_of_the_demo_writes(db, sign_in):
    call_command("demo", "--no-wait", verbosity=0)
    people = User.objects.filter(is_active=True, memberships__isnull=False).distinct().order_by("pk")
    pages = [(person.email, *page) for person in people for page in opened(sign_in(person), most=3)]
    assert [page for page in pages if page[2]] == []
    assert len(pages) > 1000
