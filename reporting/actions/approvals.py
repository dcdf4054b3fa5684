"""A review is checked, approved by two people who wrote none of it, and published for good."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from accounts.foundations import audit
from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.permissions import (
    can_approve_review,
    can_publish,
    can_send_to_check,
    is_leader,
    require,
)
from living_docs import prose
from living_docs.canonical_json import sha256
from reporting import jobs
from reporting.actions.common import NotReady, after_gate, move_review
from reporting.anonymity.findings import GateText, checked
from reporting.models import (
    Approval,
    Publication,
    ReadinessReason,
    Review,
)
from reporting.models.news import told_at_once
from reporting.printing.made_files import making_of
from reporting.products import THEMATIC_REVIEW
from reporting.review.checklist import Check, not_ready
from reporting.review.contents import draft_data
from reporting.review.readiness import changed_claims, replaced, undecided, what_keeps_back
from reporting.review.workflow import APPROVERS_NEEDED, ReviewStatus
from sites.clearance import note_cleared, version_of
from sites.exits import PUBLISHED_REVIEW


@after_gate
@transaction.atomic
def send_to_check(review: Review, *, reasons: Mapping[str, str] | None = None, by: User) -> None:
    """To the two approvers. `reasons` says of each problem, in the words that were read, why the review goes anyway."""
    require(can_send_to_check, by, review)
    for sentence in what_keeps_back(review):
        raise NotReady(sentence)
    given = {check: (reasons or {}).get(check.problem, "").strip() for check in not_ready(review, draft_data(review))}
    for check, reason in given.items():
        if not reason:
            raise NotReady(f"{check.problem} Say why the review goes to approval as it is.")
    move_review(review, to=ReviewStatus.IN_CHECK, by=by)
    keep_reasons(review, given)
    write_letter(
        "to_approve",
        to=list(User.objects.with_role("qa", "researcher", "economist").filter(interests=None)),
        review=review,
    )


@transaction.atomic
def keep_reasons_so_far(review: Review, reasons: Mapping[str, str], *, by: User) -> None:
    """Reasons that are still being typed, by the problem that each is for; frozen once the review is sent."""
    require(can_send_to_check, by, review)
    current = Review.objects.select_for_update().get(pk=review.pk)
    current.reasons |= {problem[:1000]: prose.tidy(text) for problem, text in reasons.items()}
    current.save(update_fields=["reasons"])


def keep_reasons(review: Review, given: Mapping[Check, str]) -> None:
    """What was not ready when the review was sent, for those who approve it."""
    sent = review.moves.latest("pk")
    for check, reason in given.items():
        ReadinessReason.objects.create(move=sent, check_name=check.name, problem=check.problem, text=reason)


@after_gate
@transaction.atomic
def approve(review: Review, *, content_sha256: str, by: User) -> Approval:
    """Approve exactly the text that was read. The second approval opens the way to publishing."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    require(can_approve_review, by, review)
    text = GateText(review)
    now = text.data["content_sha256"]
    if content_sha256 != now:
        raise NotReady("The text has changed since you read it. Read it again before you approve.")
    for sentence in undecided(checked(text)):
        raise NotReady(sentence)
    approval, _ = Approval.objects.get_or_create(review=review, content_sha256=now, by=by)
    audit.record("approved the text", by=by, about=review)
    if valid_approvals(review, now) >= APPROVERS_NEEDED:
        move_review(review, to=ReviewStatus.APPROVED, by=by)
    return approval


def valid_approvals(review: Review, content_sha256: str) -> int:
    return review.approvals.filter(content_sha256=content_sha256).count()


@transaction.atomic
def send_review_back(review: Review, *, why: str, by: User) -> None:
    """Back to its writers; approvals of the old text no longer count once it is edited."""
    if review.is_approved:
        require(can_publish, by, review)
    else:
        require(can_approve_review, by, review)
    move_review(review, to=ReviewStatus.DRAFTING, by=by, why=why)


@after_gate
@transaction.atomic
def publish(review: Review, *, by: User) -> Publication:
    """Publish what two people approved, for good; the version before says that it is superseded."""
    require(can_publish, by, review)
    review = Review.objects.select_for_update().get(pk=review.pk)
    require(can_publish, by, review)
    text = GateText(review)
    data = text.data
    if valid_approvals(review, data["content_sha256"]) < APPROVERS_NEEDED:
        raise NotReady("The documents behind this review have changed since it was approved.")
    for sentence in [*changed_claims(review), *replaced(review), *undecided(checked(text))]:
        raise NotReady(sentence)
    publication = Publication.objects.create(
        review=review, round=review.round, version=review.version, data=data, sha256=sha256(data), by=by
    )
    passed = f"{version_of(PUBLISHED_REVIEW, review.round.programme)}, {data['content_sha256'][:12]} approved"
    note_cleared(PUBLISHED_REVIEW, publication.sha256, passed, by=by)
    move_review(review, to=ReviewStatus.PUBLISHED, by=by)
    for older in Review.objects.filter(round=review.round, status=ReviewStatus.PUBLISHED).exclude(pk=review.pk):
        move_review(older, to=ReviewStatus.SUPERSEDED, by=by)
    for format in THEMATIC_REVIEW.stored:
        jobs.make_publication_file.enqueue(publication.pk, format.key)
    readers = User.objects.with_role("steering", "manager", "contributor")
    write_letter("review_published", to=told_at_once("reviews", readers), publication=publication)
    return publication


@transaction.atomic
def make_files_again(publication: Publication, *, by: User) -> None:
    """Ask for the files that could not be made, and for those that nobody has asked for."""
    require(is_leader, by)
    making = making_of(publication)
    for format in [*making.failed, *making.unasked]:
        jobs.make_publication_file.enqueue(publication.pk, format.key)
    audit.record("asked again for files", by=by, about=publication)
