"""What an open page asks by itself: saving, who else writes, and how long the session lasts."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from accounts.foundations import clock
from accounts.models import User
from accounts.sign_in.sessions import device_key
from living_docs.models import Answer, AnswerState
from living_docs.uk_time import in_full
from living_docs.workflow import Status
from tests.factories import activity

pytestmark = pytest.mark.one_engine


@pytest.fixture
def document(world):
    return world.document()


def prose(text: str, base: int = 1, *, html: bool = True) -> dict:
    return {"1-1-base_version": base, "1-1-text_0": text, **({"1-1-text_0-as": "html"} if html else {})}


def post(client: Client, fields: dict, question: int = 1):
    return client.post(reverse("autosave", args=[1, "a", question]), fields)


def stored(number: str = "1.1") -> Answer:
    return Answer.objects.get(prompt_number=number, document__site__slug="a")


def test_a_save_is_acknowledged_with_its_version(world, document, sign_in):
    answer = post(sign_in(world.ann), prose("<p>Saved <b>by itself</b></p>")).json()["saved"]["1-1"]
    assert (answer["version"], answer["clash"], answer["problems"], answer["fields"]) == (2, "", [], {})
    assert answer["line"].startswith("Saved at ")
    assert stored().value == {"texts": ["<p>Saved <strong>by itself</strong></p>"]}


def test_the_same_request_again_saves_nothing_twice(world, document, sign_in):
    client = sign_in(world.ann)
    first, second = (post(client, prose("<p>Once</p>")).json()["saved"]["1-1"] for _ in range(2))
    assert (first["version"], second["version"], stored().versions.count()) == (2, 2, 2)


def test_what_others_wrote_comes_back_in_the_fields(world, document, sign_in):
    base = world.answer(document, "1.1", {"texts": ["<p>a</p>\n<p>b</p>"]}).record.version
    world.answer(document, "1.1", {"texts": ["<p>a</p>\n<p>B of Abe</p>"]}, by=world.abe)
    answer = post(sign_in(world.ann), prose("<p>A of Ann</p><p>b</p>", base)).json()["saved"]["1-1"]
    assert answer["fields"]["1-1-text_0"] == "<p>A of Ann</p>\n<p>B of Abe</p>"


def test_what_others_wrote_leaves_the_rows_alone_that_are_about_to_be_pasted(world, document, sign_in):
    base = world.answer(document, "3.2", {"rows": [activity("Clinic")]}).record.version
    world.answer(document, "3.2", {"rows": [activity("Clinic at night")]}, by=world.abe)
    row = {f"3-2-row-{name}": cell for name, cell in activity("Clinic").items() if name != "id"}
    sent = {"3-2-base_version": base, "3-2-row_id": "r1", **row, "3-2-paste": "Ward\tround"}
    fields = post(sign_in(world.ann), sent, question=3).json()["saved"]["3-2"]["fields"]
    assert fields["3-2-row-activity"] == "Clinic at night"
    assert "3-2-paste" not in fields


def test_a_clash_is_said_and_changes_nothing(world, document, sign_in):
    world.answer(document, "1.1", {"texts": ["<p>Of Abe</p>"]}, by=world.abe)
    answer = post(sign_in(world.ann), prose("<p>Of Ann</p>")).json()["saved"]["1-1"]
    assert answer["clash"] == "You and Abe Abernethy changed the same paragraph. Nothing has been lost."
    assert stored().value == {"texts": ["<p>Of Abe</p>"]}


def test_a_clash_with_oneself_in_another_window_says_so(world, document, sign_in):
    world.answer(document, "1.1", {"texts": ["<p>In one window</p>"]})
    answer = post(sign_in(world.ann), prose("<p>In the other</p>")).json()["saved"]["1-1"]
    assert answer["clash"] == "You changed the same paragraph in another window too. Nothing has been lost."


def test_an_open_row_is_saved_once_however_often_it_is_sent(world, document, sign_in):
    client = sign_in(world.ann)
    row = {f"3-2-row-{name}": text for name, text in activity("Case conference").items() if name != "id"}
    for words in ("Case", "Case conference"):
        fields = row | {"3-2-base_version": stored("3.2").version, "3-2-row_id": "abcd1234", "3-2-row-activity": words}
        assert post(client, fields, 3).status_code == HTTPStatus.OK
    assert [(row["id"], row["activity"]) for row in stored("3.2").value["rows"]] == [("abcd1234", "Case conference")]


TRICKY = "ligature ﬁ, bidi \u202eabc\u202c, zero\u200bwidth, emoji 😀, e\u0301"


@pytest.mark.parametrize("html", [True, False], ids=["editor", "plain box"])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (TRICKY, ["ligature ﬁ, bidi abc, zerowidth, emoji 😀, é"]),
        ("a\x00b \x07c", ["ab c"]),
        ("word " * 60_000, [("word " * 60_000).strip()]),
    ],
    ids=["unseen characters", "control characters", "60,000 words"],
)
def test_whatever_arrives_is_kept_in_its_canonical_form(world, document, sign_in, typed, kept, html):
    post(sign_in(world.ann), prose(typed, html=html))
    assert stored().value["texts"] == [f"<p>{kept[0]}</p>"]


def test_every_kind_of_line_end_is_one(world, document, sign_in):
    post(sign_in(world.ann), prose("one\r\ntwo\rthree\u2028four", html=False))
    assert stored().value["texts"] == ["<p>one</p>\n<p>two</p>\n<p>three</p>\n<p>four</p>"]


def test_five_megabytes_are_saved(world, document, sign_in):
    assert post(sign_in(world.ann), prose("<p>" + "word " * 1_000_000 + "</p>")).status_code == HTTPStatus.OK
    assert stored().value["texts"][0].count("word") == 1_000_000


def test_a_document_that_moved_on_takes_no_more_and_says_so(world, sign_in):
    world.document_at(Status.SUBMITTED)
    answer = post(sign_in(world.ann), prose("<p>Late</p>"))
    happened = f"Ann Adeyinka submitted the document at {in_full(world.document().current_submission.at)}."
    said = f"{happened} What you typed since was not saved. It stays here and on this device."
    assert (answer.status_code, answer.json()) == (409, {"sentence": said, "managers": ""})


def test_signed_out_it_asks_for_a_sign_in(document):
    assert post(Client(), prose("<p>Typed</p>")).status_code == HTTPStatus.UNAUTHORIZED


# Who else writes


def ask(client: Client, prompt: str = "", question: int = 1) -> dict:
    return client.post(reverse("presence", args=[1, "a", question]), {"prompt": prompt}).json()


def test_people_of_a_site_see_one_another_write(world, document, sign_in):
    ann, abe = sign_in(world.ann), sign_in(world.abe)
    assert ask(ann, "1.1")["others"] == []
    assert ask(abe)["others"] == [{"prompt": "1.1", "sentence": "Ann Adeyinka is editing 1.1. You can both write."}]
    ask(ann)
    assert ask(abe)["others"] == []


def test_who_left_is_forgotten_after_half_a_minute(world, document, sign_in):
    ask(sign_in(world.ann), "1.1")
    with clock.at(clock.now() + timedelta(seconds=31)):
        assert ask(sign_in(world.abe))["others"] == []


def test_a_page_learns_that_an_answer_has_a_newer_version(world, document, sign_in):
    world.answer(document, "1.1", {"texts": ["<p>New</p>"]}, by=world.abe)
    assert ask(sign_in(world.ann))["versions"] == {"1-1": 2, "1-5": 1}


# The session


@pytest.fixture
def later(time_machine):
    """later(minutes) lets time pass."""
    time_machine.move_to(clock.now())
    return lambda minutes: time_machine.shift(timedelta(minutes=minutes))


def seconds(client: Client) -> int:
    return client.get(reverse("session")).json()["seconds"]


def test_asking_in_the_background_keeps_nobody_signed_in(world, document, sign_in, later):
    client = sign_in(world.ann)
    later(50)
    ask(client)
    assert 9 * 60 <= seconds(client) <= 10 * 60
    post(client, prose("<p>Typed</p>"))
    assert seconds(client) > 59 * 60


def test_after_twelve_hours_everybody_signs_in_anew(world, document, sign_in, later):
    client = sign_in(world.ann)
    for _ in range(14):
        later(51)
        assert client.get(reverse("question", args=[1, "a", 1])).status_code == HTTPStatus.OK
    assert seconds(client) < 10 * 60
    later(10)
    assert client.get(reverse("question", args=[1, "a", 1])).status_code == HTTPStatus.FOUND


def test_staying_signed_in_begins_the_hour_anew(world, sign_in, later):
    client = sign_in(world.ann)
    later(56)
    assert client.post(reverse("stay_signed_in")).json()["seconds"] > 59 * 60


# The device


def test_the_device_key_is_one_persons_own_and_stays(world, sign_in):
    keys = [sign_in(world.ann).get(reverse("device_key")).json()["key"] for _ in range(2)]
    assert (keys[0], len(keys[0])) == (keys[1], 44)
    assert keys[0] != device_key(world.abe)


def test_a_person_can_keep_nothing_on_the_device(world, sign_in):
    client = sign_in(world.ann)
    client.post(reverse("keep_on_device"))
    assert client.get(reverse("device_key")).json()["key"] == ""
    client.post(reverse("keep_on_device"), {"keep": "1"})
    assert User.objects.get(pk=world.ann.pk).keeps_text_on_device is True


def instead(**fields) -> dict:
    return {**prose(""), **{f"1-1-{name}": value for name, value in fields.items()}}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": "Ill"}, "Choose “Not answered this round” in 1.1, or empty this box"),
        ({"until": "14/4/2010"}, "Choose “Not known until” in 1.1, or empty this box"),
        ({"state": "not_answered"}, "Say why 1.1 is not answered this round"),
        ({"state": "not_known"}, "Enter the date on which 1.1 will be known"),
    ],
)
def test_half_of_a_reason_or_date_is_said_to_be_not_saved(world, document, sign_in, fields, sentence):
    answer = post(sign_in(world.ann), instead(**fields)).json()["saved"]["1-1"]
    assert (answer["not_saved"], answer["version"], stored().state) == ([sentence], 1, "open")


def test_a_date_that_cannot_be_read_leaves_the_one_that_was_saved_and_what_was_typed(world, document, sign_in):
    client = sign_in(world.ann)
    post(client, instead(state="not_known", until="14/4/2010"))
    world.answer(
        document,
        "1.1",
        {"texts": ["<p>Of Abe</p>"]},
        by=world.abe,
        state=AnswerState.NOT_KNOWN,
        until=date(2010, 4, 14),
    )
    answer = post(client, instead(state="not_known", until="in May", base_version=2)).json()["saved"]["1-1"]
    assert len(answer["not_saved"]) == 1
    assert "1-1-until" not in answer["fields"]
    assert (stored().state, stored().until) == ("not_known", date(2010, 4, 14))


def test_the_reason_of_a_choice_taken_back_is_taken_out_of_its_box(world, document, sign_in):
    client = sign_in(world.ann)
    post(client, instead(state="not_answered", reason="Ill"))
    answer = post(client, instead(state="answered", reason="Ill", base_version=2)).json()["saved"]["1-1"]
    assert (answer["not_saved"], answer["fields"]) == ([], {"1-1-reason": ""})
    assert (stored().state, stored().reason) == ("open", "")


def test_states_counts_and_buttons_come_with_the_save(world, document, sign_in):
    live = post(sign_in(world.ann), prose("<p>Words</p>")).json()["live"]
    assert live["progress"] == "1 of 2 answered"
    assert "Answered" in live["mark-1-1"]
    assert "Earlier versions of 1.1 (2)" in live["actions-1-1"]


def test_the_mark_of_a_question_saves_by_itself(world, document, sign_in):
    assert post(sign_in(world.ann), {"mark": "completed"}).json()["saved"]["mark"]["line"].startswith("Saved at")
    assert document.marks.get().mark == "completed"
