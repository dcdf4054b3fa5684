"""Every page of ours that a person can ask for by GET, with samples for whatever an address needs."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.urls import get_resolver, resolve, reverse

from accounts import permissions
from accounts.foundations import clock
from accounts.foundations.closed_by_default import rule_of
from accounts.models import User
from tests.test_access import ours, read_table, url_names

SAMPLES = {
    "number": [1],
    "slug": ["a"],
    "question_number": [0, 1, 8],
    "submission_number": [1],
    "pk": [1],
    "version": [1],
    "version_number": [1],
    "prompt_number": ["1.1"],
    "token": ["x"],
    "ending": ["csv"],
    "tree_slug": ["icp-2010"],
    "coding_pk": [1],
    "key": ["prompt-1.1-answered"],
    "table": ["themes", "units"],
    "format": ["pdf"],
    "figure": [1],
}
OF_ONE_PAGE = {
    "decide_letter": {"pk": [UUID(int=1)]},
    "figure_file": {"format": ["csv", "svg"]},
    "key_message": {"key": ["m1"]},
}
NONCE = re.compile(
    r'(nonce="[^"]+"|name="(?:csrfmiddlewaretoken|remark-key)" value="[^"]+"|"token": "[^"]+"|"seconds": \d+)'
)

MOMENT = clock.now()


def readable() -> list[str]:
    """Names of pages that answer a GET. The address of a form says only that it is one, before it looks anything up;
    the service's pulse changes by itself."""
    forms = {name for name, row in read_table().items() if any(cell.startswith("POST") for cell in row.values())}
    return sorted(ours(url_names()) - forms - {"healthz"})


def addresses(samples: dict[str, list] = SAMPLES) -> Iterator[str]:
    for name in readable():
        for form in get_resolver().reverse_dict.getlist(name):
            for _, names in form[0]:
                known = samples | OF_ONE_PAGE.get(name, {})
                for values in product(*(known[part] for part in names)):
                    yield reverse(name, kwargs=dict(zip(names, values, strict=True)))
    yield reverse("document", args=[1, "b"])
    for name in ("draft_section", "section_versions"):
        yield reverse(name, args=[1, "purpose-and-coverage"])
        yield reverse(name, args=[1, "question-1"])
    yield reverse("reword_quotation", args=[1, "q1"])


def worth_asking(asked: Iterable[str], person: User | None) -> Iterator[str]:
    """Where the rule of a page shuts a person out before anything is looked up, one address of that page is enough."""
    shut = set()
    for address in asked:
        page = resolve(address.split("?")[0])
        if is_open(rule_of(page.func, page.url_name), person):
            yield address
        elif page.url_name not in shut:
            shut.add(page.url_name)
            yield address


def is_open(rule: Callable[[User], bool], person: User | None) -> bool:
    return rule is permissions.anyone if person is None else rule(person)


def person_of(client: Client) -> User | None:
    return User.objects.filter(pk=client.session.get("_auth_user_id")).first()


def crawl(client: Client) -> dict[str, str]:
    """What each page says: status, headers that tell something, text. Nothing that asking for a page does is kept.

    The clock stands still, so that two crawls differ in nothing but what was done between them.
    """
    with clock.at(MOMENT):
        return {address: said(client, address) for address in worth_asking(addresses(), person_of(client))}


def said(client: Client, address: str) -> str:
    with transaction.atomic():
        response = client.get(address)
        body = body_of(response)
        transaction.set_rollback(True)
    told = [response.headers.get(name, "") for name in ("Location", "Content-Disposition", "ETag")]
    return "\n".join([str(response.status_code), *told, NONCE.sub("", body.decode(errors="replace"))])


def body_of(response) -> bytes:
    """The whole of an answer; a file is read to its end, so that it is closed."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def pages_with(token: str, pages: dict[str, str]) -> list[str]:
    return [address for address, text in pages.items() if token in text]
