"""Loads the demo programme: facts, people, and three rounds walked through the real actions. All or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from accounts.foundations import clock
from accounts.foundations.letters import quiet
from accounts.models import User
from feedback.actions import load_standing_asks
from feedback.checks.checked_words import load_words
from icp_eval.demo import calendar, site_requests
from icp_eval.demo.coding import code_round
from icp_eval.demo.evaluation import Evaluation, finish_sections, publish_review, write_review
from icp_eval.demo.people import load_people
from icp_eval.demo.site_writer import SiteWriter
from living_docs import actions
from living_docs.instrument import given_instrument
from living_docs.models import LivingDocument, Round
from living_docs.uk_time import uk_moment
from reporting.actions import add_periodic_review, save_section
from sites.facts import load_programme
from sites.models import Programme, Site
from themes.actions import load_frameworks

SINGLE_READER = {"cambridge", "durham-dales", "newquay", "norfolk", "north-cornwall", "wakefield"}
LATE = {1: "principia", 2: "tower-hamlets"}

# Round 3 as it stands: three sites still write, the others are everywhere between being sent and being released.
STILL_WRITING = {"cambridge": 0.7, "tower-hamlets": 0.45, "wakefield": 0.25}
OVERDUE = "wakefield"
FINISHED = 4  # sections of the review that their writer has finished
UNGUARDED = [
    "In one Pilot the weekly case conference began in Kendal and was copied by the practices around it.",
    "All but one Pilot now name the person who rings the patient first.",
]
PERIODIC_REVIEWS = ["cumbria", "norfolk", "torbay", "wakefield"]
PERIODIC_TEXT = [
    "This is a demonstration. Everything in this review is fictional.",
    "The team looked back on the quarter together for an afternoon. They spoke of what had taken longer than planned, "
    "of a vacancy that has since been filled, and of the meeting that they would now miss most.",
    "Support asked for: an hour with another Pilot on sharing records, and a word with the finance lead about how to "
    "value the time that partners give.",
]
STAGE = {
    "newquay": "submitted",
    "north-cornwall": "submitted",
    "northamptonshire": "allotted",
    "norfolk": "allotted",
    "torbay": "one lodged",
    "cumbria": "one lodged",
    "north-tyneside": "agreeing",
    "principia": "half agreed",
    "church-view": "in qa",
    "northumbria": "in qa",
    "tameside-and-glossop": "passed",
    "bournemouth-and-poole": "released",
    "durham-dales": "released",
}


@transaction.atomic
def load_demo(today: date) -> Programme:
    """The whole demo, as seen from `today`."""
    with quiet():
        programme = load_programme()
        programme.fictional = True
        programme.save(update_fields=["fictional"])
        load_standing_asks()
        days = calendar.deadlines(today)
        with clock.at(uk_moment(days[1] - timedelta(weeks=12), 9)):
            people = load_people(programme)
        actions.load_instrument(programme, given_instrument())
        load_words(programme)
        load_frameworks(programme)
        rounds = {number: plan_round(programme, number, day, by=people["office"]) for number, day in days.items()}
        writers = {site.slug: SiteWriter(site.slug, people, days) for site in programme.sites.by_name()}
        for number in (1, 2):
            walk_whole_round(rounds[number], writers, people)
        walk_current_round(rounds[calendar.CURRENT], writers, people, today)
        hand_in_periodic_reviews(rounds[calendar.CURRENT], people)
    make_newest_first()
    return programme


def plan_round(programme: Programme, number: int, day: date, *, by: User) -> Round:
    round = Round.objects.create(programme=programme, number=number)
    with clock.at(uk_moment(day - timedelta(weeks=10), 10)):
        actions.set_deadline(round, deadline=uk_moment(day, 17), feedback_expected=day + timedelta(days=28), by=by)
    return round


def open_round(round: Round, people: Mapping[str, User]) -> list[LivingDocument]:
    with clock.at(round.deadline - timedelta(weeks=6)):
        actions.open_round(round, by=people["office"])
    round.refresh_from_db()
    return list(LivingDocument.objects.in_round(round).select_related("site", "round__instrument").by_site())


def walk_whole_round(round: Round, writers: Mapping[str, SiteWriter], people: Mapping[str, User]) -> None:
    """From opening to the published review."""
    for turn, document in enumerate(open_round(round, people)):
        document.round = round
        slug = document.site.slug
        writers[slug].write(document, until=round.deadline - timedelta(days=3))
        writers[slug].submit(document, days_before=-1 if LATE[round.number] == slug else turn % 3)
        Evaluation(document, people, turn=turn, single=slug in SINGLE_READER).walk("released")
    code_round(round, people)
    write_review(round, people, at=round.deadline + timedelta(days=17))
    with clock.at(round.deadline + timedelta(days=20)):
        actions.close_round(round, by=people["office"])
    publish_review(round, people, at=round.deadline + timedelta(days=25))


def walk_current_round(
    round: Round, writers: Mapping[str, SiteWriter], people: Mapping[str, User], today: date
) -> None:
    """Round 3 as it stands on the day of the load. Nothing is dated later than that day."""
    documents = open_round(round, people)
    for turn, document in enumerate(documents):
        document.round = round
        slug = document.site.slug
        if slug in STILL_WRITING:
            writers[slug].write(document, until=round.deadline - timedelta(days=1), share=STILL_WRITING[slug])
            if slug == OVERDUE:
                site_requests.ask_when_it_is_late(document, today, people)
            else:
                site_requests.ask_for_more_time(document, calendar.friday_after(today, 2), people)
        else:
            writers[slug].write(document, until=round.deadline - timedelta(days=3))
            writers[slug].submit(document, days_before=turn % 3)
            CurrentEvaluation(document, people, turn=turn, single=slug in SINGLE_READER).walk(STAGE[slug])
    site_requests.hold_conversations(documents, people)
    site_requests.keep_diaries(documents, today, people)
    site_requests.give_a_prompt(documents, today, people)
    write_review(round, people, at=round.deadline + timedelta(days=6))
    leave_work_for_the_gate(round, people, at=round.deadline + timedelta(days=7))


def leave_work_for_the_gate(round: Round, people: Mapping[str, User], *, at: datetime) -> None:
    """Two sentences of the kind that writers write before they think of readers."""
    draft = round.reviews.get()
    section = draft.sections.get(slug="question-3")
    with clock.at(at):
        finish_sections(draft, draft.sections.printed()[:FINISHED])
        save_section(
            section,
            html=f"{section.html}\n<p>{' '.join(UNGUARDED)}</p>",
            standfirst=section.standfirst,
            base_version=section.version,
            by=people["leader"],
        )


def hand_in_periodic_reviews(round: Round, people: Mapping[str, User]) -> None:
    """The implementation team's own accounts of a few sites in the quarter before the deadline."""
    period = f"The quarter to {round.deadline:%B %Y}"
    for place, slug in enumerate(PERIODIC_REVIEWS):
        site = Site.objects.get(slug=slug)
        text = f"Periodic Review: {site.name}\n{period}\n\n" + "\n\n".join(PERIODIC_TEXT)
        with clock.at(round.deadline - timedelta(days=9 - place)):
            upload = ContentFile(text.encode(), name=f"periodic-review-{slug}.txt")
            add_periodic_review(site=site, period=period, upload=upload, by=people["implementation"])


class CurrentEvaluation(Evaluation):
    """Half as long: it all happened in the week since the deadline."""

    def on(self, days: float):
        return clock.at(self.start + timedelta(days=days / 2))


def make_newest_first() -> None:
    """The PDFs of earlier rounds wait behind whatever people ask for meanwhile, newest round first."""
    waiting = list(DBTaskResult.objects.order_by("-enqueued_at"))
    for place, result in enumerate(waiting):
        result.priority = -1 - min(place, 98)
    DBTaskResult.objects.bulk_update(waiting, ["priority"])
