"""The people of one site among themselves: prompts given, handed in and checked, notes; nobody else knows of it."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.foundations import clock
from accounts.models import Membership
from living_docs import actions
from living_docs.models import AnswerState, ColleagueNote, GivenPrompt, ThreadRead
from living_docs.workflow import Status
from tests.accounts.test_letters import waiting
from tests.factories import DEADLINE

PLACE = reverse("colleagues", args=[1, "a", "1.1"])
OUTSIDE = ["bea", "rae", "rob", "lee", "hal", "quinn", "sam", "pat", "ivy", "exa", "duo"]


@pytest.fixture
def document(world):
    return world.document()


def give(world, document, to="abe", by="ann", due=None) -> GivenPrompt:
    people = {"to": getattr(world, to), "by": getattr(world, by)}
    return actions.give_prompt(document, prompt=document.prompts["1.1"], due=due, **people)


def letters(since: int = 0) -> list[tuple[str, str]]:
    return [(letter["to"][0].split("@")[0], letter["subject"]) for letter in waiting()[since:]]


def home(sign_in, person) -> str:
    return sign_in(person).get("/").content.decode()


def test_a_prompt_is_given_handed_in_and_checked_on_the_page(world, document, sign_in):
    ann, abe = sign_in(world.ann), sign_in(world.abe)
    before = len(waiting())
    page = ann.post(PLACE, {"do": "give", "to": world.abe.pk, "due": "14/4/2010"}, follow=True).content.decode()
    assert "Abe Abernethy is writing it, until 14 April 2010." in page
    assert letters(before) == [("abe", "Ann Adeyinka asks you to write 1.1")]
    assert "Given to you" in home(sign_in, world.abe)
    abe.post(PLACE, {"do": "ready"})
    assert letters(before + 1) == [("ann", "1.1 is ready for your check")]
    assert ("Ready for your check" in home(sign_in, world.ann), "Given to you" in home(sign_in, world.abe)) == (
        True,
        False,
    )
    task_list = ann.get(reverse("document", args=[1, "a"])).content.decode()
    assert "Ready for your check:" in task_list
    ann.post(PLACE, {"do": "again"})
    assert GivenPrompt.objects.get().state == "given"
    abe.post(PLACE, {"do": "ready"})
    ann.post(PLACE, {"do": "checked"})
    assert "Abe Abernethy wrote it. It is checked." in ann.get(PLACE).content.decode()
    assert "Ready for your check" not in home(sign_in, world.ann)


def test_a_note_goes_with_the_prompt_that_is_given_and_is_read_as_it_was_typed(world, document, sign_in):
    ann, typed = sign_in(world.ann), "- 300 and __init__\r\n5 * 3 < 20"
    refused = ann.post(PLACE, {"do": "give", "to": "", "due": "", "text": typed})
    assert (refused.status_code, refused.context["note"]["text"].value()) == (422, typed)
    ann.post(PLACE, {"do": "give", "to": world.abe.pk, "due": "", "text": typed})
    notes = [note.html for note in sign_in(world.abe).get(PLACE).context["page"].notes]
    assert notes == ["<p>- 300 and __init__</p>\n<p>5 * 3 &lt; 20</p>"]
    left = ann.post(PLACE, {"do": "note", "to": world.abe.pk, "due": "1/5/2010", "text": "Thanks"}, follow=True)
    assert [left.context["give"][name].value() for name in ("to", "due")] == [str(world.abe.pk), "1/5/2010"]


def test_a_note_goes_with_every_other_button_too(world, document, sign_in):
    give(world, document)
    abe, ann = sign_in(world.abe), sign_in(world.ann)
    said = abe.post(PLACE, {"do": "ready", "text": "Look at the second figure"}, follow=True).content.decode()
    assert "is ready for the manager’s check. Your colleagues can read your note." in said
    ann.post(PLACE, {"do": "again", "text": "It needs a source"})
    ann.post(PLACE, {"do": "take_back", "text": "I shall do it"})
    notes = [note.html for note in ann.get(PLACE).context["page"].notes]
    assert notes == [
        "<p>Look at the second figure</p>",
        "<p>It needs a source</p>",
        "<p>I shall do it</p>",
    ]


def test_who_has_it_in_hand_stands_at_the_prompt(world, document, sign_in):
    give(world, document)
    page = sign_in(world.ann).get(reverse("question", args=[1, "a", 1])).content.decode()
    assert "Abe Abernethy is writing it." in page


def test_no_letter_holds_words_of_the_document_or_of_a_note(world, document):
    world.answer(document, "1.1", {"texts": ["<p>Confidential</p>"]})
    before = len(waiting())
    given = give(world, document)
    actions.write_to_colleagues(
        document, prompt=document.prompts["1.1"], html="<p>Confidential</p>", for_manager=True, by=world.abe
    )
    actions.hand_in_prompt(given, by=world.abe)
    assert len(letters(before)) == 3
    assert [letter for letter in waiting()[before:] if "Confidential" in letter["body"]] == []


@pytest.mark.parametrize("person", OUTSIDE)
def test_nobody_of_another_place_knows_or_acts(world, document, sign_in, person):
    by = getattr(world, person)
    given = give(world, document)
    actions.write_to_colleagues(document, prompt=document.prompts["1.1"], html="<p>Ours</p>", by=world.ann)
    assert list(GivenPrompt.objects.visible_to(by)) == list(ColleagueNote.objects.visible_to(by)) == []
    for act in (
        lambda: actions.give_prompt(document, prompt=document.prompts["1.1"], to=world.ann, due=None, by=by),
        lambda: actions.give_prompt(document, prompt=document.prompts["1.1"], to=by, due=None, by=world.ann),
        lambda: actions.write_to_colleagues(document, prompt=document.prompts["1.1"], html="<p>x</p>", by=by),
        lambda: actions.take_prompt_back(given, by=by),
        lambda: actions.hand_in_prompt(given, by=by),
        lambda: actions.check_prompt(given, good=True, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_only_its_holder_hands_in_and_only_the_manager_checks(world, document):
    given = give(world, document)
    with pytest.raises(PermissionDenied):
        actions.hand_in_prompt(given, by=world.ann)
    actions.hand_in_prompt(given, by=world.abe)
    with pytest.raises(PermissionDenied):
        actions.check_prompt(given, good=True, by=world.abe)


def test_somebody_who_left_the_site_holds_nothing_unnoticed(world, document, sign_in):
    given = give(world, document)
    Membership.objects.filter(user=world.abe).delete()
    abe = type(world.abe).objects.get(pk=world.abe.pk)
    assert sign_in(abe).get(PLACE).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.hand_in_prompt(given, by=abe)
    page = sign_in(world.ann).get(PLACE).content.decode()
    assert "Abe Abernethy no longer belongs to Alderbrook. Assign it to somebody else." in page
    give(world, document, to="ann")
    assert GivenPrompt.objects.get().to == world.ann


def test_after_submitting_nothing_is_given_but_notes_stay_readable(world, sign_in):
    document = world.document()
    give(world, document)
    document = world.document_at(Status.SUBMITTED)
    with pytest.raises(PermissionDenied):
        give(world, document)
    assert sign_in(world.abe).get(PLACE).status_code == 200
    assert "Given to you" not in home(sign_in, world.abe)


def test_an_answer_of_the_team_is_announced_until_it_is_read(world, document, sign_in):
    prompt = document.prompts["1.1"]
    actions.write_message(document, prompt=prompt, text="May we?", by=world.ann)
    actions.write_message(document, prompt=prompt, text="You may.", by=world.lee)
    for person in (world.ann, world.abe):
        assert "The evaluation team has answered" in home(sign_in, person)
    assert "The evaluation team has answered" in sign_in(world.ann).get(document.get_absolute_url()).content.decode()
    ann, thread = sign_in(world.ann), reverse("help_thread", args=[1, "a", "1.1"])
    shown = until_shown(ann, thread)
    assert "The evaluation team has answered" in home(sign_in, world.ann)  # opening a page marks nothing
    actions.write_message(document, prompt=prompt, text="And more.", by=world.lee)
    mark = reverse("mark_read", args=[1, "a", "help", "1.1"])
    assert ann.post(mark, {"until": shown})["Location"] == thread
    assert "The evaluation team has answered" in home(sign_in, world.ann)  # what came meanwhile is still unread
    ann.post(mark, {"until": until_shown(ann, thread)})
    ann.post(mark, {"until": shown})
    assert "The evaluation team has answered" not in home(sign_in, world.ann)
    assert "Mark as read" not in ann.get(thread).content.decode()
    assert "The evaluation team has answered" in home(sign_in, world.abe)


def until_shown(client, address: str) -> str:
    """Until when the page's button marks its entries as read."""
    return re.search(r'name="until" value="([^"]+)"', client.get(address).content.decode())[1]


@pytest.mark.parametrize(
    ("thread", "prompt", "until", "status"),
    [
        ("help", "9.9", "2010-04-01T10:00:00Z", 404),
        ("else", "1.1", "2010-04-01T10:00:00Z", 404),
        ("help", "1.1", "soon", 302),
    ],
)
def test_only_what_there_is_can_be_marked_as_read(world, document, sign_in, thread, prompt, until, status):
    address = reverse("mark_read", args=[1, "a", thread, prompt])
    assert sign_in(world.ann).post(address, {"until": until}).status_code == status
    assert ThreadRead.objects.count() == 0


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(days=12), "12 days left."),
        (timedelta(days=1), "1 day left."),
        (timedelta(hours=2), "Today is the last day."),
    ],
)
def test_the_home_page_counts_the_days(world, document, sign_in, before, words):
    with clock.at(DEADLINE - before):
        assert words in home(sign_in, world.ann)


def test_all_unchanged_is_confirmed_on_the_question_page_and_undone_together(world, sign_in):
    world.document_at(Status.SUBMITTED)
    document = world.document(number=2)
    ann, place = sign_in(world.ann), reverse("question", args=[2, "a", 1])
    assert "Confirm all 2 as unchanged" in ann.get(place).content.decode()
    states = document.answers.filter(prompt_number__startswith="1.").values_list("state", flat=True)
    page = ann.post(place, {"do": "confirm_all"}, follow=True).content.decode()
    assert "2 answers are confirmed as unchanged: 1.1, 1.5." in page
    assert set(states.all()) == {AnswerState.NO_CHANGE}
    ann.post(place, {"do": "unconfirm_all:1.1,1.5"})
    assert set(states.all()) == {AnswerState.CARRIED}


def test_what_was_confirmed_one_by_one_is_not_undone_with_the_rest(world, sign_in):
    world.document_at(Status.SUBMITTED)
    world.document(number=2)
    ann, place = sign_in(world.ann), reverse("question", args=[2, "a", 1])
    ann.post(place, {"do": "confirm:1.1"})
    page = ann.post(place, {"do": "confirm_all"}, follow=True)
    assert page.context["page"].just_confirmed == ["1.5"]
