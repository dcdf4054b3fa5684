"""The virus scanner, spoken to over real sockets: what it finds is refused, and what it has not seen nobody gets."""

import socket
import struct
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts.foundations import clock
from living_docs import actions
from living_docs.files import scanner
from living_docs.files.evidence import EVIDENCE_KINDS, judged
from living_docs.files.office_files import NotOpened
from living_docs.models import DiaryNote, FileScan
from reporting.models import PeriodicReview
from tests.crawl import body_of

pytestmark = pytest.mark.one_engine
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
BAD = b"%PDF-1.4 a bad thing"  # known to the scanner of these tests alone
GOOD = b"%PDF-1.4 minutes"


class Clamd:
    """What clamd does with INSTREAM: takes chunks until an empty one, then names what it knows."""

    def __init__(self, listening: socket.socket, answer: bytes | None = None) -> None:
        self.listening, self.answer, self.seen = listening, answer, []
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                caller, _ = self.listening.accept()
            except OSError:
                return
            with caller, caller.makefile("rb") as said:
                assert said.read(10) == b"zINSTREAM\0"
                content = b""
                while length := struct.unpack("!I", said.read(4))[0]:
                    content += said.read(length)
                self.seen.append(content)
                caller.sendall(self.answer or self.verdict(content))

    def verdict(self, content: bytes) -> bytes:
        name = b"Eicar-Signature" if EICAR in content else b"Bad.Thing" if BAD in content else b""
        return b"stream: " + (name + b" FOUND" if name else b"OK") + b"\0"


@contextmanager
def clamd(settings, answer: bytes | None = None):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.CLAMAV_SOCKET = f"127.0.0.1:{listening.getsockname()[1]}"
        yield Clamd(listening, answer)


@contextmanager
def nobody(settings):
    """An address where nobody answers."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.CLAMAV_SOCKET = f"127.0.0.1:{taken.getsockname()[1]}"
    yield


def upload(content: bytes = GOOD) -> SimpleUploadedFile:
    return SimpleUploadedFile("minutes.pdf", content)


def test_the_text_that_scanners_are_tried_with_is_found(settings):
    with clamd(settings):
        assert (scanner.ask(EICAR), scanner.ask(b"minutes"), scanner.ask(b"")) == ("Eicar-Signature", "", "")


def test_a_large_file_is_sent_whole(settings):
    with clamd(settings) as heard:
        assert scanner.ask(bytes(300_000) + EICAR) == "Eicar-Signature"
    assert [len(content) for content in heard.seen] == [300_000 + len(EICAR)]


def test_a_scanner_on_the_same_machine_is_a_path(settings, tmp_path):
    settings.CLAMAV_SOCKET = str(tmp_path / "clamd.ctl")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(settings.CLAMAV_SOCKET)
        listening.listen()
        Clamd(listening)
        assert scanner.ask(EICAR) == "Eicar-Signature"


@pytest.mark.parametrize(
    "answer", [b"stream: size limit exceeded ERROR\0", b"\0", b"OKAY\0", b"x" * 5000, b"stream: OK FOUND OK\0"]
)
def test_anything_but_a_verdict_is_no_answer(settings, answer):
    with clamd(settings, answer), pytest.raises(scanner.NoAnswer):
        scanner.ask(GOOD)


def test_nobody_there_is_no_answer(settings):
    with nobody(settings), pytest.raises(scanner.NoAnswer):
        scanner.ask(GOOD)


def test_without_a_scanner_nothing_is_asked(world):
    assert judged(upload(BAD), EVIDENCE_KINDS).name == "minutes.pdf"
    assert FileScan.objects.count() == 0


def test_what_is_found_is_refused_in_a_sentence(world, settings):
    with clamd(settings), pytest.raises(NotOpened) as refused:
        judged(upload(BAD), EVIDENCE_KINDS)
    assert str(refused.value) == "“minutes.pdf” was not added. The virus scanner found “Bad.Thing” in it."


def test_what_is_clean_is_kept_and_asked_once(world, settings):
    with clamd(settings) as heard:
        assert judged(upload(), EVIDENCE_KINDS).read() == GOOD
        judged(upload(), EVIDENCE_KINDS)
    assert heard.seen == [GOOD]
    assert FileScan.objects.get().verdict == "clean"


# Quarantine


@pytest.fixture
def held(world, settings):
    """A file that came while the scanner was away, at each place from which files are handed out, with who gets it."""
    document = world.document()
    answer = document.answers.get(prompt_number="4.5")
    answer.document = document

    def at_each_place(content: bytes) -> dict[str, object]:
        with nobody(settings):
            taken = [judged(upload(content), EVIDENCE_KINDS) for _ in range(3)]
        file = actions.add_file(answer, upload=taken[0], title="Minutes", supports="", by=world.ann)
        note = world.diary_note(upload=taken[1])
        review = PeriodicReview.objects.create(
            site=document.site, period="Spring", name="p.pdf", file=taken[2], size=1, sha256="0" * 64, by=world.ivy
        )
        return {
            reverse("evidence", args=[1, "a", file.pk]): world.ann,
            reverse("diary_file", args=[note.pk]): world.ann,
            reverse("periodic_review_file", args=[review.pk]): world.ivy,
        }

    return at_each_place


def given(sign_in, places: dict[str, object]) -> list[tuple[int, bool]]:
    """What each place answers, and whether the file's content is in it."""
    answers = [sign_in(person).get(address) for address, person in places.items()]
    return [(answer.status_code, b"%PDF" in body_of(answer)) for answer in answers]


def test_nobody_gets_a_file_before_the_scanner_has_answered(world, settings, held, sign_in):
    places = held(GOOD)
    with nobody(settings):
        assert given(sign_in, places) == [(409, False)] * 3
        page = sign_in(world.ann).get(next(iter(places))).content.decode()
        assert scanner.CHECKING in page
        scanner.ask_again()
        assert FileScan.objects.get().verdict == "waiting"
    with clamd(settings):
        scanner.ask_again()
        assert given(sign_in, places) == [(200, True)] * 3
    assert not scanner.quarantined(FileScan.objects.get()).exists()


def test_what_is_found_late_stays_held_and_the_office_is_told_without_a_name(world, settings, held, sign_in):
    places = held(BAD)
    with clamd(settings):
        scanner.ask_again()
        scanner.ask_again()
        assert given(sign_in, places) == [(409, False)] * 3
        page = sign_in(world.ann).get(next(iter(places))).content.decode()
        assert scanner.FOUND.format("Bad.Thing") in page
    letters = [job.args_kwargs["kwargs"] for job in DBTaskResult.objects.all() if "Bad.Thing" in str(job.args_kwargs)]
    assert [letter["to"] for letter in letters] == [[world.pat.email]]
    assert "minutes" not in letters[0]["body"]


def test_files_from_before_there_was_a_scanner_are_looked_through_when_asked_for(world, settings, sign_in):
    note = world.diary_note(upload=upload(BAD))
    assert DiaryNote.objects.count() == 1
    address = {reverse("diary_file", args=[note.pk]): world.ann}
    assert given(sign_in, address) == [(200, True)]
    with clamd(settings):
        assert given(sign_in, address) == [(409, False)]


def test_the_office_sees_that_the_scanner_has_been_away(world, settings, sign_in):
    with nobody(settings):
        judged(upload(), EVIDENCE_KINDS)
    home = reverse("home")
    assert "virus scanner" not in sign_in(world.pat).get(home).content.decode()
    FileScan.objects.update(asked_at=clock.now() - timedelta(minutes=61))
    assert "1 file has waited for more than an hour." in sign_in(world.pat).get(home).content.decode()
    assert "virus scanner" not in sign_in(world.lee).get(home).content.decode()
