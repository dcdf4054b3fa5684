"""A round’s thematic review in the making: start it, see how far it is, write its front."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from accounts.foundations import kept_text
from accounts.models import User
from accounts.permissions import (
    can_approve_review,
    can_edit_imprint,
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
from accounts.sign_in.sessions import in_background
from living_docs import uk_time
from living_docs.forms.clash import stand_on_theirs
from living_docs.models import Round
from living_docs.views import autosave_reply
from living_docs.views.lookups import round_or_404
from reporting import actions
from reporting.forms.reviews import FrontForm, in_boxes
from reporting.models import Review, ReviewSection, WriterPresence
from reporting.models.presence import FRONT
from reporting.review.readiness import what_is_missing

MOVED_ON = "The review was sent for approval while you wrote. Your text was not saved; copy what you need."
CLASH = "You and another writer changed the same words. Nothing has been lost."
THIS = "this page"  # how the page calls the one part that it saves


def review_or_404(request, number) -> Review:
    """The newest version of a round's review, for those who work on it."""
    round = round_or_404(request, number)
    review = Review.objects.newest_of(round)
    if review is None:
        raise Http404
    review.round = round
    return review


@open_to(can_work_on_reviews)
def drafts(request):
    """Each round's review and how far it is."""
    rounds = Round.objects.visible_to(request.user).exclude(state=Round.State.PLANNED).newest_first()
    rows = [
        {"round": r, "review": Review.objects.newest_of(r), "may_start": can_start_review(request.user, r)}
        for r in rounds
    ]
    return render(request, "reporting/drafts/drafts.html", {"rows": rows})


@require_POST
@open_to(is_leader)
def start(request, number):
    review = actions.start_review(round_or_404(request, number), by=request.user)
    return redirect(review)


@open_to(can_work_on_reviews)
@kept_text.holds_text("Save the title and abstract of the review")
def draft(request, number):
    """The review's sections, its front, and what is left to do."""
    review = review_or_404(request, number)
    if request.method == "POST" and not can_write_review(request.user, review):
        return kept_text.no_longer_yours(request, MOVED_ON)
    form, clash = FrontForm(request.POST or None, review=review), False
    if request.method == "POST" and form.is_valid():
        saved = actions.save_front(review, by=request.user, **form.cleaned_data)
        if not saved.clashed:
            messages.success(request, "Title and abstract are saved.")
            return redirect(review)
        review, clash = saved.record, True
        stand_on_theirs(form, saved, boxes=in_boxes)
        form.add_error(None, CLASH)
    context = {
        "review": review,
        "form": form,
        "clash": clash,
        "sections": sections_of(review, request.user),
        "this": THIS,
        "line": front_saved_line(review),
        "may_write": can_write_review(request.user, review),
        "may_send": can_send_to_check(request.user, review),
        "may_approve": can_approve_review(request.user, review),
        "may_publish": can_publish(request.user, review),
        "may_outline": can_edit_outline(request.user, review),
        "may_imprint": can_edit_imprint(request.user),
        "may_triangulate": can_triangulate(request.user),
        "keeps_back": list(what_is_missing(review)) if review.is_draft else [],
        "moves": review.moves.select_related("by").order_by("pk"),
    }
    return render(request, "reporting/drafts/draft.html", context, status=409 if clash else 200)


@require_POST
@open_to(can_work_on_reviews)
def front_autosave(request, number):
    """Save the front as its Save button does, and say which version it has become."""
    review = review_or_404(request, number)
    if not can_write_review(request.user, review):
        return autosave_reply.refusal(MOVED_ON)
    form, clash, fields = FrontForm(request.POST, review=review), "", {}
    if form.is_valid():
        saved = actions.save_front(review, by=request.user, **form.cleaned_data)
        review, clash, fields = saved.record, CLASH if saved.clashed else "", in_boxes(saved.put_in(form.cleaned_data))
    part = autosave_reply.part(
        front_saved_line(review),
        version=review.front_version,
        clash=clash,
        fields=fields,
        not_saved=autosave_reply.errors_of(form),
    )
    return autosave_reply.reply({"front": part})


@in_background
@require_POST
@open_to(can_work_on_reviews)
def front_presence(request, number):
    """Who else has the front open, which version it has by now, and who writes in which section."""
    review = review_or_404(request, number)
    if not can_write_review(request.user, review):
        return autosave_reply.refusal(MOVED_ON)
    actions.be_at(review, place=FRONT, is_typing=bool(request.POST.get("prompt")), by=request.user)
    rows = {"review": review, "sections": sections_of(review, request.user)}
    live = {"sections": render_to_string("reporting/drafts/_section_rows.html", rows, request)}
    others = others_at(review, FRONT, request.user)
    return JsonResponse({"others": others, "versions": {"front": review.front_version}, "live": live})


def others_at(review: Review, place: str, user: User) -> list[dict]:
    """The other writers at a place of the review, as the page tells them."""
    here = WriterPresence.objects.now(review).filter(place=place).exclude(user=user)
    return [{"prompt": THIS, "sentence": other.sentence} for other in here]


def sections_of(review: Review, user: User) -> list[ReviewSection]:
    """The sections in order, each with the names of the others who are writing in it now."""
    writing = WriterPresence.objects.now(review).filter(is_typing=True).exclude(user=user)
    sections = review.sections.printed().with_writers()
    for section in sections:
        section.writing_now = [one.user.name for one in writing if one.place == section.slug]
    return sections


def front_saved_line(review: Review) -> str:
    """When the front was last saved, and by whom."""
    edit = review.front_edits.select_related("by").last()
    return f"{uk_time.saved_line(edit.at)} by {edit.by.name}" if edit and review.front_version > 1 else ""
