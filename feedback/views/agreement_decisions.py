"""What the buttons of the agreeing page do beyond saving: decide on a reader’s comment, ask a reader, keep a finding."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from accounts.foundations.public_keys import number_in, public_key
from feedback import actions
from feedback.agreement.page import AgreeingPage
from feedback.checks.feedback_check import findings_of
from feedback.forms import OutcomeForm, QuestionForm
from feedback.models import ReaderComment, Reading
from living_docs import prose
from living_docs.models import LivingDocument


def do_pressed(request, page: AgreeingPage) -> str:
    """Do it, and return the place on the page where it shows; "" when nothing but saving was asked for."""
    for name, act in {"decide": decide, "ask": ask, "keep": keep}.items():
        if name in request.POST:
            return act(request, page)
    return ""


def decide(request, page: AgreeingPage) -> str:
    """What became of a reader’s comment."""
    comment = get_object_or_404(page.open_comments, pk=number_in(ReaderComment, request.POST["decide"]))
    form = OutcomeForm(request.POST, prefix=f"comment-{public_key(comment)}")
    if form.is_valid():
        actions.decide_comment(comment, **form.cleaned_data, by=request.user)
        messages.success(request, "The reader sees what happened to the comment.")
    else:
        messages.error(request, " ".join(text for errors in form.errors.values() for text in errors))
    return "reader-comments"


def ask(request, page: AgreeingPage) -> str:
    """A question to one reader of this question."""
    reading = get_object_or_404(
        Reading, pk=number_in(Reading, request.POST["ask"]), pk__in=[r.pk for _, r in page.can_be_asked]
    )
    reading.document = page.document
    form = QuestionForm(request.POST, prefix=f"ask-{public_key(reading)}")
    if form.is_valid():
        actions.ask_reader(reading, question=page.question.number, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, "We have e-mailed the reader about your question. The reading stays as submitted.")
    else:
        messages.error(request, "Write what you want to ask")
    return "asking"


def keep(request, page: AgreeingPage) -> str:
    """Let words stand that the guard found; they may have been mended in the same press."""
    return keep_finding(request, page.document) or "top"


def keep_finding(request, document: LivingDocument) -> str:
    """The field in which the finding stands, once its reason is noted."""
    key = request.POST["keep"]
    finding = next((finding for finding in findings_of(document) if finding.key == key and finding.is_open), None)
    reason = prose.tidy(request.POST.get(f"keep-{key}", "")).strip()
    if finding is None:
        messages.success(request, "You have already changed what the feedback check found there.")
        return ""
    if reason:
        actions.keep_finding(document, finding=finding, reason=reason, by=request.user)
        messages.success(request, f"“{finding.hit}” stays. Quality assurance sees your reason.")
    else:
        messages.error(request, f"Say why it may stay: “{finding.hit}”")
    return finding.text.field
