"""What awaits a person, for the home page: each app says its part, in the order of the journey."""

from accounts.awaiting import awaiting as of_letters
from accounts.models import User
from accounts.panels import Panel
from feedback.awaiting import awaiting as of_feedback
from living_docs.awaiting import awaiting as of_documents
from reporting.awaiting import awaiting as of_reports
from themes.awaiting import awaiting as of_themes


def awaiting(user: User) -> list[Panel]:
    """Panels for every role the person has; the first that asks for something is the main one."""
    panels = [*of_documents(user), *of_feedback(user), *of_themes(user), *of_reports(user), *of_letters(user)]
    return sorted(panels, key=lambda panel: panel.rank != "main")
