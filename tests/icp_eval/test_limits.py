"""What is too much or too long is refused in a sentence, and what was typed is given back."""

from dataclasses import replace

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import AuditEvent
from icp_eval import limits
from living_docs.models import AnswerVersion


@pytest.fixture
def narrow(settings, monkeypatch):
    """Three an hour of everything, and texts of a thousand letters."""
    settings.LIMITS = True
    monkeypatch.setattr(limits, "RATES", tuple(replace(rate, most=3) for rate in limits.RATES))
    monkeypatch.setattr(limits, "MOST_LETTERS", 1_000)


def save(client, words: str):
    return client.post("/rounds/1/sites/a/question/1/", {"1-1-base_version": "1", "1-1-text_0": words, "do": ""})


def test_a_fourth_save_is_refused_and_its_text_given_back(world, sign_in, narrow):
    world.document("a", 1)
    ann = sign_in(world.ann)
    assert {save(ann, f"Words {n}").status_code for n in range(3)} == {302, 422}  # the later ones clash, and are kept
    versions = AnswerVersion.objects.count()
    page = save(ann, "Words of the fourth")
    text = page.content.decode()
    assert (page.status_code, "Words of the fourth" in text, AnswerVersion.objects.count()) == (429, True, versions)
    assert "That is more than 3 texts saved within an hour. Nothing was done. Wait a few minutes and try again." in text
    save(ann, "Words of the fifth")
    assert [(e.by, e.about) for e in AuditEvent.objects.filter(verb="reached a limit")] == [
        (world.ann, "3 texts saved within an hour")
    ]


def test_one_person_does_not_use_up_what_another_may(world, sign_in, narrow):
    world.document("a", 1)
    ann, abe = sign_in(world.ann), sign_in(world.abe)
    for n in range(5):
        save(ann, f"Words {n}")
    assert save(abe, "His words").status_code in {302, 422}


def test_the_next_hour_begins_anew(world, sign_in, narrow, monkeypatch):
    world.document("a", 1)
    ann = sign_in(world.ann)
    for n in range(4):
        last = save(ann, f"Words {n}")
    assert last.status_code == 429
    later = limits.time.time() + limits.HOUR
    monkeypatch.setattr(limits.time, "time", lambda: later)
    assert save(ann, "Later").status_code in {302, 422}


def test_a_text_that_is_too_long_is_refused_and_given_back(world, sign_in, narrow):
    world.document("a", 1)
    page = save(sign_in(world.ann), "long words " * 100)
    assert (page.status_code, "long words long words" in page.content.decode()) == (413, True)
    assert limits.TOO_LONG in page.content.decode()


def test_a_script_is_told_in_its_own_way(world, sign_in, narrow):
    world.document("a", 1)
    ann = sign_in(world.ann)
    answers = [ann.post("/rounds/1/sites/a/pictures/", {"supports": "1.1"}) for _ in range(4)]
    assert (answers[-1].status_code, answers[-1].json()["sentence"]) == (429, limits.RATES[0].sentence)


def test_a_fourth_file_is_not_handed_out(world, sign_in, narrow):
    world.document("a", 1)
    ann = sign_in(world.ann)
    answers = [ann.get("/rounds/1/sites/a/word/form.docx").status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]


def names(resolver=None) -> set[str]:
    found = set()
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            found |= names(one)
        elif isinstance(one, URLPattern) and one.name:
            found.add(one.name)
    return found


def test_every_page_that_is_named_is_there():
    assert set().union(*(rate.pages for rate in limits.RATES)) - names() == set()


def test_every_save_that_is_made_by_itself_is_counted():
    saves = next(rate for rate in limits.RATES if rate.what == "texts saved").pages
    assert {name for name in names() if name.endswith("autosave")} - saves == set()


@pytest.mark.parametrize(
    ("length", "status"),
    [("67108864", 200), ("67108865", 413), ("9" * 30, 413), ("-1", 413), ("1e3", 413), ("", 200)],
)
def test_a_request_larger_than_any_file_is_refused_before_it_is_read(db, client, settings, length, status):
    """Also a stranger's: what is not read fills no disk."""
    response = client.generic("GET", "/sign-in/", CONTENT_LENGTH=length)
    assert response.status_code == status
    assert ("What was sent is too large" in response.content.decode()) == (status == 413)


def test_a_text_of_stars_is_refused_and_given_back(world, sign_in, narrow, monkeypatch):
    monkeypatch.setattr(limits, "MOST_MARKS", 100)
    world.document("a", 1)
    ann = sign_in(world.ann)
    assert save(ann, "*a " * 100).status_code in {302, 422}
    page = save(ann, "*a _b " * 51)
    assert (page.status_code, "too many marks" in page.content.decode()) == (413, True)
    assert "*a _b *a _b" in page.content.decode()
