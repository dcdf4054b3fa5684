"""Carrying codes over from an earlier round: all of what is unchanged at once, the rest one by one."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from accounts.permissions import can_code, require
from themes.actions.codings import code
from themes.carry_over.fates import Fate, Proposal
from themes.carry_over.page import Carrying
from themes.models import Coding, CodingLayer, SetAside


class OtherWords(Exception):
    """What was confirmed is not what the text says now."""


@transaction.atomic
def carry_unchanged(layer: CodingLayer, *, by: User) -> int:
    """Carry the codes of every answer that reads as before to the same words; how many."""
    require(can_code, by, layer)
    found = [one for one in Carrying(layer, by).waiting if one.fate == Fate.SAME and one.can_be_taken]
    for one in found:
        carry(layer, one, by=by)
    return len(found)


@transaction.atomic
def carry_confirmed(layer: CodingLayer, coding: Coding, *, start: int, end: int, by: User) -> Coding:
    """Carry one code to the words that a person was shown."""
    require(can_code, by, layer)
    for one in Carrying(layer, by).waiting:
        if one.coding == coding and one.can_be_taken and (one.start, one.end) == (start, end):
            return carry(layer, one, by=by)
    raise OtherWords


def carry(layer: CodingLayer, one: Proposal, *, by: User) -> Coding:
    place = {"prompt_number": one.coding.prompt_number, "start": one.start, "end": one.end}
    return code(layer, **place, themes=[one.theme], carried_from=one.coding, by=by)[0]


@transaction.atomic
def set_aside(layer: CodingLayer, coding: Coding, *, by: User) -> None:
    """Decide that a code of an earlier round is not carried over."""
    require(can_code, by, layer)
    if any(one.coding == coding for one in Carrying(layer, by).waiting):
        SetAside.objects.create(layer=layer, coding=coding, by=by)
