"""Being seen by one's colleagues while one writes."""

from accounts.foundations import clock
from accounts.models import User
from accounts.permissions import can_edit_answers, require
from living_docs.models import LivingDocument, Presence


def write_at(document: LivingDocument, *, prompt_number: str, has_unsaved: bool = False, by: User) -> None:
    """Note that a person is writing at a prompt; "" when in none, which takes the person out of the list."""
    require(can_edit_answers, by, document)
    if prompt_number:
        before = Presence.objects.now(document).filter(user=by).first()
        at = {
            "prompt_number": prompt_number,
            "has_unsaved": has_unsaved,
            "at": clock.now(),
            "since": before.since if before else clock.now(),
        }
        Presence.objects.update_or_create(document=document, user=by, defaults=at)
    else:
        Presence.objects.filter(document=document, user=by).delete()
