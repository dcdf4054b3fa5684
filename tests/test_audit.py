"""Who did what: a chain in which one altered byte, one missing event or a cut-off end is found."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from accounts.foundations import audit, frozen_records
from accounts.models import AuditEvent, AuditHead
from living_docs import actions
from living_docs.workflow import Status
from reporting import jobs
from tests.crawl import body_of
from tests.factories import World


@pytest.fixture
def chain(world: World, django_capture_on_commit_callbacks):
    """Twelve events and more, with the head kept beside the database."""
    with django_capture_on_commit_callbacks(execute=True):
        world.document_at(Status.SUBMITTED)
        for number in range(12):
            audit.record("tried", by=world.ann, about=f"event {number}", why="é and 😀")
    frozen_records.remove(connection)
    yield AuditEvent.objects.order_by("number")
    frozen_records.install(connection)


def test_a_chain_that_nobody_touched_is_whole(chain):
    assert list(audit.verify()) == []
    last = chain.last()
    assert audit.kept_head() == (last.number, last.hash)
    assert [event.number for event in chain] == list(range(1, last.number + 1))


@pytest.mark.parametrize(
    ("field", "value"),
    [("verb", "Tried"), ("about", "event 5 "), ("why", "e\u0301 and 😀"), ("by_id", None), ("hash", "0" * 64)],
)
def test_one_altered_byte_is_found(chain, field, value):
    event = chain.get(about="event 5")
    AuditEvent.objects.filter(pk=event.pk).update(**{field: value})
    assert f"event {event.number} was changed" in list(audit.verify())


def test_an_event_whose_hash_was_made_to_fit_is_found_by_the_next(chain):
    event = chain.get(about="event 5")
    event.verb = "did something else"
    AuditEvent.objects.filter(pk=event.pk).update(verb=event.verb, hash=audit.digest(event))
    assert list(audit.verify()) == [
        f"event {event.number + 1} does not follow from the one before",
        f"event {event.number} was once another",
    ]


def test_an_event_taken_out_of_the_middle_is_missed(chain):
    event = chain.get(about="event 5")
    AuditEvent.objects.filter(pk=event.pk).delete()
    assert list(audit.verify()) == [
        f"event {event.number} is missing",
        f"event {event.number + 1} does not follow from the one before",
    ]


def test_a_removed_end_is_found_through_the_kept_head(chain):
    last = chain.last().number
    AuditEvent.objects.filter(number__gt=last - 3).delete()
    new_last = AuditEvent.objects.get(number=last - 3)
    AuditHead.objects.update(number=new_last.number, hash=new_last.hash)
    assert list(audit.verify()) == [f"the last events are missing: the chain once reached event {last}"]


def test_an_emptied_chain_is_found(chain):
    last = chain.last().number
    AuditEvent.objects.all().delete()
    AuditHead.objects.all().delete()
    assert list(audit.verify()) == [f"the last events are missing: the chain once reached event {last}"]


def test_a_removed_end_is_found_through_the_head_in_the_database(chain):
    last = chain.last().number
    AuditEvent.objects.filter(number=last).delete()
    assert f"the chain ends at event {last - 1}, its head at {last}" in list(audit.verify())


def test_a_whole_chain_written_anew_is_found_through_the_kept_head(chain):
    settings.AUDIT_HEAD.write_text(f"3 {'f' * 64}\n")
    assert list(audit.verify()) == ["event 3 was once another"]


def test_an_action_that_failed_leaves_no_event(world):
    before = AuditEvent.objects.count()
    with pytest.raises(actions.NotComplete):
        actions.submit(world.document(), by=world.ann)
    opened = AuditEvent.objects.count() - before
    assert list(AuditEvent.objects.order_by("-number").values_list("verb", flat=True)[:opened]) == [
        "opened",
        "set the deadline",
    ]


# What leaves an event


@pytest.fixture
def released(world: World):
    document = world.document_at(Status.DRAFT)
    answer = document.answers.get(prompt_number="4.5")
    answer.document = document
    upload = SimpleUploadedFile("minutes.pdf", b"%PDF-1.4 minutes")
    world.file = actions.add_file(answer, upload=upload, title="Minutes", supports="", by=world.ann)
    document = world.document_at(Status.RELEASED)
    jobs.make_once(jobs.ReleaseFile, document.releases.get(), lambda: b"%PDF")
    return world


@pytest.mark.parametrize(
    ("person", "name", "args", "verb"),
    [
        ("lee", "submission", [1, "a", 1], "viewed"),
        ("ann", "submission", [1, "a", 1], "viewed"),
        ("rae", "submission", [1, "a", 1], "as reader: viewed"),
        ("lee", "evidence", [1, "a", "file"], "downloaded a file"),
        ("ann", "feedback_report", [1, "a"], "viewed"),
        ("ann", "feedback_report_file", [1, "a", 1, "pdf"], "downloaded"),
        ("ann", "submission_pdf", [1, "a", 1], "downloaded"),
        ("rae", "desk", [1, "a", 1], "as reader: read"),
    ],
)
def test_who_opens_something_confidential_leaves_an_event(released, sign_in, person, name, args, verb):
    client = sign_in(getattr(released, person))
    before = AuditEvent.objects.count()
    response = client.get(reverse(name, args=[released.file.pk if arg == "file" else arg for arg in args]))
    body_of(response)
    event = AuditEvent.objects.order_by("number").last()
    assert AuditEvent.objects.count() == before + 1
    assert (event.verb, event.by, event.site.slug) == (verb, getattr(released, person), "a")


def test_who_is_refused_leaves_no_event(released, sign_in):
    client = sign_in(released.bea)
    before = AuditEvent.objects.count()
    assert client.get(reverse("submission", args=[1, "a", 1])).status_code == 404
    assert AuditEvent.objects.count() == before


def test_no_event_holds_a_word_of_a_document(released):
    said = " ".join(f"{event.verb} {event.about} {event.why}" for event in AuditEvent.objects.all())
    assert "weekly meeting" not in said


def test_what_a_reader_does_while_reading_is_not_shown_to_the_other_or_the_leader(released, sign_in):
    sign_in(released.rae).get(reverse("desk", args=[1, "a", 1]))
    assert AuditEvent.objects.filter(verb="as reader: read").count() == 1
    for name in ("rob", "lee", "pat"):
        assert AuditEvent.objects.visible_to(getattr(released, name)).filter(verb="as reader: read").count() == 0
    assert AuditEvent.objects.visible_to(released.rae).filter(verb="as reader: read").count() == 1
