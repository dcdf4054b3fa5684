"""Where the evidence of an answer stands, site by site, as far as a person may read it."""

from __future__ import annotations

from collections import defaultdict

from accounts.models import User
from living_docs import prose
from reporting.claims.evidence import Answer
from reporting.claims.questions import Sent
from themes.models import Coding

MOST_QUOTED = 2


def passages_of(answer: Answer, user: User, readable: set[int]) -> list[dict]:
    """Each holding document by its site’s name, with the prompts or coded passages that bear the claim out."""
    coded = codings_by_submission(answer, user)
    return [
        {
            "submission": sent.submission,
            "document": sent.submission.document,
            "readable": sent.submission.pk in readable,
            "prompts": [number for number in answer.question.prompts if number in sent.entries],
            "answers": answers_of(answer, sent) if sent.submission.pk in readable else [],
            "codings": coded[sent.submission.pk],
        }
        for sent in answer.holding
    ]


def answers_of(answer: Answer, sent: Sent) -> list[tuple[str, str]]:
    """The words of the answers that a claim about one or two prompts rests on; of more, the numbers say enough."""
    numbers = [number for number in answer.question.prompts if number in sent.entries]
    if len(numbers) > MOST_QUOTED:
        return []
    texts = [(number, sent.entries[number]["shown"].get("texts", [])) for number in numbers]
    return [(number, " ".join(prose.text(html) for html in html_texts)) for number, html_texts in texts if html_texts]


def codings_by_submission(answer: Answer, user: User) -> dict[int, list[Coding]]:
    guids = [guid for sent in answer.holding for guid in answer.question.passages(sent)]
    codings = Coding.objects.visible_to(user).filter(guid__in=guids).in_text_order().select_related("layer", "theme")
    found: dict[int, list[Coding]] = defaultdict(list)
    for coding in codings:
        found[coding.layer.submission_id].append(coding)
    return found
