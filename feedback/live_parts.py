"""What of the desk and the agreeing pages follows every save without a reload, by the name of its place."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from feedback.agreement.page import AgreeingPage
from feedback.checks.feedback_check import findings_of
from feedback.forms import CommentForm
from feedback.models import SUMMARY
from feedback.reading_desk.contents import DeskLinks, desk_links
from feedback.reading_desk.forms import Desk
from living_docs.instrument import Question
from living_docs.models import LivingDocument


def of_desk(request: HttpRequest, desk: Desk) -> dict[str, str]:
    """The marks of the questions, and the comments on passages."""
    remarks = render_to_string("feedback/desk/_remark_list.html", {"page": desk.page, "can_edit": True}, request)
    return question_links(request, desk_links(desk.reading), desk.page.question, "Check and submit") | {
        "remarks": remarks
    }


def of_agreeing(request: HttpRequest, page: AgreeingPage, form: CommentForm, links: DeskLinks) -> dict[str, str]:
    """The marks of the questions, the number of versions, and of each field its findings and origins."""
    live = question_links(request, links, page.question, "Summary and points")
    live["versions"] = render_to_string("feedback/agreement/_agreed_versions_link.html", {"page": page}, request)
    for row in page.rows(form):
        live[f"findings-{row.field.name}"] = findings_html(request, row.findings)
        live[f"origins-{row.field.name}"] = render_to_string("feedback/agreement/_origins.html", {"row": row}, request)
    return live


def of_summary(request: HttpRequest, document: LivingDocument) -> dict[str, str]:
    found = [finding for finding in findings_of(document) if finding.text.question == SUMMARY]
    return {"findings": findings_html(request, found)}


def findings_html(request: HttpRequest, findings: list) -> str:
    return render_to_string("feedback/agreement/_guard_findings.html", {"findings": findings}, request)


def question_links(request: HttpRequest, links: DeskLinks, question: Question, last: str) -> dict[str, str]:
    context = {"links": links, "question": question, "last": last}
    return {"questions": render_to_string("feedback/shared/_question_links.html", context, request)}
