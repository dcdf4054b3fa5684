"""A round’s thematic review in the making: start it, write it."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts import kept
from accounts.permissions import (
    can_approve_review,
    can_edit_outline,
    can_publish,
    can_send_to_check,
    can_start_review,
    can_triangulate,
    can_work_on_reviews,
    can_write_review,
    is_leader,
    open_to,
)
from living_docs import uk_time
from living_docs.changes.answers import Said, lines
from living_docs.models import Round
from living_docs.views.found import round_or_404
from reporting import actions
from reporting.forms.reviews import FrontForm, SectionForm
from reporting.models import Review, ReviewEdit, ReviewSection
from reporting.readiness import what_is_missing
from reporting.writing import SectionPage

MOVED_ON = "The review was sent for approval while you wrote. Your text was not saved; copy what you need."
CLASH = "You and another writer changed the same paragraph. Nothing has been lost."


def review_or_404(request, number) -> Review:
    """The newest version of a round's review, for those who work on it."""
    round = round_or_404(request, number)
    review = round.reviews.order_by("-version").first()
    if review is None:
        raise Http404
    review.round = round
    return review


@open_to(can_work_on_reviews)
def drafts(request):
    """Each round's review and how far it is."""
    rounds = Round.objects.visible_to(request.user).exclude(state=Round.State.PLANNED).newest_first()
    rows = [
        {"round": r, "review": r.reviews.order_by("-version").first(), "may_start": can_start_review(request.user, r)}
        for r in rounds
    ]
    return render(request, "reporting/drafts.html", {"rows": rows})


@require_POST
@open_to(is_leader)
def start(request, number):
    review = actions.start_review(round_or_404(request, number), by=request.user)
    return redirect(review)


@open_to(can_work_on_reviews)
def draft(request, number):
    """The review's sections, its front, and what is left to do."""
    review = review_or_404(request, number)
    form = FrontForm(request.POST or None, review=review)
    if request.method == "POST" and form.is_valid():
        actions.save_front(review, by=request.user, **form.cleaned_data)
        messages.success(request, "Title and abstract are saved.")
        return redirect(review)
    context = {
        "review": review, "form": form, "sections": review.sections.printed(),
        "may_write": can_write_review(request.user, review), "may_send": can_send_to_check(request.user, review),
        "may_approve": can_approve_review(request.user, review), "may_publish": can_publish(request.user, review),
        "may_outline": can_edit_outline(request.user, review),
        "may_triangulate": can_triangulate(request.user),
        "keeps_back": list(what_is_missing(review)) if review.is_draft else [],
        "moves": review.moves.select_related("by").order_by("pk"),
    }  # fmt: skip
    return render(request, "reporting/draft.html", context)


@open_to(can_work_on_reviews)
def section(request, number, slug):
    """One section: its text, with what can go into it beside."""
    shown = section_or_404(request, number, slug)
    if request.method == "POST" and not can_write_review(request.user, shown.review):
        return kept.no_longer_yours(request, MOVED_ON)
    form, theirs = SectionForm(request.POST or None, section=shown), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_section(shown, by=request.user, **form.cleaned_data)
        except actions.ChangedMeanwhile as changed:
            theirs = changed.section
            form.data = form.data.copy()
            form.data["base_version"] = str(theirs.version)
        else:
            messages.success(request, f"“{shown.title}” is saved.")
            return redirect("draft_section", number, slug)
    context = {
        "review": shown.review, "section": shown, "form": form, "theirs": theirs, "page": SectionPage(shown, request.user),
        "may_write": can_write_review(request.user, shown.review), "line": saved_line(shown),
        "sections": shown.review.sections.printed(),
    }  # fmt: skip
    return render(request, "reporting/draft_section.html", context, status=409 if theirs else 200)


@require_POST
@open_to(can_work_on_reviews)
def section_autosave(request, number, slug):
    """Save what is typed, as the Save button does, and say which version it has become."""
    shown = section_or_404(request, number, slug)
    if not can_write_review(request.user, shown.review):
        return JsonResponse({"sentence": MOVED_ON}, status=409)
    form, saved, clash = SectionForm(request.POST, section=shown), shown, ""
    if form.is_valid():
        try:
            saved = actions.save_section(shown, by=request.user, **form.cleaned_data)
        except actions.ChangedMeanwhile:
            clash = CLASH
    sent = form.cleaned_data.get("html")
    acknowledgement = {
        "version": saved.version, "line": saved_line(saved), "clash": clash,
        "problems": [str(text) for errors in form.errors.values() for text in errors],
        "fields": {"html": saved.html} if form.is_valid() and not clash and saved.html != sent else {},
    }  # fmt: skip
    return JsonResponse({"saved": {"section": acknowledgement}})


def saved_line(section: ReviewSection) -> str:
    """When the section was last saved, and by whom."""
    edit = section.last_edit
    return f"{uk_time.saved_line(edit.at)} by {edit.by.name}" if edit and section.version > 1 else ""


@open_to(can_work_on_reviews)
def section_versions(request, number, slug):
    """Every text the section has had; what one save changed; bringing one back."""
    shown = section_or_404(request, number, slug)
    if request.method == "POST":
        edit = get_object_or_404(shown.edits, version=request.POST.get("version"))
        actions.restore_section(shown, edit.version, by=request.user)
        messages.success(request, f"The section says again what it said in version {edit.version}.")
        return redirect("draft_section", number, slug)
    edits = list(shown.edits.select_related("by").order_by("-version"))
    chosen = next((edit for edit in edits if str(edit.version) == request.GET.get("version")), edits[0])
    before = next((edit for edit in edits if edit.version < chosen.version), None)
    context = {
        "review": shown.review, "section": shown, "edits": edits, "chosen": chosen, "before": before,
        "lines": lines(said_in(before), said_in(chosen)) if before else [],
        "may_write": can_write_review(request.user, shown.review),
    }  # fmt: skip
    return render(request, "reporting/section_versions.html", context)


def said_in(edit: ReviewEdit) -> Said:
    return Said(
        {}, {"texts": [edit.text["html"]], "lines": [edit.text["standfirst"]] if edit.text["standfirst"] else []}
    )


def section_or_404(request, number, slug) -> ReviewSection:
    review = review_or_404(request, number)
    shown = get_object_or_404(review.sections, slug=slug)
    shown.review = review
    return shown
