"""An autosave-sized save against the barest write that the database can do."""

from __future__ import annotations

import statistics
import time

from accounts.models import User
from living_docs import actions
from living_docs.models import Answer, LivingDocument, SectionMark

SAVES = 60
SENTENCE = "<p>We rang every practice in the week and asked who had changed the shared plan since the last meeting, "


def ratios(programme) -> tuple[float, float]:
    """Median and 95th percentile of a save, over the median of a bare UPDATE."""
    document = LivingDocument.objects.select_related("site", "round__instrument").get(site__slug="site-000")
    manager = User.objects.get(email="manager-0@bench.example")
    answer = Answer.objects.get(document=document, prompt_number="1.1")
    answer.document = document
    mark = SectionMark.objects.create(document=document, question=1, by=manager)
    saves, bare = [], []
    for turn in range(SAVES):
        text = "\n".join(f"{SENTENCE}{turn} {line}.</p>" for line in range(20))
        saves.append(seconds(lambda t=text: save(answer, t, manager)))
        answer.refresh_from_db()
        answer.document = document
        bare.append(seconds(lambda t=turn: SectionMark.objects.filter(pk=mark.pk).update(question=t % 8)))
    unit = statistics.median(bare)
    return statistics.median(saves) / unit, statistics.quantiles(saves, n=20)[-1] / unit


def save(answer: Answer, text: str, manager: User) -> None:
    actions.save_answer(answer, {"texts": [text]}, base_version=answer.version, by=manager)


def seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
