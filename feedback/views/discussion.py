"""The agreed draft as its readers see it: they comment, and answer what the leader asks. And its earlier versions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from accounts.foundations import audit, kept_text
from accounts.foundations.public_keys import number_in
from accounts.models import AuditEvent
from accounts.permissions import can_agree, can_comment_on_agreed, can_read, can_see_agreed, is_leader, open_to, require
from feedback import actions, visibility
from feedback.agreement.discussion import draft_parts
from feedback.forms import QuestionForm
from feedback.models import AgreedSummary, QuestionToReader
from living_docs.comment_fields import FIELDS, TEXTS
from living_docs.models import LivingDocument
from living_docs.views.lookups import document_or_404


@open_to(can_read)
@kept_text.holds_text("Send your comment on the agreed draft[ for {site}]")
def agreed_draft(request, number, slug):
    """What is agreed so far, for those who lodged a reading of the document."""
    document = document_or_404(request, number, slug)
    if not can_see_agreed(request.user, document):
        raise Http404
    parts = draft_parts(document, request.user)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["text"]
        place = answer(request, document, said) if "answer" in request.POST else comment(request, document, said)
        return redirect(f"{request.path}#{place}")
    audit.record(
        f"{AuditEvent.READER_VERB}: read the agreed draft", by=request.user, about=document, site=document.site
    )
    context = {
        "document": document,
        "parts": parts,
        "form": form,
        "may_comment": can_comment_on_agreed(request.user, document),
        "summary": AgreedSummary.objects.filter(document=document).first(),
    }
    return render(request, "feedback/discussion/agreed_draft.html", context, status=422 if form.errors else 200)


def comment(request, document: LivingDocument, text: str) -> str:
    number = asked_number(document, request.POST.get("comment", ""))
    actions.comment_on_agreed(document, question=number, text=text, by=request.user)
    messages.success(request, "The task leader has your comment and will say what happens to it.")
    return f"question-{number}"


def answer(request, document: LivingDocument, text: str) -> str:
    asked = get_object_or_404(
        visibility.questions_for(request.user, document), pk=number_in(QuestionToReader, request.POST["answer"])
    )
    asked.document = document
    actions.answer_leader(asked, text=text, by=request.user)
    messages.success(request, "The task leader has your answer. Your reading stays as you submitted it.")
    return f"question-{asked.question}"


def asked_number(document: LivingDocument, typed: str) -> int:
    question = document.round.instrument.question(int(typed)) if typed.isdigit() else None
    if question is None or not question.asked(document.round.number):
        raise Http404
    return question.number


@open_to(is_leader)
def agreed_versions(request, number, slug, question_number):
    """Every version of what was agreed on a question; an earlier one can be taken up again."""
    document = document_or_404(request, number, slug)
    question = document.round.instrument.question(question_number)
    if question is None:
        raise Http404
    versions = document.agreed_versions.filter(question=question_number).select_related("by").order_by("-number")
    if request.method == "POST":
        require(can_agree, request.user, document)
        old = get_object_or_404(versions, number=request.POST.get("version"))
        fields = {name: old.data.get(name, "") for name in FIELDS}
        actions.save_agreed(document, question=question_number, fields=fields, by=request.user)
        messages.success(request, f"Version {old.number} is the agreed text again.")
        return redirect("agreeing", number, slug, question_number)
    audit.record("viewed for agreeing", by=request.user, about=document, site=document.site)
    context = {"document": document, "question": question, "versions": [(v, said_in(v.data)) for v in versions]}
    return render(
        request, "feedback/discussion/agreed_versions.html", context | {"may": can_agree(request.user, document)}
    )


def said_in(data: dict) -> list[tuple[str, str]]:
    """The texts of a version under their labels."""
    return [(field.label, data[field.name]) for field in TEXTS if data.get(field.name)]
