"""Asks the process that reads files, and says in a sentence why it gave no answer."""

from __future__ import annotations

import atexit
import os
import pickle
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore, Lock

from living_docs.file_reader.limits import AT_ONCE, MOST_TIME, WAIT
from living_docs.file_reader.values import BROKEN, REFUSED, packed, unpacked

BUSY = "Several files are being read just now. Wait a minute and send it again."
TOO_MUCH = "Reading it takes too long, or too much memory. Copy what matters into a new file and send that."
UNREADABLE = "It could not be read: it is damaged or set up in an unusual way. Save it again and send that."
ROOT = Path(__file__).resolve().parent.parent.parent

turns = BoundedSemaphore(AT_ONCE)


def apart(work: Callable, *arguments, refused: type[ValueError], unreadable: str = UNREADABLE):
    """What `work` returns in a process of its own, or `refused` with a sentence.

    `work` is a function of a module; arguments and result are plain values. What it refuses it says by a ValueError of
    the project.
    """
    with a_turn(refused):
        said = asked(f"{work.__module__}:{work.__qualname__}", packed(arguments))
    try:
        outcome, value = unpacked(said)
    except (EOFError, pickle.UnpicklingError):
        raise refused(TOO_MUCH) from None
    if outcome == REFUSED:
        raise refused(value)
    if outcome == BROKEN:
        raise refused(unreadable)
    return value


@contextmanager
def a_turn(refused: type[ValueError]):
    if not turns.acquire(timeout=WAIT):
        raise refused(BUSY)
    try:
        yield
    finally:
        turns.release()


def asked(name: str, arguments: bytes) -> bytes:
    """The answer as it came; nothing where the process ended before it had one."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            reader.ask(name, theirs)
        ours.settimeout(MOST_TIME + 5)
        try:
            ours.sendall(arguments)
            ours.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: ours.recv(1 << 20), b""))
        except OSError:
            return b""


class Reader:
    """The process, one for each process of the service, started when it is first needed."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.of = 0  # the process that started it: a fork starts its own
        self.asking: socket.socket | None = None
        self.process: subprocess.Popen | None = None

    def ask(self, name: str, answer: socket.socket) -> None:
        with self.lock:
            if self.asking is None or self.of != os.getpid() or self.process.poll() is not None:
                self.start()
            socket.send_fds(self.asking, [name.encode()], [answer.fileno()])

    def start(self) -> None:
        self.stop()
        self.asking, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [sys.executable, "-m", "living_docs.file_reader.process"]
            self.process = subprocess.Popen(command, stdin=theirs.fileno(), cwd=ROOT, env={"PATH": os.defpath})
        self.of = os.getpid()

    def stop(self) -> None:
        """Should the service be killed, the process ends by itself: nobody holds the other end of its socket."""
        if self.asking is not None:
            self.asking.close()
        if self.process is not None and self.of == os.getpid():
            self.process.kill()
            self.process.wait()


reader = Reader()
atexit.register(reader.stop)
