"""A real Chromium, people in their own browser windows, axe on every page they open, a real worker."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from tests.factories import World

ROOT = Path(__file__).parent.parent.parent
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
AXE_RUN = """async (rules) => {
    const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}"""
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATIENCE = 45_000  # milliseconds that a page may take on a busy machine; one that answers is never waited for
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}


@pytest.fixture(scope="session")
def browser():
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    found = shutil.which("chromium")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing")
        pytest.skip("There is no Chromium here: the journeys are skipped.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-quic", "--disable-background-networking"]
        )
        yield started
        started.close()


class Window:
    """One person at a browser. Every page that opens is checked by axe, at both widths for sideways scroll."""

    def __init__(
        self, browser, address: str, person: User | None, *, javascript: bool = True, phone: bool = False
    ) -> None:
        self.address, self.size = address, NARROW if phone else WIDE
        self.context = browser.new_context(viewport=self.size, base_url=address, java_script_enabled=javascript)
        self.javascript = javascript
        if person is not None:
            self.sign_in(person)
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", self.note_console)

    def note_console(self, message) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.problems.append(message.text)

    def sign_in(self, person: User) -> None:
        client = Client()
        client.force_login(person, backend="accounts.sign_in.backend.PeopleBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": self.address}])

    def open(self, path: str) -> Window:
        self.page.goto(path)
        return self.check()

    def press(self, name: str, role: str = "button") -> Window:
        self.page.get_by_role(role, name=name, exact=True).first.click()
        return self.settled().check()

    def settled(self) -> Window:
        """Once a page that saves by itself has saved and gone where its button leads."""
        self.page.locator("form[data-saving]").wait_for(state="detached")
        self.page.wait_for_load_state()
        return self

    def follow(self, name: str) -> Window:
        return self.press(name, role="link")

    def fill(self, label: str, text: str) -> Window:
        self.page.get_by_label(label, exact=True).first.fill(text)
        return self

    def write(self, field: str, text: str) -> Window:
        """Replace the text of an editor, or of the plain box where there is no JavaScript."""
        place = f"#id_{field}_editor" if self.javascript else f"#id_{field}"
        self.page.locator(place).fill(text)
        return self

    def choose(self, group: str, option: str) -> Window:
        self.page.get_by_role("group", name=group).get_by_label(option, exact=True).first.check()
        return self

    def reads(self, words: str) -> Window:
        self.page.get_by_text(words).first.wait_for()
        return self

    @property
    def heading(self) -> str:
        return self.page.locator("h1").first.inner_text()

    def check(self) -> Window:
        assert self.problems == []
        if self.javascript:
            violations = self.axe()
            assert violations == [], f"{self.page.url}: {violations}"
            self.page.set_viewport_size(NARROW)
            width = self.page.evaluate("document.documentElement.scrollWidth")
            self.page.set_viewport_size(self.size)
            assert width <= NARROW["width"], f"{self.page.url} is {width} px wide on a phone"
        return self

    def check_narrow(self) -> Window:
        """Axe once more on a phone, for pages whose states differ there."""
        self.page.set_viewport_size(NARROW)
        violations = self.axe()
        self.page.set_viewport_size(self.size)
        assert violations == [], f"{self.page.url} on a phone: {violations}"
        return self

    def axe(self) -> list[str]:
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        place = self.page.evaluate("() => { const y = scrollY; scrollTo(0, document.body.scrollHeight); return y; }")
        found = self.page.evaluate(AXE_RUN, AXE_RULES)  # at the end of the page its foot lies over nothing
        self.page.evaluate("(y) => scrollTo(0, y)", place)
        return found


@pytest.fixture
def window(browser, live_server) -> Callable[..., Window]:
    opened: list[Window] = []

    def make(person: User | None = None, **options) -> Window:
        opened.append(Window(browser, live_server.url, person, **options))
        return opened[-1]

    yield make
    for one in opened:
        one.context.close()


@pytest.fixture
def programme(transactional_db) -> World:
    return World()


@pytest.fixture
def jobs_done(transactional_db):
    """jobs_done() waits until the worker has done everything: a process of its own where the database allows."""
    if connection.vendor == "sqlite":
        yield work_here
        return
    parts = connection.settings_dict
    url = f"postgres://{parts['USER']}@{parts['HOST']}:{parts['PORT']}/{parts['NAME']}"
    env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings", "VAR": str(settings.VAR)}
    worker = subprocess.Popen([sys.executable, "manage.py", "work", "--slot", "1"], cwd=ROOT, env=env)
    yield wait_for_worker
    worker.terminate()
    worker.wait(10)


def work_here() -> None:
    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    ).run()


def wait_for_worker(seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while DBTaskResult.objects.exclude(status__in=["SUCCESSFUL", "FAILED"]).exists():
        assert time.monotonic() < end, "the worker did not finish"
        time.sleep(0.2)
    assert list(DBTaskResult.objects.filter(status="FAILED").values_list("traceback", flat=True)) == []
