"""What pages say beyond Django's own words."""

from datetime import date, datetime

from django import template
from django.utils.safestring import SafeString, mark_safe

from living_docs import authors, uk_time
from living_docs.comment_fields import Part, printed_judgements, printed_parts
from living_docs.prose import blocks
from living_docs.prose.blocks import ROW
from living_docs.tables.rows import Row, rows_of

register = template.Library()


@register.filter
def in_full(moment: datetime) -> str:
    """5pm on Friday 30 April 2010 (UK time)."""
    return uk_time.in_full(moment)


@register.filter
def short_day(day: date | datetime) -> str:
    """21 May 2010."""
    return uk_time.short_day(day)


@register.filter
def judgements(question: dict) -> list[tuple[str, str]]:
    """What a report judges of a question, each under its label."""
    return printed_judgements(question)


@register.filter
def parts(question: dict) -> list[Part]:
    """What a report says of a question, under the labels of its fields; what it asks with the ids of the asks."""
    return printed_parts(question)


@register.filter
def table_rows(shown: dict) -> list[Row]:
    """The rows of a table as it was shown."""
    return rows_of(shown)


@register.filter
def authors_of(sections: list[dict], number: int) -> list[str]:
    """Who answered a question, as the list of authors on the cover of a document's data says."""
    for entry in (entry for section in sections for entry in section["prompts"]):
        if entry["number"] == authors.LIST:
            return authors.of_question(entry["value"].get("rows", []), number)
    return []


@register.filter
def answer_html(text: str) -> SafeString:
    """What a person wrote: canonical HTML, cleaned when it was saved, the only HTML of theirs that pages print."""
    return mark_safe(text)


@register.filter
def with_layout(texts: list[str]) -> list[str]:
    """The texts that say something by their layout: tables, lists in lists, letters for numbers."""
    return [text for text in texts or [] if any(b.kind == ROW or b.level or b.style for b in blocks(text))]


@register.filter
def refusing(messages) -> list:
    """Of what a page has to say first, that which went wrong."""
    return [message for message in messages or () if message.level_tag == "error"]


@register.filter
def informing(messages) -> list:
    return [message for message in messages or () if message.level_tag != "error"]


@register.filter
def at(found: dict, key: str):
    """What a dictionary holds at a key that is known only to the template."""
    return found.get(key) if found else None
