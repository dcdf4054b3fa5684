"""The lists of who codes what, as a coder and as the leader may know it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.db.models import Count, Q

from accounts.models import User
from accounts.permissions import can_be_coder, can_code
from accounts.roles import Role
from living_docs.models import LivingDocument, Round, Submission
from themes.models import CodingLayer

CODERS = (Role.RESEARCHER, Role.LEADER)


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return person.name


class AllotForm(forms.Form):
    """One coder, or two who code blind."""

    def __init__(self, document: LivingDocument, data=None):
        super().__init__(data, prefix=f"d{document.pk}")
        possible = [person.pk for person in User.objects.with_role(*CODERS) if can_be_coder(person, document)]
        people = User.objects.filter(pk__in=possible).order_by("name")
        needed = {"required": f"Choose who codes {document.site}"}
        self.fields["first"] = PersonChoice(people, label="Coder", empty_label="Choose", error_messages=needed)
        self.fields["second"] = PersonChoice(people, label="Second, blind", empty_label="Nobody", required=False)

    @property
    def coders(self) -> list[User]:
        chosen = (self.cleaned_data["first"], self.cleaned_data["second"])
        return list(dict.fromkeys(person for person in chosen if person))


@dataclass
class AllottingRow:
    """A document of a round: its layers as the leader may know of them."""

    submission: Submission
    layers: list[CodingLayer]
    bound: AllotForm | None = None

    @property
    def document(self) -> LivingDocument:
        return self.submission.document

    @cached_property
    def own_form(self) -> AllotForm:
        return self.bound or AllotForm(self.document)

    def form(self, data) -> AllotForm:
        """The form with what was sent."""
        self.bound = AllotForm(self.document, data)
        return self.bound

    @property
    def pair(self) -> list[CodingLayer]:
        return [layer for layer in self.layers if layer.is_blind]

    @property
    def can_be_compared(self) -> bool:
        return len(self.pair) == 2 and all(layer.is_finished for layer in self.pair)

    @property
    def stays(self) -> bool:
        """Whether who codes is fixed: a blind pair from the start, one coder once finished."""
        return any(layer.is_blind or layer.is_finished for layer in self.layers)

    @property
    def settled(self) -> CodingLayer | None:
        return next((layer for layer in self.layers if layer.is_settled), None)


def allotting_rows(round: Round, user: User) -> list[AllottingRow]:
    """The documents whose readings are unsealed, by site. Of blind coders: finished, or not yet."""
    places = ("document__site", "document__round__instrument")
    found = Submission.objects.latest_of_round(round).select_related(*places).defer("data")
    submissions = [one for one in found.order_by("document__site__name") if one.document.is_unsealed]
    layers = defaultdict(list)
    for layer in CodingLayer.objects.filter(submission__in=submissions).in_order():
        layers[layer.submission_id].append(layer)
    return [AllottingRow(submission, layers[submission.pk]) for submission in submissions]


@dataclass(frozen=True)
class CodingRow:
    """A layer in a list: whose, how far, and whether it is one’s own to code."""

    layer: CodingLayer
    passages: int
    is_own: bool

    @property
    def document(self) -> LivingDocument:
        return self.layer.submission.document

    @property
    def state(self) -> tuple[str, str]:
        if self.layer.is_finished:
            return "done", "Finished"
        if self.passages:
            return "under_way", f"Under way, {self.passages} passage{'' if self.passages == 1 else 's'}"
        return "not_yet", "Not begun"


def list_rows(user: User) -> list[CodingRow]:
    """The layers a person may see, own ones first."""
    there = Count("codings", filter=Q(codings__removed_at=None))
    layers = CodingLayer.objects.visible_to(user).in_order().annotate(passages=there)
    rows = [CodingRow(layer, layer.passages, can_code(user, layer) or layer.coder_id == user.pk) for layer in layers]
    return sorted(rows, key=lambda row: (not row.is_own, -row.document.round.number))
