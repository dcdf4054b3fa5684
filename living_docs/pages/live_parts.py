"""What of a question page follows every save without a reload: states, counts, buttons; by the name of its place."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from living_docs.pages.question_page import PromptPart, QuestionPage

OF_A_PROMPT = {
    "mark": "living_docs/shared/_answer_mark.html",
    "tag": "living_docs/questions/_prompt_tag.html",
    "words": "living_docs/questions/_prompt_words.html",
    "print": "living_docs/questions/_prompt_print.html",
    "actions": "living_docs/questions/_prompt_actions.html",
    "last": "living_docs/questions/_last_said.html",
}


def live_parts(request: HttpRequest, page: QuestionPage, saved: list[PromptPart]) -> dict[str, str]:
    """The HTML of the page as a whole and of each prompt that was saved."""
    of_page = {
        "progress": page.progress,
        "unchanged": render_to_string("living_docs/questions/_confirm_all.html", {"page": page}, request),
    }
    if page.report:
        of_page["replied"] = page.report.replied
        of_page |= {f"state-{reply.point.id}": reply.state for reply in page.replies.here}
    return of_page | {
        f"{name}-{part.prompt.anchor}": render_to_string(template, place(page, part), request)
        for part in saved
        for name, template in OF_A_PROMPT.items()
    }


def place(page: QuestionPage, part: PromptPart) -> dict[str, object]:
    """What the templates of one prompt ask for, as on the page itself."""
    return {
        "page": page,
        "document": page.document,
        "part": part,
        "prompt": part.prompt,
        "answer": part.answer,
        "form": part.form,
        "last": part.last_time,
        "rows": part.rows if part.prompt.columns else [],
    }
