"""Keeps a few programs running: restarts one that ends unasked, ends all on INT or TERM, leaves no orphan."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field

PAUSES = (1, 2, 4)  # seconds before the first, second and every later restart
MOST_RESTARTS, WITHIN = 5, 60.0  # more than so many in so many seconds: give up
GRACE = 15.0  # seconds that a program has to end by itself
PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """In the child: be told to end when the supervisor itself is killed (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Program:
    name: str
    command: list[str]
    process: subprocess.Popen | None = None
    ended: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_RESTARTS + 1))
    start_at: float = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=die_with_parent)

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def clean_up(self) -> None:
        """End what the program left of its own group, and plan its restart."""
        self.signal(signal.SIGKILL)
        self.ended.append(time.monotonic())
        recent = sum(time.monotonic() - moment < WITHIN for moment in self.ended)
        self.start_at = time.monotonic() + PAUSES[min(recent, len(PAUSES)) - 1]
        self.process = None

    @property
    def is_hopeless(self) -> bool:
        return len(self.ended) > MOST_RESTARTS and self.ended[-1] - self.ended[0] < WITHIN

    def signal(self, number: int) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


def supervise(programs: list[Program]) -> int:
    """Run until told to stop. Returns the exit status: 0 when asked to stop, 1 when a program could not be kept up."""
    asked: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda received, frame: asked.append(received))
    status = 0
    while not asked and not status:
        for program in programs:
            status = status or look_after(program)
        time.sleep(0.2)
    stop(programs)
    return status


def look_after(program: Program) -> int:
    """Start a program that is due; note one that has ended. Returns 1 when it is given up."""
    if program.has_ended():
        print(f"The {program.name} ended; it is started again.", file=sys.stderr, flush=True)
        program.clean_up()
    if program.is_hopeless:
        print(f"The {program.name} ends again and again; giving up.", file=sys.stderr, flush=True)
        return 1
    if program.process is None and time.monotonic() >= program.start_at:
        program.start()
    return 0


def stop(programs: list[Program]) -> None:
    """Ask all to end, wait, and end by force what is left."""
    for program in programs:
        program.signal(signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    for program in programs:
        if program.process is not None:
            with suppress(subprocess.TimeoutExpired):
                program.process.wait(max(0.1, deadline - time.monotonic()))
        program.signal(signal.SIGKILL)
