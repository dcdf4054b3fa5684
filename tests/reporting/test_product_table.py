"""The table of products: no format without what reads its words, no file but of a format in the table."""

import dataclasses

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import NoReverseMatch, reverse

from living_docs.workflow import Status
from reporting import actions
from reporting.anonymity import findings
from reporting.figures import in_sections
from reporting.models import PublicationFile, ReleaseFile
from reporting.printing.file_words import words_of_the_files_of
from reporting.products import FEEDBACK_REPORT, FIGURE, PRODUCTS, THEMATIC_REVIEW, Format, Product
from sites.exits import EXITS, REVIEW_FILE
from tests.reporting import sample_reports

pytestmark = pytest.mark.one_engine
LEAVING = [(product, format) for product in PRODUCTS if product.exit for format in product.formats]
PLANTED = "Quincewort"


def name_of(value) -> str:
    return value.part if isinstance(value, Product) else value.key


def test_a_format_that_its_check_cannot_read_is_refused():
    poster = Format("poster", "pdf", "poster", "poster", lambda data: b"")
    with pytest.raises(ImproperlyConfigured, match="say in `words` how the check of “PDF, Word, slides and brief"):
        dataclasses.replace(THEMATIC_REVIEW, formats=(*THEMATIC_REVIEW.formats, poster))
    assert Product("own", "own", (poster,)).keys == ["poster"]  # goes to nobody but those whose text it is


def test_a_format_of_an_unknown_kind_of_file_is_refused():
    odd = Format("odt", "odt", "OpenDocument", "OpenDocument file", lambda data: b"", lambda data: [])
    with pytest.raises(ImproperlyConfigured, match="no media type is declared for odt"):
        Product("review", "review", (odd,), REVIEW_FILE)


@pytest.mark.parametrize(("product", "format"), LEAVING, ids=name_of)
def test_what_reads_a_format_finds_a_word_that_the_data_hold(product, format):
    if product is FEEDBACK_REPORT:
        report = sample_reports.feedback()
        data = [report | {"site": report["site"] | {"name": PLANTED}}]
    else:
        data = [sample_reports.review() | {"programme": PLANTED}]
    if product is FIGURE:
        data.append(next(in_sections(data[0]["sections"])))
    assert PLANTED in " ".join(map(str, format.words(*data)))


def test_the_gate_reads_a_fourth_format_as_soon_as_it_is_in_the_table(world, monkeypatch):
    """Its words are the format's own: a name that stands nowhere in the data is found."""
    review = world.draft_review()
    assert [one.hit for one in findings.check_review(review) if one.hit == "Brackenfell"] == []
    poster = Format("poster", "pdf", "poster", "poster", lambda data: b"", lambda data: ["Printed in Brackenfell"])
    table = dataclasses.replace(THEMATIC_REVIEW, formats=(*THEMATIC_REVIEW.formats, poster))
    monkeypatch.setattr("reporting.printing.file_words.THEMATIC_REVIEW", table)
    words_of_the_files_of.cache_clear()
    found = [(one.where, one.hit) for one in findings.check_review(review) if one.hit == "Brackenfell"]
    words_of_the_files_of.cache_clear()
    assert found == [("The poster", "Brackenfell")]


def test_a_kind_of_file_that_is_not_in_the_table_has_no_address_and_is_not_served(world, sign_in):
    publication, release = world.publication(), world.document_at(Status.RELEASED).releases.get()
    PublicationFile.objects.create(product=publication, format="odt", content=b"x", sha256="0" * 64)
    ReleaseFile.objects.create(product=release, format="odt", content=b"x", sha256="0" * 64)
    review, report = (
        reverse("review_file", args=[1, 1, "pdf"]),
        reverse("feedback_report_file", args=[1, "a", 1, "pdf"]),
    )
    addresses = [one.replace(".pdf", f".{kind}") for one in (review, report) for kind in ("odt", "html", "brief")]
    assert [sign_in(world.lee).get(address).status_code for address in addresses] == [404] * 6
    for name, args in (("review_file", [1, 1, "odt"]), ("feedback_report_file", [1, "a", 1, "odt"])):
        with pytest.raises(NoReverseMatch):
            reverse(name, args=args)
    files = [reverse("review_files", args=[1, 1]), reverse("reviews"), reverse("feedback_report", args=[1, "a"])]
    assert [page for page in files if "odt" in sign_in(world.lee).get(page).content.decode()] == []


def test_addresses_of_files_are_what_they_were():
    named = [reverse("review_file", args=[2, 1, format.key]) for format in THEMATIC_REVIEW.stored]
    assert [address.rpartition("/")[2] for address in named] == [
        "review.pdf",
        "review.docx",
        "review.pptx",
        "brief.pdf",
    ]
    reports = [reverse("feedback_report_file", args=[2, "a", 1, format.key]) for format in FEEDBACK_REPORT.stored]
    assert [address.rpartition("/")[2] for address in reports] == ["report.pdf", "report.docx"]


def test_every_exit_of_a_product_is_in_the_table_of_exits():
    assert [product.part for product in PRODUCTS if product.exit and product.exit not in EXITS] == []


def test_the_worker_makes_every_stored_format_of_a_release_and_a_publication(world):
    from django_tasks_db.models import DBTaskResult

    world.publication()
    document = world.document_at(Status.PASSED, "b")
    before = set(DBTaskResult.objects.values_list("pk", flat=True))
    actions.release(document, by=world.lee)
    asked = [
        job.args_kwargs["args"][1] for job in DBTaskResult.objects.exclude(pk__in=before) if job.args_kwargs["args"]
    ]
    assert sorted(asked) == sorted(format.key for format in FEEDBACK_REPORT.stored)
