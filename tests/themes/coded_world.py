"""A world with documents that can be coded, a small tree, and short ways to code."""

from __future__ import annotations

from accounts.models import User
from living_docs.answer_text import text_of
from living_docs.models import Submission
from living_docs.workflow import Status
from tests.factories import World
from themes import actions
from themes.models import Coding, CodingLayer, Theme, ThemeTree


class CodedWorld:
    """Site A's document of round 1, its readings unsealed, and the themes Trust and Money under Barriers."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.tree = ThemeTree.objects.create(programme=world.programme, slug="small", title="Small tree")
        self.barriers = self.theme("Barriers", codable=False)
        self.trust = self.theme("Trust", parent=self.barriers)
        self.money = self.theme("Money", parent=self.barriers)
        world.document_at(Status.AGREEING)

    def theme(self, title: str, **fields) -> Theme:
        return actions.add_theme(self.tree, title=title, by=self.world.lee, **fields)

    def submission(self, site: str = "a", number: int = 1) -> Submission:
        found = self.world.document(site, number).current_submission
        assert found is not None
        return found

    def allot(self, *coders: User, site: str = "a", number: int = 1) -> list[CodingLayer]:
        return actions.allot_coding(self.submission(site, number), coders=coders, by=self.world.lee)

    def text(self, layer: CodingLayer, prompt: str = "1.1") -> str:
        return text_of(layer.submission.entries()[prompt])

    def code(self, layer: CodingLayer, words: str, *themes: Theme, prompt: str = "1.1", **options) -> list[Coding]:
        """Put themes on the first place where these words stand."""
        start = self.text(layer, prompt).index(words)
        by = options.pop("by", None) or layer.coder or self.world.lee
        place = {"prompt_number": prompt, "start": start, "end": start + len(words)}
        return actions.code(layer, themes=themes or [self.trust], by=by, **place, **options)
