"""Help threads as pages show them: the entries at one prompt of one document, and since when an answer is awaited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.urls import reverse

from accounts.models import User
from living_docs.instrument import Prompt
from living_docs.models import HelpMessage, LivingDocument

TEAM = "The evaluation team"


@dataclass(frozen=True)
class Thread:
    document: LivingDocument
    prompt: Prompt
    messages: list[HelpMessage]

    @property
    def address(self) -> str:
        return reverse("help_thread", args=[self.document.round.number, self.document.site.slug, self.prompt.number])

    @property
    def waiting_since(self) -> datetime | None:
        """When the site asked what nobody has answered yet."""
        asked = None
        for message in self.messages:
            asked = (asked or message.at) if message.asks else None
        return asked

    @property
    def label(self) -> str:
        return f"{self.prompt.number} {self.prompt.label}"


def sender(message: HelpMessage, reader: User) -> str:
    """Who wrote it. To a site, whoever answers is the evaluation team."""
    return TEAM if message.from_team and reader.belongs_to(message.document.site) else message.by.name


def threads(messages: Iterable[HelpMessage]) -> list[Thread]:
    """The messages by document and prompt, the longest-standing thread first."""
    place: dict[tuple[int, str], list[HelpMessage]] = {}
    for message in messages:
        place.setdefault((message.document_id, message.prompt_number), []).append(message)
    return [Thread(found[0].document, found[0].document.prompts[number], found) for (_, number), found in place.items()]


def threads_of(document: LivingDocument, user: User) -> list[Thread]:
    """The threads of one document that a person may know of."""
    messages = list(HelpMessage.objects.visible_to(user).filter(document=document).in_order())
    for message in messages:
        message.document = document
    return threads(messages)


def unanswered(user: User) -> list[Thread]:
    """What a person of the team has still to answer, the oldest first."""
    messages = HelpMessage.objects.visible_to(user).select_related("document__round__instrument").in_order()
    waiting = [thread for thread in threads(messages) if thread.waiting_since]
    return sorted(waiting, key=attrgetter("waiting_since"))
