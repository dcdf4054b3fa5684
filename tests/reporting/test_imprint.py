"""Who wrote a review, whom to ask, how it may be used and cited: entered by the office, read by the gate, printed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string

from living_docs.workflow import Status
from reporting import actions
from reporting.anonymity.findings import check_review
from reporting.review.contents import draft_data
from reporting.review.imprint import citation, doi_in, imprint_of, is_isbn
from tests.reporting import sample_reports

ENTERED = {
    "authors": "A. Lindqvist\nB. Okoro",
    "contact": "review@example.org",
    "licence": "CC BY 4.0",
    "isbn": "978-0-306-40615-7",
    "doi": "10.1234/icp.1",
}
ADDRESS = "/reviews/round-1/imprint/"


@pytest.mark.one_engine
@pytest.mark.parametrize("text", ["978-0-306-40615-7", "0-306-40615-2", "080442957X", "9780306406157"])
def test_an_isbn_whose_last_digit_fits_is_one(text):
    assert is_isbn(text)


@pytest.mark.one_engine
@pytest.mark.parametrize("text", ["978-0-306-40615-8", "0-306-40615-3", "978030640615", "ISBN 0306406152", "12"])
def test_any_other_is_none(text):
    assert not is_isbn(text)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1234/icp.1", "10.1234/icp.1"),
        ("https://doi.org/10.1234/icp.1", "10.1234/icp.1"),
        ("doi: 10.1234/icp.1", "10.1234/icp.1"),
        ("11.1234/icp", ""),
        ("10.1234/", ""),
        ("10.1234/a b", ""),
    ],
)
def test_a_doi_is_known_by_its_form(text, doi):
    assert doi_in(text) == doi


REVIEW = sample_reports.review() | {"imprint": ENTERED}


@pytest.mark.one_engine
def test_a_review_is_cited_with_its_authors_and_numbers():
    assert citation(REVIEW) == (
        "A. Lindqvist and B. Okoro (2010). What the Pilots told us in the spring of 2010. Thematic Review, Round 3, "
        "version 1. Integrated Care Pilots. ISBN 978-0-306-40615-7. https://doi.org/10.1234/icp.1."
    )


@pytest.mark.one_engine
def test_a_review_without_an_imprint_is_cited_by_its_programme():
    assert citation(sample_reports.review()).startswith("Integrated Care Pilots evaluation (2010). ")


@pytest.mark.one_engine
@pytest.mark.parametrize("template", ["reporting/published/_as_file.html", "reports/review.html"])
def test_all_of_it_is_printed(template):
    page = render_to_string(template, {"review": REVIEW})
    said = ["A. Lindqvist, B. Okoro", "review@example.org", "CC BY 4.0", "978-0-306-40615-7", "10.1234/icp.1"]
    assert [text for text in said if text not in page] == []


@pytest.fixture
def review(world):
    world.document_at(Status.SUBMITTED, "a")
    return world.draft_review()


def test_the_office_enters_it_and_the_review_says_it(world, review, sign_in):
    office = sign_in(world.pat)
    assert office.post(ADDRESS, ENTERED | {"isbn": "978-0-306-40615-8"}).status_code == 422
    assert office.post(ADDRESS, ENTERED | {"doi": "https://doi.org/10.1234/icp.1"}).status_code == 302
    assert draft_data(review)["imprint"] == ENTERED
    assert imprint_of(world.open_round(2)) == ENTERED | {"isbn": "", "doi": ""}


def test_it_stays_as_it_is_once_the_review_is_with_its_approvers(world, review, sign_in):
    actions.send_to_check(review, reasons=world.reasons_for(review), by=world.lee)
    assert sign_in(world.pat).post(ADDRESS, ENTERED).status_code == 403
    with pytest.raises(actions.NotReady):
        actions.save_imprint(world.rounds[1], by=world.pat, **ENTERED)
    assert imprint_of(world.rounds[1])["authors"] == ""


def test_only_office_and_leader_enter_it(world, review):
    with pytest.raises(PermissionDenied):
        actions.save_imprint(world.rounds[1], by=world.rae, **ENTERED)


def test_the_gate_lets_the_team_name_itself_and_no_site(world, review):
    authors = f"{world.rae.name}\n{world.ann.name}"
    actions.save_imprint(world.rounds[1], by=world.pat, **ENTERED | {"authors": authors})
    assert [(finding.where, finding.kind, finding.hit) for finding in check_review(review)] == [
        ("Imprint", "person", world.ann.name)
    ]
