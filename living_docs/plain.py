"""Prose in a plain box, for writing without JavaScript: a notation that keeps every block and comes back the same.

A line is a paragraph; "- " starts a bullet, "1. " a numbered item, "## " a heading, "| a | b |" a table row (a row of
dashes beneath makes it the head); **bold** and __italic__.
"""

import re
from html import escape

from living_docs.prose import Block, blocks, plain, render, tidy

_NUMBERED = re.compile(r"\d{1,3}\. +")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_ITALIC = re.compile(r"__(?=\S)(.+?)(?<=\S)__")
_DASHES = re.compile(r"\|(\s*-{3,}\s*\|)+")


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
    cells = [_marked(cell) for cell in block.cells]
    if block.kind == "row":
        row = "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"
        return [row, "|" + " --- |" * len(cells)] if block.header else [row]
    mark = {"bullet": "- ", "number": f"{number}. ", "heading": "## "}.get(block.kind, "")
    return [mark + cells[0]]


def _marked(inline: str) -> str:
    for tag, mark in (("strong", "**"), ("em", "__")):
        inline = inline.replace(f"<{tag}>", mark).replace(f"</{tag}>", mark)
    return plain(inline)


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
    if line.startswith(("- ", "* ", "• ")):
        return Block("bullet", (_inline(line[2:]),))
    if line.startswith("## "):
        return Block("heading", (_inline(line[3:]),))
    if line.startswith("|") and line.endswith("|") and len(line) > 1:
        return Block("row", tuple(_inline(cell) for cell in line.strip("|").split("|")))
    if match := _NUMBERED.match(line):
        return Block("number", (_inline(line[match.end() :]),))
    return Block("paragraph", (_inline(line),))


def _inline(typed: str) -> str:
    html = escape(typed.strip(), quote=False)
    return _ITALIC.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", html))
