"""The process that reads files from outside, forked anew for each; started and asked by `calling`, ended with it.

It is asked through the socket on its standard input: a message with a function's name and a further socket, on which the
arguments come and the answer goes.
"""

from __future__ import annotations

import os
import signal
import socket
import traceback
from collections.abc import Callable
from importlib import import_module

from living_docs.file_reader.limits import live_within_limits
from living_docs.file_reader.values import BROKEN, DONE, REFUSED, packed, unpacked

LONGEST_NAME = 200


def serve(asked: socket.socket) -> None:
    """Until whoever asks is gone. What a function needs is imported here, once, and shared by every fork."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        name, sockets, _, _ = socket.recv_fds(asked, LONGEST_NAME, 1)
        if not name:
            return
        work = function_named(name.decode())
        with socket.socket(fileno=sockets[0]) as answer:
            if os.fork() == 0:
                asked.close()
                do(work, answer)


def function_named(name: str) -> Callable:
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)


def do(work: Callable, answer: socket.socket) -> None:
    """In the fork: one file, and the end."""
    try:
        live_within_limits()
        answer.sendall(packed(outcome(work, answer)))
        answer.shutdown(socket.SHUT_WR)
    finally:
        os._exit(0)


def outcome(work: Callable, answer: socket.socket) -> tuple[str, object]:
    with answer.makefile("rb") as sent:
        arguments = unpacked(sent.read())
    try:
        return DONE, work(*arguments)
    except ValueError as refusal:
        if type(refusal).__module__.startswith(("living_docs.", "themes.")):
            return REFUSED, str(refusal)
        traceback.print_exc()
    except MemoryError:
        raise  # ends without an answer, as a process does that took too long
    except Exception:
        traceback.print_exc()
    return BROKEN, None


if __name__ == "__main__":
    serve(socket.socket(fileno=0))
