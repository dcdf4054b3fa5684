"""The review's data: tokens become phrases that may be known, and no site is anywhere in them."""

import json

import pytest

from feedback.models import Reading
from living_docs.workflow import Status
from reporting import actions
from reporting.claims.evidence import RoundEvidence
from reporting.models import Review
from reporting.review.contents import Builder, draft_data, texts, unknown_tokens
from tests.factories import World

pytestmark = pytest.mark.one_engine


@pytest.fixture
def review(world: World) -> Review:
    for site in "ab":
        world.document_at(Status.SUBMITTED, site)
    return world.draft_review()


def write(world: World, review: Review, html: str, **fields) -> dict:
    section = review.sections.order_by("place").first()
    section.review = review
    options = {"standfirst": ""} | fields
    actions.save_section(section, html=html, base_version=section.version, by=world.lee, **options)
    return draft_data(review)["sections"][0]


def enlarge(world: World, number: int) -> None:
    """More sites with documents, by hand: sixteen journeys would take long."""
    from living_docs.models import LivingDocument, Submission
    from sites.models import Site

    sent = world.document().current_submission
    for n in range(number):
        site = Site.objects.create(programme=world.programme, name=f"Site {n}", slug=f"s{n}", full_name=f"Site {n}")
        document = LivingDocument.objects.create(site=site, round=world.rounds[1], status=Status.SUBMITTED)
        Submission.objects.create(
            document=document, number=1, reference=f"R1-{n}", data=sent.data, sha256="0" * 64, words=1, by=world.ann
        )


def test_a_count_becomes_its_phrase_with_a_capital_where_a_sentence_begins(world, review):
    shown = write(world, review, "<p>[[count:question-1-full]] said so, and [[count:question-1-open]] did not.</p>")
    assert shown["blocks"] == [
        {"kind": "html", "html": "<p>Some of the two Pilots said so, and some of the two Pilots did not.</p>"}
    ]


def test_counts_of_enough_sites_are_printed_as_they_are(world, review):
    enlarge(world, 14)
    shown = write(
        world, review, "<p>Of these [[count:question-1-full]] and [[count:question-1-open]]; [[count:received]].</p>"
    )
    assert (
        shown["blocks"][0]["html"]
        == "<p>Of these nearly all or all of the sixteen Pilots and few or none of the sixteen Pilots; sixteen Pilots.</p>"
    )


def test_the_number_of_documents_received_is_printed(world, review):
    assert draft_data(review)["documents"] == 2
    assert len(RoundEvidence(world.rounds[1]).sent) == 2


def test_a_site_that_sent_nothing_is_in_no_count(world):
    world.document_at(Status.SUBMITTED, "a")
    evidence = RoundEvidence(world.rounds[1])
    bases = {evidence.count(key).of for key in evidence.questions if not key.endswith("-changed")}
    assert bases == {1}


def test_of_a_document_sent_twice_the_last_counts(world, review):
    from living_docs.actions import reopen

    reopen(world.document("a"), why="More", by=world.lee)
    assert len(RoundEvidence(world.rounds[1]).sent) in {1, 2}
    world.document_at(Status.SUBMITTED, "a")
    assert len(RoundEvidence(world.rounds[1]).sent) == 2


@pytest.mark.parametrize("token", ["[[count:nonsense]]", "[[quotation:q9]]"])
def test_a_token_that_stands_for_nothing_keeps_the_review_back(world, review, token):
    write(world, review, f"<p>{token}</p>")
    assert unknown_tokens(review) == [token]
    with pytest.raises(actions.NotReady) as not_ready:
        actions.send_to_check(review, reasons=world.reasons_for(review), by=world.lee)
    assert str(not_ready.value) == f"These tokens have no meaning here: {token}"


@pytest.mark.parametrize(
    "token", ["[[count:nonsense", "[[ count:received ]]", "[[Count:received]]", "[[quotation:q1]] in a line"]
)
def test_a_token_that_is_written_wrongly_keeps_the_review_back_too(world, review, token):
    quote(world, review)
    write(world, review, f"<p>Words {token}</p>")
    with pytest.raises(actions.NotReady):
        actions.send_to_check(review, reasons=world.reasons_for(review), by=world.lee)


def quote(world: World, review: Review):
    submission = world.document().current_submission
    return actions.add_quotation(
        review,
        submission=submission,
        prompt_number="1.1",
        original="The weekly meeting in Alderbrook began",
        anonymised="The weekly meeting began",
        by=world.lee,
    )


def test_a_quotation_stands_by_itself_and_without_its_origin(world, review):
    quotation = quote(world, review)
    shown = write(world, review, f"<p>One said:</p><p>[[quotation:{quotation.token}]]</p><p>Others agreed.</p>")
    assert shown["blocks"] == [
        {"kind": "html", "html": "<p>One said:</p>"},
        {"kind": "quotation", "text": "The weekly meeting began"},
        {"kind": "html", "html": "<p>Others agreed.</p>"},
    ]
    data = json.dumps(draft_data(review))
    assert [
        word
        for word in ("Alderbrook", "Brackenfell", '"a"', "original", quotation.submission.reference)
        if word in data
    ] == []


def test_no_site_person_or_reference_is_anywhere_in_the_data(world, review):
    quote(world, review)
    write(world, review, "<p>[[count:question-1-full]]</p><p>[[quotation:q1]]</p>")
    data = json.dumps(draft_data(review))
    names = [
        "Alderbrook",
        "Brackenfell",
        *(person.name for person in world.people.values()),
        *(person.email for person in world.people.values()),
    ]
    assert [name for name in names if name in data] == []
    assert Reading.objects.count() == 0


def test_the_checksum_is_of_the_content_and_not_of_the_day(world, review):
    from datetime import timedelta

    from accounts.foundations import clock
    from tests.factories import DEADLINE

    with clock.at(DEADLINE):
        first = draft_data(review)
    with clock.at(DEADLINE + timedelta(days=3)):
        later = draft_data(review)
    assert (first["content_sha256"], first["published_on"] == later["published_on"]) == (later["content_sha256"], False)
    write(world, review, "<p>New words.</p>")
    assert draft_data(review)["content_sha256"] != first["content_sha256"]


def test_every_text_that_is_printed_is_read_by_the_gate(world, review):
    actions.save_front(
        review,
        title="T1",
        subtitle="T2",
        abstract="<p>T3</p>",
        glance=[{"count": "received", "statement": "T4", "text": "T5"}],
        by=world.lee,
    )
    brief = [{"count": "received", "statement": "T6"}]
    write(world, review, "<p>T7</p><ul><li>T8</li></ul>", standfirst="T9", brief=brief)
    read = " ".join(text for _, text in texts(draft_data(Review.objects.get(pk=review.pk))))
    assert [f"T{n}" for n in range(1, 10) if f"T{n}" not in read] == []


def test_two_writers_do_not_overwrite_one_another(world, review):
    section = review.sections.first()
    section.review = review
    actions.save_section(section, html="<p>one</p>", standfirst="", base_version=1, by=world.lee)
    saved = actions.save_section(section, html="<p>two</p>", standfirst="", base_version=1, by=world.hal)
    assert (saved.clashed, saved.record.html, saved.version) == (("html",), "<p>one</p>", 2)
    assert saved.fields["html"] == "<p>two</p>\n<p>one</p>"


def test_nothing_a_review_is_built_from_has_a_field_for_a_site():
    from dataclasses import fields

    from reporting.anonymity.counts import Published, Received, SiteCount
    from reporting.review.contents import AnonymousExcerpt

    kinds = (Published, Received, SiteCount, AnonymousExcerpt)
    assert {field.name for kind in kinds for field in fields(kind)} == {"of", "exact", "band", "base", "n", "text"}
    assert not hasattr(Builder, "site")
