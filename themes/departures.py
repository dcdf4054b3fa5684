"""Coding that a person has not finished when they leave the programme."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from accounts.departures import Held
from accounts.foundations.public_keys import public_key
from accounts.models import User
from accounts.permissions import can_be_coder
from accounts.roles import Role
from themes.actions import hand_over_coding
from themes.models import CodingLayer


def held_by(person: User) -> Iterator[Held]:
    unfinished = CodingLayer.objects.filter(coder=person, finished_at=None).in_order()
    for layer in unfinished:
        yield Held(public_key(layer), str(layer), others_who_may_code(layer), partial(give_coding, layer))


def give_coding(layer: CodingLayer, to: User, by: User) -> None:
    hand_over_coding(layer, to=to, by=by)


def others_who_may_code(layer: CodingLayer) -> list[User]:
    there = set(layer.submission.coding_layers.values_list("coder", flat=True))
    people = User.objects.with_role(Role.RESEARCHER, Role.LEADER)
    return [one for one in people if one.pk not in there and can_be_coder(one, layer.submission.document)]
