"""What waits for a QA reviewer."""

from django.shortcuts import render

from accounts.permissions import (
    can_check_quality,
    is_qa,
    open_to,
)
from feedback.models import QualityCheck
from living_docs.models import LivingDocument
from living_docs.workflow import Status


@open_to(is_qa)
def quality(request):
    """What waits for a check, and what this person checked."""
    waiting = LivingDocument.objects.with_status(Status.IN_QA).by_site()
    rows = [{"document": d, "may": can_check_quality(request.user, d)} for d in waiting]
    done = QualityCheck.objects.filter(by=request.user).select_related("document__site", "document__round")
    return render(request, "feedback/quality.html", {"rows": rows, "done": done.order_by("-at")})
