"""The leader’s pages: readings side by side, and the one voice written from them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import audit, kept
from accounts.permissions import (
    can_agree,
    can_allot,
    is_leader,
    open_to,
    require,
)
from feedback import actions, visibility
from feedback.desk import DeskLink, DeskLinks, sent_section
from feedback.forms import AgreedSummaryForm, CommentForm
from feedback.models import AgreedComment, AgreedSummary
from feedback.side_by_side import agreed_rows, agreed_start, comments_on, labels, with_taken
from living_docs.models import LivingDocument
from living_docs.views.found import document_or_404, round_or_404

MOVED_ON = "The feedback went to quality assurance, or the document back to its site, while you wrote."


@open_to(is_leader)
def agreeing_list(request, number):
    round = round_or_404(request, number)
    documents = LivingDocument.objects.submitted().listed(round)
    rows = [
        {"document": d, "lodgements": visibility.lodgements(request.user, d),
         "may_go_on": can_allot(request.user, d) and actions.all_lodged(d)}
        for d in documents
    ]  # fmt: skip
    return render(request, "feedback/agreeing_list.html", {"round": round, "rows": rows})


@open_to(is_leader)
def agreeing(request, number, slug, question_number):
    """Both readings beside the one agreed voice, question by question."""
    document = document_or_404(request, number, slug)
    if request.method == "POST" and not can_agree(request.user, document):
        return kept.no_longer_yours(request, MOVED_ON)
    require(can_agree, request.user, document)
    question = document.round.instrument.question(question_number)
    if question is None or not question.asked(number):
        raise Http404
    agreed = AgreedComment.objects.filter(document=document, question=question_number).first()
    comments = comments_on(question, document, visibility.comments_for(request.user, document, question_number))
    form = CommentForm(request.POST or None, initial=agreed_start(agreed, comments))
    if request.method == "POST" and form.is_valid():
        taken = request.POST.get("take", "")
        fields = with_taken(form.fields_typed(), taken, comments)
        actions.save_agreed(document, question=question_number, fields=fields, by=request.user)
        if taken:
            return redirect(f"{request.path}#{taken.partition(':')[0]}")
        messages.success(request, "The agreed comments are saved.")
        return redirect(agreeing_after(document, question_number) if "next" in request.POST else request.path)
    audit.record("viewed for agreeing", by=request.user, about=document, site=document.site)
    rows = agreed_rows(form, agreed, comments)
    context = {"document": document, "question": question, "form": form, "agreed": agreed, "rows": rows,
               "differing": sum(row.differs for row in rows), "readings": [reading for reading, _ in comments],
               "submission": document.current_submission, "links": agreeing_links(document),
               "section": sent_section(document.current_submission, question_number)}  # fmt: skip
    return render(request, "feedback/agreeing.html", context)


def agreeing_after(document: LivingDocument, question_number: int) -> str:
    place = [document.round.number, document.site.slug]
    later = [q.number for q in document.round.instrument.questions
             if q.number > question_number and q.asked(document.round.number)]  # fmt: skip
    return reverse("agreeing", args=[*place, later[0]]) if later else reverse("agreed_summary", args=place)


@open_to(is_leader)
def agreed_summary(request, number, slug):
    """The summary of the one voice, the points for the next round, and sending it to quality assurance."""
    document = document_or_404(request, number, slug)
    if request.method == "POST" and not can_agree(request.user, document):
        return kept.no_longer_yours(request, MOVED_ON)
    require(can_agree, request.user, document)
    audit.record("viewed for agreeing", by=request.user, about=document, site=document.site)
    agreed = AgreedSummary.objects.filter(document=document).first()
    initial = {"summary": agreed.summary, "call_offer": agreed.call_offer} if agreed else {}
    form = AgreedSummaryForm(request.POST or None, initial=initial, points=agreed.next_points if agreed else [])
    errors: list[dict] = []
    if request.method == "POST" and form.is_valid():
        texts = {name: form.cleaned_data[name] for name in ("summary", "call_offer")}
        actions.save_agreed_summary(document, next_points=form.next_points(), by=request.user, **texts)
        if "send" not in request.POST:
            messages.success(request, "The summary is saved.")
            return redirect(request.path)
        try:
            actions.send_to_quality(document, by=request.user)
        except actions.NotReady as not_ready:
            errors = [{"text": text, "address": agreeing_address(document, q)} for q, text in not_ready.missing]
        else:
            messages.success(request, f"The feedback for {document.site} went to quality assurance.")
            return redirect("agreeing_list", number)
    readings = visibility.readings_for(request.user, document)
    context = {"document": document, "form": form, "errors": errors,
               "readings": list(zip(labels(readings), readings, strict=True)),
               "links": agreeing_links(document), "has_errors": bool(errors)}  # fmt: skip
    return render(request, "feedback/agreed_summary.html", context, status=422 if errors else 200)


def agreeing_links(document: LivingDocument) -> DeskLinks:
    """The questions of the one voice with how far each is."""
    place = [document.round.number, document.site.slug]
    agreed = {
        comment.question: "done" if comment.is_judged else "under_way" for comment in document.agreed_comments.all()
    }
    links = [
        DeskLink(q.short_name, reverse("agreeing", args=[*place, q.number]), agreed.get(q.number, "not_yet"), q.number)
        for q in document.round.instrument.questions
        if q.asked(document.round.number)
    ]
    return DeskLinks(links, reverse("agreed_summary", args=place))


def agreeing_address(document: LivingDocument, question_number: int) -> str:
    place = [document.round.number, document.site.slug]
    if question_number < 0:
        return "#id_summary" if question_number == -1 else "#quality-points"
    return reverse("agreeing", args=[*place, question_number])


@require_POST
@open_to(is_leader)
def go_on_agreeing(request, number, slug):
    document = document_or_404(request, number, slug)
    try:
        actions.go_on_agreeing(document, by=request.user)
    except actions.NotReady as not_ready:
        messages.error(request, not_ready.missing[0][1])
        return redirect("agreeing_list", number)
    return redirect("agreeing", number, slug, 0)
