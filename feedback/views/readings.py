"""Pages of the readers: their list, the desk, lodging."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.foundations import audit, kept_text
from accounts.models import AuditEvent
from accounts.permissions import (
    can_add_to_reading,
    can_comment_on_costs,
    can_edit_reading,
    can_give_back,
    can_read,
    is_economist,
    is_leader,
    leads,
    open_to,
)
from feedback import actions
from feedback.forms import AddendumForm
from feedback.models import Reading
from feedback.reading_desk.contents import (
    desk_links,
    list_row,
    lodging_rows,
    question_of,
    read_by,
)
from feedback.reading_desk.forms import Desk
from feedback.reading_desk.page import DeskPage
from feedback.reading_desk.parts import SummaryPart
from living_docs.comment_fields import JUDGEMENTS
from living_docs.feedback_points import share_answered
from living_docs.models import LivingDocument, Round
from living_docs.views.lookups import round_or_404

MOVED_ON = "This reading is submitted, or is no longer yours to write."


@open_to(can_read)
def reading(request):
    """To the reading list of the round at hand."""
    current = Round.objects.current()
    if current is None:
        return render(request, "feedback/readings/reading_list.html", {"round": None, "rows": []})
    return redirect("reading_list", current.number)


@open_to(can_read)
def reading_list(request, number):
    """One's own documents by name. Who else reads is not said."""
    round = round_or_404(request, number)
    own = (
        Reading.objects.visible_to(request.user)
        .filter(reader=request.user, document__round=round)
        .prefetch_related("comments", "remarks")
    )
    readings = {reading.document_id: reading for reading in own}
    documents = [
        d
        for d in LivingDocument.objects.visible_to(request.user).listed(round)
        if d.pk in readings or can_comment_on_costs(request.user, d) or (leads(request.user, d) and d.was_submitted)
    ]
    rows = [list_row(d, readings.get(d.pk)) for d in documents]
    context = {
        "round": round,
        "rows": rows,
        "rounds": Round.objects.visible_to(request.user).newest_first(),
        "is_leader": is_leader(request.user),
        "for_costs": is_economist(request.user),
        "share": share_answered(round),
        "read_by": read_by(round),
    }
    return render(request, "feedback/readings/reading_list.html", context)


def own_reading(request, number, slug) -> Reading | None:
    """One's own reading of what the address names; the economist's part begins with the first form that is sent."""
    document = document_of(request, number, slug)
    if document is None:
        return None
    found = Reading.objects.filter(document=document, reader=request.user).first()
    if found is None and request.method == "POST" and can_comment_on_costs(request.user, document):
        found = actions.take_up_costs(document, by=request.user)
    if found is not None:
        found.document = document
    return found


def document_of(request, number, slug) -> LivingDocument | None:
    return LivingDocument.objects.visible_to(request.user).of(slug, number).for_pages().first()


def page_to_begin(request, number, slug):
    """For the economist, who reads without being asked: the button that begins it. For anyone else the ordinary 404."""
    document = document_of(request, number, slug)
    if document is None or not can_comment_on_costs(request.user, document):
        raise Http404
    return render(request, "feedback/readings/begin_costs.html", {"document": document})


def own_reading_or_404(request, number, slug) -> Reading:
    found = own_reading(request, number, slug)
    if found is None:
        raise Http404
    return found


def may_write(request, own: Reading | None) -> bool:
    return own is not None and can_edit_reading(request.user, own)


@open_to(can_read)
@kept_text.holds_text("Save your comments on question {question_number}[ of {site}]", without=("do",))
def desk(request, number, slug, question_number):
    """A question as it was sent, beside the form for one's comments on it. Every button saves all that is typed."""
    own = own_reading(request, number, slug)
    if request.method == "POST" and not may_write(request, own):
        return kept_text.no_longer_yours(request, MOVED_ON)
    if "begin" in request.POST:
        return redirect(request.path)
    if own is None:
        return page_to_begin(request, number, slug)
    page = DeskPage(own, question_of(own, question_number), request.GET.get("show", ""))
    posted = request.POST if request.method == "POST" else None
    own_desk = Desk(page, request.user, posted, changing=request.GET.get("remark", ""))
    if request.method == "POST" and own_desk.save():
        return redirect(own_desk.follow(request.POST.get("do", "")))
    if request.method == "GET":
        audit.record(f"{AuditEvent.READER_VERB}: read", by=request.user, about=own.document, site=own.document.site)
    context = {
        "page": page,
        "desk": own_desk,
        "reading": own,
        "document": own.document,
        "question": page.question,
        "links": desk_links(own),
        "can_edit": can_edit_reading(request.user, own),
        "read_by": read_by(own.document.round),
    }
    return render(request, "feedback/desk/desk.html", context)


@open_to(can_read)
@kept_text.holds_text("Save your summary[ of {site}]", without=("lodge",))
def lodging(request, number, slug):
    """The summary, what is still missing, and the button that lodges."""
    own = own_reading(request, number, slug)
    if request.method == "POST" and not may_write(request, own):
        return kept_text.no_longer_yours(request, MOVED_ON)
    if "begin" in request.POST:
        return redirect(request.path)
    if own is None:
        return page_to_begin(request, number, slug)
    part = SummaryPart(own, request.POST if request.method == "POST" else None)
    missing: list[tuple[int, str]] = []
    if request.method == "POST" and part.save(by=request.user):
        if "lodge" not in request.POST:
            messages.success(request, "Your summary is saved.")
            return redirect(request.path)
        try:
            actions.lodge(own, by=request.user)
        except actions.NotReady as not_ready:
            missing = not_ready.missing
        else:
            messages.success(request, f"You have submitted your reading of {own.document}.")
            return redirect("reading_list", number)
    return render(
        request,
        "feedback/readings/lodging.html",
        lodging_context(request, own, part, missing),
        status=422 if missing else 200,
    )


def lodging_context(request, own: Reading, part: SummaryPart, missing: list[tuple[int, str]]) -> dict:
    links = desk_links(own)
    errors = [
        {"text": text, "anchor": "id_summary" if q < 0 else "", "address": links.address(q)} for q, text in missing
    ]
    return {
        "reading": own,
        "document": own.document,
        "part": part,
        "errors": errors,
        "links": links,
        "rows": lodging_rows(own, links),
        "judgements": JUDGEMENTS,
        "has_errors": bool(missing),
        "can_edit": can_edit_reading(request.user, own),
        "may_give_back": can_give_back(request.user, own),
        "may_add": can_add_to_reading(request.user, own),
        "addenda": own.addenda.oldest_first(),
        "addendum_form": AddendumForm(),
    }


@require_POST
@open_to(can_read)
def give_back(request, number, slug):
    own = own_reading_or_404(request, number, slug)
    actions.give_back(own, by=request.user)
    messages.success(request, "You returned this reading. The task leader will assign it again.")
    return redirect("reading_list", number)
