"""How much one person may do within an hour, and how long one text may be: far more than anybody needs, and told in words.

Each web worker counts for itself, in memory: nothing is written for it, and no flood can wipe what others are counted by.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from accounts.foundations import audit
from accounts.foundations.kept_text import give_back, has_words, name_of

HOUR = 60 * 60
MOST_LETTERS = 4_000_000  # of one text; a document of 127 pages has a tenth of that
TOO_LONG = (
    f"One of your texts is longer than {MOST_LETTERS // 1_000_000} million letters, which no document needs. Nothing was saved. "
    "Your text is below: copy it, take out what does not belong there and save it in parts."
)
MOST_MARKS = (
    100_000  # stars and underscores of one text: each may begin bold or italic, and is looked at again and again
)
TOO_MANY_MARKS = (
    f"One of your texts has more than {MOST_MARKS:,} stars or underscores. Nothing was saved. Your text is below: copy it, "
    "take those out and save it again."
)
ANSWER_IN_JSON = {"add_picture"}  # asked by a script, which shows the sentence


@dataclass(frozen=True)
class Rate:
    """`most` an hour for one person, of what the pages of these names are asked for by one method."""

    what: str
    most: int
    pages: frozenset[str]
    method: str = "POST"

    def counts(self, request: HttpRequest) -> bool:
        return request.method == self.method and page_of(request) in self.pages

    @property
    def sentence(self) -> str:
        return f"That is more than {self.most:,} {self.what} within an hour. Nothing was done. Wait a few minutes and try again."


RATES = (
    Rate(
        "files sent",
        1_000,
        frozenset({"add_picture", "word", "write_note", "periodic_reviews", "periodic_uploads", "import_project"}),
    ),
    Rate(
        "messages",
        1_000,
        frozenset(
            {
                "help_thread",
                "colleagues",
                "report_talk",
                "comment_on_review",
                "answer_comment",
                "addendum",
                "ask_for_more_time",
                "ask_to_reopen",
            }
        ),
    ),
    Rate(
        "texts saved",
        20_000,
        frozenset(
            {
                "question",
                "cover",
                "autosave",
                "desk",
                "desk_autosave",
                "own_summary_autosave",
                "agreeing",
                "agreeing_autosave",
                "summary_autosave",
                "draft",
                "front_autosave",
                "save_reasons",
                "draft_section",
                "section_autosave",
            }
        ),
    ),
    Rate(
        "looks through a text by the anonymity gate",
        2_000,
        frozenset({"anonymity", "draft_section", "add_quotation", "reword_quotation"}),
    ),
    Rate(
        "files fetched",
        5_000,
        frozenset(
            {
                "rows_file",
                "word_form",
                "blank_word_form",
                "question_word_form",
                "evidence",
                "diary_file",
                "overview_csv",
                "codings_file",
                "export_project",
                "export_pseudonyms",
                "export_codebook",
                "matrix_file",
                "agreement_csv",
                "submission_pdf",
                "submission_docx",
                "draft_docx",
                "draft_pdf",
                "feedback_report_file",
                "review_file",
                "periodic_review_file",
                "figure_file",
                "figures_data",
                "audit_events_csv",
                "own_data_file",
                "data_file_of",
                "deadline_ics",
                "proof_pdf",
                "over_rounds_csv",
            }
        ),
        "GET",
    ),
)


def bounded_requests(get_response):
    """Middleware before all others: what is larger than any file we take is refused before a byte of it is kept."""

    def respond(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.REQUEST_LIMIT:
            return HttpResponse(render_to_string("413.html"), status=413)
        return get_response(request)

    return respond


class Limits:
    """Refuses what is too long or too much, and gives the text back."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.hour = 0
        self.done: Counter[tuple[int | None, str]] = Counter()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if not settings.LIMITS or not request.user.is_authenticated:
            return None
        if request.method == "POST" and longest_text(request) > MOST_LETTERS:
            return refused(request, "Your text is too long", TOO_LONG, status=413)
        if request.method == "POST" and most_marks(request) > MOST_MARKS:
            return refused(request, "Your text has too many marks", TOO_MANY_MARKS, status=413)
        over = next((rate for rate in RATES if rate.counts(request) and self.is_over(rate, request)), None)
        return refused(request, "Too much at once", over.sentence, status=429) if over else None

    def is_over(self, rate: Rate, request: HttpRequest) -> bool:
        """Count one more; an event is kept of the first that is too many."""
        if (hour := int(time.time() // HOUR)) != self.hour:
            self.hour, self.done = hour, Counter()
        self.done[request.user.pk, rate.what] += 1
        many = self.done[request.user.pk, rate.what]
        if many == rate.most + 1:
            audit.record("reached a limit", by=request.user, about=f"{rate.most} {rate.what} within an hour")
        return many > rate.most


def page_of(request: HttpRequest) -> str:
    return (request.resolver_match and request.resolver_match.url_name) or ""


def longest_text(request: HttpRequest) -> int:
    return max((len(value) for _, values in request.POST.lists() for value in values), default=0)


def most_marks(request: HttpRequest) -> int:
    texts = (value for _, values in request.POST.lists() for value in values)
    return max((text.count("*") + text.count("_") for text in texts), default=0)


def refused(request: HttpRequest, title: str, sentence: str, *, status: int) -> HttpResponse:
    if page_of(request) in ANSWER_IN_JSON:
        return JsonResponse({"added": False, "sentence": sentence}, status=status)
    if request.method == "GET":
        return give_back(request, title=title, sentence=sentence, status=status)
    button = name_of(request) if status == 429 else ""
    return give_back(request, title=title, sentence=sentence, status=status, button=button, is_text=has_words)
