"""A page as it is printed: whatever is written stands there in full, as wide as the paper."""

from datetime import timedelta

import pytest

from accounts.foundations import clock
from living_docs.models import LivingDocument
from tests.factories import World, activity

pytestmark = pytest.mark.browser
PLACE = "/rounds/1/sites/a"
ADDRESS = "https://www.example.org/" + "a-very-long-folder" * 12
CUT_OFF = """() => [...document.querySelectorAll(".ProseMirror, table")].filter(
    (part) => part.scrollHeight > part.clientHeight + 2 || part.scrollWidth > document.documentElement.clientWidth).length"""
ADDED = """() => [...document.querySelectorAll("main a[href^='/']")].map((part) => getComputedStyle(part, "::after").content)
    .filter((content) => content.includes("/")).length"""


@pytest.fixture
def world(programme: World) -> World:
    programme.open_round(1, deadline=clock.now() + timedelta(days=14))
    document = LivingDocument.objects.of("a", 1).get()
    row = "<tr>" + "".join(f"<td>Column {n}</td>" for n in range(20)) + "</tr>"
    long = "\n".join(f"<p>Paragraph {n}.</p>" for n in range(80)) + f"<table>{row}</table>"
    programme.answer(document, "1.1", {"texts": [long]})
    programme.answer(document, "3.2", {"rows": [activity(ADDRESS)]})
    return programme


def test_nothing_that_is_written_is_cut_off(world, window):
    paper = window(world.ann).page
    paper.set_viewport_size({"width": 718, "height": 1000})
    for page in ("question/1/", "question/3/", "check/preview/"):
        paper.goto(f"{PLACE}/{page}")
        if "question" in page:
            paper.locator("form[data-ready]").wait_for()
        paper.emulate_media(media="print")
        assert (page, paper.evaluate(CUT_OFF), paper.evaluate(ADDED)) == (page, 0, 0)
