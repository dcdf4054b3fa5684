"""A review on paper before it is published: of one moment, marked on every page, for the team alone."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from reporting import actions, jobs
from reporting.models import ReviewProof
from reporting.review.contents import draft_data
from tests.factories import World

pytestmark = pytest.mark.one_engine


def write(world: World, review, words: str) -> None:
    section = review.sections.get(slug="purpose-and-coverage")
    actions.save_section(section, html=f"<p>{words}</p>", standfirst="", base_version=section.version, by=world.lee)


def pages_of(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def test_a_proof_is_of_the_moment_it_was_asked_for_and_says_so_on_every_page(world, sign_in):
    review = world.draft_review()
    write(world, review, "Earlier words.")
    checksum = draft_data(review)["content_sha256"]
    rae = sign_in(world.rae)
    address = rae.post(reverse("ask_for_proof", args=[1]))["Location"]
    write(world, review, "Later words.")
    assert rae.get(address).status_code == 202
    assert DBTaskResult.objects.filter(task_path=jobs.make_proof_pdf.module_path).count() == 1
    jobs.make_proof_pdf.call(ReviewProof.objects.get().pk)
    made = rae.get(address)
    assert made["Content-Type"] == "application/pdf"
    cover, *pages = pages_of(made.content)
    assert "not published" in cover
    assert all("Proof, not published" in page for page in pages)
    text = " ".join("\n".join(pages).split())
    assert ("Earlier words." in text, "Later words." in text) == (True, False)
    assert checksum in text.replace(" ", "")
    assert sign_in(world.sam).get(address).status_code == 404


def test_a_newer_proof_takes_the_place_of_the_last(world):
    review = world.draft_review()
    first, second = (actions.make_proof(review, by=who) for who in (world.lee, world.hal))
    jobs.make_proof_pdf.call(first.pk)
    assert list(ReviewProof.objects.values_list("pk", "content")) == [(second.pk, None)]


def test_what_is_published_has_no_proof(world):
    review = world.publication(1).review
    with pytest.raises(PermissionDenied):
        actions.make_proof(review, by=world.lee)
