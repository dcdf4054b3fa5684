"""What waits for a QA reviewer, and what the leader did about the points."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.foundations import kept_text
from accounts.permissions import (
    can_agree,
    can_follow_quality,
    is_leader,
    is_qa,
    open_to,
)
from feedback import actions
from feedback.forms import TickForm
from feedback.models import QualityCheck, QualityComment
from living_docs.models import LivingDocument
from living_docs.views.lookups import document_or_404
from living_docs.workflow import Status


@open_to(is_qa)
def quality(request):
    """What waits for a check, what is being agreed and can be commented on, and what this person checked."""
    documents = LivingDocument.objects.at_stage(Status.IN_QA, Status.AGREEING).by_site()
    rows = [
        {"document": d, "may": can_follow_quality(request.user, d)} for d in documents.prefetch_related("corrections")
    ]
    done = QualityCheck.objects.filter(by=request.user).select_related("document__site", "document__round")
    context = {
        "waiting": [row for row in rows if row["document"].is_in_qa],
        "early": [row for row in rows if row["document"].is_being_agreed and row["may"]],
        "done": done.order_by("-at"),
    }
    return render(request, "feedback/quality/quality.html", context)


@require_POST
@open_to(is_leader)
def tick_off(request, number, slug, pk):
    """The leader says what was done about one point, and goes on where they were."""
    document = document_or_404(request, number, slug)
    comment = get_object_or_404(QualityComment, pk=pk, document=document)
    if not can_agree(request.user, document) or comment.is_done:
        return kept_text.no_longer_yours(request, "The point is already ticked off, or the feedback has moved on.")
    form = TickForm(request.POST)
    if form.is_valid():
        actions.tick_off(comment, done=form.cleaned_data["done"], by=request.user)
        messages.success(request, "The point is ticked off.")
    else:
        messages.error(request, "Say briefly what was done about the point.")
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if is_ours else reverse("agreed_summary", args=[number, slug]))
