"""The feedback report's data: what the readers agreed, what changed, what it costs; frozen at release."""

import hashlib
import json

import pytest
from django.core.exceptions import PermissionDenied

from feedback import actions as feedback
from feedback.models import Release
from living_docs import actions
from living_docs.workflow import NotAMove, Status
from reporting import actions as reporting
from reporting import jobs
from reporting.feedback_reports.contents import draft_data
from reporting.models import ReleaseFile
from tests.factories import World, cost

pytestmark = pytest.mark.one_engine


@pytest.fixture
def data(world: World) -> dict:
    return draft_data(world.document_at(Status.IN_QA))


def test_it_says_what_was_agreed_question_by_question(data):
    assert [question["number"] for question in data["questions"]] == [0, 1, 3, 4, 8]
    assert data["questions"][1] | {"title": ""} == {
        "number": 1,
        "title": "",
        "comprehensible": "Clear",
        "complete": "Partly answered",
        "noted": ["We understood."],
        "more": ["Who?"],
        "evidence": [],
        "practical": [],
    }
    assert data["next_points"] == [{"number": 1, "text": "Say who leads, round 1", "prompts": ["1.1"]}]
    assert (data["summary"], data["call_offer"]) == ("<p>Thank you for a full document.</p>", "Ring us.")


def test_it_names_no_reader_and_no_other_site(world, data):
    said = json.dumps(data, ensure_ascii=False)
    names = [part for name in ("rae", "rob", "hal", "lee", "quinn") for part in getattr(world, name).name.split()[1:]]
    assert [name for name in [*names, "Brackenfell", "@icp.example"] if name in said] == []
    assert data["readers"] == 2


def test_an_unknown_cost_is_counted_beside_the_sum(data):
    [costs] = data["costs"]
    assert (costs["known"], costs["known_rows"], costs["unknown_rows"]) == ("12,000.00", 1, 1)
    assert [row["amount"] for row in costs["rows"]] == ["12,000.00", None]
    assert costs["previous"] is None


def test_markup_in_the_summary_is_only_words(world):
    document = world.document_at(Status.AGREEING)
    feedback.save_agreed_summary(
        document, summary="<script>x</script>\n\nTwo", next_points=[], call_offer="", by=world.lee
    )
    assert draft_data(document)["summary"] == "<p>&lt;script&gt;x&lt;/script&gt;</p>\n<p>Two</p>"


def test_the_second_report_says_what_changed_and_what_was_asked_before(world):
    world.document_at(Status.RELEASED)
    second = world.document(number=2)
    world.answer(second, "8.1", {"rows": [cost("12000", "actual"), cost("500.50", "actual", id="c2")]})
    data = draft_data(world.document_at(Status.IN_QA, number=2))
    changes = {section["question"]: section for section in data["changes"]}
    assert changes[1]["unchanged"] + changes[1]["edited"] > 0
    assert {prompt["state"] for prompt in changes[1]["prompts"]} == {"met"}
    assert data["costs"][0]["previous"] == {"round": 1, "known": "12,000.00", "known_rows": 1, "unknown_rows": 1}


def test_a_release_is_frozen_with_its_sha256(world):
    document = world.document_at(Status.PASSED)
    release = reporting.release(document, by=world.lee)
    canonical = json.dumps(release.data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert release.sha256 == hashlib.sha256(canonical.encode()).hexdigest()
    assert (world.document().status, release.version, release.quality_check.by) == (Status.RELEASED, 1, world.quinn)


def test_nothing_is_released_twice(world):
    document = world.document_at(Status.PASSED)
    reporting.release(document, by=world.lee)
    with pytest.raises((PermissionDenied, NotAMove)):
        reporting.release(document, by=world.lee)
    assert Release.objects.count() == 1


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.AGREEING, Status.IN_QA])
def test_nothing_is_released_before_it_passed(world, status):
    with pytest.raises(PermissionDenied):
        reporting.release(world.document_at(status), by=world.lee)


@pytest.mark.parametrize("person", ["quinn", "rae", "hal", "pat", "ann", "sam"])
def test_only_the_leader_releases(world, person):
    with pytest.raises(PermissionDenied):
        reporting.release(world.document_at(Status.PASSED), by=getattr(world, person))


def test_its_file_is_made_once_whatever_the_worker_does(world):
    release = world.document_at(Status.RELEASED).releases.get()
    jobs.make_release_file.call(release.pk, "pdf")
    first = ReleaseFile.objects.get()
    jobs.make_release_file.call(release.pk, "pdf")
    assert (ReleaseFile.objects.get().sha256, bytes(first.content)[:5]) == (first.sha256, b"%PDF-")
    assert first.sha256 == hashlib.sha256(bytes(first.content)).hexdigest()


def test_a_site_reads_its_report_and_no_other_site_does(world):
    world.document_at(Status.RELEASED)
    readers = {name for name in world.people if Release.objects.visible_to(getattr(world, name)).exists()}
    assert readers == {"ann", "abe", "lee"}


def test_what_was_agreed_before_a_reopening_can_go_on(world):
    document = world.document_at(Status.AGREEING)
    actions.reopen(document, why="More on aims", by=world.lee)
    actions.submit(world.document(), by=world.ann)
    feedback.go_on_agreeing(world.document(), by=world.lee)
    assert world.document().status == Status.AGREEING
