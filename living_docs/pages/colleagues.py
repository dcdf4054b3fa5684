"""What the people of a site have given one another, and what was said about prompts that somebody has not read yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from living_docs.instrument import Prompt
from living_docs.models import ColleagueNote, GivenPrompt, HelpMessage, LivingDocument, ThreadRead
from living_docs.pages.display import question_address


def address_of(document: LivingDocument, prompt_number: str) -> str:
    return reverse("colleagues", args=[document.round.number, document.site.slug, prompt_number])


class Line(NamedTuple):
    """A prompt with the way there and a note."""

    label: str
    address: str
    note: str


@dataclass(frozen=True)
class AtHand:
    """What is at hand for one person of the site in one document."""

    document: LivingDocument
    user: User

    @cached_property
    def all_given(self) -> list[GivenPrompt]:
        """While the document can be written in; after that nobody has anything in hand."""
        if not self.document.is_with_site:
            return []
        given = GivenPrompt.objects.visible_to(self.user).filter(document=self.document).select_related("to", "by")
        found = sorted(given, key=lambda one: list(self.document.prompts).index(one.prompt_number))
        for one in found:
            one.document = self.document
        return found

    @property
    def given_to_me(self) -> list[GivenPrompt]:
        """What this person has to write still."""
        return [one for one in self.all_given if one.to_id == self.user.pk and one.state == GivenPrompt.State.GIVEN]

    @property
    def to_check(self) -> list[GivenPrompt]:
        """What is ready for this person's check: the manager's."""
        return [one for one in self.all_given if one.is_ready] if self.user.manages(self.document.site) else []

    @property
    def given_to_others(self) -> list[GivenPrompt]:
        return [one for one in self.all_given if not one.is_checked and one.to_id != self.user.pk and not one.is_ready]

    @cached_property
    def answered(self) -> list[Line]:
        """Questions to the team with an answer that this person has not read."""
        return self.unread(ThreadRead.Thread.HELP, "help_thread")

    @cached_property
    def notes(self) -> list[Line]:
        """Notes of colleagues that this person has not read."""
        return self.unread(ThreadRead.Thread.COLLEAGUES, "colleagues")

    def unread(self, thread: ThreadRead.Thread, page: str) -> list[Line]:
        return [self.line(number, page) for number in self.newest_unread(thread) if number in self.document.prompts]

    def newest_unread(self, thread: ThreadRead.Thread) -> dict[str, datetime]:
        """When the newest entry was written that this person has not read, by the number of its prompt."""
        looks = ThreadRead.objects.filter(document=self.document, user=self.user, thread=thread)
        read = dict(looks.values_list("prompt_number", "at"))
        newest = dict(self.entries_for_me(thread).order_by("at").values_list("prompt_number", "at"))
        return {number: at for number, at in newest.items() if number not in read or at > read[number]}

    def entries_for_me(self, thread: ThreadRead.Thread) -> QuerySet:
        """The team's answers, or what colleagues wrote."""
        if thread == ThreadRead.Thread.HELP:
            return HelpMessage.objects.visible_to(self.user).filter(document=self.document, from_team=True)
        return ColleagueNote.objects.visible_to(self.user).filter(document=self.document).exclude(by=self.user)

    def line(self, number: str, page: str) -> Line:
        place = reverse(page, args=[self.document.round.number, self.document.site.slug, number])
        return Line(f"{number} {self.document.prompts[number].label}", place, "")


class ColleaguesPage:
    """One prompt among colleagues: who has it, what they said of it, what the person may do."""

    def __init__(self, document: LivingDocument, prompt: Prompt, user: User) -> None:
        self.document, self.prompt, self.user = document, prompt, user

    @cached_property
    def given(self) -> GivenPrompt | None:
        found = GivenPrompt.objects.visible_to(self.user).filter(document=self.document).select_related("to", "by")
        given = found.filter(prompt_number=self.prompt.number).first()
        if given:
            given.document = self.document
        return given

    @property
    def notes(self) -> list[ColleagueNote]:
        notes = ColleagueNote.objects.visible_to(self.user).filter(document=self.document)
        return list(notes.filter(prompt_number=self.prompt.number).in_order())

    @property
    def address(self) -> str:
        return address_of(self.document, self.prompt.number)

    @property
    def place(self) -> str:
        """The prompt on its question page."""
        return f"{question_address(self.document, self.prompt.question_number)}#{self.prompt.anchor}"
