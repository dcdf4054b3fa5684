"""Periodic Reviews: uploaded by the implementation team, opened by the leader."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import pluralize

from accounts.foundations import audit, kept_text
from accounts.permissions import (
    can_mark_periodic_review,
    can_see_periodic_reviews,
    can_upload_periodic_reviews,
    open_to,
    require,
)
from living_docs.views.attachments import uploaded_attachment
from living_docs.workflow import NotAMove
from reporting import actions
from reporting.forms.periodic_reviews import KeepForm, PeriodicFilesForm, PeriodicReviewForm, WrongForm
from reporting.models import PeriodicReview, PeriodicUpload
from reporting.periodic_reviews.uploads import by_period, period_words, recognised_rows
from sites.models import Programme, Site


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
    return show_periodic_reviews(request, form, may_upload=may_upload)


def show_periodic_reviews(request, form, *, may_upload: bool, several=None):
    shown = PeriodicReview.objects.visible_to(request.user).listed()
    context = {
        "form": form,
        "several": several or PeriodicFilesForm(auto_id="id_several_%s"),
        "may_upload": may_upload,
        "periods": by_period(shown, list(Site.objects.by_name())),
        "waiting": PeriodicUpload.objects.visible_to(request.user).count(),
    }
    failed = form.errors or several
    return render(request, "reporting/periodic_reviews/periodic_reviews.html", context, status=422 if failed else 200)


@open_to(can_upload_periodic_reviews)
def periodic_uploads(request):
    """Many files: sent here, and shown with what each was recognised as until they are kept or left out."""
    programme = Programme.objects.first()
    if request.method == "POST" and "keep" not in request.POST:
        return hold(request)
    uploads = list(PeriodicUpload.objects.visible_to(request.user).order_by("name", "pk"))
    data = request.POST if "keep" in request.POST else None
    forms = [KeepForm(data, row=row, programme=programme) for row in recognised_rows(uploads, programme)]
    if data is not None and all(form.is_valid() for form in forms):
        return keep(request, forms)
    failed = any(form.errors for form in forms)
    return render(
        request,
        "reporting/periodic_reviews/periodic_uploads.html",
        {"forms": forms, "failed": failed},
        status=422 if failed else 200,
    )


def hold(request):
    form = PeriodicFilesForm(request.POST, request.FILES, auto_id="id_several_%s")
    if not form.is_valid():
        return show_periodic_reviews(request, PeriodicReviewForm(), may_upload=True, several=form)
    for refusal in form.refused:
        messages.error(request, refusal)
    actions.hold_periodic_uploads(form.cleaned_data["uploads"], by=request.user)
    return redirect("periodic_uploads")


def keep(request, forms):
    chosen = [
        actions.Kept(
            form.row.upload, form.cleaned_data["site"], period_words(form.cleaned_data["period"]), form.replaces
        )
        for form in forms
        if form.is_kept
    ]
    left_out = [form.row.upload for form in forms if not form.is_kept]
    number = actions.keep_periodic_uploads(chosen, left_out, by=request.user)
    left = f" {len(left_out)} left out." if left_out else ""
    messages.success(request, f"{number} Periodic Review{pluralize(number)} kept.{left}")
    return redirect("periodic_reviews")


@open_to(can_see_periodic_reviews)
def periodic_review_file(request, pk):
    review = review_or_404(request, pk)
    audit.record("downloaded", by=request.user, about=review, site=review.site)
    return uploaded_attachment(request, review.file, review.name)


@open_to(can_see_periodic_reviews)
@kept_text.holds_text("Mark this Periodic Review as wrong")
def wrong_periodic_review(request, pk):
    """Say that one does not count: it is about another site, replaced or taken back."""
    review = review_or_404(request, pk)
    if review.is_wrong or not can_mark_periodic_review(request.user, review):
        raise Http404
    form = WrongForm(request.POST or None, review=review)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        told = {"kind": cleaned["kind"], "why": cleaned["reason"], "right_site": cleaned["right_site"]}
        try:
            actions.mark_wrong(review, **told, by=request.user)
        except NotAMove:
            raise Http404 from None
        messages.success(request, f"“{review.name}” is marked as wrong.")
        return redirect("periodic_reviews")
    context = {"form": form, "review": review, "notes": review.notes.count()}
    return render(
        request, "reporting/periodic_reviews/wrong_periodic_review.html", context, status=422 if form.errors else 200
    )


def review_or_404(request, pk) -> PeriodicReview:
    return get_object_or_404(PeriodicReview.objects.visible_to(request.user).select_related("site"), pk=pk)
