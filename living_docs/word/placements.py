"""What taking a returned form in would do, prompt by prompt, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from living_docs.changes.differences import Difference, differences
from living_docs.instrument import Prompt
from living_docs.kinds import kind_of
from living_docs.models import Answer, AnswerState, LivingDocument
from living_docs.versions import Clash
from living_docs.word.form_reader import FoundPicture, Reading, Stray, read_form
from living_docs.word.package import refused_where_it_breaks
from living_docs.word.states import UNTICKED, Stand
from living_docs.word.values import stand_of, value_of

UNTOUCHED = {AnswerState.CARRIED, AnswerState.NO_CHANGE}


@dataclass(frozen=True)
class Placement:
    """One prompt: what stands on the site, what the form says, and what comes of both."""

    answer: Answer
    base_version: int
    base: dict
    mine: dict
    base_stand: Stand = UNTICKED
    stand: Stand = UNTICKED
    left_out: tuple[str, ...] = ()  # what stood in the answer and is no part of it

    @property
    def prompt(self) -> Prompt:
        return self.answer.prompt

    @property
    def is_edited(self) -> bool:
        return self.mine != self.base or self.stand_changes

    @property
    def stand_changes(self) -> bool:
        """Whether a box was ticked or emptied. "No change" counts while nobody changed the answer on the site."""
        overtaken = self.stand.state == AnswerState.NO_CHANGE and self.answer.state not in UNTOUCHED
        return self.stand != self.base_stand and not overtaken

    @property
    def stand_sentence(self) -> str:
        if not self.stand_changes:
            return ""
        now = self.stand.in_words if self.stand != UNTICKED else ""
        return f"“{now}” is ticked in the form." if now else f"“{self.base_stand.in_words}” is no longer ticked."

    @cached_property
    def result(self) -> dict | None:
        """The answer after taking the form in; None where both changed the same place."""
        try:
            return kind_of(self.prompt).merge(self.base, self.answer.value, self.mine)
        except Clash:
            return None

    @property
    def clashes(self) -> bool:
        return self.result is None

    @property
    def is_already_there(self) -> bool:
        stands = not self.stand_changes or self.stand == Stand.of(self.answer)
        return stands and self.result is not None and self.same(self.result, self.answer.value)

    @property
    def changes(self) -> bool:
        return self.is_edited and not self.is_already_there

    @property
    def is_merged(self) -> bool:
        """Somebody wrote on the site meanwhile, at another place of the answer."""
        return not self.clashes and not self.same(self.base, self.answer.value)

    def same(self, one: dict, other: dict) -> bool:
        clean = kind_of(self.prompt).clean
        return clean(self.prompt, one) == clean(self.prompt, other)

    @property
    def differences(self) -> list[Difference]:
        """Where the answer on the site and the answer after (or, on a clash, the one in the form) differ."""
        after = self.mine if self.result is None else self.result
        blocks = [kind_of(self.prompt).blocks(self.prompt, value) for value in (self.answer.value, after)]
        return differences(*blocks)

    @property
    def mine_shown(self) -> dict:
        return kind_of(self.prompt).shown(self.prompt, self.mine)


@dataclass(frozen=True)
class Return:
    """A returned form as it is shown before anything is written."""

    placements: list[Placement]
    strays: list[Stray]
    remarks: list[str]
    pictures: list[FoundPicture] = field(default_factory=list)

    @property
    def changed(self) -> list[Placement]:
        return [placement for placement in self.placements if placement.changes]

    @property
    def unedited(self) -> list[Placement]:
        return [placement for placement in self.placements if not placement.is_edited]

    @property
    def already_there(self) -> list[Placement]:
        return [placement for placement in self.placements if placement.is_edited and placement.is_already_there]


@refused_where_it_breaks
def placed(content: bytes, document: LivingDocument) -> Return:
    """Read a returned form against the document as it is now, or NotOpened with the reason."""
    reading = read_form(content, document)
    versions = reading.identity.base_versions(document)
    placements = []
    for answer in document.answers.all():
        answer.document = document
        version = versions.get(answer.prompt_number)
        placement = placement_of(answer, reading, version) if version is not None else None
        placements += [placement] if placement else []
    order = list(document.prompts)
    placements.sort(key=lambda placement: order.index(placement.answer.prompt_number))
    return Return(placements, reading.strays, reading.remarks, reading.pictures)


def placement_of(answer: Answer, reading: Reading, version: int) -> Placement | None:
    """A blank form began from nothing; a prefilled one from the version it showed."""
    shown = answer.versions.filter(number=version).first()
    base_version = shown.number if shown else answer.version
    base = {} if reading.identity.blank else shown.value if shown else answer.value
    base_stand = UNTICKED if reading.identity.blank else Stand.of(shown or answer)
    mine = value_of(answer.prompt, reading, base)
    if mine is None:
        return None
    carried = not reading.identity.blank and (shown or answer).state in UNTOUCHED
    stand = stand_of(answer.prompt, reading, base_stand, carried=carried, same_words=mine == base)
    aside = reading.asides.get(answer.prompt_number)
    left_out = tuple(aside.sentences("In the form")) if aside else ()
    return Placement(answer, base_version, base, mine, base_stand, stand, left_out)
