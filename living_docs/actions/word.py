"""A Word form sent back: kept whole, then taken in prompt by prompt."""

from __future__ import annotations

from hashlib import sha256

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.permissions import can_edit_answers, require
from living_docs.actions.answers import save_answer
from living_docs.models import LivingDocument, WordReturn
from living_docs.word.placing import Placement, placed


@transaction.atomic
def keep_word_return(document: LivingDocument, *, content: bytes, name: str, by: User) -> WordReturn:
    """Keep a returned form that can be read; NotOpened says in a sentence why one cannot."""
    require(can_edit_answers, by, document)
    placed(content, document)
    kept = WordReturn.objects.create(
        document=document, name=name[-150:], content=content, size=len(content), by=by,
        sha256=sha256(content).hexdigest(),
    )  # fmt: skip
    audit.record("sent back a Word form", by=by, about=document, site=document.site)
    return kept


@transaction.atomic
def take_in(returned: WordReturn, *, chosen: dict[str, int], by: User) -> tuple[list[str], list[str]]:
    """Save what a returned form says at the chosen prompts: {number: version of the answer that the person saw}.

    Returns the numbers of the prompts that were saved, and of those where somebody wrote at the same place meanwhile.
    """
    document = returned.document
    require(can_edit_answers, by, document)
    saved: list[str] = []
    clashed: list[str] = []
    for placement in placed(bytes(returned.content), document).changed:
        number = placement.answer.prompt_number
        if number in chosen:
            (saved if save_placement(placement, chosen[number], by=by) else clashed).append(number)
    audit.record("took in a Word form", by=by, about=document, site=document.site)
    return saved, clashed


def save_placement(placement: Placement, seen: int, *, by: User) -> bool:
    """A clash that the person saw is settled for the form, the other text stays in the history; a new one is not."""
    answer = placement.answer
    if placement.result is None:
        return seen == answer.version and not save_answer(answer, placement.mine, base_version=seen, by=by).clashed
    return not save_answer(answer, placement.result, base_version=answer.version, by=by).clashed
