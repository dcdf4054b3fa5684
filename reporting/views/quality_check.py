"""Quality assurance: the report as the site will see it, with what QA said before and what has changed since."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.foundations import audit, kept_text
from accounts.permissions import can_check_quality, can_follow_quality, is_qa, open_to, require
from feedback import actions
from feedback.agreement.changes_since_check import changed_since
from feedback.checks.feedback_check import findings_of
from feedback.forms import QualityCommentForm, SendBackForm
from living_docs.models import LivingDocument
from living_docs.views.lookups import document_or_404
from reporting.feedback_reports.contents import draft_data

MOVED_ON = "The feedback has gone on since you opened this page."


@open_to(is_qa)
def quality_check(request, number, slug):
    """The report beside the document: comment while it is agreed, then pass it or send it back."""
    document = document_or_404(request, number, slug)
    if request.method == "POST":
        return decided(request, document)
    require(can_follow_quality, request.user, document)
    return page(request, document, SendBackForm(), QualityCommentForm())


def decided(request, document: LivingDocument):
    """Do the one thing that was asked for, or give the page back with what is missing."""
    rule = can_follow_quality if "comment" in request.POST else can_check_quality
    if not rule(request.user, document):
        return kept_text.no_longer_yours(request, MOVED_ON)
    back = SendBackForm(request.POST if "send_back" in request.POST else None)
    comment = QualityCommentForm(request.POST if "comment" in request.POST else None)
    if "pass" in request.POST:
        actions.pass_quality(document, by=request.user)
        messages.success(request, f"The feedback for {document.site} has passed.")
    elif back.is_valid():
        actions.send_back(document, points=back.cleaned_data["points"], by=request.user)
        messages.success(request, f"The feedback for {document.site} went back to the task leader.")
    elif comment.is_valid():
        actions.comment_on_quality(document, text=comment.cleaned_data["text"], by=request.user)
        messages.success(request, "The task leader sees your comment.")
        return redirect(reverse("quality_check", args=[document.round.number, document.site.slug]) + "#comments")
    else:
        return page(request, document, back, comment)
    return redirect("quality")


def report_of(document: LivingDocument) -> dict:
    """As the site would read it, with the reason of a correction, which is printed on top."""
    return draft_data(document, correction=document.correction.reason if document.correction else "")


def page(request, document: LivingDocument, back: SendBackForm, comment: QualityCommentForm):
    audit.record("viewed for quality assurance", by=request.user, about=document, site=document.site)
    form = comment if comment.is_bound else back
    last = document.quality_checks.order_by("-pk").first()
    context = {
        "document": document,
        "form": form,
        "send_back": back,
        "comment": comment,
        "report": report_of(document),
        "submission": document.current_submission,
        "last_check": last,
        "changed": changed_since(last, document),
        "comments": document.quality_comments.in_order(),
        "decides": can_check_quality(request.user, document),
        "findings": findings_of(document),
    }
    return render(request, "reporting/quality_check/quality_check.html", context, status=422 if form.is_bound else 200)
