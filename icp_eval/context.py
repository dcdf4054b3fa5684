"""What every page's frame shows: the programme's name, the person's navigation, the demo banner."""

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
UNDER = {"/reading/": ("/reading/", "/agreeing/", "/release/")}


def navigation(request) -> list[Entry]:
    if not request.user.is_authenticated:
        return []
    addresses = [(label, reverse(name)) for label, name in entries(request.user)]
    return [
        Entry(
            label,
            address,
            request.path == address if address == "/" else request.path.startswith(UNDER.get(address, address)),
        )
        for label, address in addresses
    ]


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
