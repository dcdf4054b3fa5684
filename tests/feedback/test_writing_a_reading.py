"""What a reader writes: comments from two windows, remarks, standing asks, the addendum; what a leader sees early."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.foundations import clock
from accounts.models import AuditEvent
from feedback import actions, visibility
from feedback.models import AskMade, Remark, StandingAsk, Withdrawal
from living_docs import actions as documents
from living_docs.workflow import Status
from tests.factories import DEADLINE, World
from tests.feedback.live import drawn_otherwise

DESK = reverse("desk", args=[1, "a", 1])


@pytest.fixture
def reading(world: World):
    """Rae's reading of site A's document, beside Rob's."""
    actions.load_standing_asks()
    with clock.at(DEADLINE):
        return world.allot(world.document_at(Status.SUBMITTED))[0]


def remark_on(reading, quoted: str = "weekly meeting", **options) -> Remark:
    given = {"key": uuid4(), "question": 1, "prompt_number": "1.1", "text": "Since when?", "quoted": quoted, **options}
    return actions.save_remark(reading, by=reading.reader, **given)


def typed(**fields) -> dict[str, str]:
    return {
        "base_version": "1",
        "comprehensible": "",
        "complete": "",
        "noted": "",
        "more": "",
        "evidence": "",
        "practical": "",
        **fields,
    }


# Two windows


def test_two_windows_of_one_reader_are_put_together(world, reading, sign_in):
    rae = sign_in(world.rae)
    rae.post(DESK, typed(noted="From one window", do="save"))
    rae.post(DESK, typed(more="From the other", do="save"))
    comment = reading.comments.get(question=1)
    assert (comment.noted, comment.more, comment.version) == ("From one window", "From the other", 3)


def test_where_two_windows_changed_the_same_words_both_are_shown_and_none_is_lost(world, reading, sign_in):
    rae = sign_in(world.rae)
    rae.post(DESK, typed(noted="Said here", do="save"))
    response = rae.post(DESK, typed(noted="Said there", do="next"))
    assert "You changed the same words in another window too. Nothing has been lost." in response.content.decode()
    form = response.context["desk"].comment.form
    assert (form["noted"].value(), form["base_version"].value()) == ("Said there\nSaid here", 2)
    assert reading.comments.get(question=1).noted == "Said here"
    rae.post(DESK, typed(noted="Said there\nSaid here", base_version="2", do="save"))
    assert reading.comments.get(question=1).noted == "Said there\nSaid here"


def test_a_desk_saves_by_itself_and_says_which_version_it_has_become(world, reading, sign_in):
    address = reverse("desk_autosave", args=[1, "a", 1])
    rae = sign_in(world.rae)
    first = rae.post(address, typed(noted="One")).json()["saved"]
    assert (list(first), first["comment"]["version"], first["comment"]["clash"]) == (["comment"], 2, "")
    again = rae.post(address, typed(noted="One")).json()["saved"]["comment"]
    assert (again["version"], again["fields"]) == (2, {})
    merged = rae.post(address, typed(more="Two")).json()["saved"]["comment"]
    assert (merged["version"], merged["fields"]) == (3, {"noted": "One"})
    clash = rae.post(address, typed(noted="Three")).json()["saved"]["comment"]
    assert (clash["version"], clash["clash"][:30]) == (3, "You changed the same words in ")


def test_the_marks_of_the_questions_and_the_remarks_follow_a_save_as_the_desk_draws_them(world, reading, sign_in):
    rae = sign_in(world.rae)
    remark = {
        "remark-base_version": "1",
        "remark-key": str(uuid4()),
        "remark-prompt": "1.1",
        "remark-text": "Since when?",
    }
    said = typed(noted="One", comprehensible="clear", complete="partly") | remark
    live = rae.post(reverse("desk_autosave", args=[1, "a", 1]), said).json()["live"]
    assert drawn_otherwise(rae, DESK, live) == []
    assert ["both judgements chosen" in live["questions"], "Since when?" in live["remarks"]] == [True, True]


def test_the_summary_saves_by_itself_too(world, reading, sign_in):
    address = reverse("own_summary_autosave", args=[1, "a"])
    rae = sign_in(world.rae)
    assert rae.post(address, {"base_version": "1", "summary": "Thanks"}).json()["saved"]["summary"]["version"] == 2
    assert rae.post(address, {"base_version": "1", "summary": "Other"}).json()["saved"]["summary"]["clash"]
    reading.refresh_from_db()
    assert (reading.summary, reading.summary_version) == ("Thanks", 2)


# Remarks


def test_a_remark_keeps_where_its_passage_stands(reading):
    remark = remark_on(reading)
    assert (remark.start, remark.end, remark.excerpt) == (4, 18, "The weekly meeting in Alderbrook began in round 1.")


def test_the_same_form_sent_twice_is_one_remark_and_two_windows_keep_both_texts(reading):
    remark = remark_on(reading)
    again = remark_on(reading, key=remark.key, base_version=0)
    assert (again.pk, again.version) == (remark.pk, 1)
    other = remark_on(reading, key=remark.key, base_version=0, text="Who chairs it?")
    assert (other.text, other.version) == ("Since when?\nWho chairs it?", 2)


def test_words_that_stand_nowhere_are_kept_as_typed(reading, sign_in):
    remark_on(reading, quoted="a monthly meeting")
    page = sign_in(reading.reader).get(DESK).content.decode()
    assert "These words are not in the answer to 1.1." in page


def test_whatever_is_pressed_the_remark_is_saved(world, reading, sign_in):
    rae = sign_in(world.rae)
    box = {
        "remark-key": str(uuid4()),
        "remark-base_version": "0",
        "remark-prompt": "1.1",
        "remark-quoted": "",
        "remark-letters_before": "0",
        "remark-text": "On the whole answer",
    }
    rae.post(DESK, typed(do="next") | box)
    remark = Remark.objects.get()
    assert (remark.text, remark.has_passage) == ("On the whole answer", False)
    rae.post(DESK, typed(do=f"remove:{remark.pk}"))
    assert Remark.objects.count() == 0


def test_nobody_writes_or_removes_in_another_persons_remarks(world, reading):
    remark = remark_on(reading)
    robs = reading.document.readings.get(reader=world.rob)
    for act in (
        lambda: actions.remove_remark(remark, by=world.rob),
        lambda: remark_on(robs, key=remark.key),
        lambda: actions.save_remark(reading, key=uuid4(), question=1, prompt_number="1.1", text="x", by=world.lee),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert list(Remark.objects.values_list("text", flat=True)) == ["Since when?"]


def test_remarks_count_as_words_and_an_empty_reading_says_what_is_missing(world, reading):
    fields = {"comprehensible": "clear", "complete": "partly"}
    for question in reading.questions:
        actions.save_comment(reading, question=question.number, fields=fields, by=world.rae)
    remark_on(reading)
    with pytest.raises(actions.NotReady) as not_ready:
        actions.lodge(reading, by=world.rae)
    questions = [number for number, _ in not_ready.value.missing]
    assert questions == [*[q.number for q in reading.questions if q.number != 1], -1]


def test_what_was_lodged_is_frozen_with_all_its_parts(world, reading):
    remark = remark_on(reading)
    world.write_reading(reading, world.rae)
    actions.make_ask(StandingAsk.objects.get(slug="acronyms"), reading, question=1, by=world.rae)
    actions.lodge(reading, by=world.rae)
    for rows in (reading.remarks, reading.drafts, reading.asks_made):
        row = rows.first()
        for act in (row.save, row.delete):
            with pytest.raises(DatabaseError, match="a lodged reading is frozen"), transaction.atomic():
                act()
        row.pk = None
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save(force_insert=True)
    with pytest.raises(PermissionDenied):
        actions.remove_remark(remark, by=world.rae)


# The site sends another version


def sent_again(world: World, reading, text: str):
    document = world.document()
    documents.reopen(document, why="More on aims", by=world.lee)
    document = world.document()
    with clock.at(DEADLINE + timedelta(days=3)):
        world.answer(document, "1.1", {"texts": [f"<p>{text}</p>"]})
        documents.submit(document, by=world.ann)


def test_a_remark_whose_passage_is_gone_is_kept_and_says_so(world, reading, sign_in):
    remark_on(reading)
    sent_again(world, reading, "A board now meets instead.")
    page = sign_in(world.rae).get(DESK)
    assert "This passage is no longer in what the site sent." in page.content.decode()
    assert "The weekly meeting in Alderbrook began in round 1." in page.content.decode()
    assert [one.is_gone for one in page.context["page"].remarks] == [True]


def test_an_unlodged_reading_reads_the_newest_and_sees_what_is_new_in_it(world, reading, sign_in):
    sent_again(world, reading, "The weekly meeting in Alderbrook began late in round 1.")
    rae = sign_in(world.rae)
    page = rae.get(DESK)
    assert "The site sent a new version at" in page.content.decode()
    assert (page.context["page"].submission.number, page.context["page"].has_earlier) == (2, False)
    difference = rae.get(f"{DESK}?show=again").context["page"]
    assert [
        (line.word, [run.text for run in line.runs if run.mark == "new"])
        for p in difference.prompts
        for line in p.lines
        if line.change
    ] == [("Edited", ["late"])]


def test_a_lodged_reading_keeps_to_the_submission_it_read(world, reading, sign_in):
    world.write_reading(reading, world.rae)
    actions.lodge(reading, by=world.rae)
    sent_again(world, reading, "All is other now.")
    page = sign_in(world.rae).get(DESK)
    assert page.context["page"].submission.number == 1
    assert "Your reading is of submission 1." in page.content.decode()
    assert sign_in(world.rob).get(DESK).context["page"].submission.number == 2


def test_a_reader_who_came_after_the_new_version_is_told_nothing_of_the_old(world, reading, sign_in):
    sent_again(world, reading, "All is other now.")
    with clock.at(DEADLINE + timedelta(days=4)):
        actions.allot(world.document(), readers=[world.rex, world.rob], by=world.lee)
    assert "new version" not in sign_in(world.rex).get(DESK).content.decode()


# Taken away while writing


def test_a_reader_taken_away_gets_the_text_back_and_nothing_is_lost(world, reading, sign_in):
    rae = sign_in(world.rae)
    remark_on(reading)
    actions.allot(world.document(), readers=[world.rex, world.rob], by=world.lee)
    response = rae.post(DESK, typed(noted="Typed before I knew", do="save"))
    assert (response.status_code, "Typed before I knew" in response.content.decode()) == (403, True)
    assert rae.post(reverse("desk_autosave", args=[1, "a", 1]), typed(noted="x")).status_code == 409
    assert rae.get(DESK).status_code == 404
    assert "Since when?" in str(Withdrawal.objects.get().text)


def test_that_a_reading_is_gone_says_no_more_than_that_one_never_was(world, reading, sign_in):
    rex = sign_in(world.rex)
    bodies = []
    for slug in ("a", "nowhere"):
        response = rex.post(reverse("desk", args=[1, slug, 1]), typed(noted="x"))
        bodies.append((response.status_code, response.content.decode().replace(f"/{slug}/", "//").count("not saved")))
    assert bodies[0] == bodies[1]


# Standard points


def test_an_ask_goes_into_its_field_and_is_counted_once_a_question(world, reading, sign_in):
    rae, ask = sign_in(world.rae), StandingAsk.objects.get(slug="acronyms")
    rae.post(DESK, typed(practical="Page 3.", do="insert", ask="acronyms"))
    assert reading.comments.get(question=1).practical == f"Page 3.\n{ask.sentence}"
    rae.post(DESK, typed(noted="x", base_version="2", practical=ask.sentence, asked="acronyms", do="save"))
    rae.post(DESK, typed(base_version="3", do="insert", ask="acronyms", ask_field="more"))
    assert (AskMade.objects.count(), reading.comments.get(question=1).more) == (1, ask.sentence)


def test_asks_are_counted_for_the_leader_where_the_readings_are_open(world, reading):
    ask = StandingAsk.objects.get(slug="authors")
    robs = reading.document.readings.get(reader=world.rob)
    for own in (reading, robs):
        world.write_reading(own, own.reader)
        actions.make_ask(ask, own, question=1, by=own.reader)
    actions.lodge(reading, by=world.rae)
    assert dict(visibility.asks_with_counts(world.lee))[ask] == 0
    actions.lodge(robs, by=world.rob)
    assert dict(visibility.asks_with_counts(world.lee))[ask] == 2
    assert dict(visibility.asks_with_counts(world.rae))[ask] == 0


def test_the_leader_words_an_ask_and_loading_again_leaves_it(world, reading, sign_in):
    fields = {"name": "Acronyms", "sentence": "Spell them out.", "field": "more", "is_used": "on"}
    sign_in(world.lee).post(reverse("standing_ask", args=["acronyms"]), fields)
    actions.load_standing_asks()
    ask = StandingAsk.objects.get(slug="acronyms")
    assert (ask.sentence, ask.field, StandingAsk.objects.count()) == ("Spell them out.", "more", 8)
    with pytest.raises(PermissionDenied):
        actions.word_ask(ask, name="x", sentence="x", field="more", is_used=True, by=world.rae)


# Beyond the reading


def test_an_addendum_says_when_it_was_written(world, reading):
    with pytest.raises(PermissionDenied):
        actions.add_to_reading(reading, text="Too soon", by=world.rae)
    robs = reading.document.readings.get(reader=world.rob)
    for own in (reading, robs):
        world.write_reading(own, own.reader)
    reading = actions.lodge(reading, by=world.rae)
    actions.add_to_reading(reading, text="One more thing", by=world.rae)
    seen = {name: len(visibility.addenda_for(getattr(world, name), world.document())) for name in ("rae", "rob", "lee")}
    assert seen == {"rae": 1, "rob": 0, "lee": 0}
    actions.lodge(robs, by=world.rob)
    actions.add_to_reading(reading, text="And another", by=world.rae)
    assert [a.when_written for a in visibility.addenda_for(world.rob, world.document())] == [
        "after lodging",
        "after both readings were opened",
    ]


def test_a_leader_who_gives_a_reason_sees_what_is_lodged_and_no_draft(world, reading, sign_in):
    lee, address = sign_in(world.lee), reverse("early_look", args=[1, "a"])
    robs = reading.document.readings.get(reader=world.rob)
    world.write_reading(reading, world.rae, "tokenofrae")
    world.write_reading(robs, world.rob, "tokenofrob")
    actions.lodge(reading, by=world.rae)
    assert "tokenofrae" not in lee.get(address).content.decode()
    assert lee.post(address, {"why": " "}).status_code == 422
    page = lee.post(address, {"why": "Rob is ill"}, follow=True).content.decode()
    assert ("tokenofrae" in page, "tokenofrob" in page) == (True, False)
    event = AuditEvent.objects.get(verb="looked early at the readings")
    assert (event.by, event.why) == (world.lee, "Rob is ill")
    assert [visibility.readings_for(getattr(world, name), world.document()) for name in ("rob", "rae", "rex")] == [
        [robs],
        [reading],
        [],
    ]


def test_a_leader_who_still_reads_the_document_does_not_look_early(world):
    from tests.factories import give

    document = world.document_at(Status.SUBMITTED)
    give(world.lee, "researcher")
    lee = type(world.lee).objects.get(pk=world.lee.pk)
    actions.allot(document, readers=[lee, world.rob], by=world.lee)
    with pytest.raises(PermissionDenied):
        actions.look_early(document, why="Curious", by=lee)


# The list


def test_the_list_says_what_is_new_and_how_far_one_is(world, reading, sign_in, django_assert_max_num_queries):
    actions.save_comment(reading, question=1, fields={"comprehensible": "clear", "complete": "partly"}, by=world.rae)
    rae = sign_in(world.rae)
    with django_assert_max_num_queries(40):
        page = rae.get(reverse("reading_list", args=[1])).content.decode()
    assert ("All of it" in page, f"Under way, 1 of {len(reading.questions)} questions judged" in page) == (True, True)


def test_new_words_are_kept_with_what_was_sent(world):
    world.document_at(Status.SUBMITTED, "a", 1)
    document = world.document("a", 2)
    world.fill(document)
    with clock.at(DEADLINE):
        documents.submit(document, by=world.ann)
    first, second = (world.document("a", n).current_submission for n in (1, 2))
    assert (first.new_words, second.new_words) == (None, 1)


def test_single_keys_are_ones_own_choice(world, reading, sign_in):
    rae = sign_in(world.rae)
    assert "data-single-keys" in rae.get(DESK).content.decode()
    response = rae.post(reverse("use_single_keys"), {"back": DESK})
    assert (response["Location"], "data-single-keys" in rae.get(DESK).content.decode()) == (DESK, False)
    assert rae.post(reverse("use_single_keys"), {"back": "https://elsewhere.example/", "use": "1"})[
        "Location"
    ] == reverse("account")


def test_the_economist_starts_with_a_button_and_not_by_looking(world, sign_in):
    document, hal = world.document_at(Status.SUBMITTED), sign_in(world.hal)
    for address in (reverse("desk", args=[1, "a", 8]), reverse("lodging", args=[1, "a"])):
        assert "Start commenting" in hal.get(address).content.decode()
        assert document.readings.count() == 0
    assert sign_in(world.rae).get(address).status_code == 404
    assert hal.post(address, {"begin": "1"})["Location"] == address
    assert [(reading.reader, reading.kind) for reading in document.readings.all()] == [(world.hal, "economist")]
    assert "Start commenting" not in hal.get(address).content.decode()
