"""The anonymity gate of a review."""

from collections import Counter
from contextlib import suppress

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.permissions import (
    can_keep_finding,
    can_send_to_check,
    can_work_on_reviews,
    can_write_review,
    is_leader,
    open_to,
)
from living_docs import uk_time
from living_docs.workflow import NotAMove
from reporting import actions
from reporting.anonymity import findings
from reporting.forms.reasons import SubstantialReasonForm
from reporting.models import Finding, GateCheck, Quotation, Review, ReviewSection
from reporting.views.drafts import review_or_404


@open_to(can_work_on_reviews)
def anonymity(request, number):
    """Every finding in its sentence with its reason and its decision, as the worker noted them; a POST checks now."""
    review = review_or_404(request, number)
    if request.method == "POST":
        with suppress(findings.ChangedWhileChecked):  # the page says that the check is under way
            findings.check_if_changed(review)
        return redirect("anonymity", number)
    return page(request, review, deciding(request))


def page(request, review: Review, asking: dict):
    """`asking` says at which finding the form for a reason stands open, and what was wrong in it."""
    check = GateCheck.objects.filter(review=review).first()
    unapproved = list(review.quotations.filter(approved_by=None))
    sections = {section.title: section for section in reversed(list(review.sections.printed()))}
    rows = [row_of(finding, sections, request.user, unapproved) for finding in review.findings.found()]
    context = {
        "review": review,
        "check": check,
        "under_way": why_checked_again(review, check, request.user),
        "places": places_of(check.places if check else [], rows),
        "rows": rows,
        "left": Counter(row["finding"].decision for row in rows),
        "waiting": sum(row["finding"].waits_for_second for row in rows),
        "open": sum(row["finding"].is_open for row in rows),
        "decided": sum(not row["finding"].is_open for row in rows),
        "dictionary": check.terms if check else [],
        "may_keep_terms": is_leader(request.user),
        "may_write": can_write_review(request.user, review),
        "deciding": asking,
        "may_send": can_send_to_check(request.user, review),
    }
    return render(request, "reporting/anonymity/gate.html", context, status=422 if "form" in asking else 200)


def why_checked_again(review: Review, check: GateCheck | None, user: User) -> str:
    """What changed since the last check, in a sentence; empty where that was of what there is now."""
    if review.is_published:
        return ""
    if check is None:
        return "We are checking this review for the first time."
    if findings.is_up_to_date(review):
        return ""
    edit = review.edits.filter(at__gt=check.at).select_related("by").order_by("at").last()
    if edit is None:
        return "We are checking the review again, because what we know of the sites and their documents has changed."
    who = "you" if edit.by_id == user.pk else edit.by.name
    return f"We are checking the text {who} changed at {uk_time.clock_words(edit.at.astimezone(uk_time.UK))}."


def row_of(finding: Finding, sections: dict[str, ReviewSection], user: User, unapproved: list[Quotation]) -> dict:
    """A finding with what may be done of it; words taken over are a quotation’s, where one waits to be approved."""
    quoted = (one for one in unapproved if finding.kind == "source_overlap" and finding.hit in one.anonymised)
    return {
        "finding": finding,
        "quotation": next(quoted, None),
        "may_decide": finding.waits_for_second and can_keep_finding(user, finding),
        "section": sections.get(finding.where),
    }


def places_of(places: list[str], rows: list[dict]) -> list[dict]:
    """Every place of the review in its order, with what was found there; counts come last."""
    found = list(dict.fromkeys(row["finding"].where for row in rows))
    return [
        {"name": place, "rows": there, "open": sum(row["finding"].is_open for row in there)}
        for place in [*places, *(where for where in found if where not in places)]
        for there in [[row for row in rows if row["finding"].where == place]]
    ]


def deciding(request) -> dict:
    """The finding for which a reason is asked, and of which decision."""
    for decision in ("false", "keep", "refuse"):
        if request.GET.get(decision, "").isdigit():
            return {"finding": int(request.GET[decision]), "decision": decision}
    return {}


@require_POST
@open_to(can_work_on_reviews)
def decide(request, number, pk):
    """Asked to keep or called a false alarm, with a reason; agreed or refused by a second person; or open again."""
    review = review_or_404(request, number)
    finding = get_object_or_404(review.findings, pk=pk)
    do = request.POST.get("do", "")
    form = SubstantialReasonForm(request.POST, auto_id=f"id_{pk}_%s") if do in REASONED else None
    if form and not form.is_valid():
        return page(request, review, {"finding": pk, "decision": "keep" if do == "ask" else do, "form": form})
    try:
        act(finding, do, form.cleaned_data["reason"] if form else "", request)
    except NotAMove as late:
        messages.error(request, str(late))
    return redirect(f"{reverse('anonymity', args=[number])}#finding-{finding.pk}")


REASONED = {
    "false": "We have asked a second person whether “{hit}” is a false alarm.",
    "ask": "We have asked a second person to keep “{hit}”.",
    "refuse": "You refused. The writer sees your reason.",
}
SAID = REASONED | {"agree": "You agreed about “{hit}”.", "undo": "“{hit}” needs a decision again."}


def act(finding: Finding, do: str, reason: str, request) -> None:
    """The one thing that was asked for; what a second person decides is about the request they read."""
    read = {"asked": request.POST.get("asked") or None, "by": request.user}
    match do:
        case "agree":
            actions.agree_about_finding(finding, **read)
        case "refuse":
            actions.refuse_finding(finding, reason=reason, **read)
        case "undo":
            actions.reopen_finding(finding, by=request.user)
        case "ask":
            actions.ask_to_keep(finding, reason=reason, by=request.user)
        case "false":
            actions.call_false_alarm(finding, reason=reason, by=request.user)
        case _:
            return
    messages.success(request, SAID[do].format(hit=finding.hit))
