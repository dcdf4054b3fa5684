"""The fields of Word: what each shows stands in the text, what tells Word how to make it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from living_docs.prose.inline import allowed_address
from living_docs.prose.symbols import character_of
from living_docs.word.package import W, is_on, value, whole_number

TICKED, UNTICKED = "☒", "☐"
LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]+))?(?:.*?\\l\s+"([^"]*)")?', re.IGNORECASE | re.DOTALL)
SYMBOL = re.compile(r'\s*SYMBOL\s+(0x[0-9a-f]{1,6}|\d{1,7})(?:.*?\\f\s+"?([^"\\]+)"?)?', re.IGNORECASE | re.DOTALL)
EQUATION = re.compile(r"\s*EQ\s", re.IGNORECASE)


@dataclass
class Field:
    """A field that is being read: first its instruction, then what it shows."""

    instruction: str = ""
    shows: bool = False  # whether its instruction is over
    has_shown: bool = False

    @property
    def address(self) -> str:
        return link_in(self.instruction)


def link_in(instruction: str) -> str:
    """The address that a HYPERLINK instruction leads to; none for a place in the document itself."""
    found = LINK.match(instruction)
    if found is None:
        return ""
    address, place = found[1] or found[2] or "", found[3]
    return allowed_address(f"{address}#{place}" if address and place else address)


def symbol_in(instruction: str) -> str:
    found = SYMBOL.match(instruction)
    if not found:
        return ""
    code = int(found[1], 16 if found[1].lower().startswith("0x") else 10)
    return character_of((found[2] or "").strip(), code)


def shown_by_form_field(begin: etree._Element) -> str:
    """What a form field of old Word shows where no words follow: its box, or the option that was chosen."""
    data = begin.find(f"{W}ffData")
    if data is None:
        return ""
    box, choice = data.find(f"{W}checkBox"), data.find(f"{W}ddList")
    if box is not None:
        state = next((one for name in ("checked", "default") if (one := box.find(f"{W}{name}")) is not None), None)
        return TICKED if state is not None and is_on(state) else UNTICKED
    if choice is not None:
        options = [value(option) for option in choice.findall(f"{W}listEntry")]
        chosen = whole_number(value(choice.find(f"{W}result")) or value(choice.find(f"{W}default")))
        return options[chosen] if 0 <= chosen < len(options) else ""
    return ""
