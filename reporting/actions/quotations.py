"""Words of a document are taken with an anonymised copy, which a second person approves."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit, clock
from accounts.models import User
from accounts.permissions import can_approve_quotation, can_write_review, require
from living_docs import prose
from living_docs.models import Submission
from reporting.jobs import ask_to_read_again
from reporting.models import Quotation, Review


@transaction.atomic
def add_quotation(
    review: Review, *, submission: Submission, prompt_number: str, original: str, anonymised: str, by: User, token=""
) -> Quotation:
    """Keep words of a submission beside their anonymised copy; the copy alone can be published, once approved."""
    require(can_write_review, by, review)
    token = token or f"q{review.quotations.count() + 1}"
    ask_to_read_again(review)
    return Quotation.objects.create(
        review=review,
        token=token,
        submission=submission,
        prompt_number=prompt_number,
        original=original,
        anonymised=one_line(anonymised),
        anonymised_by=by,
    )


@transaction.atomic
def reword_quotation(quotation: Quotation, *, anonymised: str, by: User) -> None:
    """Another anonymised copy; what was approved was the old one."""
    require(can_write_review, by, quotation.review)
    quotation.anonymised, quotation.anonymised_by, quotation.at = one_line(anonymised), by, clock.now()
    quotation.approved_by = quotation.approved_at = quotation.refused_by = None
    quotation.refusal = ""
    quotation.save()
    ask_to_read_again(quotation.review)
    audit.record("reworded a quotation", by=by, about=quotation.review)


@transaction.atomic
def approve_quotation(quotation: Quotation, *, anonymised: str, by: User) -> bool:
    """A second person approves the copy they read; False when somebody reworded it or decided about it since."""
    quotation = waiting(quotation, by)
    if quotation.anonymised != anonymised or quotation.is_decided:
        return False
    quotation.approved_by, quotation.approved_at = by, clock.now()
    quotation.save()
    audit.record("approved a quotation", by=by, about=quotation.review)
    return True


@transaction.atomic
def refuse_quotation(quotation: Quotation, *, anonymised: str, reason: str, by: User) -> bool:
    """A second person refuses the copy they read, with a reason for whoever made it; False as above."""
    quotation = waiting(quotation, by)
    if quotation.anonymised != anonymised or quotation.is_decided:
        return False
    quotation.refused_by, quotation.refusal = by, reason
    quotation.save()
    audit.record("refused a quotation", by=by, about=quotation.review, why=reason)
    return True


def waiting(quotation: Quotation, by: User) -> Quotation:
    """The copy as it stands now, if this person may decide about it."""
    quotation = Quotation.objects.select_for_update(of=("self",)).select_related("review").get(pk=quotation.pk)
    require(can_approve_quotation, by, quotation)
    return quotation


def one_line(text: str) -> str:
    return " ".join(prose.tidy(text).split())
