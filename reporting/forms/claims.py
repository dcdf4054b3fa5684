"""The form that puts a question to a round's documents."""

from itertools import groupby

from django import forms

from reporting.claims.evidence import RoundEvidence


class ClaimForm(forms.Form):
    def __init__(self, *args, evidence: RoundEvidence, **kwargs):
        super().__init__(*args, **kwargs)
        asked = sorted(evidence.questions.values(), key=lambda question: question.group)
        groups = [
            (group, [(question.key, question.words) for question in questions])
            for group, questions in groupby(asked, key=lambda question: question.group)
        ]
        self.fields["question"] = forms.ChoiceField(
            label="Pilots …", choices=[("", "Choose a question"), *groups],
            error_messages={"required": "Choose what to ask of the documents"},
        )  # fmt: skip
