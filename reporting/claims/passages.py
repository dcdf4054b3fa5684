"""Where the evidence of an answer stands, site by site, as far as a person may read it."""

from __future__ import annotations

from collections import defaultdict

from accounts.models import User
from reporting.claims.evidence import Answer
from themes.models import Coding


def passages_of(answer: Answer, user: User, readable: set[int]) -> list[dict]:
    """Each holding document by its site’s name, with the prompts or coded passages that bear the claim out."""
    coded = codings_by_submission(answer, user)
    return [
        {
            "submission": sent.submission,
            "document": sent.submission.document,
            "readable": sent.submission.pk in readable,
            "prompts": [number for number in answer.question.prompts if number in sent.entries],
            "codings": coded[sent.submission.pk],
        }
        for sent in answer.holding
    ]


def codings_by_submission(answer: Answer, user: User) -> dict[int, list[Coding]]:
    guids = [guid for sent in answer.holding for guid in answer.question.passages(sent)]
    codings = Coding.objects.visible_to(user).filter(guid__in=guids).in_text_order().select_related("layer", "theme")
    found: dict[int, list[Coding]] = defaultdict(list)
    for coding in codings:
        found[coding.layer.submission_id].append(coding)
    return found
