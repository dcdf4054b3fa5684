"""The outline of a review: which sections it has, in which order, under which titles."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.permissions import can_edit_outline, is_leader, open_to, require
from reporting import actions
from reporting.actions.outline import Line
from reporting.forms.outline import OutlineForm
from reporting.views.drafts import review_or_404


@open_to(is_leader)
def outline(request, number):
    review = review_or_404(request, number)
    require(can_edit_outline, request.user, review)
    form = OutlineForm(request.POST or None, review=review)
    if request.method == "POST" and form.is_valid():
        lines = moved(form.lines, request.POST.get("move", ""))
        actions.save_outline(review, lines, added=form.cleaned_data["added"].strip(), by=request.user)
        messages.success(request, "The outline is saved.")
        place = request.POST.get("move", "").partition(" ")[2]
        return redirect(reverse("outline", args=[number]) + (f"#{place}" if place else ""))
    status = 422 if form.errors else 200
    return render(request, "reporting/outline/outline.html", {"review": review, "form": form}, status=status)


def moved(lines: list[Line], move: str) -> list[Line]:
    """The lines with one section a place further up or down: "up question-1"."""
    way, _, slug = move.partition(" ")
    at = next((place for place, line in enumerate(lines) if line.section.slug == slug), None)
    to = None if at is None else at + {"up": -1, "down": 1}.get(way, 0)
    if at is None or to is None or not 0 <= to < len(lines):
        return lines
    order = [*lines]
    order.insert(to, order.pop(at))
    return [line._replace(place=place) for place, line in enumerate(order)]
