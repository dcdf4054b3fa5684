"""Help at a prompt: the thread of a site is its own and of those who answer; nobody else knows of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.foundations import clock
from accounts.models import AuditEvent
from living_docs import actions
from living_docs.models import HelpMessage
from living_docs.pages.threads import threads_of, unanswered
from tests.accounts.test_letters import waiting
from tests.factories import DEADLINE, PEOPLE, World

pytestmark = pytest.mark.one_engine

ASKED, ANSWERED = "tokenofthequestion", "tokenoftheanswer"


def at(number: str) -> str:
    return reverse("help_thread", args=[1, "a", number])


def say(world: World, by, text: str, number: str = "1.1", hours: float = 48) -> HelpMessage:
    document = world.document()
    with clock.at(DEADLINE - timedelta(hours=hours)):
        return actions.write_message(document, prompt=document.prompts[number], text=text, by=by)


def note(world: World, by, number: str = "1.1") -> HelpMessage:
    document = world.document()
    call = {"text": "They agreed.", "called_on": date(2010, 4, 29), "took_part": "Ann and Lee"}
    return actions.note_call(document, prompt=document.prompts[number], by=by, **call)


def people_who(world: World, rule) -> set[str]:
    return {name for name in PEOPLE if rule(getattr(world, name))}


@pytest.mark.parametrize(("number", "known"), [("1.1", {"ann", "abe", "lee"}), ("8.1", {"ann", "abe", "lee", "hal"})])
def test_a_thread_is_known_to_its_site_and_to_those_who_answer(world, sign_in, number, known):
    say(world, world.ann, ASKED, number)
    assert people_who(world, lambda person: sign_in(person).get(at(number)).status_code == 200) == known
    assert people_who(world, lambda person: bool(threads_of(world.document(), person))) == known


def test_nobody_else_writes(world):
    document = world.document()
    for name in set(PEOPLE) - {"ann", "abe", "lee"}:
        with pytest.raises(PermissionDenied):
            say(world, getattr(world, name), "x")
        with pytest.raises(PermissionDenied):
            note(world, getattr(world, name))
    assert document.help_messages.count() == 0


def test_to_a_site_whoever_answers_is_the_evaluation_team(world, sign_in):
    say(world, world.ann, ASKED, "8.1")
    say(world, world.hal, ANSWERED, "8.1", hours=20)
    site, team = (sign_in(person).get(at("8.1")).content.decode() for person in (world.abe, world.lee))
    assert ("The evaluation team" in site, world.hal.name in site, world.ann.name in site) == (True, False, True)
    assert (world.hal.name in team, world.ann.name in team) == (True, True)


def test_letters_tell_the_other_side_without_a_word_of_it(world):
    world.document()
    before = len(waiting())
    say(world, world.ann, ASKED, "8.1")
    say(world, world.lee, ANSWERED, "8.1", hours=20)
    told = [(letter["to"][0].split("@")[0], letter["subject"]) for letter in waiting()[before:]]
    assert told == [
        ("hal", "Alderbrook has a question about 8.1 in round 1"),
        ("lee", "Alderbrook has a question about 8.1 in round 1"),
        ("abe", "The evaluation team has written to you about 8.1"),
        ("ann", "The evaluation team has written to you about 8.1"),
    ]
    assert [letter for letter in waiting() if ASKED in str(letter) or ANSWERED in str(letter)] == []


def test_a_question_waits_since_it_was_asked_until_somebody_answers(world):
    first = say(world, world.ann, "One question", hours=48)
    say(world, world.abe, "And one more", hours=40)
    assert [thread.waiting_since for thread in unanswered(world.lee)] == [first.at]
    say(world, world.lee, "Both answered", hours=30)
    assert unanswered(world.lee) == []
    again = say(world, world.ann, "A third", hours=20)
    assert [thread.waiting_since for thread in unanswered(world.lee)] == [again.at]
    note(world, world.ann)
    assert unanswered(world.lee) == []


def test_what_waits_stands_on_the_page_of_the_leader_with_since_when(world, sign_in):
    say(world, world.ann, ASKED)
    say(world, world.ann, ASKED, "8.1", hours=47)
    homes = {name: sign_in(getattr(world, name)).get("/").content.decode() for name in PEOPLE}
    assert {name for name, page in homes.items() if at("1.1") in page} == {"lee"}
    assert {name for name, page in homes.items() if at("8.1") in page} == {"lee", "hal"}
    assert "Since 5pm on Wednesday 28 April 2010 (UK time)" in homes["lee"]
    assert ASKED not in homes["lee"]


def test_a_thread_is_written_in_on_its_page_by_both_sides(world, sign_in):
    world.document()
    ann, lee = sign_in(world.ann), sign_in(world.lee)
    assert "You have not asked about this prompt yet." in ann.get(at("1.1")).content.decode()
    empty = ann.post(at("1.1"), {"do": "send", "text": " "})
    assert (empty.status_code, "Write what you want to say" in empty.content.decode()) == (422, True)
    ann.post(at("1.1"), {"do": "send", "text": "Which period?\n<b>Ours</b> & yours"})
    unfinished = lee.post(at("1.1"), {"do": "note", "called_on": "last week", "took_part": "", "said": "All of it"})
    assert (unfinished.status_code, "All of it" in unfinished.content.decode()) == (422, True)
    lee.post(at("1.1"), {"do": "note", "called_on": "29/4/2010", "took_part": "Ann", "said": "April"})
    lee.post(at("1.1"), {"do": "send", "text": "April, then."})
    page = ann.get(at("1.1")).content.decode()
    assert "Which period?<br>&lt;b&gt;Ours&lt;/b&gt; &amp; yours" in page
    assert "note of a telephone call on 29 April 2010" in page
    assert page.index("Which period?") < page.index("April</p>") < page.index("April, then.")


def test_the_question_page_leads_to_the_thread_of_each_prompt(world, sign_in):
    say(world, world.ann, ASKED)
    page = sign_in(world.abe).get(reverse("question", args=[1, "a", 1])).content.decode()
    assert (at("1.1") in page, at("1.5") in page, "asked, not answered yet" in page) == (True, True, True)


@pytest.mark.parametrize("number", ["9.9", "x", "1"])
def test_a_prompt_that_is_not_asked_has_no_thread(world, sign_in, number):
    world.document()
    assert sign_in(world.ann).get(at(number)).status_code == 404


def test_what_the_audit_keeps_of_it_is_shown_to_nobody_else(world):
    say(world, world.ann, ASKED)
    say(world, world.lee, ANSWERED)
    events = AuditEvent.objects.filter(verb__startswith="in confidence")
    assert {event.by for event in events} == {world.ann, world.lee}
    seen = {name: set(AuditEvent.objects.visible_to(getattr(world, name)) & events) for name in PEOPLE}
    assert {name: {event.by for event in found} for name, found in seen.items() if found} == {
        "ann": {world.ann},
        "lee": {world.lee},
    }
