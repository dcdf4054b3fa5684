"""Prose in a plain box, for writing without JavaScript: a notation that keeps every block and comes back the same.

A line is a paragraph; "- " starts a bullet, "1. " a numbered item, "## " a heading, "| a | b |" a table row (a row of
dashes beneath makes it the head); **bold** and __italic__. A backslash before a mark makes it an ordinary character.
"""

import re
from html import escape

from living_docs.prose import Block, blocks, plain, render, tidy

_NUMBERED = re.compile(r"\d{1,3}\. +")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_ITALIC = re.compile(r"__(?=\S)(.+?)(?<=\S)__")
_DASHES = re.compile(r"\|(\s*-{3,}\s*\|)+")
_LOOKS_MARKED = re.compile(r"\\*(?:[-*•] |## |\d{1,3}\. +|\|.*\|$)")
_ESCAPABLE = re.compile(r"(\\*)([*_|-]|</?strong>|</?em>)")
_ESCAPED = re.compile(r"(\\+)([*_|-])")
EMPHASIS = {"<strong>": "**", "</strong>": "**", "<em>": "__", "</em>": "__"}
_STAND_INS = dict(zip("*_|-\\", "\x01\x02\x03\x04\x05", strict=True))  # control characters: nobody can have typed them


def to_plain(html: str) -> str:
    """Canonical HTML as a person edits it in a plain box."""
    lines: list[str] = []
    before = ""
    number = 0
    for block in blocks(html):
        number = number + 1 if block.kind == "number" and before == "number" else 1
        if lines and not (block.kind == before and block.kind in {"bullet", "number", "row"}):
            lines.append("")
        lines += _lines(block, number)
        before = block.kind
    return "\n".join(lines)


def _lines(block: Block, number: int) -> list[str]:
    if block.kind == "row":
        cells = [_marked(cell, "|-" if cell.startswith("---") else "|") for cell in block.cells]
        row = "| " + " | ".join(cells) + " |"
        return [row, "|" + " --- |" * len(cells)] if block.header else [row]
    line = _marked(block.cells[0])
    if block.kind == "paragraph":
        return ["\\" + line if _LOOKS_MARKED.match(line) else line]
    return [{"bullet": "- ", "number": f"{number}. ", "heading": "## "}[block.kind] + line]


def _marked(inline: str, special: str = "") -> str:
    """Emphasis as marks; a backslash before what would be read as one."""
    special += "".join(c for c, tag in (("*", "strong"), ("_", "em")) if c * 2 in inline or f"<{tag}>" in inline)

    def escaped(match: re.Match) -> str:
        slashes, character = match.groups()
        if character in EMPHASIS:
            return slashes * 2 + EMPHASIS[character]
        return slashes * 2 + "\\" + character if slashes or character in special else character

    return plain(_ESCAPABLE.sub(escaped, inline))


def from_plain(typed: str) -> str:
    """Canonical HTML of what a person typed in a plain box."""
    found: list[Block] = []
    for line in tidy(typed).split("\n"):
        line = line.strip()
        if _DASHES.fullmatch(line) and found and found[-1].kind == "row":
            found[-1] = found[-1]._replace(header=True)
        elif line:
            found.append(_block(line))
    return render(blocks(render(found)))


def _block(line: str) -> Block:
    if line.startswith("\\") and _LOOKS_MARKED.match(line):
        return Block("paragraph", (_inline(line[1:]),))
    line = _ESCAPED.sub(_unescaped, line)
    if line.startswith(("- ", "* ", "• ")):
        return Block("bullet", (_inline(line[2:]),))
    if line.startswith("## "):
        return Block("heading", (_inline(line[3:]),))
    if line.startswith("|") and line.endswith("|") and len(line) > 1:
        return Block("row", tuple(_inline(cell) for cell in line.strip("|").split("|")))
    if match := _NUMBERED.match(line):
        return Block("number", (_inline(line[match.end() :]),))
    return Block("paragraph", (_inline(line),))


def _unescaped(match: re.Match) -> str:
    """Of a run of backslashes each pair is one; an odd one makes the character after it ordinary."""
    slashes, character = match.groups()
    return _STAND_INS["\\"] * (len(slashes) // 2) + (_STAND_INS[character] if len(slashes) % 2 else character)


def _inline(typed: str) -> str:
    html = escape(_ESCAPED.sub(_unescaped, typed.strip()), quote=False)
    html = _ITALIC.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", html))
    for character, stand_in in _STAND_INS.items():
        html = html.replace(stand_in, character)
    return html
