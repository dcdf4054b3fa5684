"""What awaits readers, the economist, the leader and QA reviewers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.template.defaultfilters import pluralize
from django.urls import reverse

from accounts.foundations.home_panels import Item, Panel, Place
from accounts.models import User
from accounts.permissions import can_answer_leader, can_check_quality, is_economist, is_leader, is_qa, is_researcher
from feedback.models import QuestionToReader, Reading, Release, ReportMessage
from living_docs.models import LivingDocument, Round
from living_docs.workflow import Status


def awaiting(user: User) -> Iterator[Panel]:
    yield from of_unread(user)
    rounds = list(Round.objects.opened())
    if not rounds:
        return
    yield from of_asked(user)
    if is_researcher(user):
        yield from by_round(of_reader, user, rounds)
    if is_economist(user):
        yield from by_round(of_economist, user, rounds)
    if is_leader(user):
        for round in rounds:
            yield from of_leader(user, round)
        yield from of_reports(user)
    if is_qa(user):
        yield of_qa(user)


def by_round(panel_of: Callable[[User, Round], Panel], user: User, rounds: list[Round]) -> list[Panel]:
    """A panel for every round in which something waits; where nothing does, the newest round's, which says so."""
    panels = [panel_of(user, round) for round in rounds]
    return [panel for panel in panels if panel.rank == "main"] or panels[:1]


def of_unread(user: User) -> Iterator[Panel]:
    """A site's last report that nobody there has said to have read, once the next round's document is at hand. Until
    then the document's own panel speaks of it."""
    for site in user.sites:
        documents = LivingDocument.objects.filter(site=site).order_by("-round__number")
        reports = Release.objects.current().filter(document__in=[document.pk for document in documents[1:]])
        report = reports.select_related("document__round").order_by("document__round__number").last()
        if report and not report.acknowledgements.exists():
            number = report.document.round.number
            yield Panel(
                Place.REPORT_TO_READ,
                f"{site.name}, Round {number}",
                f"Your feedback report is ready, and nobody at {site.name} has said yet that they have read it.",
                reverse("feedback_report", args=[number, site.slug]),
                f"Read your report on round {number}",
                "main",
            )


def of_asked(user: User) -> Iterator[Panel]:
    """What the leader asked this person about lodged readings, while it can be answered."""
    waiting = QuestionToReader.objects.visible_to(user).filter(reading__reader=user, answered_at=None)
    related = waiting.select_related("reading", "document__site", "document__round")
    documents = {asked.document for asked in related if can_answer_leader(user, asked)}
    items = [Item(str(d), reverse("agreed_draft", args=[d.round.number, d.site.slug])) for d in documents]
    if items:
        text = "Your readings stay as you submitted them."
        yield Panel(
            Place.LEADERS_QUESTIONS,
            "The task leader asks you",
            text,
            items[0].address,
            "Read and answer",
            "main",
            sorted(items),
        )


def of_reader(user: User, round: Round) -> Panel:
    """Only one's own; nothing tells how far anyone else is."""
    own = Reading.objects.visible_to(user).filter(reader=user, document__round=round, kind=Reading.Kind.BLIND)
    waiting = [
        Item(reading.document.site.name, reverse("desk", args=[round.number, reading.document.site.slug, 0]))
        for reading in own.filter(lodged_at=None).select_related("document__site").order_by("document__site__name")
    ]
    if not waiting:
        return Panel(
            Place.READING,
            f"Reading, {round}",
            "You have no documents to read.",
            reverse("reading"),
            "See your readings",
        )
    text = f"{len(waiting)} to read or to finish. You cannot see the other reading until both are submitted."
    return Panel(Place.READING, f"Reading, {round}", text, reverse("reading"), "Continue reading", "main", waiting)


def of_economist(user: User, round: Round) -> Panel:
    done = Reading.objects.filter(reader=user, lodged_at__isnull=False).values("document")
    documents = (
        LivingDocument.objects.in_round(round).with_status(Status.SUBMITTED, Status.AGREEING).exclude(pk__in=done)
    ).exclude(site__in=user.ties)
    items = [Item(d.site.name, reverse("desk", args=[round.number, d.site.slug, 8])) for d in documents.by_site()]
    text = (
        f"You have Question 8 of {len(items)} document{pluralize(len(items))} to read."
        if items
        else "You have read Question 8 of every document."
    )
    return Panel(
        Place.COSTS, f"Costs, {round}", text, reverse("reading"), "Read Question 8", "main" if items else "other", items
    )


def of_leader(user: User, round: Round) -> Iterator[Panel]:
    """What waits for the leader, by step; nothing of a site with which they have ties."""
    documents = LivingDocument.objects.in_round(round).exclude(site__in=user.ties).by_site()
    unread = documents.with_status(Status.SUBMITTED).filter(readings=None)
    steps = [
        ("Waiting for readers", unread, "allotting", "Assign readings", False),
        ("Comments to agree", documents.at_stage(Status.AGREEING), "agreeing", "Agree the comments", True),
        ("Ready to release", documents.at_stage(Status.PASSED), "releasing", "Release feedback", False),
    ]
    for title, waiting, page, label, by_document in steps:
        if waiting:
            items = [
                Item(
                    d.site.name,
                    reverse(page, args=[round.number, d.site.slug, 0])
                    if by_document
                    else reverse(page, args=[round.number]),
                )
                for d in waiting
            ]
            address = reverse("agreeing_list" if by_document else page, args=[round.number])
            yield Panel(
                Place.FEEDBACK_STEPS,
                f"{title}, {round}",
                f"{len(items)} of {documents.count()} sites.",
                address,
                label,
                "main",
                items,
            )


def of_reports(user: User) -> Iterator[Panel]:
    """The reports about which a site wrote last."""
    last = {message.release.document: message for message in ReportMessage.objects.visible_to(user).in_order()}
    items = [
        Item(str(document), reverse("report_talk", args=[document.round.number, document.site.slug]))
        for document, message in last.items()
        if not message.from_team
    ]
    if items:
        text = f"{len(items)} waiting for an answer about their feedback."
        yield Panel(
            Place.ANSWERS_TO_REPORTS,
            "Sites that wrote to you",
            text,
            items[0].address,
            "Read and answer",
            "main",
            sorted(items),
        )


def of_qa(user: User) -> Panel:
    waiting = [d for d in LivingDocument.objects.at_stage(Status.IN_QA).by_site() if can_check_quality(user, d)]
    items = [Item(str(d), reverse("quality_check", args=[d.round.number, d.site.slug])) for d in waiting]
    text = (
        f"You have {len(items)} report{pluralize(len(items))} to check." if items else "You have no reports to check."
    )
    return Panel(
        Place.QUALITY,
        "Quality assurance",
        text,
        reverse("quality"),
        "See the reports",
        "main" if items else "other",
        items,
    )
