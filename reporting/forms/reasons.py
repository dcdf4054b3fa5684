"""Reasons that somebody else is to weigh."""

from django import forms

from living_docs.forms.fields import TypedText, required_reason

SUBSTANTIAL = "Give your reason in a sentence, so that others can weigh it"
FEWEST_WORDS, FEWEST_TELLING = 3, 2
SAYS_NOTHING = frozenset(
    "a above absolutely again agree agreed alarm all alright am an and any approved are as at be been before but by "
    "can change check checked course definitely do does done error fair false fine finding for from good got happy has "
    "have he her here his i in is issue it its just keep know leave let looks mean means me my no none not nothing now of "
    "ok okay on one or our please positive problem quite really reason reviewed right safe said same say see seems she "
    "should so stand stands stay stays sure text than thanks that the their them then there these they thing things "
    "think this those to too true trust us very was we well were what which will with word words would wrong yes you "
    "your na okey kept looked think reason fully looks thumbs up gate see".split()
)


class ReasonForm(forms.Form):
    reason = TypedText(label="Reason", widget=forms.Textarea(attrs={"rows": 3}))

    def clean_reason(self):
        return required_reason(self.cleaned_data["reason"])


class SubstantialReasonForm(ReasonForm):
    """A reason that somebody else can weigh."""

    def clean_reason(self):
        reason = super().clean_reason()
        if not says_why(reason):
            raise forms.ValidationError(SUBSTANTIAL)
        return reason


def says_why(reason: str) -> bool:
    """Whether a reason says more than that all is well: three words, two different ones of which tell something."""
    words = [word.casefold() for word in reason.replace("’", "'").split()]
    telling = {word for word in ("".join(filter(str.isalpha, one)) for one in words) if len(word) > 1} - SAYS_NOTHING
    return len(words) >= FEWEST_WORDS and len(telling) >= FEWEST_TELLING
