"""Fields of Word that run or fetch something, however their words are parted."""

from __future__ import annotations

from collections.abc import Iterable

COMMANDS = {
    "DDE",
    "DDEAUTO",
    "INCLUDEPICTURE",
    "INCLUDETEXT",
    "INCLUDE",
    "IMPORT",
    "LINK",
    "RD",
    "DATABASE",
    "EMBED",
    "HTMLCONTROL",
}
HIDDEN = "DDE built from other fields"


def holds_command(said: Iterable[tuple[str, str]]) -> str:
    """The first command of a part's fields, or nothing. `said`: ("begin" | "words" | "separate" | "end", text).

    A field whose own name comes out of a field inside it says it in secret; no word processor writes one.
    """
    open_fields: list[list[str]] = []
    for sign, text in said:
        if sign == "begin":
            open_fields.append([])
        elif sign == "words":
            (open_fields or [[]])[-1].append(text)
            if not open_fields and (command := command_in(text)):
                return command
        elif sign == "separate" and open_fields and (command := command_in("".join(open_fields[-1]))):
            return command
        elif sign == "end" and open_fields:
            words = "".join(open_fields.pop())
            if command := command_in(words):
                return command
            if open_fields and not "".join(open_fields[-1]).strip(' "\\'):
                return HIDDEN
    return next((command for words in open_fields if (command := command_in("".join(words)))), "")


def command_in(words: str) -> str:
    first = words.split(None, 1)[0].strip('"\\').upper() if words.strip() else ""
    return first if first in COMMANDS else ""
