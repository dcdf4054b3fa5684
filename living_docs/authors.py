"""Who answered what (C.1): contributors by question, and the site's people who are not on the list yet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from accounts.models import User
from living_docs.models import AnswerVersion, LivingDocument

LIST = "C.1"
_NUMBER = re.compile(r"(\d{1,2})(?:\.\d{1,2})?")
_RANGE = re.compile(r"\s*(?:to|-|–)\s*")
_EVERY = re.compile(r"\b(?:all|every|whole)\b", re.IGNORECASE)


def answered(typed: str) -> set[int] | None:
    """The questions that "2, 3.1 and 5 to 7" names; None for all of them."""
    found = list(_NUMBER.finditer(typed))
    if not found:
        return None if _EVERY.search(typed) else set()
    numbers = {int(match[1]) for match in found}
    for first, last in pairwise(found):
        if _RANGE.fullmatch(typed[first.end() : last.start()]):
            numbers |= set(range(int(first[1]), int(last[1]) + 1))
    return numbers


def of_question(rows: list[dict[str, str]], number: int) -> list[str]:
    """ "Ann Lee, project manager" for each contributor to a question, in the order of the list."""
    found = []
    for row in rows:
        numbers = answered(row.get("questions", ""))
        if numbers is None or number in numbers:
            found.append(", ".join(filter(None, [row.get("name", ""), row.get("job_title", "")])))
    return [words for words in found if words]


@dataclass(frozen=True)
class Suggested:
    """One of the site's people who is not on the list, with the questions they have written to this round."""

    person: User
    questions: str

    @property
    def row(self) -> dict[str, str]:
        return {
            "id": f"person-{self.person.pk}",
            "name": self.person.name,
            "job_title": self.person.job_title,
            "questions": self.questions,
        }


def suggested(document: LivingDocument) -> list[Suggested]:
    """The site's people who can sign in and are not on the list, by name."""
    answer = document.answers.filter(prompt_number=LIST).first()
    if answer is None:
        return []
    listed = {row.get("name", "").casefold() for row in answer.value.get("rows", [])}
    people = User.objects.filter(is_active=True, memberships__site=document.site).distinct().order_by("name")
    wrote = questions_written(document)
    return [
        Suggested(person, ", ".join(map(str, sorted(wrote.get(person.pk, set())))))
        for person in people
        if person.name.casefold() not in listed
    ]


def questions_written(document: LivingDocument) -> dict[int, set[int]]:
    """The numbers of the questions in which each person has saved an answer."""
    versions = AnswerVersion.objects.filter(answer__document=document, by__isnull=False)
    found: dict[int, set[int]] = {}
    for person, prompt in versions.values_list("by", "answer__prompt_number").distinct():
        if prompt[0].isdigit():
            found.setdefault(person, set()).add(int(prompt.partition(".")[0]))
    return found
