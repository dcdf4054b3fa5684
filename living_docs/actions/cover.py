"""Rows that the service offers for the lists of the cover: an acronym's meaning, one of the site's people."""

from __future__ import annotations

import re

from accounts.models import User
from accounts.permissions import can_edit_answers, require
from living_docs.actions.answers import save_answer
from living_docs.authors import Suggested
from living_docs.models import Answer
from living_docs.versions import Saved


def add_acronym(answer: Answer, *, acronym: str, meaning: str, by: User) -> Saved:
    """Put what an acronym stands for into C.2; said again, it takes the place of what was said before."""
    require(can_edit_answers, by, answer.document)
    name = re.sub(r"\W", "-", acronym.lower())
    return put_row(answer, {"id": f"acronym-{name}", "acronym": acronym, "meaning": meaning}, by=by)


def add_author(answer: Answer, suggested: Suggested, *, by: User) -> Saved:
    """Put one of the site's people on the list of authors, C.1."""
    require(can_edit_answers, by, answer.document)
    return put_row(answer, suggested.row, by=by)


def put_row(answer: Answer, row: dict[str, str], *, by: User) -> Saved:
    """With this row at the end of the table, in place of one with its id."""
    others = [other for other in answer.value.get("rows", []) if other["id"] != row["id"]]
    return save_answer(answer, answer.value | {"rows": [*others, row]}, base_version=answer.version, by=by)
