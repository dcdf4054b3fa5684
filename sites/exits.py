"""Every text that leaves the team, in one table: where it is held, who reads it, and what it passes before it goes.

`docs/exits.md` is made from it, and `tests/exits` tries every row. What passes is said by `sites.clearance`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """What a text passes. `check` is the function that looks for what may not go, in whichever app knows it."""

    label: str
    check: str = ""
    finders: tuple[str, ...] = ()  # the folders whose code and data find things


@dataclass(frozen=True)
class Exit:
    """One text that leaves. `held_in` names the model and its field, the letter, or the function that makes it."""

    name: str
    held_in: str
    readers: str
    passes: Passage


ALL_SITES = ("reporting/anonymity", "sites/names", "sites/data")
OTHER_SITES = ("feedback/checks", "sites/names", "sites/data")
GATE = Passage("the anonymity gate, at the field", "reporting.anonymity.findings.what_identifies", ALL_SITES)
REVIEW = Passage("the anonymity gate, decisions by two, two approvals", finders=ALL_SITES)
GUARD = Passage(
    "the guard, at the field",
    "reporting.feedback_reports.other_sites.what_tells_of_others",
    (*OTHER_SITES, "reporting/anonymity"),
)
REPORT = Passage("the guard, each finding mended or kept with a reason; quality assurance", finders=OTHER_SITES)
FIXED = Passage("holds no words that a person typed, save names of people and sites")

EVERYONE = "the steering group, all sites, the implementation team, the office"
COMMENTER = "whoever wrote the comment"
SITE = "the people of the one site"
COLLEAGUES = "colleagues of one site"

REVIEW_WITHDRAWN = Exit("Reason of a withdrawn review", "reporting.ReviewWithdrawal.reason", EVERYONE, GATE)
COMMENT_ANSWER = Exit("Answer to a comment on a review", "reporting.CommentAnswer.text", COMMENTER, GATE)
SHARED_COMMENT = Exit("Comment of a reader, as it is shared", "reporting.SharedComment.text", EVERYONE, GATE)
COMMENT_NOT_SHARED = Exit("Reason why a comment is not shared", "reporting.CommentOffer.refused_why", COMMENTER, GATE)
PUBLISHED_REVIEW = Exit("Published review", "reporting.Publication.data", EVERYONE, REVIEW)
REVIEW_FILE = Exit("PDF, Word, slides and brief of a review", "reporting.PublicationFile.content", EVERYONE, REVIEW)
FIGURE_FILE = Exit("Figures of a review, as CSV, SVG and PNG", "reporting.review.figure_files", EVERYONE, REVIEW)

RELEASED_REPORT = Exit("Feedback report", "feedback.Release.data", SITE, REPORT)
REPORT_FILE = Exit("PDF and Word of a feedback report", "reporting.ReleaseFile.content", SITE, REPORT)
REPORT_WITHDRAWN = Exit("Reason of a withdrawn report", "feedback.ReportWithdrawal.reason", SITE, GUARD)
CORRECTION = Exit("Reason of a corrected report", "feedback.Correction.reason", SITE, GUARD)
REPORT_ANSWER = Exit("Answer about a report", "feedback.ReportMessage.text", SITE, GUARD)
HELP_ANSWER = Exit("Answer to a question about a prompt", "living_docs.HelpMessage.text", SITE, GUARD)
CALL_PEOPLE = Exit("Who took part in a telephone call", "living_docs.HelpMessage.took_part", SITE, GUARD)
DECISION = Exit("Reason of a decision on a request", "living_docs.Request.why", SITE, GUARD)
MOVED_DEADLINE = Exit("Reason of a moved deadline", "living_docs.LivingDocument.deadline_reason", SITE, GUARD)
GIVEN_BACK = Exit("Reason why a document goes back to its site", "living_docs.Move.why", SITE, GUARD)

LETTERS = {
    "review_published": EVERYONE,
    "review_withdrawn": EVERYONE,
    "comment_answered": COMMENTER,
    "comment_shared": EVERYONE,
    "review_digest": EVERYONE,
    **dict.fromkeys(["comment_worded", "comment_not_shared"], COMMENTER),
    "invitation": "whoever is invited",
    "role_given": "whoever gets a role",
    "role_taken": "whose role is taken, and the office",
    "site_role_given": "the people of the one site; where it has no manager, the office and the task leader too",
    "work_handed_over": "whoever takes work over",
    "new_password": "whoever asks for a new password",
    "protection_changed": "whose sign-in changes",
    "account_erased": "who has left",
    **dict.fromkeys(["address_asked", "address_offered", "address_corrected"], "whose address changes"),
    **dict.fromkeys(
        [
            "round_open",
            "deadline_near",
            "deadline_passed",
            "deadline_moved",
            "receipt",
            "reopened",
            "request_declined",
            "question_answered",
            "report_ready",
            "report_answered",
            "report_withdrawn",
        ],
        SITE,
    ),
    **dict.fromkeys(["prompt_given", "prompt_ready", "text_for_manager"], COLLEAGUES),
}
INSIDE = {
    "records_touched",
    "file_infected",
    "second_step_asked",
    "second_step_refused",
    "question_asked",
    "report_asked",
    "request_made",
    "to_approve",
    "to_check",
    "sent_back",
    "readings_unsealed",
    "report_withdrawal_asked",
    "report_withdrawal_refused",
    "role_asked",
    "role_confirmed",
    "role_refused",
    "review_withdrawal_asked",
    "review_withdrawal_refused",
    "reading_allotted",
    "reader_asked",
    "reader_answered",
    "reader_commented",
}
MISSING_PROMPTS = "missing"  # a part of two letters

EXITS = [
    PUBLISHED_REVIEW,
    REVIEW_FILE,
    FIGURE_FILE,
    REVIEW_WITHDRAWN,
    COMMENT_ANSWER,
    SHARED_COMMENT,
    COMMENT_NOT_SHARED,
    RELEASED_REPORT,
    REPORT_FILE,
    REPORT_WITHDRAWN,
    CORRECTION,
    REPORT_ANSWER,
    HELP_ANSWER,
    CALL_PEOPLE,
    DECISION,
    MOVED_DEADLINE,
    GIVEN_BACK,
    *(
        Exit(f"Letter “{name}”, subject and body", f"templates/letters/{name}.txt", readers, FIXED)
        for name, readers in LETTERS.items()
    ),
    Exit("Entry for a calendar", "living_docs.calendar_file.deadline_calendar", SITE, FIXED),
    Exit("Names of a review’s files", "reporting.products.Product.file_name", EVERYONE, FIXED),
]
