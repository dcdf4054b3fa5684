"""The front of a review in the making: its key messages, and what became of the issues of the last one."""

from django.contrib import messages as notes
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.foundations import kept_text
from accounts.permissions import can_work_on_reviews, can_write_review, open_to
from living_docs.forms.clash import stand_on_theirs
from reporting import actions
from reporting.claims.evidence import RoundEvidence
from reporting.claims.state import Standing, standings
from reporting.forms.messages import LastIssuesForm, MessageForm
from reporting.forms.reviews import in_boxes
from reporting.models import Review
from reporting.review.contents import Builder
from reporting.review.key_messages import FEWEST_MESSAGES, MOST_MESSAGES, messages_without_evidence, scale, standing
from reporting.review.last_issues import last_issues
from reporting.views.drafts import MOVED_ON, review_or_404

CLASH = "You and another writer changed this message. Nothing has been lost: bring both texts together and save."
SAVED_REMOVED = "The key message is saved. It is not printed, because it was removed: bring it back to print it."
STEPS = {
    "up": (lambda review, key, by: actions.move_message(review, key, up=True, by=by), "has moved up"),
    "down": (lambda review, key, by: actions.move_message(review, key, up=False, by=by), "has moved down"),
    "remove": (lambda review, key, by: actions.remove_message(review, key, by=by), "is removed"),
    "back": (lambda review, key, by: actions.bring_message_back(review, key, by=by), "is printed again, as the last"),
}


@open_to(can_work_on_reviews)
def key_messages(request, number):
    """All messages as they would be printed, in their order; those that were removed."""
    review = review_or_404(request, number)
    builder = Builder(review)
    context = {
        "review": review,
        "may_write": can_write_review(request.user, review),
        "scale": scale(),
        "rows": [(message, builder.message(message)) for message in standing(review)],
        "unknown": builder.unknown,
        "removed": [message for message in review.messages if message["removed"]],
        "without_evidence": messages_without_evidence(review),
        "fewest": FEWEST_MESSAGES,
        "most": MOST_MESSAGES,
        "last": last_issues(review),
    }
    return render(request, "reporting/messages/key_messages.html", context)


@open_to(can_work_on_reviews)
@kept_text.holds_text("Save this key message")
def key_message(request, number, key=""):
    """One message: written, with its earlier texts."""
    review = review_or_404(request, number)
    message = message_or_404(review, key) if key else None
    if not can_write_review(request.user, review):
        return (
            kept_text.no_longer_yours(request, MOVED_ON)
            if request.method == "POST"
            else redirect("key_messages", number)
        )
    form, theirs = MessageForm(request.POST or None, review=review, message=message), None
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        saved = actions.save_message(review, key, fields, base_version=fields["base_version"], by=request.user)
        if saved.clashed:
            theirs = saved.record
            stand_on_theirs(form, saved, boxes=in_boxes)
            form.add_error(None, CLASH)
        else:
            notes.success(request, SAVED_REMOVED if saved.record["removed"] else "The key message is saved.")
            return redirect("key_messages", number)
    context = {
        "review": review,
        "message": message,
        "form": form,
        "theirs": Builder(review).message(theirs) if theirs else None,
        "earlier": earlier_texts(review, key),
        "claims": claims_of(review),
    }
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "reporting/messages/key_message.html", context, status=status)


def claims_of(review: Review) -> list[tuple[Standing, str]]:
    """The round's claims, flagged first, each with its printed words."""
    evidence = RoundEvidence(review.round)
    made = standings(evidence, review.round.claims.prefetch_related("answers"))
    return [(one, evidence.published(one.claim.key).phrase if one.answer else "") for one in made]


def message_or_404(review: Review, key: str) -> dict:
    found = next((message for message in review.messages if message["key"] == key), None)
    if found is None:
        raise Http404
    return found


def earlier_texts(review: Review, key: str) -> list:
    """Each save of a message, the newest first, without the one that stands."""
    edits = review.edits.filter(section=None, text__message__key=key).select_related("by")
    return list(edits.order_by("-pk"))[1:] if key else []


@require_POST
@open_to(can_work_on_reviews)
def arrange_messages(request, number, key):
    """Move a message, take it out, bring it back."""
    review = review_or_404(request, number)
    message = message_or_404(review, key)
    if (step := request.POST.get("step", "")) not in STEPS:
        raise Http404
    take, said = STEPS[step]
    take(review, key, request.user)
    notes.success(request, f"“{message['finding']}” {said}.")
    return redirect("key_messages", number)


@open_to(can_work_on_reviews)
@kept_text.holds_text("Save what became of the issues of the last review")
def issues_of_last_review(request, number):
    review = review_or_404(request, number)
    last = last_issues(review)
    may_write = can_write_review(request.user, review)
    if request.method == "POST" and not may_write:
        return kept_text.no_longer_yours(request, MOVED_ON)
    form = LastIssuesForm(request.POST or None, last=last)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_last_issues(review, form.rows, seen=form.seen, by=request.user)
        if saved.clashed:
            form.show_theirs(saved.theirs)
        else:
            notes.success(request, "What became of the issues is saved.")
            return redirect("key_messages", number)
    context = {"review": review, "last": last, "form": form, "may_write": may_write}
    return render(request, "reporting/messages/last_issues.html", context, status=422 if form.errors else 200)
