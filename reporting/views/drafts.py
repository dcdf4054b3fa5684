"""The thematic review in the making: writing, quotations, the gate, approval, publishing."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts import audit, kept
from accounts.permissions import (
    can_approve_review,
    can_keep_finding,
    can_publish,
    can_send_to_check,
    can_start_review,
    can_work_on_reviews,
    can_write_review,
    is_leader,
    open_to,
    require,
)
from living_docs import prose
from living_docs.models import Round, Submission
from living_docs.views.found import round_or_404
from reporting import actions, gate, thematic_review
from reporting.forms import FrontForm, QuotationForm, ReasonForm, SectionForm
from reporting.models import Finding, Review
from reporting.workflow import APPROVERS_NEEDED


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


@open_to(can_work_on_reviews)
def quotations(request, number):
    """The review's quotations, and the submissions to take more from."""
    review = review_or_404(request, number)
    submissions = Submission.objects.visible_to(request.user).latest_of_round(review.round)
    taken = review.quotations.select_related("anonymised_by", "submission__document__site").order_by("pk")
    context = {"review": review, "quotations": taken,
               "submissions": submissions.select_related("document__site").order_by("document__site__name"),
               "may_write": can_write_review(request.user, review)}  # fmt: skip
    return render(request, "reporting/quotations.html", context)


@open_to(can_work_on_reviews)
def add_quotation(request, number, pk, prompt_number):
    """Words of one answer and their anonymised copy."""
    review = review_or_404(request, number)
    submissions = Submission.objects.visible_to(request.user).latest_of_round(review.round)
    submission = get_object_or_404(submissions.select_related("document__site", "document__round"), pk=pk)
    entry = submission.entries().get(prompt_number)
    if entry is None:
        raise Http404
    require(can_write_review, request.user, review)
    text = " ".join(prose.text(html) for html in entry["shown"].get("texts", []))
    form = QuotationForm(request.POST or None, text=text)
    if request.method == "POST" and form.is_valid():
        quotation = actions.add_quotation(
            review, submission=submission, prompt_number=prompt_number, by=request.user, **form.cleaned_data
        )
        messages.success(request, f"The quotation can be used as [[quotation:{quotation.token}]].")
        return redirect("quotations", number)
    audit.record("viewed for a quotation", by=request.user, about=submission, site=submission.document.site)
    context = {"review": review, "submission": submission, "entry": entry, "form": form}
    return render(request, "reporting/add_quotation.html", context)


# The gate


@open_to(can_work_on_reviews)
def anonymity(request, number):
    """Every finding in its sentence with its reason and its decision."""
    review = review_or_404(request, number)
    findings = gate.check_review(review)
    rows = [
        {"finding": finding, "reason": gate.reason(finding), "parts": gate.parts(finding), "form": ReasonForm(),
         "may_keep": finding.decision == Finding.Decision.ASKED and can_keep_finding(request.user, finding),
         "section": review.sections.filter(title=finding.where).first()}
        for finding in findings
    ]  # fmt: skip
    words = sum(prose.count_words(text) for _, text in thematic_review.texts(thematic_review.draft_data(review)))
    context = {"review": review, "rows": rows, "words": words,
               "open": sum(finding.is_open for finding in findings),
               "decided": sum(not finding.is_open for finding in findings),
               "may_write": can_write_review(request.user, review),
               "may_send": can_send_to_check(request.user, review)}  # fmt: skip
    return render(request, "reporting/gate.html", context)


@require_POST
@open_to(can_work_on_reviews)
def decide(request, number, pk):
    """Ask to keep a finding, with a reason; or, as the second person, keep it."""
    review = review_or_404(request, number)
    finding = get_object_or_404(review.findings, pk=pk)
    if "keep" in request.POST:
        actions.keep_finding(finding, by=request.user)
        messages.success(request, f"“{finding.hit}” is kept.")
    else:
        form = ReasonForm(request.POST)
        if form.is_valid():
            actions.ask_to_keep(finding, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, f"A second person is asked to keep “{finding.hit}”.")
        else:
            messages.error(request, "Give a reason for keeping the words.")
    return redirect("anonymity", number)


@require_POST
@open_to(is_leader)
def send(request, number):
    review = review_or_404(request, number)
    try:
        actions.send_to_check(review, by=request.user)
    except actions.NotReady as not_ready:
        messages.error(request, str(not_ready))
        return redirect("anonymity", number)
    messages.success(request, "The review waits for two approvals.")
    return redirect("approval", number)


# Approval and publishing


@open_to(can_work_on_reviews)
def approval(request, number):
    """The exact proof with its checksum; two people who wrote none of it approve it."""
    review = review_or_404(request, number)
    data = thematic_review.draft_data(review)
    valid = review.approvals.filter(content_sha256=data["content_sha256"]).select_related("by")
    context = {
        "review": review, "data": data, "valid": valid, "needed": APPROVERS_NEEDED,
        "void": review.approvals.exclude(content_sha256=data["content_sha256"]).select_related("by"),
        "kept": review.findings.filter(decision=Finding.Decision.KEPT).select_related("asked_by", "decided_by"),
        "may_approve": can_approve_review(request.user, review) and not valid.filter(by=request.user).exists(),
        "may_publish": can_publish(request.user, review), "form": ReasonForm(),
        "may_send_back": can_approve_review(request.user, review) or can_publish(request.user, review),
    }  # fmt: skip
    return render(request, "reporting/approval.html", context)


@require_POST
@open_to(can_work_on_reviews)
def approve(request, number):
    review = review_or_404(request, number)
    try:
        actions.approve(review, content_sha256=request.POST.get("content_sha256", ""), by=request.user)
    except actions.NotReady as not_ready:
        messages.error(request, str(not_ready))
    else:
        messages.success(request, "You approved this version.")
    return redirect("approval", number)


@require_POST
@open_to(can_work_on_reviews)
def send_back(request, number):
    review = review_or_404(request, number)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say why the review goes back.")
        return redirect("approval", number)
    actions.send_review_back(review, why=form.cleaned_data["reason"], by=request.user)
    messages.success(request, "The review went back to its writers.")
    return redirect("draft", number)


@require_POST
@open_to(is_leader)
def publish(request, number):
    review = review_or_404(request, number)
    try:
        actions.publish(review, by=request.user)
    except actions.NotReady as not_ready:
        messages.error(request, str(not_ready))
        return redirect("approval", number)
    messages.success(request, "The review is published. The PDF is being made.")
    return redirect("published", number)
