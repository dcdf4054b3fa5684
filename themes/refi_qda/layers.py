"""Into which coding of a submission an imported one may go. What is coded blind is never touched."""

from __future__ import annotations

from accounts.models import User
from accounts.permissions import can_allot_coding, can_be_coder
from living_docs.models import Submission
from themes.models import CodingLayer

Kind = CodingLayer.Kind


class NoLayer(Exception):
    """Why nothing of a person can be taken into a submission's coding."""


class Layers:
    """The layers of an import, each looked up once."""

    def __init__(self, by: User) -> None:
        self.by = by
        self.found: dict[tuple[int, int | None], CodingLayer] = {}

    def of(self, submission: Submission, coder: User | None, *, or_any: bool = False) -> CodingLayer:
        """The coder's own layer, or a new one where the submission has none; `coder` None is what was settled.

        With `or_any`, another's layer that counts will do: a memo on a document need not be its coder's.
        """
        key = (submission.pk, coder.pk if coder else None)
        if key not in self.found:
            self.found[key] = self.looked_up(submission, coder, or_any)
        return self.found[key]

    def looked_up(self, submission: Submission, coder: User | None, or_any: bool) -> CodingLayer:
        there = list(submission.coding_layers.all())
        kind = Kind.SOLE if coder else Kind.SETTLED
        same = next((layer for layer in there if layer.kind == kind and layer.coder_id == (coder and coder.pk)), None)
        if same is None and or_any:
            same = next((layer for layer in there if not layer.is_blind), None)
        if same is not None:
            return same
        if not can_allot_coding(self.by, submission.document):
            raise NoLayer("its readings are not yet submitted, so it cannot be coded")
        if coder and not can_be_coder(coder, submission.document):
            raise NoLayer(f"{coder} may not code this site’s documents")
        if there:
            raise NoLayer("the document is being coded by others here")
        return CodingLayer.objects.create(submission=submission, kind=kind, coder=coder, allotted_by=self.by)
