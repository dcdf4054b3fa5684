"""What is done with reports and reviews: release, write, decide, approve, publish."""

from __future__ import annotations

import hashlib

from django.db import transaction

from accounts import audit, clock
from accounts.letters import write_letter
from accounts.models import User
from accounts.permissions import (
    can_approve_review,
    can_keep_finding,
    can_publish,
    can_release,
    can_send_to_check,
    can_start_review,
    can_upload_periodic_reviews,
    can_write_review,
    require,
)
from feedback.actions import take_step
from feedback.models import Release
from living_docs import prose
from living_docs.actions import people_of
from living_docs.freezing import sha256
from living_docs.models import LivingDocument, Round, Submission
from living_docs.workflow import NotAMove, Status
from reporting import feedback_report, jobs, thematic_review
from reporting.gate import check_review
from reporting.models import (
    Approval,
    Finding,
    PeriodicReview,
    Publication,
    Quotation,
    Review,
    ReviewEdit,
    ReviewMove,
    ReviewSection,
)
from reporting.outline import chapters
from reporting.workflow import APPROVERS_NEEDED, REVIEW_MOVES, ReviewStatus

WITHHELD = (
    "A number of Pilots is printed only where it and its complement are large enough that no Pilot can be picked "
    "out; below and above, a band in words stands in its place, the same band in every round."
)

# The feedback report


@transaction.atomic
def release(document: LivingDocument, *, by: User) -> Release:
    """Send the agreed feedback to the site, as it stands now and for good."""
    require(can_release, by, document)
    document = LivingDocument.objects.select_for_update().get(pk=document.pk)
    require(can_release, by, document)
    version = document.releases.count() + 1
    reason = document.correction.reason if document.correction else ""
    data = feedback_report.draft_data(document, version=version, correction=reason)
    report = Release.objects.create(
        document=document, version=version, data=data, sha256=sha256(data), by=by, correction=reason,
        quality_check=document.quality_checks.filter(passed=True).latest("pk"),
    )  # fmt: skip
    take_step(document, to=Status.RELEASED, by=by)
    jobs.make_release_pdf.enqueue(report.pk)
    jobs.make_release_docx.enqueue(report.pk)
    write_letter("report_ready", to=people_of(document), document=document)
    return report


# The thematic review


@transaction.atomic
def move_review(review: Review, *, to: ReviewStatus, by: User, why: str = "") -> Review:
    """Take one step of a review's journey, if its table holds it, and write it down."""
    locked = Review.objects.select_for_update().get(pk=review.pk)
    verb = REVIEW_MOVES.get((ReviewStatus(locked.status), to))
    if verb is None:
        raise NotAMove(f"{locked.get_status_display()} cannot be followed by {to.label}")
    ReviewMove.objects.create(review=locked, frm=locked.status, to=to, why=why, by=by)
    Review.objects.filter(pk=locked.pk).update(status=to)
    review.status = to
    audit.record(verb, by=by, about=review, why=why)
    return review


@transaction.atomic
def start_review(round: Round, *, by: User, correction: str = "") -> Review:
    """A first draft with the round's outline, or a new version that starts from the published one."""
    require(can_start_review, by, round)
    newest = round.reviews.order_by("-version").first()
    if newest and not newest.is_published:
        return newest
    if newest:
        return next_version(newest, by=by, correction=correction)
    month = f"{round.deadline:%B %Y}"
    review = Review.objects.create(
        round=round, title=f"What the Pilots told us in {month}", started_by=by, withheld=[WITHHELD]
    )
    for place, chapter in enumerate(chapters(round)):
        ReviewSection.objects.create(review=review, place=place, **chapter._asdict())
    audit.record("started", by=by, about=review)
    return review


def next_version(published: Review, *, by: User, correction: str) -> Review:
    kept = ("round", "title", "subtitle", "abstract", "withheld", "glance")
    review = Review.objects.create(
        version=published.version + 1, started_by=by, correction=correction,
        **{name: getattr(published, name) for name in kept},
    )  # fmt: skip
    for section in published.sections.all():
        section.pk, section.review = None, review
        section.save(force_insert=True)
    for quotation in published.quotations.all():
        quotation.pk, quotation.review = None, review
        quotation.save(force_insert=True)
    audit.record("started", by=by, about=review, why=correction)
    return review


@transaction.atomic
def save_front(
    review: Review, *, title: str, subtitle: str, abstract: str, correction: str = "", glance=None, by: User
) -> None:
    """Title, subtitle, abstract and the rows of "At a glance"."""
    require(can_write_review, by, review)
    review.title, review.subtitle, review.correction = title, subtitle, correction
    review.abstract = prose.clean(abstract)
    review.glance = review.glance if glance is None else glance
    review.save(update_fields=["title", "subtitle", "abstract", "correction", "glance"])
    text = {"title": title, "subtitle": subtitle, "abstract": review.abstract, "glance": review.glance}
    ReviewEdit.objects.create(review=review, text=text, by=by)


class ChangedMeanwhile(Exception):
    """Another writer saved the section since it was opened."""

    def __init__(self, section: ReviewSection) -> None:
        self.section = section


@transaction.atomic
def save_section(
    section: ReviewSection, *, html: str, standfirst: str, base_version: int, brief=None, by: User
) -> ReviewSection:
    """Save a section on top of the version it was opened with; every earlier text is kept."""
    require(can_write_review, by, section.review)
    current = ReviewSection.objects.select_for_update().get(pk=section.pk)
    html = prose.clean(html)
    if current.version != base_version and current.html != html:
        raise ChangedMeanwhile(current)
    current.html, current.standfirst = html, standfirst.strip()
    current.brief = current.brief if brief is None else brief
    current.version += 1
    current.save()
    text = {"html": current.html, "standfirst": current.standfirst, "brief": current.brief}
    ReviewEdit.objects.create(review=section.review, section=current, text=text, by=by)
    return current


@transaction.atomic
def add_quotation(
    review: Review, *, submission: Submission, prompt_number: str, original: str, anonymised: str, by: User, token=""
) -> Quotation:
    """Keep words of a submission beside their anonymised copy; the copy alone can be published."""
    require(can_write_review, by, review)
    token = token or f"q{review.quotations.count() + 1}"
    return Quotation.objects.create(
        review=review, token=token, submission=submission, prompt_number=prompt_number, original=original,
        anonymised=" ".join(prose.tidy(anonymised).split()), anonymised_by=by,
    )  # fmt: skip


# The gate


@transaction.atomic
def ask_to_keep(finding: Finding, *, reason: str, by: User) -> None:
    require(can_write_review, by, finding.review)
    finding.decision, finding.reason, finding.asked_by = Finding.Decision.ASKED, reason, by
    finding.decided_by = finding.decided_at = None
    finding.save()
    audit.record("asked to keep a finding", by=by, about=finding.review, why=reason)


@transaction.atomic
def keep_finding(finding: Finding, *, by: User) -> None:
    """A second person agrees that the words may stay."""
    require(can_keep_finding, by, finding)
    if finding.decision != Finding.Decision.ASKED:
        raise NotAMove("Nobody has asked to keep this finding")
    finding.decision, finding.decided_by, finding.decided_at = Finding.Decision.KEPT, by, clock.now()
    finding.save()
    audit.record("kept a finding", by=by, about=finding.review, why=finding.reason)


class NotReady(Exception):
    """What keeps a review from going on, in words."""


@transaction.atomic
def send_to_check(review: Review, *, by: User) -> None:
    """To the two approvers, once every finding is decided and every token stands for something."""
    require(can_send_to_check, by, review)
    if unknown := thematic_review.unknown_tokens(review):
        raise NotReady("These tokens stand for nothing: " + ", ".join(unknown))
    still_open = [finding for finding in check_review(review) if finding.is_open]
    if still_open:
        raise NotReady(f"{len(still_open)} findings of the anonymity gate need a decision")
    move_review(review, to=ReviewStatus.IN_CHECK, by=by)
    write_letter("to_approve", to=list(User.objects.with_role("qa", "researcher", "economist")), review=review)


@transaction.atomic
def approve(review: Review, *, content_sha256: str, by: User) -> Approval:
    """Approve exactly the text that was read. The second approval opens the way to publishing."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    require(can_approve_review, by, review)
    now = thematic_review.draft_data(review)["content_sha256"]
    if content_sha256 != now:
        raise NotReady("The text has changed since you read it. Read it again before you approve.")
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


@transaction.atomic
def publish(review: Review, *, by: User) -> Publication:
    """Publish what two people approved, for good; the version before says that it is superseded."""
    require(can_publish, by, review)
    review = Review.objects.select_for_update().get(pk=review.pk)
    require(can_publish, by, review)
    data = thematic_review.draft_data(review)
    if valid_approvals(review, data["content_sha256"]) < APPROVERS_NEEDED:
        raise NotReady("The documents behind this review have changed since it was approved.")
    publication = Publication.objects.create(
        review=review, round=review.round, version=review.version, data=data, sha256=sha256(data), by=by
    )
    move_review(review, to=ReviewStatus.PUBLISHED, by=by)
    for older in Review.objects.filter(round=review.round, status=ReviewStatus.PUBLISHED).exclude(pk=review.pk):
        move_review(older, to=ReviewStatus.SUPERSEDED, by=by)
    jobs.make_publication_pdf.enqueue(publication.pk)
    readers = User.objects.with_role("steering", "manager", "contributor")
    write_letter("review_published", to=list(readers), publication=publication)
    return publication


# Periodic Reviews


@transaction.atomic
def add_periodic_review(*, site, period: str, upload, by: User) -> PeriodicReview:
    require(can_upload_periodic_reviews, by)
    content = upload.read()
    upload.seek(0)
    review = PeriodicReview.objects.create(
        site=site, period=period, name=upload.name, file=upload, size=upload.size,
        sha256=hashlib.sha256(content).hexdigest(), by=by,
    )  # fmt: skip
    audit.record("uploaded", by=by, about=review, site=site)
    return review
