"""The leader’s pages: readings side by side, and the one voice written from them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.foundations import audit, kept_text
from accounts.permissions import (
    can_agree,
    can_allot,
    can_read_too,
    has_ties_with,
    is_leader,
    open_to,
    require,
)
from feedback import actions, live_parts, visibility
from feedback.agreement.page import AgreeingPage
from feedback.forms import CommentForm
from feedback.models import AgreedComment
from feedback.reading_desk.contents import DeskLink, DeskLinks, sent_section
from feedback.views.agreement_decisions import do_pressed
from living_docs.forms.clash import stand_on_theirs
from living_docs.models import LivingDocument
from living_docs.views import autosave_reply
from living_docs.views.lookups import document_or_404, round_or_404

MOVED_ON = "The feedback went to quality assurance, or the document back to its site, while you wrote."
CLASH = "Not saved – this was saved in another window. Press “Show both texts”."


@open_to(is_leader)
def agreeing_list(request, number):
    round = round_or_404(request, number)
    documents = LivingDocument.objects.submitted().listed(round)
    rows = [
        {
            "document": d,
            "lodgements": visibility.lodgements(request.user, d),
            "tied": has_ties_with(request.user, d.site),
            "may_go_on": can_allot(request.user, d) and actions.all_lodged(d),
        }
        for d in documents
    ]
    return render(request, "feedback/agreement/agreeing_list.html", {"round": round, "rows": rows})


@open_to(is_leader)
@kept_text.holds_text(
    "Save the agreed comments on question {question_number}[ of {site}]",
    without=("take", "keep", "decide", "ask", "next"),
)
def agreeing(request, number, slug, question_number):
    """Both readings beside the one agreed voice, question by question."""
    document = document_or_404(request, number, slug)
    if request.method == "POST" and not can_agree(request.user, document):
        return kept_text.no_longer_yours(request, MOVED_ON)
    require(can_agree, request.user, document)
    page = AgreeingPage.of(document, question_number, request.user)
    form, clash = page.form(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        saved = page.save(form, request.POST)
        if not saved.clashed:
            return after_saving(request, page)
        clash = saved.record
        stand_on_theirs(form, saved)
    audit.record("viewed for agreeing", by=request.user, about=document, site=document.site)
    return render_agreeing(request, page, form, clash)


def after_saving(request, page: AgreeingPage) -> HttpResponse:
    """Do what the button says beyond saving, and go where it leads."""
    if place := do_pressed(request, page):
        return redirect(f"{request.path}#{place}")
    if "take" in request.POST:
        return redirect(f"{request.path}#{request.POST['take'].partition(':')[0]}")
    messages.success(request, "The agreed comments are saved.")
    return redirect(agreeing_after(page) if "next" in request.POST else request.path)


def render_agreeing(request, page: AgreeingPage, form: CommentForm, clash: AgreedComment | None) -> HttpResponse:
    document, rows = page.document, page.rows(form)
    context = {
        "page": page,
        "document": document,
        "question": page.question,
        "form": form,
        "agreed": page.agreed,
        "rows": rows,
        "differing": sum(row.differs for row in rows),
        "readings": page.readings,
        "clash": clash,
        "submission": document.current_submission,
        "links": agreeing_links(document),
        "may_read_too": can_read_too(request.user, document),
        "section": sent_section(document.current_submission, page.question.number),
    }
    return render(request, "feedback/agreement/agreeing.html", context, status=422 if clash else 200)


@require_POST
@open_to(is_leader)
def agreeing_autosave(request, number, slug, question_number):
    """Save what is typed, as the Save button does, and say which version it has become."""
    document = document_or_404(request, number, slug)
    if not can_agree(request.user, document):
        return autosave_reply.refusal(MOVED_ON)
    page = AgreeingPage.of(document, question_number, request.user)
    form, clash, fields = page.form(request.POST), "", {}
    if form.is_valid():
        saved = page.save(form, request.POST)
        page.agreed, clash, fields = saved.record, CLASH if saved.clashed else "", saved.put_in(form.fields_typed())
    problems = autosave_reply.errors_of(form)
    part = autosave_reply.part(
        page.saved_line, version=page.base_version, clash=clash, problems=problems, fields=fields
    )
    return autosave_reply.reply(
        {"agreed": part}, live=live_parts.of_agreeing(request, page, form, agreeing_links(document))
    )


def agreeing_after(page: AgreeingPage) -> str:
    links = agreeing_links(page.document)
    return links.after(page.question.number)


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


@require_POST
@open_to(is_leader)
def read_too(request, number, slug):
    """The leader begins a reading of the own."""
    document = document_or_404(request, number, slug)
    actions.read_too(document, by=request.user)
    return redirect("desk", number, slug, 0)
