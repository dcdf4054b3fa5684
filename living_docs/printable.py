"""Which characters a printed page can show: those of the reports' own faces and of the type faces of this machine."""

from __future__ import annotations

import subprocess
import unicodedata
from bisect import bisect_right
from functools import cache
from shutil import which

from django.conf import settings
from fontTools.ttLib import TTFont

OWN_FACE = settings.BASE_DIR / "static" / "built" / "fonts" / "SourceSans3-Regular.ttf"
NOT_DRAWN = {"Cc", "Cf", "Mn", "Zs", "Zl", "Zp"}  # spaces, joiners and marks that the letter before carries
MOST_NAMED = 10


def unprintable(text: str) -> list[str]:
    """The characters of a text that would print as empty boxes, each once; none where nobody can tell."""
    strange = [one for one in dict.fromkeys(text) if ord(one) > 0x17F and unicodedata.category(one) not in NOT_DRAWN]
    return [one for one in strange if not has_face(ord(one))] if strange and covered() else []


def warning_of(text: str) -> str:
    """A sentence for the box that holds the text."""
    found = unprintable(text)
    named = " ".join(found[:MOST_NAMED])
    if len(found) > MOST_NAMED:
        named += " …"
    return f"These characters will print as empty boxes: {named}. Write them in another way." if found else ""


def has_face(code: int) -> bool:
    place = bisect_right(covered(), (code, 0x110000))
    return place > 0 and code <= covered()[place - 1][1]


@cache
def covered() -> list[tuple[int, int]]:
    """From which character to which there is a face, in order; nothing where the machine does not say."""
    machine = machine_ranges()
    if not machine:
        return []
    joined: list[tuple[int, int]] = []
    for first, last in sorted(machine | own_ranges()):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def own_ranges() -> set[tuple[int, int]]:
    if not OWN_FACE.exists():
        return set()
    with TTFont(OWN_FACE, lazy=True) as face:
        return {(code, code) for code in face.getBestCmap()}


def machine_ranges() -> set[tuple[int, int]]:
    """What fontconfig knows: "20-7e a0 2e80-2e99"."""
    program = which("fc-list")
    if program is None:
        return set()
    asked = subprocess.run(
        [program, "--format", "%{charset}\n"], capture_output=True, text=True, timeout=10, check=False
    )  # noqa: S603
    ranges = (part.split("-") for part in asked.stdout.split())
    return {(int(ends[0], 16), int(ends[-1], 16)) for ends in ranges}
