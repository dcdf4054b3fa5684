"""How far the files of a published review are; what failed is asked for again by the leader."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from reporting import actions, jobs
from reporting.making import making_of
from reporting.models import Publication
from tests.factories import World
from tests.journeys.conftest import work_here

pytestmark = pytest.mark.one_engine  # the worker in this process closes the connections it finds


def test_it_says_how_many_files_are_made(world: World, sign_in):
    publication = world.publication()
    making = making_of(publication)
    assert (making.in_words, making.is_under_way) == ("0 of 3 files are made.", True)
    jobs.make_publication_file.call(publication.pk, "docx")
    assert making_of(publication).in_words == "1 of 3 files is made: Word."
    part = sign_in(world.sam).get(reverse("review_files", args=[1, 1])).content.decode()
    assert ('value="1"' in part, "Download Word" in part, "Download PDF" in part) == (True, True, False)
    work_here()
    making = making_of(publication)
    assert (making.is_done, making.is_under_way, making.in_words) == (
        True, False, "3 of 3 files are made: PDF, Word and slides.",
    )  # fmt: skip
    assert "<progress" not in sign_in(world.sam).get(publication.get_absolute_url()).content.decode()


@pytest.fixture
def broken(world: World) -> Publication:
    """Published data of which no file can be made, and jobs that have found out."""
    sound = world.publication()
    draft = world.draft_review(2)
    fields = {"review": draft, "round": draft.round, "version": 1, "by": world.lee, "sha256": sound.sha256}
    publication = Publication.objects.create(data=sound.data | {"glance": None, "documents": None}, **fields)
    for format in jobs.REVIEW_FORMATS:
        jobs.make_publication_file.enqueue(publication.pk, format)
    work_here()
    return publication


def test_what_failed_is_said_and_asked_for_again_by_the_leader_alone(world, broken):
    making = making_of(broken)
    assert (making.failed, making.is_under_way) == (["pdf", "docx", "pptx"], False)
    assert making.in_words.endswith("Not made, because something went wrong: PDF, Word, slides.")
    before = DBTaskResult.objects.count()
    for person in (world.sam, world.hal, world.ann):
        with pytest.raises(PermissionDenied):
            actions.make_files_again(broken, by=person)
    actions.make_files_again(broken, by=world.lee)
    assert DBTaskResult.objects.count() - before == 3
    assert making_of(broken).is_under_way
