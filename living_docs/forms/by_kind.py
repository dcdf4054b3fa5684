"""Which form asks for an answer of which kind."""

from living_docs.forms.prompts import ChoiceForm, FileForm, PromptForm, ProseForm, ShortTextForm
from living_docs.forms.tables import TableForm

FORMS: dict[str, type[PromptForm]] = {
    "prose": ProseForm,
    "short_text": ShortTextForm,
    "choice": ChoiceForm,
    "table": TableForm,
    "cost_table": TableForm,
    "file": FileForm,
}
