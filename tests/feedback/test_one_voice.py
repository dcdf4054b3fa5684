"""The one voice: where each sentence is from, every version kept, readers’ comments with their outcome, questions."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts.foundations.public_keys import public_key
from feedback import actions, visibility
from feedback.agreement.origins import in_words, sentences, traced
from feedback.models import AgreedVersion, QuestionToReader, ReaderComment, Reading
from living_docs.actions import reopen
from living_docs.workflow import Status
from tests.factories import World
from tests.feedback.live import drawn_otherwise

A, B = "The nurse rings on Tuesdays. The list is kept by the practice.", "Carers are asked twice a year."
SAID = [("A", A), ("B", B)]
PLACE = [1, "a", 1]


@pytest.fixture
def agreeing(world: World) -> World:
    """Rae and Rob have lodged readings that differ."""
    document = world.document_at(Status.SUBMITTED)
    for reading, words in zip(world.allot(document), (A, B), strict=True):
        world.write_reading(reading, reading.reader, words)
        actions.lodge(reading, by=reading.reader)
    world.raes, world.robs = world.document().readings.in_order()
    return world


def origins(entries: list[dict]) -> list[str]:
    return [in_words(entry) for entry in entries]


# Where a sentence is from


def test_a_sentence_as_a_reading_has_it_is_from_there():
    text = "The nurse rings on Tuesdays.\nCarers are asked twice a year. Nobody is left out."
    assert origins(traced(text, [], SAID)) == ["A", "B", "Leader"]


def test_what_both_say_is_from_both():
    assert origins(traced(B, [], [("A", B), ("B", B)])) == ["A and B"]


def test_an_edited_sentence_keeps_where_it_came_from_however_often_it_is_edited():
    kept = traced("The nurse rings on Tuesdays.", [], SAID)
    for text in (
        "The practice nurse rings on Tuesdays.",
        "The practice nurse rings each patient on Tuesdays.",
        "The practice nurse rings each patient every week.",
    ):
        kept = traced(text, kept, SAID)
        assert origins(kept) == ["A, edited"]


def test_sentences_that_change_places_keep_their_origin():
    kept = traced(f"{A}\n{B}", [], SAID)
    assert origins(traced(f"{B}\n{A}", kept, SAID)) == ["B", "A", "A"]


def test_the_leaders_own_words_stay_the_leaders_when_edited():
    kept = traced("Please say who answers the telephone.", [], SAID)
    assert origins(traced("Please say who answers the telephone at night.", kept, SAID)) == ["Leader"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("It fell from 4.4 to 3.1 a person.", 1),
        ("a line\nanother", 2),
        ("", 0),
        ("Dr. smith came", 1),
    ],
)
def test_a_text_is_parted_into_sentences(text, count):
    assert len(sentences(text)) == count


def test_origins_are_kept_with_what_is_agreed(agreeing):
    document = agreeing.document()
    for words in ("Carers are asked twice a year. Question 1.", "Carers and patients are asked twice a year."):
        comment = actions.save_agreed(document, question=1, fields={"noted": words}, by=agreeing.lee).record
    assert origins(comment.origins["noted"]) == ["B, edited"]


# Versions


def test_every_version_is_kept_and_an_unchanged_save_makes_none(agreeing):
    document = agreeing.document()
    for words in ("One.", "Two.", "Two."):
        actions.save_agreed(document, question=1, fields={"noted": words}, by=agreeing.lee)
    for summary in ("Thanks.", "Many thanks."):
        actions.save_agreed_summary(document, summary=summary, next_points=[], call_offer="", by=agreeing.lee)
    kept = AgreedVersion.objects.order_by("question", "number").values_list("question", "number", "by__name")
    assert list(kept) == [(q, n, agreeing.lee.name) for q in (-1, 1) for n in (1, 2)]


def test_an_earlier_version_can_be_taken_up_again(agreeing, sign_in):
    for words in ("One.", "Two."):
        actions.save_agreed(agreeing.document(), question=1, fields={"noted": words}, by=agreeing.lee)
    sign_in(agreeing.lee).post(reverse("agreed_versions", args=PLACE), {"version": 1})
    assert list(AgreedVersion.objects.order_by("number").values_list("data__noted", flat=True)) == [
        "One.",
        "Two.",
        "One.",
    ]


def test_a_save_on_top_of_an_older_version_changes_nothing_and_shows_both(agreeing, sign_in):
    document, client = agreeing.document(), sign_in(agreeing.lee)
    actions.save_agreed(document, question=1, fields={"noted": "From the other window."}, by=agreeing.lee)
    page = client.post(reverse("agreeing", args=PLACE), {"noted": "Typed here.", "agreed-base_version": "0"})
    assert page.status_code == 422
    assert ["From the other window." in page.text, ">\nTyped here." in page.text] == [True, True]
    assert document.agreed_comments.get().noted == "From the other window."


def test_it_is_saved_by_itself(agreeing, sign_in):
    address = reverse("agreeing_autosave", args=PLACE)
    client = sign_in(agreeing.lee)
    [answer] = client.post(address, {"noted": "Half a", "agreed-base_version": "0"}).json()["saved"].values()
    assert (answer["version"], answer["line"][:9], answer["clash"]) == (1, "Saved at ", "")
    [answer] = client.post(address, {"noted": "Other", "agreed-base_version": "0"}).json()["saved"].values()
    assert (answer["version"], answer["clash"][:9]) == (1, "Not saved")
    summary = reverse("summary_autosave", args=PLACE[:2])
    [answer] = client.post(summary, {"summary": "Thank", "summary-base_version": "0"}).json()["saved"].values()
    assert (answer["version"], agreeing.document().agreed_summary.summary) == (1, "Thank")


def test_marks_versions_origins_and_findings_follow_a_save_as_the_page_draws_them(agreeing, sign_in):
    client = sign_in(agreeing.lee)
    said = {
        "noted": "The weekly call is a success.",
        "comprehensible": "clear",
        "complete": "partly",
        "agreed-base_version": "0",
    }
    live = client.post(reverse("agreeing_autosave", args=PLACE), said).json()["live"]
    assert drawn_otherwise(client, reverse("agreeing", args=PLACE), live) == []
    assert ["Feedback check." in live["findings-noted"], "Earlier versions (1)" in live["versions"]] == [True, True]
    assert "Leader" in live["origins-noted"] and "both judgements chosen" in live["questions"]
    words = {"summary": "The weekly call is a success.", "summary-base_version": "0"}
    live = client.post(reverse("summary_autosave", args=PLACE[:2]), words).json()["live"]
    assert drawn_otherwise(client, reverse("agreed_summary", args=PLACE[:2]), live) == []
    assert "Feedback check." in live["findings"]


def test_a_field_is_folded_only_while_it_says_what_the_readings_say(agreeing, sign_in):
    client = sign_in(agreeing.lee)
    said = {field: getattr(agreeing.raes.comments.get(question=1), field) for field in ("comprehensible", "complete")}
    client.post(reverse("agreeing_autosave", args=PLACE), said | {"agreed-base_version": "0"})

    def folded() -> list[str]:
        return [row.field.name for row in client.get(reverse("agreeing", args=PLACE)).context["rows"] if row.is_settled]

    assert folded() == ["comprehensible", "complete", "more", "evidence", "practical"]
    said |= {"comprehensible": "unclear", "evidence": "The leader asks for the log of calls."}
    client.post(reverse("agreeing_autosave", args=PLACE), said | {"agreed-base_version": "1"})
    assert folded() == ["complete", "more", "practical"]


# Starting


@pytest.mark.parametrize(
    ("start", "noted"),
    [
        ("0", f"{A} Question 1."),
        ("1", f"{B} Question 1."),
        ("both", f"{A} Question 1.\n{B} Question 1."),
        ("blank", ""),
    ],
)
def test_it_starts_from_a_b_both_or_blank_in_one_press(agreeing, sign_in, start, noted):
    sign_in(agreeing.lee).post(reverse("agreeing", args=PLACE), {"start": start, "agreed-base_version": "0"})
    comment = agreeing.document().agreed_comments.get()
    assert (comment.noted, comment.complete) == (noted, "" if start == "blank" else "partly")


# Readers on the draft


def test_a_reader_sees_the_draft_and_comments(agreeing, sign_in):
    actions.save_agreed(agreeing.document(), question=1, fields={"noted": "The agreed words."}, by=agreeing.lee)
    client, address = sign_in(agreeing.rae), reverse("agreed_draft", args=[1, "a"])
    assert "The agreed words." in client.get(address).text
    client.post(address, {"comment": "1", "text": "The list is missing."})
    comment = ReaderComment.objects.get()
    assert (comment.text, comment.question, comment.reading, comment.is_open) == (
        "The list is missing.",
        1,
        agreeing.raes,
        True,
    )


def test_only_its_readers_comment_and_only_unsealed(agreeing):
    document = agreeing.document()
    for name in ("ann", "bea", "rex", "hal", "lee", "quinn", "pat", "sam"):
        with pytest.raises(PermissionDenied):
            actions.comment_on_agreed(document, question=1, text="x", by=getattr(agreeing, name))
    reopen(document, why="More", by=agreeing.lee)
    with pytest.raises(PermissionDenied):
        actions.comment_on_agreed(agreeing.document(), question=1, text="x", by=agreeing.rae)


def test_a_comment_without_outcome_blocks_sending(agreeing):
    comment = actions.comment_on_agreed(agreeing.document(), question=1, text="x", by=agreeing.rae)
    assert (1, "Question 1: say what happened to a reader’s comment") in actions.missing_from_agreed(
        agreeing.document()
    )
    actions.decide_comment(comment, outcome="merged", by=agreeing.lee)
    assert [q for q, text in actions.missing_from_agreed(agreeing.document()) if "became" in text] == []


def test_setting_aside_needs_a_reason(agreeing, sign_in):
    comment = actions.comment_on_agreed(agreeing.document(), question=1, text="x", by=agreeing.rae)
    client, address = sign_in(agreeing.lee), reverse("agreeing", args=PLACE)
    form = {"decide": public_key(comment), f"comment-{public_key(comment)}-outcome": "set_aside", "noted": "Kept words"}
    assert "Say why the comment is set aside" in client.post(address, form, follow=True).text
    client.post(address, form | {f"comment-{public_key(comment)}-reason": "Asked under 3a"})
    comment.refresh_from_db()
    assert (comment.outcome, comment.reason, comment.decided_by) == ("set_aside", "Asked under 3a", agreeing.lee)
    assert agreeing.document().agreed_comments.get().noted == "Kept words"
    assert "Asked under 3a" in sign_in(agreeing.rae).get(reverse("agreed_draft", args=[1, "a"])).text


def test_one_reader_does_not_see_what_the_other_says_of_the_draft(agreeing):
    actions.comment_on_agreed(agreeing.document(), question=1, text="x", by=agreeing.rae)
    actions.ask_reader(agreeing.raes, question=1, text="Which list?", by=agreeing.lee)
    shown = {
        name: (
            visibility.reader_comments_for(getattr(agreeing, name), agreeing.document()).count(),
            visibility.questions_for(getattr(agreeing, name), agreeing.document()).count(),
        )
        for name in ("rae", "rob", "lee", "rex", "ann", "quinn")
    }
    assert shown == {"rae": (1, 1), "lee": (1, 1), "rob": (0, 0), "rex": (0, 0), "ann": (0, 0), "quinn": (0, 0)}


# Asking a reader


def test_a_question_to_a_reader_is_answered_and_opens_nothing(agreeing, sign_in):
    lee, rae = sign_in(agreeing.lee), sign_in(agreeing.rae)
    reading = agreeing.raes
    lee.post(
        reverse("agreeing", args=PLACE),
        {"ask": reading.pk, f"ask-{public_key(reading)}-text": "Which list do you mean?"},
    )
    asked = QuestionToReader.objects.get()
    rae.post(reverse("agreed_draft", args=[1, "a"]), {"answer": asked.pk, "text": "The one under 1.1."})
    asked.refresh_from_db()
    assert (asked.answer, Reading.objects.get(pk=reading.pk).is_lodged) == ("The one under 1.1.", True)
    assert "The one under 1.1." in lee.get(reverse("agreeing", args=PLACE)).text
    with pytest.raises(PermissionDenied):
        actions.answer_leader(asked, text="Again", by=agreeing.rae)


def test_a_question_waits_for_its_reader_while_it_can_be_answered(agreeing, sign_in):
    actions.ask_reader(agreeing.raes, question=1, text="Which list?", by=agreeing.lee)
    home = reverse("home")
    assert "The task leader asks you" in sign_in(agreeing.rae).get(home).text
    agreeing.document_at(Status.IN_QA)
    assert "The task leader asks you" not in sign_in(agreeing.rae).get(home).text


def test_letters_about_the_draft_hold_none_of_it(agreeing):
    actions.comment_on_agreed(agreeing.document(), question=1, text="tokencomment", by=agreeing.rae)
    asked = actions.ask_reader(agreeing.raes, question=1, text="tokenquestion", by=agreeing.lee)
    actions.answer_leader(asked, text="tokenanswer", by=agreeing.rae)
    jobs = " ".join(str(job.args_kwargs) for job in DBTaskResult.objects.all())
    assert [word for word in ("tokencomment", "tokenquestion", "tokenanswer") if word in jobs] == []
    assert ["A reader has commented" in jobs, "about your reading" in jobs, "has answered" in jobs] == [True] * 3
    assert mail.outbox == []


# The leader's own reading


def test_the_leader_reads_too_once_unsealed(agreeing, world):
    reading = actions.read_too(agreeing.document(), by=agreeing.lee)
    assert (reading.kind, [q.number for q in reading.questions]) == ("leader", [0, 1, 3, 4])
    with pytest.raises(actions.NotReady):
        actions.lodge(reading, by=agreeing.lee)
    world.write_reading(reading, agreeing.lee, "The leader’s own words.")
    actions.lodge(reading, by=agreeing.lee)
    comment = actions.save_agreed(
        agreeing.document(), question=1, fields={"noted": "The leader’s own words. Question 1."}, by=agreeing.lee
    ).record
    assert origins(comment.origins["noted"]) == ["Leader", "A and B and Leader"]


def test_the_leader_reads_nothing_before(world):
    document = world.document_at(Status.SUBMITTED)
    with pytest.raises(PermissionDenied):
        actions.read_too(document, by=world.lee)
    with pytest.raises(DatabaseError, match="the leader reads once"), transaction.atomic():
        Reading.objects.create(document=document, reader=world.lee, kind=Reading.Kind.LEADER)


# Kept by the database


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE feedback_readercomment SET text = 'y'", "stays as it was written"),
        ("UPDATE feedback_readercomment SET outcome = 'set_aside', decided_at = at, decided_by_id = 1", "reason"),
        ("UPDATE feedback_questiontoreader SET text = 'y'", "a question stays as it was asked"),
        ("UPDATE feedback_agreedversion SET number = 9", "frozen"),
    ],
)
def test_the_database_refuses(agreeing, statement, sentence):
    actions.comment_on_agreed(agreeing.document(), question=1, text="x", by=agreeing.rae)
    actions.ask_reader(agreeing.raes, question=1, text="x", by=agreeing.lee)
    actions.save_agreed(agreeing.document(), question=1, fields={"noted": "x"}, by=agreeing.lee)
    with pytest.raises((IntegrityError, DatabaseError), match=sentence), transaction.atomic():
        connection.cursor().execute(statement)
