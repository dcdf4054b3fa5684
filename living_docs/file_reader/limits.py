"""What one file may cost, in the process that reads it."""

import os
import resource
import signal

MEGABYTE = 1024 * 1024
MOST_MEMORY = 1024 * MEGABYTE
MOST_PROCESSOR = 10  # seconds of work
MOST_TIME = 20  # seconds by the clock, however busy the machine is
AT_ONCE = 2  # files that one web worker has read at the same time; its other threads go on answering pages
WAIT = 1.0  # seconds that a further file waits for its turn


def live_within_limits() -> None:
    """In the reading process: a limit on everything, and nothing in its environment that is worth stealing."""
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_PROCESSOR),
        (resource.RLIMIT_FSIZE, MEGABYTE),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    signal.alarm(MOST_TIME)
    os.nice(10)
    os.environ.clear()
