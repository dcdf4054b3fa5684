"""Nothing typed is lost: where Django would drop a form, the text comes back in the page, or it is saved."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from living_docs import actions
from living_docs.models import Answer
from living_docs.workflow import Status

TYPED = "Words that took <b>an evening</b>\nand a second line & “quotes” 😀"


@pytest.fixture
def place(world) -> str:
    world.document()
    return reverse("question", args=[1, "a", 1])


def form(text: str = TYPED, **more: str) -> dict:
    return {"1-1-base_version": "1", "1-1-text_0": text, "do": "", **more}


def texts_in(response) -> list[str]:
    """What stands in the page's boxes."""
    page = response.content.decode()
    boxes = re.findall(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.DOTALL)
    return [unescape(box).replace("\r\n", "\n") for box in boxes]


def passed_on(response) -> list[str]:
    """What the page of a document that has moved on shows, and sends to the diary or the manager whole."""
    page = response.content.decode()
    assert [line for line in TYPED.split("\n") if line not in unescape(page)] == []
    sent = re.findall(r'name="1-1-text_0" value="(.*?)"', page, re.DOTALL)
    return [unescape(text).replace("\r\n", "\n") for text in sent]


def stored() -> str:
    return (Answer.objects.get(prompt_number="1.1", document__site__slug="a").value.get("texts") or [""])[0]


OWN = {"Origin": "http://testserver"}


def strict(person) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person, backend="accounts.sign_in.backend.PeopleBackend")
    return client


def test_after_the_session_ended_the_text_is_in_the_page(place):
    response = Client().post(place, form())
    assert (response.status_code, texts_in(response)) == (401, [TYPED])
    assert stored() == ""


def test_the_given_back_page_holds_all_that_was_sent_save_secrets(place):
    response = Client().post(place, form(csrfmiddlewaretoken="token-of-old", password="hunter2"))
    page = response.content.decode()
    assert 'name="1-1-base_version" value="1"' in page
    assert [secret for secret in ("token-of-old", "hunter2") if secret in page] == []
    assert f'action="{place}"' in page


def test_what_was_given_back_can_be_saved_after_signing_in(world, place, sign_in):
    [text] = texts_in(Client().post(place, form()))
    assert sign_in(world.ann).post(place, form(text)).status_code == 302
    assert "Words that took &lt;b&gt;an evening&lt;/b&gt;" in stored()


def test_a_page_from_before_the_last_sign_in_is_given_back(world, place):
    client = strict(world.ann)
    response = client.post(place, form(csrfmiddlewaretoken="x" * 64), headers=OWN)
    assert (response.status_code, texts_in(response), stored()) == (403, [TYPED], "")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', response.content.decode())[1]
    assert client.post(place, form(csrfmiddlewaretoken=token)).status_code == 302
    assert stored().startswith("<p>Words that took")


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://testserver.elsewhere.example", ""])
def test_a_foreign_page_gets_no_button_that_sends_its_form(world, origin):
    headers = {"Origin": origin} if origin else {}
    typed = {"name": "Mallory", "email": "m@elsewhere.example", "role": "contributor", "site": "a", "x": TYPED}
    response = strict(world.pat).post(reverse("invite"), typed, headers=headers)
    page = response.content.decode()
    assert (response.status_code, texts_in(response)) == (403, [TYPED])
    assert [sign for sign in ("Save it again", "<form method", "Mallory") if sign in page.split("<main")[1]] == []


def test_a_form_without_text_is_not_offered_again(world):
    response = strict(world.pat).post(reverse("switch_off", args=[world.abe.pk]), {"sure": "1"}, headers=OWN)
    page = response.content.decode().split("<main")[1]
    assert (response.status_code, "Nothing was done" in page, "Save it again" in page) == (403, True, False)


def test_a_text_sent_after_the_document_went_off_is_given_back(world, place, sign_in):
    world.document_at(Status.SUBMITTED)
    response = sign_in(world.abe).post(place, form())
    assert (response.status_code, passed_on(response)) == (403, [TYPED])


def test_a_text_sent_after_the_round_closed_is_given_back(world, place, sign_in):
    actions.close_round(world.rounds[1], by=world.pat)
    response = sign_in(world.abe).post(place, form())
    assert (response.status_code, passed_on(response)) == (403, [TYPED])


def test_comments_on_a_lodged_reading_are_given_back(world, sign_in):
    world.document_at(Status.AGREEING)
    response = sign_in(world.rae).post(reverse("desk", args=[1, "a", 1]), {"noted": TYPED})
    assert (response.status_code, texts_in(response)) == (403, [TYPED])


def test_a_nul_byte_does_not_stop_the_text(world, place, sign_in):
    assert sign_in(world.ann).post(place, form("before\x00after")).status_code == 302
    assert stored() == "<p>beforeafter</p>"


def test_three_megabytes_of_text_are_saved(world, place, sign_in):
    long = "word " * 600_000
    assert sign_in(world.ann).post(place, form(long)).status_code == 302
    assert stored().count("word") == 600_000


def test_a_clash_shows_both_texts(world, place, sign_in):
    world.answer(world.document(), "1.1", {"texts": ["<p>Of Abe</p>"]}, by=world.abe)
    response = sign_in(world.ann).post(place, form("Of Ann"))
    assert (response.status_code, stored()) == (422, "<p>Of Abe</p>")
    assert "Of Ann\n\nOf Abe" in texts_in(response)
    assert "<p>Of Abe</p>" in response.content.decode()
    version = re.search(r'name="1-1-base_version" value="(\d+)"', response.content.decode())[1]
    assert sign_in(world.ann).post(place, form("Of both", **{"1-1-base_version": version})).status_code == 302
    assert stored() == "<p>Of both</p>"


@pytest.mark.parametrize("version", ["", "no number", "999", "-1"])
def test_a_broken_version_number_loses_nothing(world, place, sign_in, version):
    response = sign_in(world.ann).post(place, form("Kept", **{"1-1-base_version": version}))
    assert (response.status_code in {302, 422}, stored()) == (True, "<p>Kept</p>")


def test_a_date_that_is_not_understood_keeps_the_text(world, place, sign_in):
    more = {"1-1-state": "not_known", "1-1-until": "soon"}
    response = sign_in(world.ann).post(place, form("Kept", **more))
    assert (response.status_code, stored()) == (422, "<p>Kept</p>")
    assert "Enter a date like 14/4/2010" in response.content.decode()


def test_emptying_a_box_empties_the_answer(world, place, sign_in):
    world.answer(world.document(), "1.1", {"texts": ["<p>Old</p>"]})
    assert sign_in(world.ann).post(place, form("", **{"1-1-base_version": "2"})).status_code == 302
    assert stored() == ""


def test_more_than_any_document_needs_is_refused_in_words(world, sign_in, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    document = world.document("a", 1)
    response = sign_in(world.ann).post(f"{document.get_absolute_url()}question/1/", {"1-1-text_0": "word " * 100})
    assert (response.status_code, "go back: your text should still be in the box" in response.content.decode()) == (
        400,
        True,
    )


def test_what_was_written_for_a_document_that_has_moved_on_comes_back(world, sign_in):
    document = world.document_at(Status.IN_QA, "a", 1)
    cases = [
        (world.lee, f"/agreeing/1/{document.site.slug}/question/1/", "noted"),
        (world.rae, f"/reading/1/{document.site.slug}/question/1/", "noted"),
        (world.ann, f"{document.get_absolute_url()}question/1/", "1-1-text_0"),
    ]
    for person, address, field in cases:
        response = sign_in(person).post(address, {field: "Typed for an hour."})
        assert (response.status_code, "Typed for an hour." in response.content.decode()) == (403, True), address
