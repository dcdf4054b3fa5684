"""The site's side: task list and question pages."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from accounts.foundations import kept_text
from accounts.permissions import (
    can_ask_for_more_time,
    can_ask_to_reopen,
    can_edit_answers,
    can_know_documents,
    can_move_deadline,
    can_oversee_rounds,
    can_reopen,
    is_site_person,
    open_to,
)
from living_docs.models import Request, Submission
from living_docs.pages import posted_answers
from living_docs.pages.colleagues import AtHand
from living_docs.pages.display import task_list
from living_docs.pages.left_over import managers_beside
from living_docs.pages.overview import next_move
from living_docs.pages.question_page import QuestionPage
from living_docs.pages.threads import threads_of
from living_docs.views.left_over import give_back
from living_docs.views.lookups import document_or_404, own_document_or_404, question_or_404
from living_docs.workflow import MOVES


@open_to(can_know_documents)
def document(request, number, slug):
    """The task list for the site; for others where the document stands and what was sent."""
    shown = document_or_404(request, number, slug)
    moves = shown.moves.select_related("by").order_by("at", "pk")
    context = {"document": shown, "submission": shown.current_submission, "reopening": reopening(shown, moves)}
    context |= asked_of(request.user, shown)
    if not request.user.belongs_to(shown.site):
        return render(
            request, "living_docs/questions/document_progress.html", context | progress(request.user, shown, moves)
        )
    context |= {"tasks": task_list(shown), "can_edit": can_edit_answers(request.user, shown)}
    context |= {"managers": managers_beside(shown, request.user), "at_hand": AtHand(shown, request.user)}
    return render(request, "living_docs/questions/document.html", context)


def progress(user, document, moves):
    """Progress so far without its people, and what this person may open or do."""
    return {
        "moves": [(MOVES[move.frm, move.to].verb, move) for move in moves],
        "next_move": next_move(document),
        "submissions": Submission.objects.visible_to(user).filter(document=document).order_by("number"),
        "may_reopen": can_reopen(user, document),
        "may_move_deadline": can_move_deadline(user, document),
        "oversees": can_oversee_rounds(user),
    }


def asked_of(user, document):
    """What the site asked and may ask, as far as this person may know."""
    return {
        "requests": Request.objects.visible_to(user).filter(document=document).in_order(),
        "threads": threads_of(document, user),
        "may_ask_for_time": can_ask_for_more_time(user, document),
        "may_ask_to_reopen": can_ask_to_reopen(user, document),
    }


def reopening(document, moves):
    """The move that gave the document back to its site, while it is there."""
    last = moves.last()
    return last if last and document.is_with_site else None


@open_to(is_site_person)
@kept_text.holds_text("Save question {question_number}[ of {site}]", without=("do",))
def question(request, number, slug, question_number):
    """One question with all its prompts. Whatever button is pressed, everything typed is saved first."""
    shown = own_document_or_404(request, number, slug)
    asked = question_or_404(shown, question_number)
    if not asked.asked(shown.round.number):
        raise Http404
    page = QuestionPage(shown, asked, request.user)
    if not can_edit_answers(request.user, shown):
        return give_back(request, page) if request.method == "POST" else redirect("receipt", number, slug)
    if request.method == "POST":
        return answer_posted(request, page)
    page.confirmed = request.GET.get("confirmed", "").split(",")
    return show_question(request, page.opened(request.GET.get("open", ""), to_mend="mend" in request.GET))


def answer_posted(request, page: QuestionPage):
    posted_answers.save_posted(page, request.POST, request.FILES)
    if page.said:
        messages.info(request, " ".join(f"{sentence}." for sentence in page.said))
    for sentences in page.replies.save(request.POST, by=request.user).values():
        for sentence in sentences:
            messages.error(request, f"Not saved: {sentence}.")
    followed = posted_answers.follow(page, request.POST.get("do", ""))
    posted_answers.save_mark(page, request.POST)
    if page.needs_another_look:
        return show_question(request, page, status=422)
    if not followed.leaves:
        messages.success(request, page.saved_sentence)
    return redirect(followed.address)


def show_question(request, page: QuestionPage, status: int = 200):
    context = {"page": page, "document": page.document, "has_errors": page.needs_another_look}
    return render(request, "living_docs/questions/question.html", context, status=status)
