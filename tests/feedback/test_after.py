"""After the release: the site says that it has read, asks and replies; what became of the points, over all rounds."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from feedback import actions
from feedback.models import Acknowledgement, ReportMessage
from feedback.response import response
from living_docs.workflow import Status
from tests.factories import World


@pytest.fixture
def released(world: World) -> World:
    world.document_at(Status.RELEASED)
    return world


def test_a_person_of_the_site_says_to_have_read_it_once(released, sign_in):
    client, address = sign_in(released.abe), reverse("feedback_report", args=[1, "a"])
    assert "I have read this report" in client.get(address).text
    for _ in range(2):
        client.post(reverse("acknowledge", args=[1, "a"]))
    assert list(Acknowledgement.objects.values_list("by__name", flat=True)) == [released.abe.name]
    page = client.get(address).text
    assert [f"{released.abe.name} has read this report" in page, "I have read this report" in page] == [True, False]
    assert f"{released.abe.name} has read this report" in sign_in(released.lee).get(address).text


def test_site_and_leader_write_to_one_another(released, sign_in):
    address = reverse("report_talk", args=[1, "a"])
    sign_in(released.ann).post(address, {"text": "What do you mean by 1a?"})
    sign_in(released.lee).post(address, {"text": "Who rings at night."})
    page = sign_in(released.abe).get(address).text
    assert ["What do you mean by 1a?" in page, "Who rings at night." in page] == [True, True]
    assert [released.lee.name in page, "The evaluation team" in page] == [False, True]


def test_only_the_site_and_the_leader_do(released):
    report = released.document().releases.get()
    for name in ("bea", "rae", "rob", "quinn", "pat", "sam", "hal"):
        by = getattr(released, name)
        with pytest.raises(PermissionDenied):
            actions.write_about_report(report, text="x", by=by)
        with pytest.raises(PermissionDenied):
            actions.acknowledge(report, by=by)
        assert list(ReportMessage.objects.visible_to(by)) == []


def test_letters_hold_none_of_it(released):
    report = released.document().releases.get()
    actions.write_about_report(report, text="tokenasked", by=released.ann)
    actions.write_about_report(report, text="tokenanswered", by=released.lee)
    jobs = " ".join(str(job.args_kwargs) for job in DBTaskResult.objects.all())
    assert [word in jobs for word in ("tokenasked", "tokenanswered", "has written about its feedback")] == [
        False,
        False,
        True,
    ]


def test_what_became_of_the_points_by_prompt(released, sign_in):
    prompts = released.document().prompts
    [asked] = response(prompts)
    assert (asked.prompt.number, asked.made, asked.answered, asked.still_open, asked.waiting) == ("1.1", 1, 0, 0, 1)
    released.document_at(Status.SUBMITTED, number=2)
    [asked] = response(prompts)
    assert (asked.made, asked.answered, asked.still_open, asked.sites) == (1, 0, 1, ["Alderbrook"])
    assert "Alderbrook" in sign_in(released.lee).get(reverse("response")).text
