"""The outline of a review: which sections it has, in which order, under which titles."""

from django.contrib import messages
from django.shortcuts import redirect, render

from accounts.permissions import can_edit_outline, is_leader, open_to, require
from reporting import actions
from reporting.forms.outline import OutlineForm
from reporting.views.drafts import review_or_404


@open_to(is_leader)
def outline(request, number):
    review = review_or_404(request, number)
    require(can_edit_outline, request.user, review)
    form = OutlineForm(request.POST or None, review=review)
    if request.method == "POST" and form.is_valid():
        actions.save_outline(review, form.lines, added=form.cleaned_data["added"].strip(), by=request.user)
        messages.success(request, "The outline is saved.")
        return redirect("outline", number)
    status = 422 if form.errors else 200
    return render(request, "reporting/outline.html", {"review": review, "form": form}, status=status)
