"""What awaits writers, approvers, the implementation team, and everyone who reads reviews."""

from __future__ import annotations

from collections.abc import Iterator

from django.template.defaultfilters import pluralize
from django.urls import reverse

from accounts.models import User
from accounts.panels import Item, Panel
from accounts.permissions import (
    can_answer_comments,
    can_approve_quotation,
    can_approve_review,
    can_keep_finding,
    can_publish,
    can_upload_periodic_reviews,
    can_work_on_reviews,
    can_write_review,
)
from living_docs import prose
from reporting.models import Finding, Publication, Review, ReviewComment
from reporting.readiness import unapproved_in
from reporting.workflow import ReviewStatus


def awaiting(user: User) -> Iterator[Panel]:
    for review in Review.objects.exclude(status__in=[ReviewStatus.PUBLISHED, ReviewStatus.SUPERSEDED]):
        yield from of_review(user, review)
    if can_answer_comments(user) and (waiting := ReviewComment.objects.unanswered().count()):
        text = f"{waiting} not answered yet."
        yield Panel("Comments on reviews", text, reverse("review_comments"), "Read and answer", "main")
    if can_upload_periodic_reviews(user):
        text = "Upload the Periodic Review of a site and a period."
        yield Panel("Periodic Reviews", text, reverse("periodic_reviews"), "Upload a Periodic Review", "main")
    yield from of_reviews(user)


def of_review(user: User, review: Review) -> Iterator[Panel]:
    number = review.round.number
    approval = reverse("approval", args=[number])
    if can_write_review(user, review):
        yield Panel(str(review), "It is being written.", review.get_absolute_url(), "Go on writing")
    if can_work_on_reviews(user) and (copies := copies_to_approve(user, review)):
        text = f"{copies} anonymised cop{pluralize(copies, 'y waits,ies wait')} for a second person’s approval."
        title, address = f"Quotations of round {number}", reverse("quotations", args=[number])
        yield Panel(title, text, address, "Approve quotations", "main")
    if waiting := findings_to_decide(user, review):
        text = f"{waiting} finding{pluralize(waiting)} of the anonymity gate need{pluralize(waiting, 's,')} your decision as a second person."
        yield Panel(f"Anonymity gate of round {number}", text, reverse("anonymity", args=[number]), "Decide", "main")
    if refused := review.findings.filter(
        decision=Finding.Decision.OPEN, asked_by=user, refused_by__isnull=False
    ).count():
        text = f"A second person refused {refused} of your requests."
        yield Panel(f"Refused in round {number}", text, reverse("anonymity", args=[number]), "Read why", "main")
    if can_approve_review(user, review) and not review.approvals.filter(by=user).exists():
        yield Panel(str(review), "It waits for your approval.", approval, "Read and approve", "main")
    if can_publish(user, review):
        yield Panel(str(review), "Two people approved it.", approval, "Publish", "main")


def findings_to_decide(user: User, review: Review) -> int:
    """How many findings wait for a second person whom this one can be."""
    return sum(can_keep_finding(user, finding) for finding in review.findings.filter(decision__in=Finding.WAITING))


def copies_to_approve(user: User, review: Review) -> int:
    """How many quotations in a draft’s text this person may approve, and nobody has."""
    return sum(can_approve_quotation(user, one) for one in unapproved_in(review)) if review.is_draft else 0


def of_reviews(user: User) -> Iterator[Panel]:
    """The newest published review; for the steering group it is what the service is for."""
    publications = list(Publication.objects.visible_to(user).newest_first().select_related("round"))
    if not publications:
        yield Panel("Thematic reviews", "No review has been published yet. You get an e-mail when one is.")
        return
    newest = publications[0]
    shown = {publication.round_id: publication for publication in reversed(publications)}
    items = [Item(p.data["title"], p.get_absolute_url(), f"Round {p.round.number}") for p in reversed(shown.values())]
    number = newest.round.number
    rank = "other" if user.is_site_person or user.is_in_team else "main"
    text = prose.text(newest.data["abstract"]) if rank == "main" else ""
    yield Panel(f"Thematic review of round {number}", text, newest.get_absolute_url(), f"Read the round {number} review",
                rank, sorted(items, key=lambda item: item.note, reverse=True))  # fmt: skip
