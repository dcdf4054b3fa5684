"""Which form asks for an answer of which kind."""

from living_docs.forms import ChoiceForm, FileForm, PromptForm, ProseForm, ShortTextForm
from living_docs.table_forms import TableForm

FORMS: dict[str, type[PromptForm]] = {
    "prose": ProseForm,
    "short_text": ShortTextForm,
    "choice": ChoiceForm,
    "table": TableForm,
    "cost_table": TableForm,
    "file": FileForm,
}
