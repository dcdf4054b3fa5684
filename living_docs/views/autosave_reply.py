"""What a page that saves by itself is told, in the one form that `static/js/saving` reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.forms import BaseForm
from django.http import JsonResponse

Part = dict[str, Any]


def part(
    line: str,
    *,
    version: int = 0,
    clash: str = "",
    fields: Mapping[str, Any] | None = None,
    not_saved: Iterable[str] = (),
    problems: Iterable[str] = (),
    **more: object,
) -> Part:
    """What became of one part of the page.

    `fields` are boxes that have to hold something else than was sent; `not_saved` is what was typed and is not stored;
    `problems` are what to mend in what is stored; `clash` is the sentence above two texts.
    """
    said = {"version": version, "line": line, "clash": clash, "fields": dict(fields or {})}
    return said | {"not_saved": list(not_saved), "problems": list(problems)} | more


def reply(saved: Mapping[str, Part], *, live: Mapping[str, str] | None = None) -> JsonResponse:
    """Each part by its name, and pieces of the page that show what is stored now."""
    return JsonResponse({"saved": saved, "live": live or {}})


def refusal(sentence: str, **more: object) -> JsonResponse:
    """The page can save no more: why, and where its text can go instead."""
    return JsonResponse({"sentence": sentence, **more}, status=409)


def errors_of(form: BaseForm) -> list[str]:
    return [str(text) for texts in form.errors.values() for text in texts]
