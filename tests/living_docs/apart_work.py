"""What the reading process is asked to do in tests: named functions of a module, as in the service."""

import os
import signal
import socket
import time
from pathlib import Path

from living_docs.files.office_files import NotOpened
from living_docs.tables.workbooks import Sheet


def twice(text: str) -> Sheet:
    return Sheet("twice", [[text, text]])


def refuse(why: str) -> None:
    raise NotOpened(why)


def break_down() -> None:
    raise RuntimeError("with something private")


def work_for_ever() -> None:
    while True:
        pass


def sleep_for_ever() -> None:
    signal.alarm(1)  # the clock of `limits`, made quick
    time.sleep(60)


def take_all_memory() -> int:
    return len(bytearray(4 * 1024**3))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fill_the_disk() -> None:
    with Path("/tmp/icp-apart-test").open("wb") as file:  # noqa: S108
        file.write(bytes(50 * 1024 * 1024))


def environment() -> dict:
    return dict(os.environ)


def open_sockets() -> int:
    return sum(str(one.readlink()).startswith("socket") for one in Path("/proc/self/fd").iterdir() if one.is_symlink())


class Harmful:
    def __reduce__(self):
        return os.system, ("true",)


def send_harm() -> Harmful:
    return Harmful()


def send_a_function():
    return socket.socket
