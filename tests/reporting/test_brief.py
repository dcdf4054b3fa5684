"""The brief for ministers: one page, as file and as page, of what was published and of nothing else."""

import io
import re
from copy import deepcopy

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from pypdf import PdfReader

from reporting import actions, jobs
from reporting.models import Publication
from reporting.printing import pdf
from reporting.printing.made_files import making_of
from reporting.review.brief import LONGEST_ABOUT, brief_of
from reporting.review.key_messages import FINDING, FOLLOWS_FROM_IT, STATEMENT, WHY, scale
from tests.factories import World
from tests.reporting.sample_reports import count, review, small_review

pytestmark = pytest.mark.one_engine

TAG, MEASURE = re.compile(r"<[^>]+>"), re.compile(r'<div class="measure">(.*?)</div>', re.DOTALL)
WORDS = "Partners have agreed to share what they know about each person between services and employers. "


def text(letters: int) -> str:
    """Words of about so many letters, as long as a form lets them be."""
    return (WORDS * 5)[: letters - 1].strip() + "."


def message(number: int, *, full: bool, published: int | str = 7) -> dict:
    """A message of a usual length, or of the longest that its form takes."""
    said = text if full else lambda letters: text(letters // 2)
    return {
        "id": f"message-m{number}",
        "finding": said(FINDING),
        "certainty": "Moderate",
        "why": said(WHY),
        "counts": [{"count": count(published) | {"base": "of 16 documents received"}, "statement": said(STATEMENT)}],
        "follows": [
            {"for": "For the Pilots", "text": said(FOLLOWS_FROM_IT)},
            {"for": "For the Department", "text": said(FOLLOWS_FROM_IT)},
        ],
        "sections": [{"id": "purpose", "title": "Purpose"}],
    }


def with_messages(number: int, *, full: bool, **changed) -> dict:
    messages = [message(place, full=full, published="few" if place % 2 else 9) for place in range(number)]
    issue = {"issue": "Say who decides.", "outcome": "Still open", "text": "", "counts": []}
    issues = {"round": 2, "rows": [issue, issue | {"outcome": "Done"}]}
    return review() | {"messages": messages, "scale": scale(), "last_issues": issues} | changed


def pages(data: dict) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf.brief(data))).pages]


@pytest.mark.parametrize(
    "data",
    [
        with_messages(3, full=False),
        with_messages(7, full=True),
        with_messages(12, full=True, title=text(200), subtitle=text(300), abstract=f"<p>{WORDS * 30}</p>"),
        review(),
        small_review(),
        review() | {"abstract": f"<p>{'x' * 900}</p>", "glance": []},
    ],
    ids=[
        "three",
        "seven of full length",
        "twelve under a long title",
        "before messages",
        "few documents",
        "nearly nothing",
    ],
)
def test_the_brief_has_one_page(data):
    assert len(pages(data)) == 1


def test_it_says_each_message_with_its_number_how_sure_it_is_and_what_follows_for_the_department():
    [page] = pages(with_messages(4, full=False))
    words = " ".join(page.split())
    assert words.count("Moderate.") == 4
    assert words.count("Few or none") >= 2 and words.count("Nine") == 2
    assert words.count("For the Department:") == 4 and "For the Pilots:" not in words
    assert "Of the two issues from Round 2 that this review answers, one is still open and one is done." in words


def test_page_and_file_print_the_numbers_of_the_review_and_no_others():
    data = with_messages(7, full=False)
    brief = brief_of(data)
    page = render_to_string("reports/brief.html", {"review": data, "brief": brief})
    said = {" ".join(TAG.sub(" ", cell).split()) for cell in MEASURE.findall(page)}
    first = [message["counts"][0] for message in data["messages"]]
    assert said == {f"{row['count']['words']} {row['statement']} ({row['count']['base']})" for row in first}
    [paper] = pages(data)
    words = "".join(paper.split())
    assert [one for one in said if "".join(one.split()) not in words] == []


def test_of_more_than_seven_messages_the_first_seven_stand_and_the_others_are_told_of():
    brief = brief_of(with_messages(12, full=False))
    assert (len(brief["messages"]), brief["left_out"]) == (7, 5)
    assert "The full review has five more messages." in " ".join(pages(with_messages(12, full=False))[0].split())


def test_where_nothing_follows_for_the_department_what_follows_for_others_is_said():
    data = with_messages(1, full=False)
    only = deepcopy(data["messages"][0]) | {"follows": [{"for": "For the evaluation", "text": "Ask again."}]}
    assert brief_of(data | {"messages": [only]})["messages"][0]["follows"]["for"] == "For the evaluation"


@pytest.mark.parametrize("abstract", ["One. Two! Three?", WORDS * 20, "x" * 900, ""])
def test_the_abstract_is_cut_between_sentences_where_it_can_be(abstract):
    about = brief_of(review() | {"abstract": f"<p>{abstract}</p>"})["about"]
    assert len(about) <= LONGEST_ABOUT + 2
    assert about == abstract or about.endswith((".", "…"))


def test_equal_data_give_equal_bytes():
    data = with_messages(3, full=False)
    assert pdf.brief(data) == pdf.brief(data)


@pytest.fixture
def publication(world: World) -> Publication:
    from living_docs.workflow import Status

    world.document_at(Status.SUBMITTED, "a")
    return world.publication()


def test_page_and_file_stand_beside_the_review(world, publication, sign_in):
    jobs.make_publication_file.call(publication.pk, "brief")
    client = sign_in(world.sam)
    whole = client.get(reverse("published_version", args=[1, 1])).text
    assert reverse("review_brief", args=[1, 1]) in whole and reverse("review_file", args=[1, 1, "brief"]) in whole
    page = client.get(reverse("review_brief", args=[1, 1]))
    assert publication.data["title"] in page.text
    file = client.get(reverse("review_file", args=[1, 1, "brief"]))
    assert file["Content-Disposition"] == 'attachment; filename="brief-for-ministers-round-1-version-1.pdf"'
    assert file.content[:5] == b"%PDF-"


def test_the_brief_of_a_review_from_before_there_were_briefs_is_made_when_the_leader_asks(world, publication, sign_in):
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.filter(args_kwargs__args=[publication.pk, "brief"]).delete()
    for format in ("pdf", "docx", "pptx"):
        publication.files.create(format=format, content=b"x", sha256="0" * 64)
    making = making_of(publication)
    assert (making.is_done, making.is_under_way, [one.key for one in making.unasked]) == (True, False, ["brief"])
    assert "Make the brief" in sign_in(world.lee).get(reverse("published", args=[1])).text
    assert "Make the brief" not in sign_in(world.sam).get(reverse("published", args=[1])).text
    actions.make_files_again(publication, by=world.lee)
    assert making_of(publication).unasked == []


# Conclusions


def test_a_review_begins_with_conclusions_that_have_their_numbers(world):
    from living_docs.workflow import Status

    world.document_at(Status.SUBMITTED, "a")
    draft = world.draft_review()
    section = draft.sections.get(slug="conclusions")
    headings = ["By problem type", "By outcome heading", "By category of activity"]
    assert [one for one in headings if f"<h4>{one}</h4>" in section.html] == headings
    assert [one.slug for one in draft.sections.printed()][-2:] == ["conclusions", "issues-for-the-next-round"]
    claimed = set(draft.round.claims.values_list("key", flat=True))
    from reporting.review.tokens import counts_in

    assert set(counts_in([section.html])) <= claimed


def test_a_draft_without_conclusions_gets_them_from_the_outline(world):
    from reporting.actions.outline import add_section

    draft = world.draft_review()
    draft.sections.filter(slug="conclusions").update(slug="ended")
    made = add_section(draft, "Conclusions", by=world.lee)
    assert (made.slug, "<h4>By problem type</h4>" in made.html) == ("conclusions", True)
