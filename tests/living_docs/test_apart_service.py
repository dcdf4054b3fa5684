"""Ten files that stall or kill whoever reads them, sent at once: the service answers everybody else meanwhile."""

import http.client
import shutil
import threading
import time

import pytest
from django.db import connection

from living_docs.file_reader import client
from living_docs.files import pictures
from tests.living_docs.uploads import picture_file
from tests.service import Author, Service

pytestmark = [
    pytest.mark.one_engine,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the same service, tried on SQLite"),
]
SENT = 10
PATIENCE = 2.5  # seconds that a page may take meanwhile
EDGE = "files-at-once"


@pytest.fixture
def service(migrated, tmp_path):
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    started = Service(tmp_path)
    started.prepare()
    started.start()
    yield started
    started.kill()


class Sender(Author):
    """Ann at her browser, with files."""

    def add_picture(self, content: bytes) -> tuple[int, dict]:
        self.token = self.token or self.answer("GET", "/account/session/")["token"]
        part = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="map.png"\r\n\r\n'.encode()
        body = part + content + f"\r\n--{EDGE}--\r\n".encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=60)
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": self.token,
            "Content-Type": f"multipart/form-data; boundary={EDGE}",
        }
        connection.request("POST", "/rounds/1/sites/a/pictures/", body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text


def until_it_answers(service: Service) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            return longest_wait(service, threading.Event(), once=True)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the service did not start")


def longest_wait(service: Service, done: threading.Event, *, once: bool = False) -> float:
    """Ask again and again whether the service lives; how long the slowest answer took."""
    longest = 0.0
    while True:
        begun = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
        connection.request("GET", "/healthz")
        connection.getresponse().read()
        connection.close()
        longest = max(longest, time.monotonic() - begun)
        if once or done.is_set():
            return longest
        time.sleep(0.05)


def test_pages_are_answered_while_ten_heavy_pictures_are_read(service):
    until_it_answers(service)
    heavy = picture_file("PNG", (3_500, 3_500), mode="RGB")  # a few kilobytes; 37 MB of points
    ann, answers, done = Sender(service), [], threading.Event()
    ann.add_picture(b"few")
    sending = [threading.Thread(target=lambda: answers.append(ann.add_picture(heavy))) for _ in range(SENT)]
    for thread in sending:
        thread.start()
    waiting = threading.Thread(target=lambda: (*(thread.join() for thread in sending), done.set()))
    waiting.start()
    longest = longest_wait(service, done)
    waiting.join()
    assert {status for status, _ in answers} <= {200, 422}
    said = [text for status, text in answers if status == 422]
    assert all(any(why in text for why in (client.BUSY, client.TOO_MUCH, pictures.BROKEN)) for text in said)
    assert longest < PATIENCE
