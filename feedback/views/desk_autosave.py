"""What an open desk asks by itself: to save what was typed, as its buttons do."""

from django.views.decorators.http import require_POST

from accounts.permissions import can_read, open_to
from feedback import live_parts
from feedback.reading_desk.contents import question_of
from feedback.reading_desk.forms import Desk
from feedback.reading_desk.page import DeskPage
from feedback.reading_desk.parts import SummaryPart
from feedback.views.readings import MOVED_ON, may_write, own_reading
from living_docs.views.autosave_reply import refusal, reply

NOT_SAVED = f"{MOVED_ON} Your text was not saved; copy what you need."


@require_POST
@open_to(can_read)
def desk_autosave(request, number, slug, question_number):
    """Save the comment and the remark of a question; say of each which version it has become."""
    own = own_reading(request, number, slug)
    if not may_write(request, own):
        return refusal(NOT_SAVED)
    desk = Desk(DeskPage(own, question_of(own, question_number)), request.user, request.POST)
    desk.save_sent()
    return reply(desk.acknowledgement(), live=live_parts.of_desk(request, desk))


@require_POST
@open_to(can_read)
def own_summary_autosave(request, number, slug):
    own = own_reading(request, number, slug)
    if not may_write(request, own):
        return refusal(NOT_SAVED)
    part = SummaryPart(own, request.POST)
    part.save(by=request.user)
    return reply({"summary": part.acknowledgement()})
