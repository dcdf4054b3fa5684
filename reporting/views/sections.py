"""One section of a review: written, saved by itself, brought back; who else writes in it."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from accounts.foundations import audit, kept_text
from accounts.permissions import can_finish_section, can_work_on_reviews, can_write_review, open_to
from accounts.sign_in.sessions import in_background
from living_docs import uk_time
from living_docs.changes.answers import Said, lines
from living_docs.forms.clash import stand_on_theirs
from living_docs.versions import ChangedMeanwhile
from living_docs.views import autosave_reply
from reporting import actions
from reporting.forms.reviews import SectionForm, in_boxes
from reporting.models import ReviewEdit, ReviewSection
from reporting.review.section_page import SectionPage
from reporting.views.drafts import MOVED_ON, THIS, others_at, review_or_404, sections_of

CLASH = "You and another writer changed the same paragraph. Nothing has been lost."


@open_to(can_work_on_reviews)
@kept_text.holds_text("Save this section of the review")
def section(request, number, slug):
    """One section: its text, with what can go into it beside."""
    shown = section_or_404(request, number, slug)
    if request.method == "POST" and not can_write_review(request.user, shown.review):
        return kept_text.no_longer_yours(request, MOVED_ON)
    form, theirs = SectionForm(request.POST or None, section=shown), None
    if request.method == "POST" and request.POST.get("do") == "reopen":
        actions.reopen_section(shown, by=request.user)
        messages.success(request, f"“{shown.title}” is not finished.")
        return redirect("draft_section", number, slug)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_section(shown, by=request.user, **form.cleaned_data)
        if not saved.clashed:
            messages.success(request, finished_or_saved(request, saved.record))
            return redirect("draft_section", number, slug)
        theirs = saved.record
        stand_on_theirs(form, saved, boxes=in_boxes)
        form.add_error(None, CLASH)
    page = SectionPage(shown, request.user)
    if page.readings:
        audit.record("viewed readings beside a review", by=request.user, about=shown)
    context = {
        "review": shown.review,
        "section": shown,
        "form": form,
        "theirs": theirs,
        "page": page,
        "this": THIS,
        "may_write": can_write_review(request.user, shown.review),
        "line": saved_line(shown),
        "sections": sections_of(shown.review, request.user),
        "may_finish": can_finish_section(request.user, shown),
    }
    return render(request, "reporting/sections/draft_section.html", context, status=409 if theirs else 200)


def finished_or_saved(request, section: ReviewSection) -> str:
    """What was done with the section, in a sentence; somebody may write on between the two."""
    if request.POST.get("do") != "finish":
        return f"“{section.title}” is saved."
    try:
        actions.finish_section(section, version=section.version, by=request.user)
    except ChangedMeanwhile:
        return f"“{section.title}” is saved, and not finished: somebody else changed it at the same moment."
    return f"“{section.title}” is saved and finished."


@require_POST
@open_to(can_work_on_reviews)
def section_autosave(request, number, slug):
    """Save what is typed, as the Save button does, and say which version it has become."""
    shown = section_or_404(request, number, slug)
    if not can_write_review(request.user, shown.review):
        return autosave_reply.refusal(MOVED_ON)
    form, now, clash, fields = SectionForm(request.POST, section=shown), shown, "", {}
    if form.is_valid():
        saved = actions.save_section(shown, by=request.user, **form.cleaned_data)
        now, clash, fields = saved.record, CLASH if saved.clashed else "", in_boxes(saved.put_in(form.cleaned_data))
    part = autosave_reply.part(
        saved_line(now), version=now.version, clash=clash, fields=fields, not_saved=autosave_reply.errors_of(form)
    )
    return autosave_reply.reply({"section": part})


@in_background
@require_POST
@open_to(can_work_on_reviews)
def section_presence(request, number, slug):
    """Who else writes in the section now, and which version it has by now."""
    shown = section_or_404(request, number, slug)
    if not can_write_review(request.user, shown.review):
        return autosave_reply.refusal(MOVED_ON)
    actions.be_at(shown.review, place=slug, is_typing=bool(request.POST.get("prompt")), by=request.user)
    context = {"review": shown.review, "section": shown, "sections": sections_of(shown.review, request.user)}
    return JsonResponse(
        {
            "others": others_at(shown.review, slug, request.user),
            "versions": {"section": shown.version},
            "live": {"sections": render_to_string("reporting/sections/_draft_sections_list.html", context, request)},
        }
    )


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
        "review": shown.review,
        "section": shown,
        "edits": edits,
        "chosen": chosen,
        "before": before,
        "lines": lines(said_in(before), said_in(chosen)) if before else [],
        "may_write": can_write_review(request.user, shown.review),
    }
    return render(request, "reporting/sections/section_versions.html", context)


def said_in(edit: ReviewEdit) -> Said:
    return Said(
        {}, {"texts": [edit.text["html"]], "lines": [edit.text["standfirst"]] if edit.text["standfirst"] else []}
    )


def section_or_404(request, number, slug) -> ReviewSection:
    review = review_or_404(request, number)
    shown = get_object_or_404(review.sections, slug=slug)
    shown.review = review
    return shown
