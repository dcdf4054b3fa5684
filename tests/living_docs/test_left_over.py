"""Submitting beside others: who writes is told before, whoever still types is told after, and no text is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.foundations import clock
from living_docs import actions
from living_docs.models import ColleagueNote, DiaryNote, Presence
from living_docs.uk_time import UK, clock_words, in_full
from living_docs.workflow import Status
from tests.accounts.test_letters import waiting

pytestmark = pytest.mark.one_engine

QUESTION = reverse("question", args=[1, "a", 1])
PASS_ON = reverse("pass_on", args=[1, "a", 1])


def typed(text: str = "<p>Late <strong>words</strong></p>") -> dict:
    return {
        "1-1-base_version": 1,
        "1-1-text_0": text,
        "1-1-text_0-as": "html",
        "1-5-base_version": 1,
        "1-5-follow_up": "",
    }


def test_who_is_writing_and_since_when_stands_on_the_check_page_and_the_receipt(world, sign_in):
    document = world.document()
    world.fill(document)
    began = clock.now() - timedelta(minutes=4)
    for moment in (began, began + timedelta(seconds=20)):
        with clock.at(moment):
            actions.write_at(document, prompt_number="1.1", has_unsaved=True, by=world.abe)
    Presence.objects.update(at=clock.now())
    since = clock_words(began.astimezone(UK))
    sentence = f"Abe Abernethy has been writing in 1.1 since {since}, with words that are not saved yet."
    ann = sign_in(world.ann)
    assert sentence in ann.get(reverse("check", args=[1, "a"])).content.decode()
    assert sentence in ann.get(reverse("writing_now", args=[1, "a"])).content.decode()
    page = ann.post(reverse("submit", args=[1, "a"]), follow=True).content.decode()
    assert f"When you submitted: {sentence}" in page
    assert world.document().status == Status.SUBMITTED


def test_oneself_is_named_only_with_unsaved_words_elsewhere(world):
    document = world.document()
    actions.write_at(document, prompt_number="1.1", by=world.ann)
    assert Presence.objects.beside_submitting(document, world.ann) == []
    actions.write_at(document, prompt_number="1.1", has_unsaved=True, by=world.ann)
    told = [one.told_to(world.ann) for one in Presence.objects.beside_submitting(document, world.ann)]
    assert told[0].startswith("You have been writing in 1.1 since ")


def test_without_javascript_the_text_comes_back_with_the_same_two_ways_on(world, sign_in):
    document = world.document_at(Status.SUBMITTED)
    abe = sign_in(world.abe)
    answer = abe.post(QUESTION, typed() | {"do": "continue"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert f"Ann Adeyinka submitted the document at {in_full(document.current_submission.at)}." in page
    assert "<p>Late <strong>words</strong></p>" in page
    assert ("Send it to Ann Adeyinka" in page, "Put it into the diary" in page) == (True, True)
    before = len(waiting())
    abe.post(PASS_ON, typed() | {"do": "continue", "keep": "manager"})
    note = ColleagueNote.objects.get()
    assert (note.prompt_number, note.html, note.for_manager) == ("1.1", "<p>Late <strong>words</strong></p>", True)
    assert [letter["subject"] for letter in waiting()[before:]] == ["Abe Abernethy has sent you text on 1.1"]
    assert "Notes of colleagues" in sign_in(world.ann).get("/").content.decode()


def test_it_goes_into_the_diary_at_its_prompt(world, sign_in):
    world.document_at(Status.SUBMITTED)
    answer = sign_in(world.abe).post(PASS_ON, typed() | {"keep": "diary"}, headers={"Accept": "application/json"})
    note = DiaryNote.objects.get()
    assert answer.json() == {"sentence": "The text is in your diary."}
    assert (note.question, note.prompt_number, note.text) == (1, "1.1", "<p>Late <strong>words</strong></p>")


def test_the_only_manager_is_offered_the_diary_alone(world, sign_in):
    world.document_at(Status.SUBMITTED)
    ann = sign_in(world.ann)
    page = ann.post(QUESTION, typed()).content.decode()
    assert ("Send it to" in page, "Put it into the diary" in page) == (False, True)
    ann.post(PASS_ON, typed() | {"keep": "manager"})
    assert (ColleagueNote.objects.count(), DiaryNote.objects.count()) == (0, 1)


def test_what_was_saved_before_is_not_left_over(world, sign_in):
    document = world.document_at(Status.SUBMITTED)
    held = document.answers.get(prompt_number="1.1")
    fields = typed(held.value["texts"][0]) | {"1-1-base_version": held.version}
    page = sign_in(world.abe).post(QUESTION, {k: v for k, v in fields.items() if k.startswith("1-1")}).content.decode()
    assert "Everything you typed had been saved." in page


def test_of_a_choice_a_row_and_a_reason_the_words_are_kept(world, sign_in):
    world.document_at(Status.SUBMITTED)
    abe = sign_in(world.abe)
    abe.post(PASS_ON, {"1-5-base_version": 1, "1-5-choices": "closer", "1-5-follow_up": "Of a choice", "keep": "diary"})
    row = {"3-2-base_version": 1, "3-2-row_id": "r9", "3-2-row-activity": "Clinic by night", "keep": "diary"}
    abe.post(reverse("pass_on", args=[1, "a", 3]), row)
    abe.post(PASS_ON, {"1-1-base_version": 1, "1-1-text_0": "", "1-1-reason": "The lead is ill", "keep": "diary"})
    texts = [note.text for note in DiaryNote.objects.order_by("pk")]
    assert ("Of a choice" in texts[0], "Clinic by night" in texts[1], "The lead is ill" in texts[2]) == (True,) * 3


@pytest.mark.parametrize("person", ["bea", "rae", "lee", "pat"])
def test_nobody_else_passes_anything_on(world, sign_in, person):
    world.document_at(Status.SUBMITTED)
    assert sign_in(getattr(world, person)).post(PASS_ON, typed() | {"keep": "diary"}).status_code == 404
