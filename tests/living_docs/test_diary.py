"""A diary: private to its site for good, kept in every text, used once in an answer that stays the author's own."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.foundations.public_keys import public_key
from living_docs import actions
from living_docs.kinds import kind_of
from living_docs.models import AnswerState, DiaryNote, DiaryUse, EvidenceFile, Round
from living_docs.workflow import Status
from tests.factories import PEOPLE, World, activity

TOKEN = "tokenofthediary"
PDF = b"%PDF-1.4 minutes"


def upload(name: str = "minutes.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def put(world: World, note: DiaryNote, number: str = "1.1", by=None) -> DiaryUse:
    document = world.document()
    answer = document.answers.get(prompt_number=number)
    answer.document = document
    return actions.use_note(note, answer, by=by or world.ann)


def value(world: World, number: str) -> dict:
    return world.document().answers.get(prompt_number=number).value


# Private


def test_it_is_seen_by_the_people_of_the_site_alone(world):
    world.diary_note(TOKEN)
    assert {name for name in PEOPLE if DiaryNote.objects.visible_to(getattr(world, name))} == {"ann", "abe"}


@pytest.mark.parametrize("name", [name for name in PEOPLE if name not in {"ann", "abe"}])
def test_nobody_else_writes_changes_or_uses(world, name):
    note, by = world.diary_note(), getattr(world, name)
    site = note.site
    with pytest.raises(PermissionDenied):
        actions.write_note(site, question=1, prompt_number="1.1", on=date(2010, 4, 1), html="<p>x</p>", by=by)
    with pytest.raises(PermissionDenied):
        actions.change_note(note, html="<p>x</p>", by=by)
    with pytest.raises(PermissionDenied):
        put(world, note, by=by)


def test_a_note_is_not_put_into_the_document_of_another_site(world):
    note, theirs = world.diary_note(), world.document("b")
    answer = theirs.answers.get(prompt_number="1.1")
    answer.document = theirs
    for by in (world.ann, world.bea):
        with pytest.raises(PermissionDenied):
            actions.use_note(note, answer, by=by)


# Written and changed


def test_it_is_kept_before_any_round_was_opened(world, sign_in):
    ann = sign_in(world.ann)
    assert "There are no notes yet." in ann.get(reverse("diary")).content.decode()
    written = {"on": "14/2/2010", "place": "3.2", "text": "- one\n- two"}
    assert ann.post(reverse("write_note"), written).status_code == 302
    note = DiaryNote.objects.get()
    assert (note.question, note.prompt_number, note.on, note.by) == (3, "3.2", date(2010, 2, 14), world.ann)
    assert note.text == "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"
    assert "When a round is open" in ann.get(reverse("diary_note", args=[note.pk])).content.decode()


def test_every_earlier_text_is_kept_and_only_the_author_changes_it(world, sign_in):
    note = world.diary_note("First")
    ann, abe = sign_in(world.ann), sign_in(world.abe)
    ann.post(reverse("diary_note", args=[note.pk]), {"text": "Second"})
    ann.post(reverse("diary_note", args=[note.pk]), {"text": "Second"})
    refused = abe.post(
        reverse("diary_note", args=[note.pk]), {"text": "Somebody else’s words, which must not be lost."}
    )
    assert (refused.status_code, "which must not be lost" in refused.content.decode()) == (403, True)
    assert [text.html for text in DiaryNote.objects.get().texts.order_by("number")] == ["<p>First</p>", "<p>Second</p>"]
    assert "First" in abe.get(reverse("diary_note", args=[note.pk])).content.decode()


@pytest.mark.parametrize("wrong", [{"on": "last week"}, {"on": ""}, {"place": "9.9"}, {"text": ""}])
def test_what_has_to_be_mended_is_said_and_nothing_typed_is_lost(world, sign_in, wrong):
    typed = {"on": "14/2/2010", "place": "3.2", "text": "The nurse rang on Tuesday."} | wrong
    response = sign_in(world.ann).post(reverse("write_note"), typed | {"upload": upload()})
    page = response.content.decode()
    assert (response.status_code, DiaryNote.objects.count()) == (422, 0)
    assert typed["text"] in page
    assert "Choose “minutes.pdf” again" in page


def test_a_note_typed_into_an_ended_session_comes_back(world):
    from django.test import Client

    typed = {"on": "14/2/2010", "place": "3.2", "text": "The nurse rang on Tuesday, and again on the Friday."}
    response = Client().post(reverse("write_note"), typed)
    assert (response.status_code, typed["text"] in response.content.decode()) == (401, True)


def test_the_list_shows_one_question_where_one_is_chosen(world, sign_in):
    world.diary_note("About aims", "1.1")
    world.diary_note("About processes", "3")
    page = sign_in(world.ann).get(reverse("diary"), {"question": "3"}).content.decode()
    assert ("About processes" in page, "About aims" in page) == (True, False)
    empty = sign_in(world.ann).get(reverse("diary"), {"question": "8"}).content.decode()
    assert "There is no note on this question yet." in empty


def test_the_home_page_leads_to_the_diary_and_counts_what_waits(world, sign_in):
    world.diary_note()
    put(world, world.diary_note())
    page = sign_in(world.ann).get("/").content.decode()
    assert (reverse("write_note") in page, "1 note waits to be used." in page) == (True, True)


# Used


def test_it_goes_to_the_end_of_a_text_as_a_version_like_any_other(world):
    world.answer(world.document(), "1.1", {"texts": ["<p>What we wrote.</p>"]})
    use = put(world, world.diary_note("And then the nurse rang."), by=world.abe)
    assert value(world, "1.1") == {"texts": ["<p>What we wrote.</p>\n<p>And then the nurse rang.</p>"]}
    assert (use.version.number, use.version.by, use.by) == (3, world.abe, world.abe)
    assert DiaryNote.objects.get().text == "<p>And then the nurse rang.</p>"


def test_beside_a_choice_it_goes_into_the_text_asked_for(world):
    world.answer(world.document(), "1.5", {"choices": ["closer"], "follow_up": "<p>Far people.</p>"})
    put(world, world.diary_note("And the nurse.", "1.5"), "1.5")
    assert value(world, "1.5") == {"choices": ["closer"], "follow_up": "<p>Far people.</p>\n<p>And the nurse.</p>"}


def test_into_a_line_it_goes_as_words(world):
    world.answer(world.document(), "C.6", {"text": "The board"})
    put(world, world.diary_note("and its chair", "C.6"), "C.6")
    assert value(world, "C.6") == {"text": "The board and its chair"}


def test_in_a_table_it_begins_a_new_row(world):
    world.answer(world.document(), "3.2", {"rows": [activity("Case conference")]})
    put(world, world.diary_note("The nurse rings", "3.2"), "3.2")
    first, second = value(world, "3.2")["rows"]
    assert (first["activity"], second["activity"], second["category"]) == ("Case conference", "The nurse rings", "")


def test_where_it_cannot_stand_it_stays_to_be_copied(world, sign_in):
    document = world.document()
    world.answer(document, "3.2", {"rows": [activity("x", id=f"r{n}") for n in range(40)]})  # as many as it takes
    note = world.diary_note("One more", "3.2")
    with pytest.raises(actions.NoPlace):
        put(world, note, "3.2")
    page = sign_in(world.ann).get(reverse("question", args=[1, "a", 3])).content.decode()
    assert "We cannot add it here for you. Copy what belongs in the answer." in page
    assert not DiaryNote.objects.get().is_used


def test_rows_that_the_programme_gave_take_no_note(world):
    from living_docs.instrument import given_instrument, questions

    prompts = {prompt.number: prompt for question in questions(given_instrument()) for prompt in question.prompts}
    taking = {number for number, prompt in prompts.items() if kind_of(prompt).with_note(prompt, {}, "<p>x</p>")}
    assert set(prompts) - taking == {"C.4", "C.5", "4.5"}


def test_it_is_used_once_by_whoever_is_first(world):
    note = world.diary_note()
    put(world, note)
    with pytest.raises(PermissionDenied):
        put(world, note, by=world.abe)
    with pytest.raises(PermissionDenied):
        actions.change_note(note, html="<p>x</p>", by=world.ann)
    assert value(world, "1.1") == {"texts": ["<p>The nurse rang.</p>"]}


def test_its_file_becomes_evidence_for_the_answer(world):
    use = put(world, world.diary_note(upload=upload()))
    file = EvidenceFile.objects.get()
    assert (use.file, file.name, file.supports, value(world, "4.5")) == (
        file,
        "minutes.pdf",
        "1.1",
        {"files": [file.pk]},
    )
    assert [Path(kept.file.path).read_bytes() for kept in (file, DiaryNote.objects.get())] == [PDF, PDF]


def test_a_file_beyond_the_last_place_stays_in_the_diary(world):
    document = world.document()
    for number in range(10):
        answer = document.answers.get(prompt_number="4.5")
        answer.document = document
        actions.add_file(answer, upload=upload(f"{number}.pdf"), title="x", supports="", by=world.ann)
    assert put(world, world.diary_note(upload=upload())).file is None
    assert len(value(world, "4.5")["files"]) == 10


def test_a_submitted_document_takes_none_and_stays_what_it_was(world):
    document = world.document_at(Status.SUBMITTED)
    note, sent = world.diary_note(), document.current_submission
    with pytest.raises(PermissionDenied):
        put(world, note)
    world.open_round(2)
    later = world.document("a", 2)
    answer = later.answers.get(prompt_number="1.1")
    answer.document = later
    before = answer.value
    actions.use_note(note, answer, by=world.ann)
    assert later.answers.get(prompt_number="1.1").state == AnswerState.ANSWERED
    assert later.answers.get(prompt_number="1.1").value != before
    assert (world.document().current_submission.sha256, value(world, "1.1")) == (sent.sha256, before)


def test_the_question_page_saves_what_is_typed_and_then_adds_the_note(world, sign_in):
    world.document()
    note = world.diary_note("The nurse rang.")
    place, ann = reverse("question", args=[1, "a", 1]), sign_in(world.ann)
    assert f'value="use:1.1:{public_key(note)}"' in ann.get(place).content.decode()
    posted = {"1-1-base_version": "1", "1-1-text_0": "Typed just now.", "do": f"use:1.1:{public_key(note)}"}
    assert ann.post(place, posted).status_code == 302
    assert value(world, "1.1") == {"texts": ["<p>Typed just now.</p>\n<p>The nurse rang.</p>"]}
    page = ann.get(place).content.decode()
    assert ("used</summary>" in page, "In the answer to 1.1 of round 1." in page) == (True, True)


def test_in_a_table_the_question_page_opens_the_new_row(world, sign_in):
    world.document()
    note = world.diary_note("The nurse rings", "3.2")
    posted = {"3-2-base_version": "1", "do": f"use:3.2:{note.pk}"}
    response = sign_in(world.ann).post(reverse("question", args=[1, "a", 3]), posted, follow=True)
    assert 'id="id_3-2-row-activity"' in response.content.decode()


def test_a_note_on_the_question_as_a_whole_goes_where_its_site_says(world, sign_in):
    world.document()
    note, ann = world.diary_note("The nurse rang.", "1"), sign_in(world.ann)
    page = ann.get(reverse("question", args=[1, "a", 1])).content.decode()
    assert "From your diary, on the question as a whole" in page
    response = ann.post(reverse("use_note", args=[note.pk]), {"prompt": "1.1"})
    assert (response.status_code, response["Location"]) == (302, "/rounds/1/sites/a/question/1/#1-1")
    assert value(world, "1.1") == {"texts": ["<p>The nurse rang.</p>"]}


def test_somebody_elses_note_or_none_is_not_put_anywhere(world, sign_in):
    world.document()
    theirs = world.diary_note("Theirs", by=world.bea)
    for pk in (theirs.pk, 999, "x", "²"):
        posted = {"1-1-base_version": "1", "1-1-text_0": "", "do": f"use:1.1:{pk}"}
        assert sign_in(world.ann).post(reverse("question", args=[1, "a", 1]), posted).status_code == 302
    assert (value(world, "1.1"), DiaryUse.objects.count()) == ({}, 0)


def test_between_rounds_a_note_waits(world, sign_in):
    world.document()
    actions.close_round(Round.objects.get(), by=world.pat)
    note = world.diary_note()
    ann = sign_in(world.ann)
    assert ann.post(reverse("use_note", args=[note.pk]), {"prompt": "1.1"}).status_code == 302
    assert not DiaryNote.objects.get().is_used


def test_a_file_of_the_diary_is_served_as_an_attachment(world, sign_in):
    note = world.diary_note(upload=upload('été "q".pdf'))
    served = sign_in(world.abe).get(reverse("diary_file", args=[note.pk]))
    assert io.BytesIO(b"".join(served.streaming_content)).read() == PDF
    assert (served["X-Content-Type-Options"], served["Cache-Control"]) == ("nosniff", "no-store, private")
    assert served["Content-Disposition"].startswith("attachment; ")
    without = world.diary_note()
    assert sign_in(world.abe).get(reverse("diary_file", args=[without.pk])).status_code == 404


def test_a_file_that_is_not_taken_is_said_so(world, sign_in):
    typed = {"on": "14/2/2010", "place": "3.2", "text": "The nurse rang.", "upload": upload("page.html", b"<html>")}
    response = sign_in(world.ann).post(reverse("write_note"), typed)
    assert (response.status_code, "“page.html” was not added. Choose a PDF" in response.content.decode()) == (422, True)
