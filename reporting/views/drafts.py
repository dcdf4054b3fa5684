"""A round’s thematic review in the making: start it, write it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts import kept
from accounts.permissions import (
    can_approve_review,
    can_publish,
    can_send_to_check,
    can_start_review,
    can_work_on_reviews,
    can_write_review,
    is_leader,
    open_to,
)
from living_docs.models import Round
from living_docs.views.found import round_or_404
from reporting import actions, thematic_review
from reporting.forms import FrontForm, SectionForm
from reporting.models import Review


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
        "review": review, "form": form, "sections": review.sections.order_by("place"),
        "may_write": can_write_review(request.user, review), "may_send": can_send_to_check(request.user, review),
        "may_approve": can_approve_review(request.user, review), "may_publish": can_publish(request.user, review),
        "moves": review.moves.select_related("by").order_by("pk"),
    }  # fmt: skip
    return render(request, "reporting/draft.html", context)


@open_to(can_work_on_reviews)
def section(request, number, slug):
    """One section: its text, with the counts and quotations that can go into it beside."""
    review = review_or_404(request, number)
    shown = get_object_or_404(review.sections, slug=slug)
    shown.review = review
    if request.method == "POST" and not can_write_review(request.user, review):
        return kept.no_longer_yours(request, "The review was sent for approval while you wrote.")
    form = SectionForm(request.POST or None, section=shown)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_section(shown, by=request.user, **form.cleaned_data)
        except actions.ChangedMeanwhile as changed:
            theirs = changed.section
            form.data = form.data.copy()
            form.data["base_version"] = str(theirs.version)
        else:
            messages.success(request, f"“{saved.title}” is saved.")
            return redirect("draft_section", number, slug)
    builder = thematic_review.Builder(review)
    counts = [(key, fact.published(builder.k).phrase) for key, fact in builder.facts.items()]
    context = {
        "review": review, "section": shown, "form": form, "theirs": theirs,
        "counts": of_question(counts, shown.question), "quotations": review.quotations.order_by("token"),
        "built": builder.section(shown), "unknown": builder.unknown,
        "may_write": can_write_review(request.user, review), "sections": review.sections.order_by("place"),
    }  # fmt: skip
    return render(request, "reporting/draft_section.html", context, status=409 if theirs else 200)


def of_question(counts: list[tuple[str, str]], question: int | None) -> list[tuple[str, str]]:
    """The counts that a question's chapter wants; other sections get those of whole questions."""
    if question is None:
        return [(key, phrase) for key, phrase in counts if not key.startswith("prompt-")]
    wanted = (f"question-{question}-", f"prompt-{question}.")
    return [(key, phrase) for key, phrase in counts if key.startswith(wanted) or "costs" in key and question == 8]
