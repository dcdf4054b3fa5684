"""Comments on published reviews: written by readers, answered by the team."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.foundations import kept_text
from accounts.foundations.public_keys import public_key
from accounts.permissions import can_answer_comments, can_comment_on_review, can_read_comments, open_to
from reporting import actions
from reporting.forms.comments import AnswerForm, CommentForm
from reporting.models import ReviewComment
from reporting.views.published import publication_or_404, show_published, show_withdrawn
from sites.clearance import NotCleared


@require_POST
@open_to(can_comment_on_review)
@kept_text.holds_text("Send your comment on the review")
def comment_on_review(request, number, version):
    publication = publication_or_404(request, number, version)
    if publication.is_withdrawn:
        return show_withdrawn(request, publication, file="comment")
    form = CommentForm(request.POST, sections=publication.data["sections"])
    if not form.is_valid():
        return show_published(request, publication, form)
    actions.comment_on_review(publication, **form.cleaned_data, by=request.user)
    messages.success(request, "Your comment went to the evaluation team. You get an e-mail when it is answered.")
    return redirect(f"{reverse('published_version', args=[number, version])}#comments")


@open_to(can_read_comments)
def review_comments(request):
    """All comments, those without an answer first."""
    comments = sorted(ReviewComment.objects.visible_to(request.user).newest_first(), key=lambda one: one.is_answered)
    return show_comments(request, comments)


def show_comments(request, comments, answering=None, form=None):
    rows = [(one, form if answering == one else AnswerForm(auto_id=f"id_{public_key(one)}_%s")) for one in comments]
    context = {
        "rows": rows,
        "answered": form,
        "has_errors": bool(form),
        "may_answer": can_answer_comments(request.user),
    }
    return render(request, "reporting/comments/review_comments.html", context, status=422 if form else 200)


@require_POST
@open_to(can_answer_comments)
@kept_text.holds_text("Answer this comment")
def answer_comment(request, pk):
    comments = ReviewComment.objects.visible_to(request.user).newest_first()
    comment = get_object_or_404(comments, pk=pk)
    form = AnswerForm(request.POST, auto_id=f"id_{public_key(comment)}_%s")
    if not form.is_valid():
        return show_comments(request, comments, comment, form)
    try:
        answer = actions.answer_comment(comment, by=request.user, **form.cleaned_data)
    except NotCleared as found:
        form.add_error("text", f"Your answer was not sent: it could identify a site. {found}")
        return show_comments(request, comments, comment, form)
    if answer:
        messages.success(request, f"{comment.by.name} is told that there is an answer.")
    else:
        messages.error(request, "A colleague answered this comment meanwhile.")
    return redirect(f"{reverse('review_comments')}#comment-{public_key(comment)}")
