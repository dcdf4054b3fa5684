"""Periodic Reviews: uploaded by the implementation team, opened by the leader."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from accounts import audit
from accounts.permissions import can_see_periodic_reviews, can_upload_periodic_reviews, open_to, require
from living_docs.views.attachments import uploaded_attachment
from reporting import actions
from reporting.forms.reviews import PeriodicReviewForm
from reporting.models import PeriodicReview


@open_to(can_see_periodic_reviews)
def periodic_reviews(request):
    may_upload = can_upload_periodic_reviews(request.user)
    form = PeriodicReviewForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        require(can_upload_periodic_reviews, request.user)
        if form.is_valid():
            cleaned = form.cleaned_data
            review = actions.add_periodic_review(
                site=cleaned["site"], period=cleaned["period"], upload=cleaned["file"], by=request.user
            )
            messages.success(request, f"“{review.name}” is uploaded.")
            return redirect("periodic_reviews")
    shown = PeriodicReview.objects.visible_to(request.user).select_related("site", "by")
    context = {"form": form, "reviews": shown.order_by("site__name", "-at"), "may_upload": may_upload}
    return render(request, "reporting/periodic_reviews.html", context, status=422 if form.errors else 200)


@open_to(can_see_periodic_reviews)
def periodic_review_file(request, pk):
    review = get_object_or_404(PeriodicReview.objects.visible_to(request.user), pk=pk)
    audit.record("downloaded", by=request.user, about=review, site=review.site)
    return uploaded_attachment(request, review.file, review.name)
