"""The pages of analysis as the leader opens them: empty, and with something in them; axe and a phone's width on each."""

import pytest
from django.core.files.base import ContentFile

from living_docs.workflow import Status
from reporting import actions as reporting
from sites.models import Site
from tests.factories import World
from themes.actions import allot_coding, ask_for_reading_help, code, load_frameworks
from themes.models import Theme

pytestmark = pytest.mark.browser
ROOMS = [
    "/search/",
    "/search/?q=weekly",
    "/search/?q=nothinglikethis",
    "/themes/matrix/1/",
    "/themes/exchange/1/",
    "/themes/help/1/",
    "/claims/1/",
    "/drafts/",
    "/drafts/1/",
    "/drafts/1/quotations/",
    "/drafts/1/triangulation/",
    "/drafts/1/gate/",
    "/drafts/dictionary/",
    "/periodic-reviews/",
    "/reviews/",
    "/reviews/comments/",
]


@pytest.fixture
def begun(programme: World) -> World:
    programme.document_at(Status.AGREEING, "a")
    load_frameworks(programme.programme)
    programme.draft_review()
    return programme


def test_rooms_with_nothing_in_them(begun, window):
    lee = window(begun.lee)
    for room in ROOMS:
        lee.open(room)


def test_rooms_with_something_in_them(begun, window, jobs_done):
    world = begun
    theme = Theme.objects.get(code="P1")
    submission = world.document("a").current_submission
    layer = allot_coding(submission, coders=[world.rae], by=world.lee)[0]
    code(layer, themes=[theme], prompt_number="1.1", start=0, end=4, by=world.rae)
    reporting.make_claim(world.rounds[1], f"theme-{theme.pk}", by=world.lee)
    taken = {"prompt_number": "1.1", "original": "We", "anonymised": "We"}
    reporting.add_quotation(world.draft_review(), submission=submission, **taken, by=world.lee)
    upload = ContentFile(b"Two posts.", name="review.txt")
    periodic = reporting.add_periodic_review(
        site=Site.objects.get(slug="a"), period="Spring", upload=upload, by=world.ivy
    )
    noted = {"theme": theme, "stance": "differs", "text": "Three posts there."}
    reporting.note_triangulation(world.rounds[1], periodic_review=periodic, **noted, by=world.lee)
    ask_for_reading_help(world.rounds[1], by=world.lee)
    jobs_done()
    lee = window(world.lee)
    for room in [
        *ROOMS,
        f"/themes/matrix/1/passages/{theme.pk}/",
        f"/claims/1/theme-{theme.pk}/",
        "/drafts/1/quotations/q1/reword/",
    ]:
        lee.open(room).check_narrow()


def test_a_reader_of_reviews_comments_and_is_answered(begun, window):
    publication = begun.publication(1)
    sam = window(begun.sam).open(publication.get_absolute_url()).check_narrow()
    sam.press("Send comment").reads("Write your comment").check().check_narrow()
    sam.fill("Your comment", "What of carers who work?").press("Send comment").reads("Not answered yet.")
    lee = window(begun.lee).open("/reviews/comments/").reads("What of carers who work?")
    lee.fill("Your answer", "We shall ask.").page.get_by_role("button", name="Answer").click()
    lee.reads("is told that there is an answer").check()
    sam.open("/reviews/").reads("Answers to your comments").check_narrow()
