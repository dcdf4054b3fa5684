"""What became of what was asked, over all rounds."""

from django.shortcuts import render

from accounts.permissions import is_leader, open_to
from feedback.response import response as response_by_prompt
from living_docs.models import Round


@open_to(is_leader)
def response(request):
    """Points made, answered and still open, by prompt."""
    current = Round.objects.visible_to(request.user).exclude(instrument=None).order_by("number").last()
    rows = response_by_prompt(current.instrument.prompts) if current else []
    return render(request, "feedback/response/response.html", {"rows": rows})
