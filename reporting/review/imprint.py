"""Who wrote a review, whom to ask, under which licence it can be used, and the numbers by which libraries know it."""

from __future__ import annotations

import re

from living_docs.models import Round
from reporting.models import Imprint

DEFAULT_LICENCE = "Open Government Licence v3.0"
FIELDS = ("authors", "contact", "licence", "isbn", "doi")
OF_ONE_REPORT = ("isbn", "doi")
DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"]{1,150}")
BEFORE_A_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s?)", re.IGNORECASE)


def imprint_of(round: Round) -> dict[str, str]:
    """What the office entered for a round; until then that of the round before, without the numbers of that report."""
    entered = Imprint.objects.filter(round=round).first()
    if entered:
        return {name: getattr(entered, name) for name in FIELDS}
    before = Imprint.objects.filter(round__programme=round.programme, round__number__lt=round.number)
    last = before.order_by("-round__number").first()
    kept = {name: getattr(last, name) for name in FIELDS if name not in OF_ONE_REPORT} if last else {}
    return {"authors": "", "contact": "", "licence": DEFAULT_LICENCE, "isbn": "", "doi": ""} | kept


def is_isbn(text: str) -> bool:
    """Ten or thirteen digits, of which the last checks the others."""
    digits = text.replace("-", "").replace(" ", "").upper()
    if re.fullmatch(r"97[89]\d{10}", digits):
        return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        return sum(value * (10 - place) for place, value in enumerate(values)) % 11 == 0
    return False


def doi_in(text: str) -> str:
    """A DOI without the address before it; empty where there is none."""
    bare = BEFORE_A_DOI.sub("", text.strip())
    return bare if DOI.fullmatch(bare) else ""


def authors_of(review: dict) -> list[str]:
    """The authors as they were entered, one a line."""
    return [line.strip() for line in review.get("imprint", {}).get("authors", "").splitlines() if line.strip()]


def citation(review: dict) -> str:
    """How to cite a review, as one line."""
    imprint, authors = review.get("imprint", {}), authors_of(review)
    said_by = " and ".join([*([", ".join(authors[:-1])] if authors[1:] else []), *authors[-1:]])
    numbers = [f"ISBN {imprint['isbn']}"] if imprint.get("isbn") else []
    numbers += [f"https://doi.org/{imprint['doi']}"] if imprint.get("doi") else []
    end = f" {'. '.join(numbers)}." if numbers else ""
    return (
        f"{said_by or review['programme'] + ' evaluation'} ({review['published_on'][:4]}). {review['title']}. Thematic Review, "
        f"Round {review['round']}, version {review['version']}. {review['programme']}.{end}"
    )
