"""What awaits writers, approvers, the implementation team, and everyone who reads reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.template.defaultfilters import pluralize
from django.urls import reverse

from accounts.foundations import clock
from accounts.foundations.home_panels import Item, Panel, Place
from accounts.models import User
from accounts.permissions import (
    can_answer_comments,
    can_approve_quotation,
    can_approve_review,
    can_decide_report_withdrawal,
    can_decide_review_withdrawal,
    can_decide_sharing,
    can_keep_finding,
    can_publish,
    can_upload_periodic_reviews,
    can_work_on_reviews,
    can_write_review,
)
from feedback.models import ReportWithdrawal
from living_docs import prose
from living_docs.models import AskedWithdrawal
from reporting.models import CommentOffer, Finding, Publication, Review, ReviewComment, ReviewWithdrawal
from reporting.review.readiness import unapproved_in
from reporting.review.workflow import ReviewStatus

LATELY = timedelta(days=14)


def awaiting(user: User) -> Iterator[Panel]:
    for review in Review.objects.exclude(status__in=[ReviewStatus.PUBLISHED, ReviewStatus.SUPERSEDED]):
        yield from of_review(user, review)
    if can_answer_comments(user) and (waiting := ReviewComment.objects.unanswered().count()):
        text = f"{waiting} not answered yet."
        yield Panel(Place.COMMENTS, "Comments on reviews", text, reverse("review_comments"), "Read and answer", "main")
    if can_decide_sharing(user) and (offered := CommentOffer.objects.visible_to(user).waiting().count()):
        text = f"{offered} offered by {pluralize(offered, 'its author,their authors')}."
        yield Panel(Place.SHARING, "Comments to share", text, reverse("comments_to_share"), "Read and decide", "main")
    if can_upload_periodic_reviews(user):
        text = "Upload the Periodic Review of a site and a period."
        yield Panel(
            Place.PERIODIC_REVIEWS,
            "Periodic Reviews",
            text,
            reverse("periodic_reviews"),
            "Upload a Periodic Review",
            "main",
        )
    yield from of_withdrawals(user)
    yield from of_reviews(user)


def of_review(user: User, review: Review) -> Iterator[Panel]:
    number = review.round.number
    approval = reverse("approval", args=[number])
    if can_write_review(user, review):
        yield Panel(Place.REVIEW_STEPS, str(review), "It is being written.", review.get_absolute_url(), "Go on writing")
    if can_work_on_reviews(user) and (copies := copies_to_approve(user, review)):
        text = f"{copies} anonymised cop{pluralize(copies, 'y waits,ies wait')} for a second person’s approval."
        title, address = f"Quotations of round {number}", reverse("quotations", args=[number])
        yield Panel(Place.REVIEW_STEPS, title, text, address, "Approve quotations", "main")
    if refused_copies := review.quotations.filter(anonymised_by=user, refused_by__isnull=False).count():
        text = f"A second person refused {refused_copies} of your anonymised copies."
        title, address = f"Quotations refused in round {number}", reverse("quotations", args=[number])
        yield Panel(Place.REVIEW_STEPS, title, text, address, "Read why", "main")
    if waiting := findings_to_decide(user, review):
        text = f"{waiting} finding{pluralize(waiting)} of the anonymity check need{pluralize(waiting, 's,')} your decision as a second person."
        yield Panel(
            Place.REVIEW_STEPS,
            f"Anonymity check of round {number}",
            text,
            reverse("anonymity", args=[number]),
            "Decide",
            "main",
        )
    if refused := review.findings.filter(
        decision=Finding.Decision.OPEN, asked_by=user, refused_by__isnull=False
    ).count():
        text = f"A second person refused {refused} of your requests."
        yield Panel(
            Place.REVIEW_STEPS,
            f"Refused in round {number}",
            text,
            reverse("anonymity", args=[number]),
            "Read why",
            "main",
        )
    if can_approve_review(user, review) and not review.approvals.filter(by=user).exists():
        yield Panel(
            Place.REVIEW_STEPS, str(review), "It waits for your approval.", approval, "Read and approve", "main"
        )
    if can_publish(user, review):
        yield Panel(Place.REVIEW_STEPS, str(review), "Two people approved it.", approval, "Publish", "main")


def of_withdrawals(user: User) -> Iterator[Panel]:
    """What somebody asks to take back, for whoever may decide; what was refused lately, for whoever asked."""
    for review in ReviewWithdrawal.objects.select_related("product__round"):
        place = reverse("withdraw_review", args=[review.product.round.number, review.product.version])
        yield from of_withdrawal(user, review, place, can_decide_review_withdrawal)
    for report in ReportWithdrawal.objects.select_related("product__document__site", "product__document__round"):
        document = report.product.document
        place = reverse("withdraw_report", args=[document.round.number, document.site.slug, report.product.version])
        yield from of_withdrawal(user, report, place, can_decide_report_withdrawal)


def of_withdrawal(user: User, asked: AskedWithdrawal, place: str, may_decide: Callable[..., bool]) -> Iterator[Panel]:
    title = str(asked)
    if asked.is_waiting and may_decide(user, asked):
        yield Panel(Place.WITHDRAWALS, title, "It waits for your decision as a second person.", place, "Decide", "main")
        return
    refused_lately = asked.confirmed is False and asked.was_decided_since(clock.now() - LATELY)
    if refused_lately and asked.asked_by_id == user.pk and not asked.was_asked_again:
        yield Panel(Place.WITHDRAWALS, title, "A second person refused what you asked.", place, "Read why", "main")


def findings_to_decide(user: User, review: Review) -> int:
    """How many findings wait for a second person whom this one can be."""
    return sum(can_keep_finding(user, finding) for finding in review.findings.filter(decision__in=Finding.WAITING))


def copies_to_approve(user: User, review: Review) -> int:
    """How many quotations in a draft’s text this person may approve, and nobody has."""
    waiting = [one for one in unapproved_in(review) if not one.is_refused] if review.is_draft else []
    return sum(can_approve_quotation(user, one) for one in waiting)


def of_reviews(user: User) -> Iterator[Panel]:
    """The newest published review; for the steering group it is what the service is for."""
    found = Publication.objects.visible_to(user).newest_by("round").newest_first().select_related("round")
    newest_versions = list(found.prefetch_related("withdrawals"))
    publications = [publication for publication in newest_versions if not publication.is_withdrawn]
    if newest_versions and newest_versions[0].is_withdrawn:
        number, place = newest_versions[0].round.number, newest_versions[0].get_absolute_url()
        text = "It was withdrawn. Its page says when and why."
        yield Panel(Place.REVIEWS, f"Thematic review of round {number}", text, place, "See when and why")
    if not publications:
        if not newest_versions:
            yield Panel(
                Place.REVIEWS, "Thematic reviews", "No review has been published yet. You get an e-mail when one is."
            )
        return
    newest = publications[0]
    items = [Item(p.data["title"], p.get_absolute_url(), f"Round {p.round.number}") for p in publications]
    number = newest.round.number
    rank = "other" if user.is_site_person or user.is_in_team else "main"
    text = prose.text(newest.data["abstract"]) if rank == "main" else ""
    yield Panel(
        Place.REVIEWS,
        f"Thematic review of round {number}",
        text,
        newest.get_absolute_url(),
        f"Read the round {number} review",
        rank,
        sorted(items, key=lambda item: item.note, reverse=True),
    )
