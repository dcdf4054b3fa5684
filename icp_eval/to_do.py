"""What awaits a person, for the home page: each app says its part."""

from collections.abc import Iterator
from datetime import timedelta

from django.template.defaultfilters import pluralize
from django.urls import reverse

from accounts.foundations import clock
from accounts.foundations.home_panels import Panel, Place, in_order
from accounts.models import IntegrityCheck, User
from accounts.permissions import can_keep_programme, can_see_access
from accounts.to_do import awaiting as of_letters
from feedback.to_do import awaiting as of_feedback
from living_docs.models import FileScan, Verdict
from living_docs.to_do import awaiting as of_documents
from reporting.to_do import awaiting as of_reports
from themes.to_do import awaiting as of_themes


def awaiting(user: User) -> list[Panel]:
    """Panels for every role the person has; the first that asks for something is the main one."""
    panels = [
        *of_records(user),
        *of_scanner(user),
        *of_documents(user),
        *of_feedback(user),
        *of_themes(user),
        *of_reports(user),
        *of_letters(user),
    ]
    return in_order(panels)


def of_records(user: User) -> Iterator[Panel]:
    """That a record was touched comes before everything else."""
    check = IntegrityCheck.objects.order_by("day").last() if can_see_access(user) else None
    if check and check.problems:
        text = "The daily check found records that do not say what the service wrote."
        yield Panel(
            Place.TOUCHED_RECORDS, "Records may have been changed", text, reverse("audit_events"), "See which", "main"
        )


def of_scanner(user: User) -> Iterator[Panel]:
    """Files that wait for a virus scanner which has not answered for an hour."""
    before = clock.now() - timedelta(hours=1)
    if can_keep_programme(user) and (
        held := FileScan.objects.filter(verdict=Verdict.WAITING, asked_at__lt=before).count()
    ):
        text = (
            f"{held} file{pluralize(held, ' has,s have')} waited for more than an hour. Tell whoever runs the service."
        )
        yield Panel(Place.SCANNER, "The virus scanner does not answer", text)
