"""Search over half a million and over five million words: the 95th percentile of words, phrases and beginnings.

Run by itself (`python -m benchmarks.searching`) it prints one line of figures for the database it is given.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import time
from itertools import accumulate

SMALL, LARGE = 500_000, 5_000_000
A_PARAGRAPH, A_DOCUMENT = 60, 500  # words; paragraphs
VOCABULARY, ASKED, SHOWN = 20_000, 40, 25


class Corpus:
    """Made-up words as often as words are in English (Zipf), in submissions of 30,000 words."""

    def __init__(self) -> None:
        self.random = random.Random(2010)  # noqa: S311  (not for secrets)
        letters = "aeioubcdfghklmnprstvw"
        self.words = list(
            dict.fromkeys("".join(self.random.choices(letters, k=3 + n % 6)) for n in range(VOCABULARY * 2))
        )
        self.words = self.words[:VOCABULARY]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))

    def paragraph(self) -> str:
        return " ".join(self.random.choices(self.words, cum_weights=self.weights, k=A_PARAGRAPH))

    def questions(self, texts: list[str]) -> dict[str, list[str]]:
        """Words from often to seldom, phrases that stand somewhere, beginnings of three letters."""
        ranks = [int(20 * 1.17**n) for n in range(ASKED)]
        pairs = [text.split()[10:12] for text in self.random.sample(texts, ASKED)]
        return {
            "words": [self.words[rank] for rank in ranks],
            "phrases": [f'"{first} {second}"' for first, second in pairs],
            "beginnings": [f"{self.words[rank][:3]}*" for rank in ranks],
        }


def measured() -> dict[str, dict[str, float]]:
    """By size and kind of question, the 95th percentile over a bare look-up of one paragraph (median)."""
    from benchmarks.documents import Documents
    from themes.models import Paragraph
    from themes.search.found import search
    from themes.search.query import Query

    corpus, documents, found = Corpus(), Documents(), {}
    texts: list[str] = []
    for size in (SMALL, LARGE):
        fresh = [corpus.paragraph() for _ in range(size // A_PARAGRAPH - len(texts))]
        documents.keep(fresh, A_DOCUMENT)
        texts += fresh
        questions = corpus.questions(texts[: SMALL // A_PARAGRAPH])
        bare = statistics.median(seconds(Paragraph.objects.order_by("pk").first) for _ in range(200))

        def ask(typed: str) -> None:
            hits = search(documents.leader, Query.of(typed))
            hits.count()
            list(hits.select_related("submission__document__site").defer("submission__data", "words")[:SHOWN])

        found[str(size)] = {
            kind: statistics.quantiles([seconds(lambda t=typed: ask(t)) for typed in asked], n=20)[-1] / bare
            for kind, asked in questions.items()
        } | {"bare": bare * 1000}
    return found


def seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def figures() -> dict[str, dict[str, dict[str, float]]]:
    """By engine; without PostgreSQL here, of SQLite alone."""
    from tests.service import POSTGRES, Postgres

    found = {"SQLite": asked_apart({})}
    if POSTGRES:
        cluster = Postgres()
        try:
            found["PostgreSQL"] = asked_apart({"DATABASE_URL": cluster.url})
        finally:
            cluster.remove()
    return found


def asked_apart(environment: dict[str, str]) -> dict[str, dict[str, float]]:
    """In a process and a database of its own."""
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.searching"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout.splitlines()[-1])


def main() -> None:
    import tempfile

    os.environ |= {
        "VAR": tempfile.mkdtemp(prefix="icp-bench-"),
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "icp_eval.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(measured()))


if __name__ == "__main__":
    main()
