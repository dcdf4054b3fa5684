"""Whether database and worker live: the worker's heartbeat is a time in the shared cache."""

import time

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError

KEY = "worker-heartbeat"


def beat() -> None:
    cache.set(KEY, time.time(), timeout=None)


def trouble() -> str:
    """What is wrong, in words, or nothing."""
    try:
        last = cache.get(KEY)
    except DatabaseError:
        return "the database does not answer"
    if last is None:
        return "no worker has started"
    age = time.time() - last
    return "" if age <= settings.HEARTBEAT_LIMIT_SECONDS else f"the worker has been silent for {age:.0f} s"
