"""The real web server on a database of its own, to be killed and started again, and a person who saves over http."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PREPARE = "from tests.service import prepare; prepare()"


def prepare() -> None:
    """Run in a process of the service: the cast, an open round, site B's document to read, and three sessions."""
    from datetime import timedelta

    from django.test import Client

    from accounts.foundations import clock
    from tests.factories import World

    world = World()
    world.open_round(1, deadline=clock.now() + timedelta(days=14))
    world.allot(world.document_at("submitted", "b"))
    keys = {}
    for name in ("ann", "abe", "rae"):
        client = Client()
        client.force_login(getattr(world, name), backend="accounts.sign_in.backend.PeopleBackend")
        keys[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    sys.stdout.write(json.dumps(keys))


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Service:
    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder, self.port = folder, free_port()
        unwanted = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
        self.env = {key: value for key, value in os.environ.items() if key not in unwanted}
        self.env |= {"VAR": str(folder), "DEMO": "0", "HTTPS": "0", "PYTHONWARNINGS": ""}
        if database_url:
            self.env["DATABASE_URL"] = database_url
        self.process: subprocess.Popen | None = None

    def make_tables(self) -> None:
        self.manage("migrate", "-v0")
        self.manage("createcachetable")

    def prepare(self) -> None:
        """With its tables made, let the cast in."""
        (self.folder / "sessions.json").write_text(self.manage("shell", "-v0", "-c", PREPARE))

    @property
    def sessions(self) -> dict[str, str]:
        return json.loads((self.folder / "sessions.json").read_text())

    def manage(self, *words: str) -> str:
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.env, check=True, capture_output=True, text=True)
        return done.stdout

    def start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "icp_eval.wsgi",
            "--bind",
            f"127.0.0.1:{self.port}",
            "--workers",
            "2",
            "--threads",
            "8",
            "--log-level",
            "critical",
        ]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.env, start_new_session=True)

    def workers(self) -> list[int]:
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in found.split()]

    def kill_worker(self, which: int) -> None:
        if pids := self.workers():
            with suppress(ProcessLookupError):
                os.kill(pids[which % len(pids)], signal.SIGKILL)

    def kill(self) -> None:
        """The whole server at once, as when the machine stops."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def versions(self) -> list[tuple[int, list[str]]]:
        """Every version of Ann's answer 1.1: its number and its paragraphs."""
        code = (
            "import json; from living_docs.models import AnswerVersion as V; print(json.dumps([(v.number, "
            "(v.value.get('texts') or [''])[0].split('\\n')) for v in V.objects.filter(answer__prompt_number='1.1', "
            "answer__document__site__slug='a').order_by('number')]))"
        )
        return [(number, lines) for number, lines in json.loads(self.manage("shell", "-v0", "-c", code))]


class NoAnswer(Exception):
    """The server was not there, or went away in the middle."""


class Author:
    """A person at a browser, as far as the server sees: saves a text on top of a version until it is acknowledged."""

    def __init__(self, service: Service, name: str = "ann") -> None:
        self.service = service
        self.cookies = {"session": service.sessions[name]}
        self.token = ""
        self.acknowledged: dict[int, list[str]] = {}

    def ask(self, method: str, path: str, body: str = "", give_up_after: float | None = None) -> tuple[int, dict]:
        """One request. `give_up_after` seconds the connection is dropped, whatever the server does."""
        connection = http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=give_up_after or 20)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "X-CSRFToken": self.token, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            for name, value in answer.getheaders():
                if name == "Set-Cookie" and value.startswith("csrf="):
                    self.cookies["csrf"] = value.split(";")[0].removeprefix("csrf=")
            text = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer from error
        finally:
            connection.close()
        return answer.status, json.loads(text) if text.startswith(b"{") else {}

    def send(self, paragraphs: list[str], base: int, give_up_after: float | None = None) -> dict:
        self.token = self.token or self.answer("GET", "/account/session/")["token"]
        fields = {"1-1-base_version": base, "1-1-text_0": "\n".join(paragraphs)}
        path = "/rounds/1/sites/a/question/1/save/"
        return self.answer("POST", path, urlencode(fields), give_up_after)["saved"]["1-1"]

    def answer(self, *request) -> dict:
        status, answer = self.ask(*request)
        if status != 200:
            raise NoAnswer(f"status {status}")
        return answer

    def save(self, paragraphs: list[str], base: int, seconds: float = 60) -> int:
        """As the page does: the same request again and again until the server acknowledges it. Returns the version."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(NoAnswer):
                answer = self.send(paragraphs, base)
                assert answer["clash"] == "", "a false clash"
                self.acknowledged[answer["version"]] = list(paragraphs)
                return answer["version"]
            time.sleep(0.05)
        raise AssertionError(f"not saved within {seconds} s")


class Everywhere(Author):
    """Saves a table, a state with its reason, a diary note and (as a reader) a comment in turn, each until acknowledged."""

    def __init__(self, service: Service) -> None:
        super().__init__(service)
        self.reader = Author(service, "rae")
        self.versions = {"3-2": 1, "1-5": 1, "comment": 1}
        self.kept: dict[str, object] = {}
        self.notes: list[str] = []

    def turn(self, number: int) -> None:
        rows = [{"id": f"row{n}", "activity": f"Visit {n}"} for n in range(number + 1)]
        self.save_part(self, "/rounds/1/sites/a/question/3/save/", "3-2", {"rows": json.dumps(rows)}, rows)
        words = f"Not before month {number}."
        state = {"state": "not_answered", "reason": words}
        self.save_part(self, "/rounds/1/sites/a/question/1/save/", "1-5", state, words)
        comment = f"Comment {number}."
        self.save_part(self.reader, "/reading/1/b/question/1/save/", "comment", {"noted": comment}, comment)
        self.write_note(f"Note {number}.")

    def save_part(self, by: Author, path: str, part: str, fields: dict, kept: object, seconds: float = 60) -> None:
        prefix = "" if part == "comment" else f"{part}-"
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            sent = {f"{prefix}{name}": value for name, value in fields.items()}
            with suppress(NoAnswer):
                by.token = by.token or by.answer("GET", "/account/session/")["token"]
                body = urlencode(sent | {f"{prefix}base_version": self.versions[part]})
                answer = by.answer("POST", path, body)["saved"][part]
                assert answer["clash"] == "", f"a false clash in {part}"
                self.versions[part], self.kept[part] = answer["version"], kept
                self.acknowledged[len(self.acknowledged)] = [part]
                return
            time.sleep(0.05)
        raise AssertionError(f"{part} was not saved within {seconds} s")

    def write_note(self, words: str, seconds: float = 60) -> None:
        """A new note is acknowledged by leading on to the diary."""
        body = urlencode({"on": time.strftime("%d/%m/%Y"), "place": "1.1", "text": words})
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(NoAnswer):
                status, _ = self.ask("POST", "/diary/write/", body)
                if status == 302:
                    self.notes.append(words)
                    return
            time.sleep(0.05)
        raise AssertionError(f"the note was not kept within {seconds} s")

    @property
    def there(self) -> dict[str, object]:
        """What the database holds of it all."""
        code = (
            "import json; from living_docs.models import Answer, DiaryNote; from feedback.models import Comment; "
            "a = {x.prompt_number: x for x in Answer.objects.filter(document__site__slug='a')}; "
            "rows = [{'id': r['id'], 'activity': r['activity']} for r in a['3.2'].value['rows']]; "
            "print(json.dumps({'3-2': rows, '1-5': a['1.5'].reason, 'comment': Comment.objects.get(question=1).noted, "
            "'notes': [n.text for n in DiaryNote.objects.all()]}))"
        )
        return json.loads(self.service.manage("shell", "-v0", "-c", code))


POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))


class Postgres:
    """A PostgreSQL cluster of its own, to be stopped and started while people write."""

    def __init__(self) -> None:
        self.folder = Path(subprocess.check_output(["mktemp", "-d", "/tmp/icp-postgres-XXXXXX"], text=True).strip())
        self.port = free_port()
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.run("initdb", "-D", f"{self.folder}/data", "-A", "trust", "-U", "icp", "-E", "UTF8", "--locale=C")
        self.start()

    @property
    def url(self) -> str:
        return f"postgres://icp@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *words: str) -> None:
        command = [str(POSTGRES[-1] / program), *words]
        as_owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run([*as_owner, *command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log", "-o", options, "start")

    def stop(self, how: str) -> None:
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-m", how, "stop")

    def remove(self) -> None:
        with suppress(subprocess.CalledProcessError):
            self.stop("immediate")
        shutil.rmtree(self.folder)
