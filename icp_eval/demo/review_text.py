"""The text of the fictional thematic reviews, and what is needed to quote answers without their author."""

import re
import tomllib
from functools import cache
from html import escape, unescape
from pathlib import Path

DATA = Path(__file__).parent / "data"
QUOTATION = re.compile(r"\[\[quotation:(q[1-8]-\d)\]\]")
STRONG = re.compile(r"&lt;(/?(?:strong|em))&gt;")


def review(round_number: int) -> dict:
    """A thematic review with count and quotation tokens still in place; round 3 is a draft that has been begun."""
    title: dict = {}
    sections: dict[str, dict] = {}
    for part in _parts(round_number):
        title |= {key: value for key, value in part.items() if key != "sections"}
        sections |= part.get("sections", {})
    return {
        "title": title["title"],
        "subtitle": title["subtitle"],
        "abstract": to_html(title["abstract"]),
        "glance": [dict(item) for item in title["glance"]],
        "messages": [item | {"counts": _rows(item["counts"])} for item in title["messages"]],
        "last_issues": [item | {"counts": _rows(item["counts"])} for item in title.get("issues", [])],
        "sections": {key: _section(section) for key, section in sections.items()},
    }


def anonymised_quotations(round_number: int) -> list[dict]:
    """From which answers the quotations of a review are taken, in the order of its text."""
    return [dict(row) for row in _sources().get(f"round_{round_number}", [])]


@cache
def _parts(round_number: int) -> tuple[dict, ...]:
    """The source files of a review in order."""
    paths = sorted(DATA.glob(f"review_round_{round_number}_*.toml"))
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in paths)


@cache
def _sources() -> dict[str, list[dict]]:
    return tomllib.loads((DATA / "review_quotations.toml").read_text(encoding="utf-8"))


def _section(section: dict) -> dict:
    return {
        "standfirst": section["standfirst"],
        "html": to_html(section["text"]),
        "brief": _rows(section["brief"]),
    }


def _rows(pairs: list[list[str]]) -> list[dict]:
    return [{"count": count, "statement": statement} for count, statement in pairs]


def to_html(text: str) -> str:
    """Plain lines to canonical html: "# " a heading, "- " a list item, anything else a paragraph."""
    blocks: list[str] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.startswith("- "):
            if blocks and blocks[-1] == "</ul>":
                blocks.pop()
            else:
                blocks.append("<ul>")
            blocks += [f"<li>{_inline(line[2:])}</li>", "</ul>"]
        elif line.startswith("# "):
            blocks.append(f"<h4>{_inline(line[2:])}</h4>")
        else:
            blocks.append(f"<p>{_inline(line)}</p>")
    return "\n".join(blocks)


def _inline(text: str) -> str:
    return STRONG.sub(r"<\1>", escape(text, quote=False))


CAPITALS_ALLOWED = {
    "I",
    "I'm",
    "I've",
    "I'd",
    "I'll",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
}
BLOCK = re.compile(r"<(?:p|li)>(.*?)</(?:p|li)>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
SENTENCE_END = re.compile(r"(?<=[.?!])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])")
TELLING = re.compile(
    r"dementia|memory|memories|diagnos|\bfall|\bfell\b|faller|fracture|bones|copd|pulmonary|lung|breath|chest|"
    r"inhaler|cough|spirom|tracing|substance|drug|alcohol|drink|addict|methadone|dose|court|probation|diabet|"
    r"insulin|\bfoot|\bfeet|sugar|glucose|hypo|end of life|palliative|dying|\bdie|death|hospice|nursing home|"
    r"care home|\bhomes\b|cardio|heart|stroke|vascular|cholesterol|blood|screening|mental|psych|depress|anxi|"
    r"therap|distress|arthritis|long-term condition|community hospital|self-manag|health check|terminal|"
    r"power of attorney|\bpilots?\b|\bsites?\b|village|\bisland|coast|moor|valley|dale|reservoir|fen\b|flood|"
    r"miner|slater|\bboat|parish|borough|estate|alarm|passport|scorecard|universit|college|polytechnic|zone|"
    r"cluster|network|localit|virtual ward|telehealth|minibus|\bvan\b|elect(?:ed|ion)|shareholder|company",
    re.IGNORECASE,
)  # what could tell a site, or counts sites, whatever its own terms are
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def pick_quotation(html: str, terms: list[str]) -> str:
    """The first whole sentence of 10 to 40 words that could stand anywhere, or "" if there is none."""
    sentences = (sentence for block in BLOCK.findall(html) for sentence in _sentences(block))
    return next((sentence for sentence in sentences if quotable(sentence, terms)), "")


def _sentences(block: str) -> list[str]:
    text = " ".join(unescape(TAG.sub("", block)).split())
    return [sentence.strip() for sentence in SENTENCE_END.split(text)]


def quotable(sentence: str, terms: list[str]) -> bool:
    """Whether a sentence is whole, of the right length and free of terms, focus words, digits, names and acronyms."""
    words = WORD.findall(sentence)
    if not 10 <= len(sentence.split()) <= 40 or not sentence[0].isupper() or sentence[-1] not in ".?!":
        return False
    if any(character.isdigit() or character in "<>@{}[]:;" for character in sentence):
        return False
    if any(word not in CAPITALS_ALLOWED and word.lower() != word for word in words[1:]):
        return False
    if words[0] not in CAPITALS_ALLOWED and not words[0][1:].islower() and len(words[0]) > 1:
        return False
    if TELLING.search(sentence):
        return False
    folded = sentence.replace("’", "'").casefold()
    return not any(term.replace("’", "'").casefold() in folded for term in terms if term.strip())
