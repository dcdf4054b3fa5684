"""Pages of the readers: their list, the desk, lodging."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts import audit, kept
from accounts.models import AuditEvent
from accounts.permissions import (
    can_comment_on_costs,
    can_edit_reading,
    can_give_back,
    can_read,
    is_economist,
    is_leader,
    open_to,
)
from feedback import actions
from feedback.desk import (
    desk_links,
    list_row,
    question_of,
    sent_section,
)
from feedback.forms import CommentForm, SummaryForm
from feedback.models import Reading
from living_docs.feedback_points import share_answered
from living_docs.models import LivingDocument, Round
from living_docs.views.found import document_or_404, round_or_404


@open_to(can_read)
def reading(request):
    """To the reading list of the round at hand."""
    current = Round.objects.current()
    if current is None:
        return render(request, "feedback/reading_list.html", {"round": None, "rows": []})
    return redirect("reading_list", current.number)


@open_to(can_read)
def reading_list(request, number):
    """One's own documents by name. Who else reads is not said."""
    round = round_or_404(request, number)
    own = Reading.objects.filter(reader=request.user, document__round=round).prefetch_related("comments")
    readings = {reading.document_id: reading for reading in own}
    documents = [
        d for d in LivingDocument.objects.visible_to(request.user).listed(round)
        if d.pk in readings or can_comment_on_costs(request.user, d) or (is_leader(request.user) and d.was_submitted)
    ]  # fmt: skip
    rows = [list_row(d, readings.get(d.pk)) for d in documents]
    context = {
        "round": round, "rows": rows, "rounds": Round.objects.visible_to(request.user).newest_first(),
        "is_leader": is_leader(request.user), "for_costs": is_economist(request.user),
        "share": share_answered(round),
    }  # fmt: skip
    return render(request, "feedback/reading_list.html", context)


def own_reading_or_404(request, number, slug) -> Reading:
    document = document_or_404(request, number, slug)
    found = Reading.objects.filter(document=document, reader=request.user).first()
    if found is None and can_comment_on_costs(request.user, document):
        found = actions.take_up_costs(document, by=request.user)
    if found is None:
        raise Http404
    found.document = document
    return found


@open_to(can_read)
def desk(request, number, slug, question_number):
    """A question as it was sent, beside the form for one's comments on it."""
    own = own_reading_or_404(request, number, slug)
    question = question_of(own, question_number)
    comment = own.comments.filter(question=question_number).first()
    form = CommentForm(request.POST or None, initial=comment.fields() if comment else {})
    if request.method == "POST":
        if not can_edit_reading(request.user, own):
            return kept.no_longer_yours(request, "This reading is lodged or was given back.")
        if form.is_valid():
            actions.save_comment(own, question=question_number, fields=form.fields_typed(), by=request.user)
            messages.success(request, "Your comments are saved.")
            return redirect(desk_links(own).after(question_number) if "next" in request.POST else request.path)
    else:
        audit.record(f"{AuditEvent.READER_VERB}: read", by=request.user, about=own.document, site=own.document.site)
    sent = own.reads
    context = {"reading": own, "document": own.document, "question": question, "form": form,
               "section": sent_section(sent, question_number), "submission": sent, "links": desk_links(own), "comment": comment,
               "can_edit": can_edit_reading(request.user, own)}  # fmt: skip
    return render(request, "feedback/desk.html", context)


@open_to(can_read)
def lodging(request, number, slug):
    """The summary, what is still missing, and the button that lodges."""
    own = own_reading_or_404(request, number, slug)
    form = SummaryForm(request.POST or None, initial={"summary": own.summary})
    missing: list[tuple[int, str]] = []
    if request.method == "POST":
        if not can_edit_reading(request.user, own):
            return kept.no_longer_yours(request, "This reading is lodged or was given back.")
        form.is_valid()
        actions.save_summary(own, summary=form.cleaned_data["summary"], by=request.user)
        if "lodge" not in request.POST:
            messages.success(request, "Your summary is saved.")
            return redirect(request.path)
        try:
            actions.lodge(own, by=request.user)
        except actions.NotReady as not_ready:
            missing = not_ready.missing
        else:
            messages.success(request, f"Your reading of {own.document} is lodged.")
            return redirect("reading_list", number)
    links = desk_links(own)
    comments = {comment.question: comment for comment in own.comments.all()}
    errors = [
        {"text": text, "anchor": "id_summary" if q < 0 else "", "address": links.address(q)} for q, text in missing
    ]
    context = {"reading": own, "document": own.document, "form": form, "errors": errors, "links": links,
               "rows": [{"link": link, "comment": comments.get(link.number)} for link in links.links],
               "has_errors": bool(missing), "can_edit": can_edit_reading(request.user, own),
               "may_give_back": can_give_back(request.user, own)}  # fmt: skip
    return render(request, "feedback/lodging.html", context, status=422 if missing else 200)


@require_POST
@open_to(can_read)
def give_back(request, number, slug):
    own = own_reading_or_404(request, number, slug)
    actions.give_back(own, by=request.user)
    messages.success(request, "You gave this reading back. The task leader will allot it again.")
    return redirect("reading_list", number)
