"""Characters of symbol fonts as characters that any font shows; `symbols.json` is what the paste filter reads too."""

from __future__ import annotations

import json
from pathlib import Path

SYMBOLS: dict[str, dict[str, str]] = {
    font.casefold(): table
    for font, table in json.loads((Path(__file__).parent / "symbols.json").read_text(encoding="utf-8")).items()
}
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_PRIVATE = range(0xE000, 0xF900)
_OF_FONT = range(0xF000, 0xF100)  # where Word keeps the 256 characters of a symbol font


def is_symbol_font(font: str) -> bool:
    return font.casefold() in SYMBOLS


def character_of(font: str, code: int) -> str:
    """What a font shows for a code; UNKNOWN where nobody can tell."""
    table = SYMBOLS.get(font.casefold())
    if table is not None and (code < 0x100 or code in _OF_FONT):
        return table.get(f"{code & 0xFF:02x}", UNKNOWN)
    return UNKNOWN if not code or code in _PRIVATE or code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)


def text_in_font(text: str, font: str) -> str:
    """Text as a run of a font shows it."""
    if not is_symbol_font(font) and not any(ord(character) in _PRIVATE for character in text):
        return text
    return "".join(" " if one.isspace() else character_of(font, ord(one)) for one in text)
