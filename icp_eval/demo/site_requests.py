"""What demo sites ask and note down while round 3 is open: more time, help with a prompt, a diary."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile

from accounts.foundations import clock
from accounts.models import User
from icp_eval.demo import calendar
from living_docs import actions
from living_docs.models import LivingDocument
from living_docs.uk_time import uk_moment

WHY_MORE_TIME = "The project manager was called to winter pressures work."
WHY_GRANTED = "The project manager was called to winter pressures work and asked for more time."
WHY_STILL_WAITING = "Two of our three authors were away in the week of the deadline; the costs are not checked yet."

# Site, prompt, days before the deadline, who (manager, contributor, leader or economist), and the words.
THREADS = [
    ("cambridge", "3.1", 12, "contributor", "Do you want our own definition, or the one in the programme’s papers?"),
    (
        "cambridge",
        "3.1",
        11,
        "leader",
        "Your own, please, in the words your teams would use. If they differ, say who holds which.",
    ),
    ("cambridge", "8.1", 6, "manager", "The hospital lends us a room without a bill. Does that belong in this table?"),
    (
        "cambridge",
        "8.1",
        5,
        "economist",
        "Yes, as a row of its own. Choose “not yet known” if nobody can put a value on it.",
    ),
    (
        "tower-hamlets",
        "4.3",
        4,
        "manager",
        "One metric counts referrals, another people. May we report both as they are?",
    ),
    ("wakefield", "3.3", 7, "contributor", "Is one activity enough, if we describe it closely?"),
]
CALL = (
    "cambridge",
    "8.1",
    "Finance lead and health economist",
    "We went through the rows together. Rent in kind becomes a row; travel is left out until the claims are in.",
)

# Site, prompt ("3": the question as a whole), days before the load, the author, the words, whether it was used.
NOTES = [
    (
        "cambridge",
        "3.1",
        24,
        "contributor",
        "At the evening meeting the nurses said they now mean “one plan” when they say integration.",
        True,
    ),
    (
        "cambridge",
        "3.1",
        9,
        "manager",
        "Second practice asked to join the weekly list. We said yes from the first of the month.",
        False,
    ),
    (
        "cambridge",
        "3",
        6,
        "manager",
        "The shared record was down for two days. Teams went back to the telephone, and it held.",
        False,
    ),
    (
        "tower-hamlets",
        "4.2",
        8,
        "contributor",
        "Return from the survey: 41 forms. Three people wrote on the back that somebody rang.",
        False,
    ),
    ("cumbria", "5.2", 3, "manager", "The post of link worker is filled at last; she begins in the new year.", False),
]


# Site, prompt, days before the load, days before the deadline by which it is wanted, and a note among colleagues.
GIVEN = (
    "tower-hamlets",
    "5.2",
    4,
    3,
    "Please ask the housing team what changed for them. Two or three sentences are enough.",
)


LIST = "week,people on the list\n1,38\n2,41\n3,40\n4,44\n"  # fictional, the file of the note that was used


def ask_for_more_time(document: LivingDocument, day: date, people: Mapping[str, User]) -> None:
    """A site asks before its deadline, and the office grants it."""
    manager = people[f"manager.{document.site.slug}"]
    with clock.at(document.round.deadline - timedelta(days=3)):
        wanted = actions.ask_for_more_time(document, wished=uk_moment(day, 17), reason=WHY_MORE_TIME, by=manager)
    with clock.at(document.round.deadline - timedelta(days=2)):
        actions.grant(wanted, why=WHY_GRANTED, by=people["office"])
    document.refresh_from_db(fields=["own_deadline", "deadline_reason", "deadline_moves"])


def ask_when_it_is_late(document: LivingDocument, today: date, people: Mapping[str, User]) -> None:
    """A site whose deadline has passed asks, and nobody has decided yet."""
    wished = uk_moment(calendar.friday_after(today, 1), 17)
    with clock.at(document.round.deadline + timedelta(days=3)):
        manager = people[f"manager.{document.site.slug}"]
        actions.ask_for_more_time(document, wished=wished, reason=WHY_STILL_WAITING, by=manager)


def hold_conversations(documents: list[LivingDocument], people: Mapping[str, User]) -> None:
    """Questions at their prompts; those of the last two sites wait for an answer."""
    by_site = {document.site.slug: document for document in documents}
    for slug, number, days, who, words in THREADS:
        document = by_site[slug]
        with clock.at(document.round.deadline - timedelta(days=days, hours=3)):
            prompt = document.prompts[number]
            actions.write_message(document, prompt=prompt, text=words, by=person(people, who, slug))
    note_the_call(by_site, people)


def note_the_call(by_site: Mapping[str, LivingDocument], people: Mapping[str, User]) -> None:
    slug, number, took_part, said = CALL
    document = by_site[slug]
    at: datetime = document.round.deadline - timedelta(days=4, hours=2)
    with clock.at(at):
        actions.note_call(
            document,
            prompt=document.prompts[number],
            text=said,
            called_on=at.date(),
            took_part=took_part,
            by=people["economist"],
        )


def keep_diaries(documents: list[LivingDocument], today: date, people: Mapping[str, User]) -> None:
    """Notes of the last weeks; one has gone into an answer already."""
    by_site = {document.site.slug: document for document in documents}
    for slug, place, days, who, words, used in NOTES:
        document, day, by = by_site[slug], today - timedelta(days=days), person(people, who, slug)
        with clock.at(uk_moment(day, 16, 5 * days % 60)):
            note = actions.write_note(
                document.site,
                question=int(place[0]),
                prompt_number=place if "." in place else "",
                on=day,
                html=f"<p>{words}</p>",
                by=by,
                upload=ContentFile(LIST.encode(), name="weekly-list.csv") if used else None,
            )
        if used:
            put_into_answer(note, document, at=uk_moment(day + timedelta(days=2), 10), by=by)


def give_a_prompt(documents: list[LivingDocument], today: date, people: Mapping[str, User]) -> None:
    """A manager asks a colleague to write one answer, and says what is wanted."""
    slug, number, days, before, words = GIVEN
    document = next(document for document in documents if document.site.slug == slug)
    prompt, by = document.prompts[number], people[f"manager.{slug}"]
    due = (document.deadline - timedelta(days=before)).date()
    with clock.at(uk_moment(today - timedelta(days=days), 11)):
        actions.give_prompt(document, prompt=prompt, to=people[f"contributor.{slug}"], due=due, by=by)
        actions.write_to_colleagues(document, prompt=prompt, html=f"<p>{words}</p>", by=by)


def put_into_answer(note, document: LivingDocument, *, at: datetime, by: User) -> None:
    answer = document.answers.get(prompt_number=note.prompt_number)
    answer.document = document
    with clock.at(at):
        actions.use_note(note, answer, by=by)


def person(people: Mapping[str, User], who: str, slug: str) -> User:
    return people[who] if who in {"leader", "economist"} else people[f"{who}.{slug}"]
