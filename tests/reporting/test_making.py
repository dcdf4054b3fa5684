"""How far the files of a published review are; what failed is asked for again by the leader."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from reporting import actions, jobs
from reporting.models import Publication
from reporting.printing.made_files import making_of
from reporting.products import THEMATIC_REVIEW
from tests.factories import World
from tests.journeys.conftest import work_here

STORED = [format.key for format in THEMATIC_REVIEW.stored]
pytestmark = pytest.mark.one_engine  # the worker in this process closes the connections it finds


def test_it_says_how_many_files_are_made(world: World, sign_in):
    publication = world.publication()
    making = making_of(publication)
    assert (making.in_words, making.is_under_way) == ("0 of 4 files are made.", True)
    jobs.make_publication_file.call(publication.pk, "docx")
    assert making_of(publication).in_words == "1 of 4 files is made: Word."
    part = sign_in(world.sam).get(reverse("review_files", args=[1, 1])).content.decode()
    assert ('value="1"' in part, "Download Word" in part, "Download PDF" in part) == (True, True, False)
    work_here()
    making = making_of(publication)
    assert (making.is_done, making.is_under_way, making.in_words) == (
        True,
        False,
        "4 of 4 files are made: PDF, Word, slides and brief.",
    )
    assert "<progress" not in sign_in(world.sam).get(publication.get_absolute_url()).content.decode()


@pytest.fixture
def broken(world: World) -> Publication:
    """Published data of which no file can be made, and jobs that have found out."""
    sound = world.publication()
    draft = world.draft_review(2)
    fields = {"review": draft, "round": draft.round, "version": 1, "by": world.lee, "sha256": sound.sha256}
    publication = Publication.objects.create(
        data=sound.data | {"round": 2, "glance": None, "documents": None}, **fields
    )
    for format in STORED:
        jobs.make_publication_file.enqueue(publication.pk, format)
    work_here()
    return publication


def test_what_failed_is_said_and_asked_for_again_by_the_leader_alone(world, broken):
    making = making_of(broken)
    assert ([format.key for format in making.failed], making.is_under_way) == (["pdf", "docx", "pptx", "brief"], False)
    assert making.in_words.endswith("Not made, because something went wrong: PDF, Word, slides, brief.")
    before = DBTaskResult.objects.count()
    for person in (world.sam, world.hal, world.ann):
        with pytest.raises(PermissionDenied):
            actions.make_files_again(broken, by=person)
    actions.make_files_again(broken, by=world.lee)
    assert DBTaskResult.objects.count() - before == 4
    assert making_of(broken).is_under_way


def test_the_page_that_waits_for_a_file_says_how_far_all_are(world, sign_in):
    publication = world.publication()
    jobs.make_publication_file.call(publication.pk, "docx")
    answer = sign_in(world.sam).get(reverse("review_file", args=[1, 1, "pptx"]))
    assert (answer.status_code, answer["Refresh"]) == (202, "5")
    assert "The slide file is being made" in answer.text
    assert "1 of 4 files is made: Word." in answer.text


def test_nobody_is_kept_waiting_for_a_file_that_failed(broken, world, sign_in):
    answer = sign_in(world.sam).get(reverse("review_file", args=[broken.round.number, 1, "docx"]))
    assert (answer.status_code, "Refresh" in answer) == (200, False)
    assert "The Word file could not be made" in answer.text


def test_the_approval_page_shows_the_making_until_all_is_made_and_then_says_so(world, sign_in):
    publication = world.publication()
    client, address = sign_in(world.lee), reverse("approval", args=[1])
    assert "0 of 4 files are made." in client.get(address).text
    work_here()
    assert "<progress" not in client.get(address).text
    assert (
        "4 of 4 files are made: PDF, Word, slides and brief."
        in client.get(reverse("review_files", args=[1, publication.version])).text
    )


def test_the_leader_alone_is_offered_a_second_try(broken, world, sign_in):
    version = [broken.round.number, 1]
    for person, offered in ((world.lee, True), (world.sam, False)):
        files = sign_in(person).get(reverse("review_files", args=version)).text
        assert (reverse("make_files_again", args=version) in files) is offered
