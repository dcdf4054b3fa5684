"""Coding: a theme on a passage, taken away again, and memos. The words are read from the frozen text, never sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.foundations import clock
from accounts.models import User
from accounts.permissions import can_code, can_recode, can_see_themes, can_take_memo_away, require
from living_docs.answer_text import text_of
from living_docs.models import Submission
from themes.actions.layers import as_coder
from themes.models import Coding, CodingLayer, Memo, Theme


class NoPassage(Exception):
    """Offsets between which no words of the answer stand."""


class NotCodable(Exception):
    """A heading, or a theme that is no longer offered."""


def quote_at(submission: Submission, prompt_number: str, start: int, end: int) -> str:
    """The words of an answer between two code points."""
    entry = submission.entries().get(prompt_number)
    quote = text_of(entry)[start:end] if entry and 0 <= start < end else ""
    if len(quote) != end - start or not quote.strip():
        raise NoPassage
    return quote


@transaction.atomic
def code(
    layer: CodingLayer,
    *,
    prompt_number: str,
    start: int,
    end: int,
    themes: Iterable[Theme],
    memo: str = "",
    by: User,
    carried_from: Coding | None = None,
) -> list[Coding]:
    """Put themes on a passage. A theme that stands on just these words already is not put there twice."""
    require(can_code, by, layer)
    CodingLayer.objects.select_for_update().get(pk=layer.pk)
    place = {"prompt_number": prompt_number, "start": start, "end": end}
    quote = quote_at(layer.submission, prompt_number, start, end)
    made, now = [], clock.now()
    for theme in dict.fromkeys(themes):
        if not theme.codable or theme.is_retired:
            raise NotCodable
        defaults = {"quote": quote, "carried_from": carried_from, "at": now}
        made.append(Coding.objects.there().get_or_create(layer=layer, theme=theme, **place, defaults=defaults)[0])
    if memo.strip() and made:
        write_memo(made[0], text=memo, by=by)
    as_coder("coded", layer, by=by)
    return made


@transaction.atomic
def code_prompt(layer: CodingLayer, *, prompt_number: str, themes: Iterable[Theme], by: User) -> list[Coding]:
    """Put themes on a whole answer."""
    entry = layer.submission.entries().get(prompt_number)
    end = len(text_of(entry)) if entry else 0
    return code(layer, prompt_number=prompt_number, start=0, end=end, themes=themes, by=by)


@transaction.atomic
def take_away(coding: Coding, *, at: datetime | None = None, by: User) -> None:
    """Take a theme off a passage. The coding is kept, as one that was taken away."""
    require(can_code, by, coding.layer)
    coding.removed_at, coding.removed_by = at or clock.now(), by
    coding.save(update_fields=["removed_at", "removed_by"])
    as_coder("took a code away", coding.layer, by=by)


@transaction.atomic
def undo(codings: Iterable[Coding], *, by: User) -> None:
    """Take away together what was coded in one go, or put back what was taken away in one."""
    now = clock.now()
    for coding in codings:
        if coding.is_there:
            take_away(coding, at=now, by=by)
        else:
            put_back(coding, by=by)


@transaction.atomic
def put_back(coding: Coding, *, by: User) -> Coding:
    """Undo `take_away`; where the same was coded anew meanwhile, that stands."""
    require(can_code, by, coding.layer)
    same = {name: getattr(coding, name) for name in ("layer", "prompt_number", "start", "end", "theme")}
    if there := Coding.objects.there().filter(**same).first():
        return there
    coding.removed_at = coding.removed_by = None
    coding.save(update_fields=["removed_at", "removed_by"])
    as_coder("put a code back", coding.layer, by=by)
    return coding


@transaction.atomic
def recode(coding: Coding, *, to: Theme, by: User) -> Coding:
    """A person decides where a passage of a retired theme belongs; the old coding is kept, as one taken away."""
    require(can_recode, by, coding.layer)
    if not to.codable or to.is_retired:
        raise NotCodable
    place = {name: getattr(coding, name) for name in ("layer", "prompt_number", "start", "end")}
    coding.removed_at, coding.removed_by = clock.now(), by
    coding.save(update_fields=["removed_at", "removed_by"])
    new, _ = Coding.objects.there().get_or_create(**place, theme=to, defaults={"quote": coding.quote})
    Memo.objects.filter(coding=coding).update(coding=new)
    as_coder("coded anew", coding.layer, by=by)
    return new


@transaction.atomic
def write_memo(on: Coding | CodingLayer | Theme, *, text: str, by: User) -> Memo:
    """A memo on a passage, on the document a layer codes, or on a theme."""
    if isinstance(on, Theme):
        require(can_see_themes, by)
        return Memo.objects.create(theme=on, text=text.strip(), by=by)
    layer = on.layer if isinstance(on, Coding) else on
    require(can_code, by, layer)
    if isinstance(on, Coding):
        return Memo.objects.create(layer=layer, coding=on, text=text.strip(), by=by)
    return Memo.objects.create(layer=layer, submission=layer.submission, text=text.strip(), by=by)


@transaction.atomic
def take_memo_away(memo: Memo, *, by: User) -> None:
    require(can_take_memo_away, by, memo)
    memo.removed_at = clock.now()
    memo.save(update_fields=["removed_at"])
