"""Peak memory of a web worker after its main pages, and of the job that prints a document of 127 pages."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PRINT = """
import django, io, resource; django.setup()
from benchmarks.samples import document
from reporting import pdf
import pypdf
content = pdf.living_document(document())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(len(pypdf.PdfReader(io.BytesIO(content)).pages), peak)
"""


def peaks() -> list[tuple[str, float, int]]:
    """Name, megabytes, and the goal."""
    pages, printed = subprocess.run(
        [sys.executable, "-c", PRINT], capture_output=True, text=True, check=True
    ).stdout.split()
    return [("a web worker", web_worker(), 200), (f"printing a document of {pages} pages", float(printed), 400)]


def web_worker() -> float:
    """The largest resident set of a gunicorn worker after two hundred requests."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "icp_eval.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "1",
        "--log-level",
        "error",
    ]
    server = subprocess.Popen(command, env=os.environ | {"DJANGO_SETTINGS_MODULE": "icp_eval.settings"})
    try:
        for _ in range(200):
            ask(f"http://127.0.0.1:{port}/sign-in/")
        return max(high_water(pid) for pid in children(server.pid))
    finally:
        server.terminate()
        server.wait(20)


def ask(address: str, patience: float = 20) -> None:
    end = time.monotonic() + patience
    while True:
        try:
            urlopen(address).read()  # noqa: S310
            return
        except URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def high_water(pid: int) -> float:
    """VmHWM in MB (Linux)."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0
