"""Sixteen feedback reports rendered by one worker process and by two: the time of two over that of one, and the bytes."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256

from reporting.printing import pdf
from tests.reporting.sample_reports import feedback

REPORTS = 16


def rendered(number: int) -> str:
    """The checksum of one site's report."""
    data = feedback() | {"site": {"name": f"Site {number}", "slug": f"site-{number}"}}
    return sha256(pdf.feedback_report(data)).hexdigest()


def seconds(workers: int) -> tuple[float, list[str]]:
    """The time for all of them, once each worker has read its type faces."""
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(rendered, range(workers), chunksize=1))
        start = time.perf_counter()
        sums = list(pool.map(rendered, range(REPORTS), chunksize=1))
        return time.perf_counter() - start, sums


def figures() -> tuple[float, bool]:
    """The ratio, and whether both made the same bytes."""
    (one, first), (two, second) = seconds(1), seconds(2)
    return two / one, first == second
