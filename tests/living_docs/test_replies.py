"""The feedback is answered where it belongs: each ask of the report at its prompt, its reply in C.4 and nowhere else."""

import copy

import pytest
from django.urls import reverse

from feedback import actions as feedback
from living_docs import actions
from living_docs.comment_fields import letters_of
from living_docs.feedback_points import asks_of
from living_docs.models import LivingDocument
from living_docs.workflow import Status
from reporting import actions as reporting
from tests.factories import REAL, World

pytestmark = pytest.mark.one_engine

QUESTION = reverse("question", args=[2, "a", 1])
COVER = reverse("cover", args=[2, "a"])
POINTS = [
    {"text": "Say who leads", "prompts": ["1.1"]},
    {"text": "How many homes", "prompts": ["1.5(b)", "1.1a"]},
    {"text": "Look at all of it", "prompts": ["Question", "3"]},
    {"text": "Where the approach came from", "prompts": ["1.3"]},
    {"text": "Thank the carers", "prompts": []},
]


@pytest.fixture
def world(db) -> World:
    """Round 2 asks C.4 and no 1.3, and the report on round 1 asks five things besides those of each question."""
    made = World()
    data = copy.deepcopy(made.instrument.data)
    data["cover"] += [p for p in REAL["cover"] if p["number"] == "C.4"]
    choice = next(p for q in REAL["questions"] for p in q["prompts"] if p["number"] == "1.3")
    only_first = choice | {"rounds": {str(n): "ask" if n == 1 else "none" for n in range(1, 7)}, "required": False}
    data["questions"][0]["prompts"].insert(1, only_first)
    made.instrument = actions.load_instrument(made.programme, data)
    document = made.document_at(Status.AGREEING)
    made.read_costs(document)
    for question in document.round.instrument.questions:
        if question.asked(1):
            more = "Who comes, in 1.5?\nAnd how often?" if question.number == 1 else ""
            fields = {"comprehensible": "clear", "complete": "partly", "noted": "We understood.", "more": more}
            feedback.save_agreed(document, question=question.number, fields=fields, by=made.lee)
    feedback.save_agreed_summary(document, summary="Thank you.", next_points=POINTS, call_offer="", by=made.lee)
    feedback.send_to_quality(document, by=made.lee)
    made.to_passed(made.document())
    reporting.release(made.document(), by=made.lee)
    made.document(number=2)
    return made


def rows() -> dict[str, dict]:
    document = LivingDocument.objects.of("a", 2).get()
    return {row["id"]: row for row in document.answers.get(prompt_number="C.4").value["rows"]}


def places(sign_in, person, address: str) -> dict[str, tuple[str, str]]:
    page = sign_in(person).get(address).context["page"]
    return {reply.point.id: (reply.part, reply.note) for reply in page.replies.here}


def reply(row_id: str, version: int, **typed) -> dict:
    fields = {"base_version": version, "reply": "", "done": "", **typed}
    return {f"reply-{row_id}-{name}": value for name, value in fields.items()}


def test_every_ask_has_its_one_place(world, sign_in):
    assert places(sign_in, world.ann, QUESTION) == {
        "point-1": ("1-1", ""),
        "point-2": ("1-5", ""),
        "point-4": ("replies", "It is about 1.3, which this round does not ask."),
        "ask-1a": ("1-5", ""),
        "ask-1b": ("replies", ""),
    }
    assert places(sign_in, world.ann, reverse("question", args=[2, "a", 3])) == {"point-3": ("replies", "")}
    assert places(sign_in, world.ann, COVER) == {"point-5": ("replies", "")}


def test_a_gap_in_the_numbers_is_explained(world, sign_in):
    assert "This round does not ask 1.3." in sign_in(world.ann).get(QUESTION).content.decode()


def test_a_reply_at_the_prompt_is_the_one_in_c4(world, sign_in):
    ann = sign_in(world.ann)
    ann.post(
        QUESTION, reply("point-1", 1, reply="done", done="Named") | reply("ask-1b", 1, reply="later") | {"do": "save"}
    )
    assert rows()["point-1"] | {"reply": "done", "done": "Named"} == rows()["point-1"]
    assert (rows()["ask-1b"]["point"], rows()["ask-1b"]["reply"]) == ("And how often?", "later")
    page = ann.get(QUESTION).content.decode()
    assert ("Replied to 2 of 7." in page, "Your reply: Done." in page) == (True, True)
    assert "Say who leads" in ann.get(COVER).content.decode()


def test_replies_save_by_themselves_and_the_counts_follow(world, sign_in):
    autosave = reverse("autosave", args=[2, "a", 1])
    sent = {"1-1-base_version": 1, "1-1-text_0": "Words"} | reply("point-1", 1, reply="done")
    answer = sign_in(world.ann).post(autosave, sent).json()
    assert answer["live"]["replied"] == "Replied to 1 of 7."
    assert answer["live"]["state-point-1"] == "Your reply: Done."
    assert answer["saved"]["1-1"]["fields"] == {"reply-point-1-base_version": 2}
    again = sign_in(world.ann).post(autosave, reply("point-4", 2, reply="later")).json()["saved"]["replies"]
    assert (again["line"][:9], again["fields"]["reply-point-4-base_version"]) == ("Saved at ", 3)


def test_two_people_reply_to_two_points_and_both_stand(world, sign_in):
    sign_in(world.ann).post(QUESTION, reply("point-1", 1, reply="done"))
    sign_in(world.abe).post(QUESTION, reply("point-2", 1, reply="later"))
    assert (rows()["point-1"]["reply"], rows()["point-2"]["reply"]) == ("done", "later")


def test_two_replies_to_one_point_are_not_merged_unseen(world, sign_in):
    sign_in(world.ann).post(QUESTION, reply("point-1", 1, reply="done"))
    autosave = reverse("autosave", args=[2, "a", 1])
    sent = {"1-1-base_version": 1, "1-1-text_0": ""} | reply("point-1", 1, reply="later")
    said = sign_in(world.abe).post(autosave, sent).json()["saved"]["1-1"]
    sentence = "Your reply to point 1: Ann Adeyinka has changed it meanwhile. Load the page again"
    assert (said["not_saved"], rows()["point-1"]["reply"]) == ([sentence], "done")


def test_saving_without_a_reply_makes_no_version_of_c4(world, sign_in):
    fields = {name: value for n in range(1, 6) for name, value in reply(f"point-{n}", 1).items()} | reply("ask-1a", 1)
    sign_in(world.ann).post(QUESTION, fields | {"do": "save"})
    answer = LivingDocument.objects.of("a", 2).get().answers.get(prompt_number="C.4")
    assert (answer.version, answer.state) == (1, "open")


def test_the_report_links_each_ask_to_its_place_and_says_how_it_stands(world, sign_in):
    sign_in(world.ann).post(QUESTION, reply("point-1", 1, reply="done"))
    page = sign_in(world.abe).get(reverse("feedback_report", args=[1, "a"])).content.decode()
    for row_id, address, name in (
        ("point-1", QUESTION, "1.1"),
        ("point-4", QUESTION, "question 1"),
        ("ask-1a", QUESTION, "1.5"),
        ("point-5", COVER, "the cover"),
    ):
        assert f'id="{row_id}"' in page
        assert f'<a class="govuk-link" href="{address}#reply-{row_id}">Reply at {name}</a>' in page
    assert "Your reply: Done." in page
    assert "Round 2 does not ask 1.3." in page
    assert 'href="/rounds/1/sites/a/feedback/#point-1"' in sign_in(world.ann).get(QUESTION).content.decode()


def test_the_leader_reads_the_report_without_the_drafts_replies(world, sign_in):
    sign_in(world.ann).post(QUESTION, reply("point-1", 1, reply="done", done="Secret"))
    page = sign_in(world.lee).get(reverse("feedback_report", args=[1, "a"])).content.decode()
    assert ("Reply at" in page, "Your reply" in page) == (False, False)


def test_the_letters_of_asks():
    assert [letters_of(3, 0), letters_of(3, 25), letters_of(3, 26), letters_of(0, 1)] == ["3a", "3z", "3aa", "Cb"]
    asked = {"questions": [{"number": 3, "more": ["a"], "evidence": ["b"]}, {"number": 0, "more": None}]}
    assert asks_of(asked) == {"ask-3a": (3, "a"), "ask-3b": (3, "b")}
