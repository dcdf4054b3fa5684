"""What awaits site people and the office."""

from __future__ import annotations

from collections.abc import Iterator

from django.template.defaultfilters import pluralize
from django.urls import reverse

from accounts.foundations.home_panels import Item, Panel, Place
from accounts.models import User
from accounts.permissions import can_decide, can_know_of_help, can_submit, is_office
from living_docs.models import DiaryNote, LivingDocument, Request, Round
from living_docs.pages.colleagues import AtHand, address_of
from living_docs.pages.display import task_list
from living_docs.pages.threads import unanswered
from living_docs.uk_time import UK, in_full, short_day, today
from sites.models import Site


def awaiting(user: User) -> Iterator[Panel]:
    for site in user.sites:
        yield from of_site(user, site)
        yield of_diary(user, site)
    yield from of_requests(user)
    yield from of_questions(user)
    if is_office(user):
        yield from of_office()


def of_site(user: User, site: Site) -> Iterator[Panel]:
    documents = LivingDocument.objects.filter(site=site).select_related("round__instrument", "site")
    newest = documents.order_by("-round__number").first()
    if newest is None:
        yield Panel(Place.OWN_DOCUMENT, site.name, "No round has been opened yet. You get an e-mail when one is.")
        return
    yield next_step(user, newest)
    yield from of_colleagues(user, newest)
    earlier = [document for document in documents.order_by("-round__number") if document.current_submission]
    items = [
        Item(
            str(d.round),
            reverse("receipt", args=[d.round.number, site.slug]),
            f"Sent {short_day(d.current_submission.at)}",
        )
        for d in earlier
    ]
    if items:
        yield Panel(Place.SENT, "What you sent", items=items)


def of_colleagues(user: User, document: LivingDocument) -> Iterator[Panel]:
    """What is given to this person, what waits for the manager's check, what was answered and not read."""
    at_hand = AtHand(document, user)
    given = [
        Item(
            f"{one.prompt_number} {one.prompt.label}",
            address_of(document, one.prompt_number),
            f"Until {short_day(one.due)}" if one.due else "",
        )
        for one in at_hand.given_to_me
    ]
    ready = [
        Item(f"{one.prompt_number} {one.prompt.label}", address_of(document, one.prompt_number), f"From {one.to.name}")
        for one in at_hand.to_check
    ]
    answered, notes = ([Item(*line) for line in lines] for lines in (at_hand.answered, at_hand.notes))
    for title, items in (
        ("Given to you", given),
        ("Ready for your check", ready),
        ("The evaluation team has answered", answered),
        ("Notes of colleagues", notes),
    ):
        if items:
            yield Panel(Place.COLLEAGUES, title, items=items)


def days_left(document: LivingDocument) -> str:
    """ "12 days left." by the UK's calendar; "" once the deadline has passed."""
    if document.is_overdue:
        return ""
    days = (document.deadline.astimezone(UK).date() - today()).days
    return {0: "Today is the last day.", 1: "1 day left."}.get(days, f"{days} days left.")


def of_diary(user: User, site: Site) -> Panel:
    """The diary is kept between rounds too, so it always has its place."""
    unused = DiaryNote.objects.visible_to(user).filter(site=site).unused().count()
    kept = f"{unused} note{'s wait' if unused != 1 else ' waits'} to be used. " if unused else ""
    text = f"{kept}Write down what happened while you still know it; nobody outside {site.name} reads it."
    items = [Item("All notes", reverse("diary"))]
    return Panel(Place.DIARY, f"Diary of {site.name}", text, reverse("write_note"), "Write a note", items=items)


def of_requests(user: User) -> Iterator[Panel]:
    """What sites ask the office or the leader to decide."""
    waiting = [wanted for wanted in Request.objects.visible_to(user).waiting() if can_decide(user, wanted)]
    items = [
        Item(
            f"{wanted.document.site.name}: {wanted.get_kind_display().lower()}",
            reverse("decide_request", args=[wanted.document.round.number, wanted.document.site.slug, wanted.pk]),
            f"Asked at {wanted.asked_words}",
        )
        for wanted in waiting
    ]
    if items:
        yield Panel(
            Place.REQUESTS,
            "Sites ask",
            f"{len(items)} request{pluralize(len(items))} to decide.",
            items[0].address,
            "Decide",
            "main",
            items,
        )


def of_questions(user: User) -> Iterator[Panel]:
    """Questions of sites that nobody has answered yet."""
    waiting = unanswered(user) if can_know_of_help(user) and user.is_in_team else []
    items = [
        Item(f"{thread.document.site.name}, {thread.label}", thread.address, f"Since {in_full(thread.waiting_since)}")
        for thread in waiting
    ]
    if items:
        yield Panel(
            Place.SITES_QUESTIONS,
            "Questions from sites",
            f"{len(items)} not answered yet.",
            items[0].address,
            "Answer",
            "main",
            items,
        )


def next_step(user: User, document: LivingDocument) -> Panel:
    """The one thing to do, or whose turn it is."""
    title, round = f"{document.site.name}, {document.round}", document.round
    if document.is_with_site:
        tasks = task_list(document)
        left = len(tasks.tasks) - tasks.completed
        todo = f"{left} of {len(tasks.tasks)} sections are left to finish." if left else "All sections are completed."
        who = "" if can_submit(user, document) else " The project manager submits it."
        late = " The deadline has passed; a late document is accepted and marked late." if document.is_overdue else ""
        said = [todo, f"Submit by {document.deadline_words}.", days_left(document)]
        text = " ".join(filter(None, said)) + who + late
        return Panel(
            Place.OWN_DOCUMENT, title, text, document.get_absolute_url(), f"Continue round {round.number}", "main"
        )
    if document.is_released:
        place = reverse("feedback_report", args=[round.number, document.site.slug])
        if document.report_was_withdrawn:
            return Panel(Place.OWN_DOCUMENT, title, "Your feedback report was withdrawn.", place, "See when and why")
        return Panel(
            Place.OWN_DOCUMENT, title, "Your feedback report is ready.", place, "Read your feedback report", "main"
        )
    if document.was_submitted:
        expected = f" Expect your report by {short_day(round.feedback_expected)}." if round.feedback_expected else ""
        text = f"Your document was submitted and is with the evaluation team.{expected}"
        return Panel(
            Place.OWN_DOCUMENT,
            title,
            text,
            reverse("receipt", args=[round.number, document.site.slug]),
            "See your receipt",
        )
    return Panel(
        Place.OWN_DOCUMENT,
        title,
        "The round is closed. No document was submitted.",
        document.get_absolute_url(),
        "See the draft",
    )


def of_office() -> Iterator[Panel]:
    round = Round.objects.current()
    planned = Round.objects.filter(state=Round.State.PLANNED).in_order().first()
    if round and round.is_open:
        documents = LivingDocument.objects.in_round(round).select_related("round")
        sent = documents.submitted().count()
        overdue = sum(document.is_overdue for document in documents)
        text = f"{sent} of {documents.count()} sites have submitted; {overdue} overdue. The deadline: {round.deadline_words}."
        yield Panel(
            Place.ROUNDS, f"{round} is open", text, round.get_absolute_url(), f"See round {round.number}", "main"
        )
    if planned:
        settings = reverse("round_settings", args=[planned.number])
        text = f"Its deadline: {planned.deadline_words}."
        yield Panel(
            Place.ROUNDS,
            f"{planned} is planned",
            text,
            settings,
            f"Set up round {planned.number}",
            "other" if round and round.is_open else "main",
        )
