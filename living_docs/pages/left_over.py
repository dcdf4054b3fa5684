"""Text that came after its document could be changed no more: what it says, and who or what ended the writing."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.html import escape

from accounts.models import User
from living_docs import actions, uk_time
from living_docs.forms.by_kind import form_of
from living_docs.instrument import Prompt
from living_docs.kinds import kind_of
from living_docs.models import Answer, LivingDocument
from living_docs.pages.question_page import QuestionPage


class LeftOver(NamedTuple):
    """What somebody typed at one prompt and could not save."""

    prompt: Prompt
    html: str


def what_happened(document: LivingDocument) -> str:
    """ "Ann Okafor submitted the document at 5pm on Friday 30 April 2010 (UK time)." """
    sent = document.current_submission
    if document.was_submitted and sent:
        return f"{sent.by.name} submitted the document at {uk_time.in_full(sent.at)}."
    return "The round was closed while you wrote."


def left_over(page: QuestionPage, posted) -> list[LeftOver]:
    """Each prompt at which the page sent other words than the answer holds."""
    sent = [part.answer for part in page.parts if any(name.startswith(f"{part.prompt.anchor}-") for name in posted)]
    found = [LeftOver(answer.prompt, words_sent(answer, posted)) for answer in sent]
    return [one for one in found if one.html]


def words_sent(answer: Answer, posted) -> str:
    """The words as canonical HTML; "" where they are those of the answer, or none."""
    prompt, kind = answer.prompt, kind_of(answer.prompt)
    form = form_of(prompt)(answer, posted)
    form.is_valid()
    value = kind.clean(prompt, form.value())
    boxes = [
        (posted.get(form.add_prefix(name), "").strip(), form[name].initial)
        for name in ("until", "reason")
        if name in form.fields
    ]
    instead = [typed for typed, held in boxes if typed and typed != held]
    if value == kind.clean(prompt, answer.value) and not instead:
        return ""
    if kind.holds_prose:
        lines, html = kind.shown(prompt, value).get("choices", []), list(form.prose_of(value).values())
    else:
        lines, html = kind.blocks(prompt, value), []
    return "\n".join(filter(None, [*map(paragraph, lines), *html, *map(paragraph, instead)]))


def paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def managers_beside(document: LivingDocument, user: User) -> str:
    """Whom the text can be sent to: the site's managers by name, without the one who asks."""
    return " and ".join(person.name for person in actions.managers_of(document, but=user))
