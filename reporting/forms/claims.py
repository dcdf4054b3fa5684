"""The forms that put a question to a round's documents, and that compare what two of them answer."""

from itertools import groupby
from typing import cast

from django import forms

from reporting.claims.comparisons import ALONE, RELATIONS, Comparison, is_known, is_like_with_like
from reporting.claims.evidence import RoundEvidence
from reporting.claims.money import kinds_of_cost

Groups = list[tuple[str, list[tuple[str, str]]]]


def questions(evidence: RoundEvidence) -> Groups:
    """All questions in words, in their groups."""
    asked = sorted(evidence.questions.values(), key=lambda question: question.group)
    return [
        (group, [(question.key, question.words) for question in found])
        for group, found in groupby(asked, key=lambda question: question.group)
    ]


def amounts(evidence: RoundEvidence) -> Groups:
    """The kinds of cost, whose sums can be compared and are never printed."""
    prompts = evidence.round.instrument.prompts
    found = []
    for key, (number, category) in kinds_of_cost(evidence).items():
        column = next(column for column in prompts[number].columns if column.name == "category")
        found.append((key, f"{prompts[number].label}: {column.labels[category]}"))
    return [("Sums of money", found)] if found else []


class ClaimForm(forms.Form):
    def __init__(self, *args, evidence: RoundEvidence, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["question"] = forms.ChoiceField(
            label="Pilots …",
            choices=[("", "Choose a question"), *questions(evidence)],
            error_messages={"required": "Choose what to ask of the documents"},
        )


class ComparisonForm(forms.Form):
    """One count or sum, and what is said of it beside another, beside all of its kind, or beside an earlier round."""

    first = forms.ChoiceField(label="The number or sum", error_messages={"required": "Choose what to compare"})
    relation = forms.ChoiceField(
        label="What you say of it", choices=RELATIONS.items(), error_messages={"required": "Choose what you say of it"}
    )
    second = forms.ChoiceField(label="The other number or sum", required=False)

    def __init__(self, *args, evidence: RoundEvidence, **kwargs):
        super().__init__(*args, **kwargs)
        self.evidence = evidence
        every = [*amounts(evidence), *questions(evidence)]
        earlier = [(f"round-{n}", f"the same in Round {n}") for n in range(1, evidence.round.number)]
        choices = {
            "first": [("", "Choose one"), *every],
            "second": [("", "None: of its kind"), ("Over time", earlier), *every],
        }
        for name, offered in choices.items():
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = offered

    def clean(self):
        chosen = super().clean()
        if not {"first", "relation"} <= chosen.keys():
            return chosen
        alone, other = chosen["relation"] in ALONE, chosen.get("second", "")
        if not alone and not other:
            self.add_error("second", "Choose what to compare it with")
            return chosen
        self.comparison = Comparison(chosen["first"], chosen["relation"], "" if alone else other)
        if not is_like_with_like(self.comparison):
            self.add_error("second", "Compare money with money, and numbers of documents with numbers of documents")
        elif not is_known(self.comparison, self.evidence):
            self.add_error("relation", "It has no others of its kind, or was not asked in that round")
        return chosen
