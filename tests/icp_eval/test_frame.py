"""The frame of every page: which entry of the navigation a page lies under."""

import pytest

from living_docs.workflow import Status


@pytest.fixture
def released(world):
    world.document_at(Status.RELEASED)
    return world


MARKED = [
    ("ann", "/", "Home"),
    ("ann", "/rounds/1/sites/a/", "Rounds"),
    ("ann", "/rounds/1/sites/a/feedback/", "Feedback"),
    ("ann", "/rounds/1/sites/a/feedback/talk/", "Feedback"),
    ("lee", "/rounds/1/sites/a/feedback/", "Rounds"),
    ("lee", "/release/1/", "Reading"),
    ("lee", "/claims/1/", "Drafts"),
    ("rae", "/search/", "Themes"),
]


@pytest.mark.parametrize(("person", "path", "label"), MARKED)
def test_the_navigation_marks_where_a_page_lies(released, sign_in, person, path, label):
    entries = sign_in(getattr(released, person)).get(path).context["navigation"]
    assert [entry.label for entry in entries if entry.current] == [label]
