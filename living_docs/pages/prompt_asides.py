"""What stands beside the prompts of a question page: diary notes, help threads, evidence. One query each."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property

from django.db.models import Q

from accounts.models import User
from living_docs.models import ColleagueNote, DiaryNote, EvidenceFile, GivenPrompt, LivingDocument
from living_docs.pages.colleagues import AtHand
from living_docs.pages.threads import Thread, threads_of


class Beside:
    """By prompt number; "" is the question as a whole."""

    def __init__(self, document: LivingDocument, question: int, user: User) -> None:
        self.document, self.question, self.user = document, question, user

    @cached_property
    def diary(self) -> dict[str, list[DiaryNote]]:
        """Notes that wait to be used, and those that went into this document."""
        notes = DiaryNote.objects.visible_to(self.user).filter(site=self.document.site).about(self.question)
        here = Q(use__isnull=True) | Q(use__version__answer__document=self.document)
        found = defaultdict(list)
        for note in notes.filter(here).oldest_first():
            found[note.prompt_number].append(note)
        return dict(found)

    @cached_property
    def threads(self) -> dict[str, Thread]:
        return {thread.prompt.number: thread for thread in threads_of(self.document, self.user)}

    @cached_property
    def given(self) -> dict[str, GivenPrompt]:
        return {given.prompt_number: given for given in AtHand(self.document, self.user).all_given}

    @cached_property
    def colleague_notes(self) -> dict[str, int]:
        """How many notes colleagues left on each prompt."""
        notes = ColleagueNote.objects.visible_to(self.user).filter(document=self.document)
        return dict(Counter(notes.values_list("prompt_number", flat=True)))

    @cached_property
    def supporting(self) -> dict[str, list[EvidenceFile]]:
        """The files that the document names, by the prompt they support."""
        found = defaultdict(list)
        for file in EvidenceFile.objects.named_in(self.document):
            found[file.supports].append(file)
        return dict(found)
