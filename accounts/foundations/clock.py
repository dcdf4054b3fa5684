"""What time it is, asked in one place: actions stamp with `now()`; the demo and the tests may set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The present moment, aware and in UTC, or the one set by `at`."""
    return _moment.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at an aware `moment`: how the demo walks earlier rounds."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
