"""The form that asks for an answer, as the kind of the prompt names it."""

from django.utils.module_loading import import_string

from living_docs.forms.prompts import PromptForm
from living_docs.instrument import Prompt
from living_docs.kinds import kind_of


def form_of(prompt: Prompt) -> type[PromptForm]:
    return import_string(kind_of(prompt).form)
