"""What every page's frame shows: the programme's name, the person's navigation, the demo banner."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from accounts import permissions

PROGRAMME = "Integrated Care Pilots evaluation"


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation; `current` when the page lies under its address."""

    label: str
    address: str
    current: bool


def entries(user) -> list[tuple[str, str]]:
    """Label and URL name of each page a person's roles lead to; several roles give the union."""
    wanted = [
        ("Home", "home", permissions.signed_in),
        ("Rounds", "rounds", permissions.can_use_rounds),
        ("Diary", "diary", permissions.is_site_person),
        ("Feedback", "feedback_reports", permissions.is_site_person),
        ("Reading", "reading", permissions.can_read),
        ("Themes", "themes", permissions.can_see_themes),
        ("Quality", "quality", permissions.is_qa),
        ("Drafts", "drafts", permissions.can_work_on_reviews),
        ("Periodic Reviews", "periodic_reviews", permissions.can_see_periodic_reviews),
        ("Reviews", "reviews", permissions.has_a_role),
        ("Programme", "programme", permissions.can_keep_programme),
        ("People", "people", permissions.can_keep_programme),
        ("Access", "access", permissions.can_see_access),
    ]
    shown = [(label, name) for label, name, rule in wanted if rule(user)]
    if user.is_site_person:
        shown.append(("Help", "help"))
    return shown


# Pages that belong to an entry without lying under its address.
UNDER = {
    "/feedback/": r"/(feedback|rounds/\d+/sites/[^/]+/feedback)/",
    "/reading/": r"/(reading|agreeing|release)/",
    "/themes/": r"/(themes|search)/",
    "/drafts/": r"/(drafts|claims)/",
}


def navigation(request) -> list[Entry]:
    """Where a page lies under two entries, the later one is marked: a feedback report lies under a round too."""
    if not request.user.is_authenticated or getattr(request, "lacks_second_step", False):
        return []
    addresses = [(label, reverse(name)) for label, name in entries(request.user)]
    above = [address for _, address in addresses if lies_under(request.path, address)]
    return [Entry(label, address, address in above[-1:]) for label, address in addresses]


def lies_under(path: str, address: str) -> bool:
    return path == address if address == "/" else re.match(UNDER.get(address, address), path) is not None


def frame(request) -> dict[str, object]:
    if not hasattr(request, "user"):
        return {"programme_name": PROGRAMME}
    return {
        "programme_name": PROGRAMME,
        "navigation": navigation(request),
        "session_idle_seconds": settings.SESSION_COOKIE_AGE,
        "demo": settings.DEMO,
        "help_contact": settings.HELP_CONTACT,
    }
