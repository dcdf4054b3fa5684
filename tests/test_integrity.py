"""Whatever is touched behind the service's back is found, and stays found: events, guards, frozen rows, files, ledger."""

import hashlib
import socket
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult

from accounts.foundations import audit, audit_ledger, clock, frozen_records
from accounts.models import AuditEvent, AuditHead, IntegrityCheck, Membership
from icp_eval import integrity
from living_docs import actions, canonical_json
from living_docs.models import AnswerVersion, EvidenceFile, LivingDocument, Move, Submission
from living_docs.workflow import Status
from reporting import jobs
from reporting.models import ReleaseFile, Review
from tests.factories import World


@pytest.fixture
def service(world: World, django_capture_on_commit_callbacks):
    """A released report with its file, an evidence file on the disk, and a ledger of every event."""
    with django_capture_on_commit_callbacks(execute=True):
        document = world.document_at(Status.DRAFT)
        answer = document.answers.get(prompt_number="4.5")
        answer.document = document
        upload = SimpleUploadedFile("minutes.pdf", b"%PDF-1.4 minutes")
        world.file = actions.add_file(answer, upload=upload, title="Minutes", supports="", by=world.ann)
        document = world.document_at(Status.RELEASED)
        jobs.make_once(jobs.ReleaseFile, document.releases.get(), lambda: b"%PDF")
    return world


@pytest.fixture
def touched(service):
    """As somebody with the database in hand finds it: the guards taken off, and put on again afterwards."""
    frozen_records.remove(connection)
    yield service
    frozen_records.install(connection)


def found() -> list[str]:
    frozen_records.install(connection)
    return list(integrity.problems())


def more_events(capture, number: int = 30) -> None:
    """The service goes on."""
    with capture(execute=True):
        for place in range(number):
            audit.record("went on", by=None, about=f"step {place}")


def test_what_nobody_touched_is_whole(service):
    assert list(integrity.problems()) == []
    said = StringIO()
    call_command("verify_audit", stdout=said)
    rows = integrity.number_of_rows()
    assert said.getvalue() == (
        f"{AuditEvent.objects.count()} events and {rows} frozen records, all as they were written.\n"
    )


def test_what_was_touched_is_said_by_the_command(touched):
    AuditEvent.objects.filter(number=1).update(about="another")
    frozen_records.install(connection)
    said = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("verify_audit", stdout=said)
    assert (end.value.code, said.getvalue()) == (1, "event 1 was changed\n")


# The chain


def test_a_cut_end_stays_found_when_many_events_follow(touched, django_capture_on_commit_callbacks):
    last = AuditEvent.objects.count()
    AuditEvent.objects.filter(number__gt=last - 3).delete()
    new_last = AuditEvent.objects.get(number=last - 3)
    AuditHead.objects.update(number=new_last.number, hash=new_last.hash)
    more_events(django_capture_on_commit_callbacks)
    assert found() == [f"event {number} was once another" for number in range(last - 2, last + 1)]


def test_an_emptied_chain_stays_found_when_a_new_one_grows_longer(touched, django_capture_on_commit_callbacks):
    kept = sorted(audit_ledger.read().hashes)
    AuditEvent.objects.all().delete()
    AuditHead.objects.all().delete()
    more_events(django_capture_on_commit_callbacks, max(kept) + 5)
    assert found() == [f"event {number} was once another" for number in kept]


def test_a_chain_rewritten_without_the_key_does_not_fit(touched):
    previous = audit.START
    for event in AuditEvent.objects.order_by("number"):
        event.about, event.previous_hash = "nothing much", previous
        previous = audit.keyless_digest(event)
        AuditEvent.objects.filter(pk=event.pk).update(
            about=event.about, previous_hash=event.previous_hash, hash=previous
        )
    AuditHead.objects.update(hash=previous)
    assert f"event {AuditEvent.objects.count()} was changed" in found()


def test_an_event_added_behind_the_services_back_is_found(touched):
    last = AuditEvent.objects.order_by("number").last()
    forged = AuditEvent(number=last.number + 1, verb="released", about="a report", previous_hash=last.hash)
    forged.hash = audit.keyless_digest(forged)
    AuditEvent.objects.bulk_create([forged])
    AuditHead.objects.update(number=forged.number, hash=forged.hash)
    assert found() == [f"event {forged.number} was changed"]


def test_events_from_before_there_was_a_key_count_up_to_where_they_were_taken_over(touched):
    AuditEvent.objects.all().delete()
    settings.AUDIT_LEDGER.unlink()
    settings.AUDIT_HEAD.unlink()
    previous = audit.START
    for number in range(1, 6):
        event = AuditEvent(number=number, verb="tried", about="x", previous_hash=previous)
        event.hash = previous = audit.keyless_digest(event)
        AuditEvent.objects.bulk_create([event])
    AuditHead.objects.update(number=5, hash=previous)
    assert list(audit.verify()) == [f"event {number} was changed" for number in range(1, 6)]
    audit_ledger.adopt(AuditEvent.objects.order_by("number").values_list("number", "hash"))
    assert found() == []
    audit_ledger.adopt(iter([(9, "x")]))
    assert max(audit_ledger.read().hashes) == 5  # a ledger that has lines is never written anew


# The ledger


def test_a_missing_or_garbled_ledger_is_told(service):
    with settings.AUDIT_LEDGER.open("a") as file:
        file.write("event nothing\n")
    line = len(settings.AUDIT_LEDGER.read_text().splitlines())
    assert list(integrity.problems()) == [f"line {line} of the ledger cannot be read"]
    settings.AUDIT_LEDGER.unlink()
    assert list(integrity.problems()) == ["the ledger beside the database is missing"]


def test_the_ledger_is_its_owners_alone(service):
    assert settings.AUDIT_LEDGER.stat().st_mode & 0o777 == 0o600


def test_each_line_goes_to_the_log_of_another_machine(service, django_capture_on_commit_callbacks):
    from logging.handlers import SysLogHandler

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        other.settimeout(5)
        handler = SysLogHandler(other.getsockname())
        audit_ledger.log.addHandler(handler)
        audit_ledger.log.setLevel("INFO")
        try:
            more_events(django_capture_on_commit_callbacks, 1)
            heard = other.recv(1000).decode()
        finally:
            audit_ledger.log.removeHandler(handler)
            handler.close()
    last = AuditEvent.objects.order_by("number").last()
    assert f"event {last.number} {last.hash}" in heard


# Guards


def test_a_missing_guard_and_one_that_does_something_else_are_found(touched):
    frozen_records.install(connection)
    table = Submission._meta.db_table
    names = sorted(name for name, held in frozen_records.installed(connection).items() if str(held) == table)
    guards = dict(frozen_records.triggers_for(Submission, connection.vendor))
    on = "" if connection.vendor == "sqlite" else f" ON {table}"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{names[0]}"{on}')
        cursor.execute(f'DROP TRIGGER "{names[1]}"{on}')
        cursor.execute(guards[names[1]].replace("1 = 1", "1 = 0"), None)
    assert set(integrity.problems()) == {
        f"the guard {names[0]} is missing",
        f"the guard {names[1]} was changed or switched off",
    }


# Frozen rows


def test_a_changed_row_is_found_even_when_its_checksum_was_made_to_fit(touched):
    submission = Submission.objects.get()
    data = submission.data | {"site": "Another"}
    Submission.objects.filter(pk=submission.pk).update(data=data, sha256=canonical_json.sha256(data))
    assert found() == [f"submission {submission.pk} does not say what the service wrote"]


def test_content_that_no_longer_fits_its_checksum_is_found(touched):
    made = ReleaseFile.objects.get()
    ReleaseFile.objects.filter(pk=made.pk).update(content=b"%PDF another")
    assert found() == [
        f"release file {made.pk} does not say what the service wrote",
        f"the checksum of release file {made.pk} does not fit its content",
    ]


@pytest.mark.parametrize("seal", [None, "that of another row"])
def test_a_row_added_behind_the_services_back_is_found(touched, seal):
    version = AnswerVersion.objects.last()
    known, version.pk, version.number = version.seal, None, version.number + 1
    version.save(force_insert=True)
    AnswerVersion.objects.filter(pk=version.pk).update(seal=known if seal else None)
    assert found() == [f"answer version {version.pk} does not say what the service wrote"]


def test_a_row_that_is_put_in_twice_is_found(touched):
    move = Move.objects.last()
    known, move.pk = move.seal, None
    move.save(force_insert=True)
    Move.objects.filter(pk=move.pk).update(seal=known)
    assert found() == [f"move {move.pk} is a copy of another row"]


def test_a_row_taken_out_is_missed(touched):
    """Also when others came since, and whichever it was."""
    integrity.note_rows()
    table, count = Move._meta.db_table, Move.objects.count()
    last = Move.objects.last()
    Move.objects.first().delete()
    for _ in range(2):
        last.pk = None
        last.save(force_insert=True)
    assert found() == [f"{table} has {count - 1} of the {count} rows that it once had"]


def test_a_row_that_was_committed_late_is_no_loss(service):
    """Its number was given before the others were counted."""
    known = integrity.rows_of(Move)
    with audit_ledger.locked():
        audit_ledger.add(f"rows {Move._meta.db_table} {replace(known, count=known.count - 1, total=7)}")
    assert list(integrity.problems()) == []


def test_a_role_written_into_the_database_is_found(touched):
    held = touched.rae.memberships.get()
    Membership.objects.filter(pk=held.pk).update(role="leader")
    assert found() == [f"membership {held.pk} does not say what the service wrote"]


def test_a_document_or_review_put_elsewhere_is_found(service):
    document, review = service.document(), service.draft_review()
    LivingDocument.objects.filter(pk=document.pk).update(status="draft")
    Review.objects.filter(pk=review.pk).update(status="in_check")
    assert list(integrity.problems()) == [
        f"living document {document.pk} stands elsewhere than its last step led",
        f"review {review.pk} stands elsewhere than its last step led",
    ]


def test_a_file_that_was_changed_or_is_gone_is_found(service):
    kept = EvidenceFile.objects.get()
    Path(kept.file.path).write_bytes(b"%PDF-1.4 other minutes")
    assert list(integrity.problems()) == [f"the file of evidence file {kept.pk} does not hold what was sent"]
    kept.file.storage.delete(kept.file.name)
    assert list(integrity.problems()) == [f"the file of evidence file {kept.pk} is missing"]


def test_another_key_opens_nothing(service, settings):
    settings.AUDIT_KEY = "another"
    sealed = integrity.number_of_rows() + Membership.objects.count()
    assert len(list(integrity.problems())) == AuditEvent.objects.count() + sealed


# Once a day


def letters() -> list[dict]:
    return [
        job.args_kwargs["kwargs"]
        for job in DBTaskResult.objects.all()
        if "Records may have been changed" in str(job.args_kwargs)
    ]


def test_a_worker_checks_once_a_day_and_notes_how_many_rows_there_are(service):
    integrity.check_daily()
    integrity.check_daily()
    check = IntegrityCheck.objects.get()
    assert (check.problems, check.events) == ([], AuditEvent.objects.count())
    rows = {model._meta.db_table: integrity.rows_of(model) for model in integrity.frozen_models()}
    assert {name: one for name, one in rows.items() if one.count} == audit_ledger.read().rows
    assert letters() == []
    with clock.at(clock.now() + timedelta(days=1)):
        integrity.check_daily()
    assert IntegrityCheck.objects.count() == 2


def test_a_check_whose_worker_died_is_made_by_another_an_hour_later(service):
    assert integrity.claim() is not None
    integrity.check_daily()
    assert IntegrityCheck.objects.get().ended_at is None
    with clock.at(clock.now() + timedelta(minutes=61)):
        integrity.check_daily()
        assert IntegrityCheck.objects.latest("day").ended_at is not None


def test_office_and_leader_are_told_what_was_found(touched):
    submission = Submission.objects.get()
    Submission.objects.filter(pk=submission.pk).update(reference="OTHER")
    frozen_records.install(connection)
    integrity.check_daily()
    sentence = f"submission {submission.pk} does not say what the service wrote"
    assert IntegrityCheck.objects.get().problems == [sentence]
    told = letters()
    assert {letter["to"][0] for letter in told} == {touched.pat.email, touched.lee.email}
    assert all(f"- {sentence}\n" in letter["body"] for letter in told)


def test_the_sha256_of_bytes_is_that_of_hashlib():
    assert integrity.sha256(memoryview(b"abc")) == hashlib.sha256(b"abc").hexdigest()
