"""Prose, short text, and a choice with the text that follows it up."""

from itertools import zip_longest

from living_docs import prose
from living_docs.kinds.base import Kind, Problem
from living_docs.versions import both_prose, either, merge_prose


def follow_up_of(prompt, value: dict) -> str:
    return prose.clean(value.get("follow_up", "")) if prompt.follow_up else ""


def both_follow_up(base: dict, theirs: dict, mine: dict) -> dict:
    return {"follow_up": both_prose(*(value.get("follow_up", "") for value in (base, theirs, mine)))}


def follow_up_problems(prompt, value: dict) -> list[Problem]:
    if prompt.follow_up and prompt.follow_up.required and not value.get("follow_up"):
        return [Problem(f"id_{prompt.anchor}-follow_up", f"Answer “{prompt.follow_up.question}” in {prompt.number}")]
    return []


class Prose(Kind):
    """{"texts": [html, …]}: one text, or as many as the prompt repeats."""

    form = "living_docs.forms.prompts.ProseForm"
    holds_prose = is_told = True

    def clean(self, prompt, value):
        texts = [prose.clean(text) for text in value.get("texts", [])][: prompt.repeat]
        while texts and not texts[-1]:
            texts.pop()
        return {"texts": texts}

    def is_empty(self, value):
        return not any(value.get("texts", []))

    def blocks(self, prompt, value):
        return [block.text for text in value.get("texts", []) for block in prose.blocks(text)]

    def merge(self, base, theirs, mine):
        triples = zip_longest(base.get("texts", []), theirs.get("texts", []), mine.get("texts", []), fillvalue="")
        return {"texts": [merge_prose(*triple) for triple in triples]}

    def both(self, base, theirs, mine):
        triples = zip_longest(base.get("texts", []), theirs.get("texts", []), mine.get("texts", []), fillvalue="")
        return {"texts": [both_prose(*triple) for triple in triples]}

    def with_note(self, prompt, value, html):
        first, *rest = value.get("texts", []) or [""]
        return {"texts": [prose.clean(f"{first}\n{html}"), *rest]}

    def places_in_word(self, prompt):
        several = prompt.repeat > 1
        which = [f", text {place + 1} of {prompt.repeat}" if several else "" for place in range(prompt.repeat)]
        return {f"text_{place}": f"Your answer to {prompt.number}{said}:" for place, said in enumerate(which)}

    def shown(self, prompt, value):
        return {"texts": value.get("texts", [])}


class ShortText(Kind):
    """{"text": "…"}: one line."""

    form = "living_docs.forms.prompts.ShortTextForm"

    def clean(self, prompt, value):
        return {"text": " ".join(prose.tidy(value.get("text", "")).split())}

    def is_empty(self, value):
        return not value.get("text")

    def blocks(self, prompt, value):
        return [value["text"]] if value.get("text") else []

    def merge(self, base, theirs, mine):
        return {"text": either(base.get("text", ""), theirs.get("text", ""), mine.get("text", ""))}

    def with_note(self, prompt, value, html):
        return {"text": " ".join([value.get("text", ""), *prose.text(html).split()]).strip()}

    def places_in_word(self, prompt):
        return {"text": f"Your answer to {prompt.number}, in one line:"}

    def shown(self, prompt, value):
        return {"lines": self.blocks(prompt, value)}


class Choice(Kind):
    """{"choices": [value, …], "follow_up": html}: one or several options, and the text asked for beside them."""

    form = "living_docs.forms.prompts.ChoiceForm"
    holds_prose = True

    def clean(self, prompt, value):
        chosen = [option.value for option in prompt.options if option.value in value.get("choices", [])]
        return {"choices": chosen if prompt.multiple else chosen[:1], "follow_up": follow_up_of(prompt, value)}

    def is_empty(self, value):
        return not value.get("choices") and not value.get("follow_up")

    def problems(self, prompt, value):
        if not value.get("choices"):
            return [Problem(f"id_{prompt.anchor}-choices_1", f"Choose an answer to {prompt.number}")]
        return follow_up_problems(prompt, value)

    def blocks(self, prompt, value):
        chosen = [prompt.labels.get(choice, choice) for choice in value.get("choices", [])]
        return chosen + [block.text for block in prose.blocks(value.get("follow_up", ""))]

    def typed(self, prompt, value):
        return [block.text for block in prose.blocks(value.get("follow_up", ""))]

    def merge(self, base, theirs, mine):
        return {
            "choices": either(base.get("choices", []), theirs.get("choices", []), mine.get("choices", [])),
            "follow_up": merge_prose(base.get("follow_up", ""), theirs.get("follow_up", ""), mine.get("follow_up", "")),
        }

    def both(self, base, theirs, mine):
        return mine | both_follow_up(base, theirs, mine)

    def with_note(self, prompt, value, html):
        """Beside a choice there is room where the prompt asks for a text."""
        if not prompt.follow_up:
            return None
        return value | {"follow_up": prose.clean(f"{value.get('follow_up', '')}\n{html}")}

    def places_in_word(self, prompt):
        how = "one or more" if prompt.multiple else "one"
        return {"choices": f"Your choice in {prompt.number}: put an X between the brackets of {how}."}

    def shown(self, prompt, value):
        chosen = [prompt.labels.get(choice, choice) for choice in value.get("choices", [])]
        return {"choices": chosen, "texts": [value["follow_up"]] if value.get("follow_up") else []}
