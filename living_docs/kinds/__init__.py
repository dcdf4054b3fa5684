"""The six kinds of prompt: what an answer of each kind looks like, when it is empty, what is wrong with it."""

from living_docs.kinds.base import Kind, Problem
from living_docs.kinds.costs import CostTable, CostTotal
from living_docs.kinds.files import Files
from living_docs.kinds.tables import Table
from living_docs.kinds.text import Choice, Prose, ShortText

KINDS: dict[str, Kind] = {
    "prose": Prose(),
    "short_text": ShortText(),
    "choice": Choice(),
    "table": Table(),
    "cost_table": CostTable(),
    "file": Files(),
}


def kind_of(prompt) -> Kind:
    return KINDS[prompt.kind]


__all__ = ["KINDS", "CostTotal", "Kind", "Problem", "kind_of"]
