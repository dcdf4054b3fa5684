"""The section of conclusions: by problem type, by outcome heading, by category of activity, begun with the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from reporting.claims.evidence import RoundEvidence
from reporting.claims.themes import key_of
from themes.models import Theme

SLUG, TITLE = "conclusions", "Conclusions"
PROBLEM_TYPES = "Problem types"  # the theme above them in the programme's own tree
OUTCOMES, ACTIVITIES = ("4.2", "area"), ("3.2", "category")  # the tables that ask for them
COUNTED = ("theme-", *(f"{kind}-{'-'.join(table)}-" for kind in ("row", "shown") for table in (OUTCOMES, ACTIVITIES)))
NOT_CODED = "(draft) No document is coded yet. Put in how many write about each problem type once coding is finished."


def begun(evidence: RoundEvidence) -> str:
    """A first text: what is counted under each heading, for its writer to say what it means."""
    parts = (
        ("By problem type", problem_types(evidence)),
        ("By outcome heading", outcomes(evidence)),
        ("By category of activity", activities(evidence)),
    )
    return "\n".join(f"<h4>{title}</h4>\n" + "\n".join(f"<p>{line}</p>" for line in lines) for title, lines in parts)


def problem_types(evidence: RoundEvidence) -> Iterator[str]:
    themes = Theme.objects.filter(
        tree=evidence.round.programme.theme_trees.in_order().first(), parent__title=PROBLEM_TYPES, retired_at=None
    ).in_order()
    keys = {key_of(theme): theme.title for theme in themes}
    if not any(evidence.answer(key).asked for key in keys if evidence.knows(key)):
        yield NOT_CODED
        return
    yield from (said(title, f"[[count:{key}]] write about it.") for key, title in keys.items())


def outcomes(evidence: RoundEvidence) -> Iterator[str]:
    for label, value in options(evidence, *OUTCOMES):
        listed, shown = (f"{kind}-{'-'.join(OUTCOMES)}-{value}" for kind in ("row", "shown"))
        measured = f" [[count:{shown}]] support one with something measured or a survey."
        yield said(label, f"[[count:{listed}]] list an outcome.{measured * may_stand_beside(listed, shown, evidence)}")


def activities(evidence: RoundEvidence) -> Iterator[str]:
    for label, value in options(evidence, *ACTIVITIES):
        yield said(label, f"[[count:row-{'-'.join(ACTIVITIES)}-{value}]] list an activity.")


def options(evidence: RoundEvidence, number: str, column: str) -> list[tuple[str, str]]:
    """The choices of a table's column, where the round asks for them."""
    prompt = evidence.round.instrument.prompts.get(number)
    offered = [one for found in prompt.columns if found.name == column for one in found.options] if prompt else []
    return [(one.label, one.value) for one in offered if evidence.knows(f"row-{number}-{column}-{one.value}")]


def may_stand_beside(whole: str, part: str, evidence: RoundEvidence) -> bool:
    """Whether the count of a part tells nothing of the few that are left of the whole."""
    if not evidence.knows(part):
        return False
    wider, narrower = evidence.count(whole), evidence.count(part)
    return not 0 < wider.n - narrower.n < evidence.k or narrower.published(evidence.k).exact is None


def said(title: str, sentences: str) -> str:
    return f"<strong>{escape(title)}.</strong> {sentences}"
