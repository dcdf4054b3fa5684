"""The gate of a review: findings are decided by two people, approvals bind to the text, what is published stays."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from living_docs import actions as documents
from living_docs.workflow import NotAMove, Status
from reporting import actions, jobs
from reporting.anonymity import findings
from reporting.anonymity.counts import published_count
from reporting.claims.evidence import RoundEvidence
from reporting.models import Finding, Publication, PublicationFile, Review, ReviewSection
from reporting.review.contents import draft_data
from sites.models import Programme
from tests.factories import World, cost


def write(world: World, review: Review, html: str, by=None) -> ReviewSection:
    section = review.sections.order_by("place").first()
    section.review = Review.objects.get(pk=review.pk)
    return actions.save_section(
        section, html=html, standfirst="", base_version=section.version, by=by or world.lee
    ).record


@pytest.fixture
def review(world: World) -> Review:
    return world.draft_review()


@pytest.fixture
def finding(world, review) -> Finding:
    write(world, review, "<p>The team in Alderbrook meets weekly. Others do not.</p>")
    [found] = findings.check_review(review)
    return found


def test_a_name_is_found_in_its_sentence_with_its_reason(finding):
    assert (finding.hit, finding.kind, finding.sentence) == (
        "Alderbrook",
        "site_name",
        "The team in Alderbrook meets weekly.",
    )
    assert finding.why == "“Alderbrook” names a site. Change it, or ask a second person to keep it."
    assert finding.parts == ("The team in ", "Alderbrook", " meets weekly.")


@pytest.mark.parametrize("place", ["title", "subtitle", "abstract"])
def test_the_front_is_checked_too(world, review, place):
    front = {"title": "T", "subtitle": "", "abstract": ""} | {place: "From Alderbrook"}
    actions.save_front(review, by=world.lee, **front)
    assert [f.hit for f in findings.check_review(Review.objects.get(pk=review.pk))] == ["Alderbrook"]


def test_the_writer_reads_it_beside_the_section_until_the_sentence_is_changed(client, world, review, finding):
    address = reverse("draft_section", args=[review.round.number, review.sections.order_by("place").first().slug])
    client.force_login(world.lee)
    assert "“Alderbrook” names a site" in client.get(address).content.decode()
    write(world, review, "<p>One team meets weekly. Others do not.</p>")
    assert "names a site" not in client.get(address).content.decode()


def test_a_typed_count_is_found_and_a_counted_one_is_not(world, review):
    write(world, review, "<p>Seven Pilots meet. [[count:received]] sent a document.</p>")
    assert [(f.hit, f.kind) for f in findings.check_review(review)] == [("Seven Pilots", "small_count")]


def test_a_name_that_only_the_files_would_print_is_found_once(world, review):
    Programme.objects.update(name="Integrated Care in Alderbrook")
    assert [(f.where, f.hit) for f in findings.check_review(Review.objects.get(pk=review.pk))] == [
        ("The page", "Alderbrook")
    ]


def test_what_the_files_add_of_their_own_raises_no_alarm(world, review):
    write(world, review, "<p>Much goes on.</p><p>[[figure:coverage]]</p>")
    assert findings.check_review(review) == []


def test_an_open_finding_keeps_a_review_from_going_on(world, review, finding):
    with pytest.raises(actions.NotReady):
        actions.send_to_check(review, reasons=world.reasons_for(review), by=world.lee)
    actions.ask_to_keep(finding, reason="A common English word", by=world.lee)
    with pytest.raises(actions.NotReady):
        actions.send_to_check(review, reasons=world.reasons_for(review), by=world.lee)
    actions.agree_about_finding(finding, by=world.quinn)
    actions.send_to_check(review, reasons=world.reasons_for(review), by=world.lee)
    assert Review.objects.get(pk=review.pk).is_in_check


def test_who_asked_cannot_keep(world, finding):
    actions.ask_to_keep(finding, reason="A common English word", by=world.lee)
    with pytest.raises(PermissionDenied):
        actions.agree_about_finding(finding, by=world.lee)
    assert Finding.objects.get().decision == "asked"


def test_nobody_keeps_what_nobody_asked_for(world, finding):
    with pytest.raises(NotAMove):
        actions.agree_about_finding(finding, by=world.quinn)


@pytest.mark.parametrize("person", ["pat", "sam", "ann", "ivy", "exa"])
def test_only_the_team_keeps(world, finding, person):
    actions.ask_to_keep(finding, reason="A common English word", by=world.lee)
    with pytest.raises(PermissionDenied):
        actions.agree_about_finding(finding, by=getattr(world, person))


def test_a_kept_finding_is_undone_when_its_sentence_changes(world, review, finding):
    actions.ask_to_keep(finding, reason="A common English word", by=world.lee)
    actions.agree_about_finding(finding, by=world.quinn)
    write(world, review, "<p>The team in Alderbrook meets weekly. Others meet too.</p>")
    assert [f.decision for f in findings.check_review(review)] == ["kept"]
    write(world, review, "<p>The small team in Alderbrook meets weekly.</p>")
    assert [f.decision for f in findings.check_review(review)] == ["open"]
    write(world, review, "<p>The team in Alderbrook meets weekly.</p>")
    assert [f.decision for f in findings.check_review(review)] == ["open"]
    assert sorted(Finding.objects.values_list("decision", flat=True)) == ["gone", "open"]


def test_one_kept_finding_keeps_no_other_of_the_same_name(world, review, finding):
    actions.ask_to_keep(finding, reason="A common English word", by=world.lee)
    actions.agree_about_finding(finding, by=world.quinn)
    write(world, review, "<p>The team in Alderbrook meets weekly. In Alderbrook it rains.</p>")
    assert [(f.decision, f.sentence) for f in findings.check_review(review)] == [
        ("kept", "The team in Alderbrook meets weekly."),
        ("open", "In Alderbrook it rains."),
    ]


def test_a_false_alarm_is_agreed_by_a_second_person_and_can_be_undone(world, review, finding):
    actions.call_false_alarm(finding, reason="A brook of that name", by=world.lee)
    assert [(f.decision, f.is_open) for f in findings.check_review(review)] == [("called", True)]
    with pytest.raises(PermissionDenied):
        actions.agree_about_finding(finding, by=world.lee)
    actions.agree_about_finding(finding, by=world.quinn)
    assert [(f.decision, f.reason, f.is_open) for f in findings.check_review(review)] == [
        ("false", "A brook of that name", False)
    ]
    actions.reopen_finding(finding, by=world.lee)
    assert [(f.decision, f.reason) for f in findings.check_review(review)] == [("open", "")]


@pytest.mark.parametrize("ask", [actions.ask_to_keep, actions.call_false_alarm])
def test_a_second_person_refuses_with_a_reason_that_comes_back(world, review, finding, sign_in, ask):
    ask(finding, reason="A common English word", by=world.lee)
    actions.refuse_finding(finding, reason="It is the town itself", by=world.quinn)
    [found] = findings.check_review(review)
    assert (found.decision, found.refusal, found.refused_by) == ("open", "It is the town itself", world.quinn)
    assert "A second person refused 1 of your requests." in sign_in(world.lee).get("/").content.decode()
    page = sign_in(world.lee).get(reverse("anonymity", args=[review.round.number])).content.decode()
    assert "Quinn" in page and "refused: It is the town itself" in page
    with pytest.raises(NotAMove):
        actions.agree_about_finding(finding, by=world.quinn)
    ask(finding, reason="Another common English word", by=world.lee)
    assert Finding.objects.get().refusal == ""


def test_who_is_waited_for_finds_it_at_home_and_nobody_else(world, finding, sign_in):
    actions.call_false_alarm(finding, reason="A brook of that name", by=world.lee)
    wanted = "1 finding of the anonymity check needs your decision as a second person."
    found = [
        p
        for p in ("lee", "quinn", "rae", "pat", "ann", "sam")
        if wanted in sign_in(getattr(world, p)).get("/").content.decode()
    ]
    assert found == ["quinn", "rae"]


def test_two_who_decide_at_once_decide_once(world, finding):
    actions.call_false_alarm(finding, reason="A brook of that name", by=world.lee)
    actions.agree_about_finding(finding, by=world.quinn)
    with pytest.raises(NotAMove):
        actions.refuse_finding(finding, reason="It is the town itself", by=world.rae)


def test_a_reason_of_one_word_is_refused_in_words(world, finding, sign_in):
    page = sign_in(world.lee).post(
        reverse("decide", args=[finding.review.round.number, finding.pk]), {"do": "false", "reason": "ok"}, follow=True
    )
    assert "Give your reason in a sentence, so that others can weigh it" in page.content.decode()
    assert Finding.objects.get().decision == "open"


def test_the_database_refuses_a_decision_of_one_person(world, finding):
    for decision in ("kept", "false"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Finding.objects.update(decision=decision, reason="x", asked_by=world.lee, decided_by=world.lee)


@pytest.mark.parametrize("person", ["quinn", "rae", "pat", "ann"])
def test_only_writers_call_a_false_alarm_or_undo(world, finding, person):
    for do in (
        lambda by: actions.call_false_alarm(finding, reason="x", by=by),
        lambda by: actions.reopen_finding(finding, by=by),
    ):
        with pytest.raises(PermissionDenied):
            do(getattr(world, person))


def test_a_false_alarm_without_a_reason_is_refused_by_the_database(finding):
    finding.decision = Finding.Decision.FALSE
    with pytest.raises(IntegrityError):
        finding.save()


def test_a_later_version_remembers_what_was_decided_of_the_same_sentence(world, review, finding):
    actions.call_false_alarm(finding, reason="A brook", by=world.lee)
    actions.agree_about_finding(finding, by=world.quinn)
    world.publication()
    again = actions.start_review(world.rounds[1], by=world.lee, correction="A wrong count")
    assert [(f.decision, f.reason) for f in findings.check_review(again)] == [("false", "A brook")]


def test_a_version_that_replaces_another_says_why(world):
    world.publication()
    again = actions.start_review(world.rounds[1], by=world.lee)
    said = "The reason why this version replaces version 1 is not given"
    with pytest.raises(actions.NotReady, match=said):
        actions.send_to_check(again, reasons=world.reasons_for(again), by=world.lee)
    front = {"title": again.title, "subtitle": again.subtitle, "abstract": again.abstract}
    actions.save_front(again, **front, correction="A count was wrong.", by=world.lee)
    actions.send_to_check(again, reasons=world.reasons_for(again), by=world.lee)


def test_words_of_a_submission_may_stand_as_an_approved_quotation_only(client, world, review):
    words = "The weekly list is kept by the nurse who rings every person on it"
    document = world.document("b")
    world.fill(document)
    world.answer(document, "1.1", {"texts": [f"<p>{words}.</p>"]})
    documents.submit(document, by=world.bea)
    write(world, review, f"<p>{words}.</p>")
    [found] = findings.check_review(review)
    assert (found.kind, found.why) == (
        "source_overlap",
        "These fourteen words stand in a submission as they are, or nearly so. Make them an approved quotation, or reword.",
    )
    submission = document.submissions.get()
    quoted = actions.add_quotation(
        review, submission=submission, prompt_number="1.1", original=words, anonymised=f"{words}.", by=world.hal
    )
    write(world, review, f"<p>[[quotation:{quoted.token}]]</p>")
    assert [f.kind for f in findings.check_review(review)] == ["source_overlap"]
    client.force_login(world.lee)
    page = client.get(reverse("anonymity", args=[review.round.number])).content.decode()
    assert "yet to approve" in page and "False alarm" not in page
    actions.approve_quotation(quoted, anonymised=quoted.anonymised, by=world.lee)
    assert findings.check_review(review) == []


def test_the_page_asks_for_a_reason_and_shows_what_was_decided(world, review, finding, sign_in):
    client, address = sign_in(world.lee), reverse("anonymity", args=[1])
    assert "Why “Alderbrook” does not identify a site" in client.get(f"{address}?false={finding.pk}").text
    decide = reverse("decide", args=[1, finding.pk])
    assert "Give a reason" in client.post(decide, {"do": "false", "reason": " "}, follow=True).text
    client.post(decide, {"do": "false", "reason": "A brook of that name"})
    assert "says it is a false alarm: A brook of that name" in client.get(address).text
    second = sign_in(world.quinn)
    assert "Why “Alderbrook” may not stay" in second.get(f"{address}?refuse={finding.pk}").text
    second.post(decide, {"do": "agree"})
    page = client.get(address).text
    assert ["Quinn" in page, "all decided" in page] == [True, True]
    client.post(decide, {"do": "undo"})
    assert Finding.objects.get().decision == "open"


def test_the_approvers_read_first_what_was_let_stand(world, review, finding, sign_in):
    actions.call_false_alarm(finding, reason="A brook of that name", by=world.lee)
    actions.agree_about_finding(finding, by=world.quinn)
    page = sign_in(world.rae).get(reverse("approval", args=[1])).text
    assert page.index("Before you read: 1 finding of the anonymity check was let stand") < page.index(
        'class="proof review-prose"'
    )
    assert "False alarm: A brook of that name" in page


# Approval


def in_check(world: World, review: Review) -> Review:
    actions.send_to_check(review, reasons=world.reasons_for(review), by=world.lee)
    return Review.objects.get(pk=review.pk)


def approve(review: Review, by) -> None:
    actions.approve(review, content_sha256=draft_data(review)["content_sha256"], by=by)


def test_two_approvals_open_the_way_to_publishing(world, review):
    review = in_check(world, review)
    approve(review, world.quinn)
    assert Review.objects.get(pk=review.pk).is_in_check
    with pytest.raises(PermissionDenied):
        actions.publish(review, by=world.lee)
    approve(review, world.rex)
    review = Review.objects.get(pk=review.pk)
    assert actions.publish(review, by=world.lee).data["title"] == review.title


def test_one_person_is_not_two(world, review):
    review = in_check(world, review)
    approve(review, world.duo)
    approve(review, world.duo)
    assert (Review.objects.get(pk=review.pk).is_in_check, review.approvals.count()) == (True, 1)


def test_who_wrote_in_it_cannot_approve(world, review):
    write(world, review, "<p>By the economist.</p>", by=world.hal)
    review = in_check(world, review)
    for person in (world.hal, world.lee, world.pat, world.sam):
        with pytest.raises(PermissionDenied):
            approve(review, person)


def test_an_approval_of_another_text_than_the_present_is_refused(world, review):
    review = in_check(world, review)
    with pytest.raises(actions.NotReady):
        actions.approve(review, content_sha256="0" * 64, by=world.quinn)


def test_an_edit_voids_what_was_approved(world, review):
    review = in_check(world, review)
    approve(review, world.quinn)
    actions.send_review_back(review, why="One more sentence", by=world.rex)
    write(world, review, "<p>One more sentence.</p>")
    review = in_check(world, Review.objects.get(pk=review.pk))
    approve(review, world.rex)
    assert Review.objects.get(pk=review.pk).is_in_check
    assert actions.valid_approvals(review, draft_data(review)["content_sha256"]) == 1


def test_nobody_writes_while_it_is_being_checked(world, review):
    in_check(world, review)
    with pytest.raises(PermissionDenied):
        write(world, review, "<p>Late words.</p>")


def test_a_document_that_was_sent_after_the_approval_keeps_the_review_back(world, review):
    from living_docs.workflow import Status

    review = world.approved_review()
    world.document_at(Status.SUBMITTED)
    with pytest.raises(actions.NotReady):
        actions.publish(review, by=world.lee)
    assert Publication.objects.count() == 0


# Published


def test_what_is_published_never_changes_and_a_correction_is_a_further_version(world):
    first = world.publication()
    jobs.make_publication_file.call(first.pk, "pdf")
    made = PublicationFile.objects.get()
    before = (first.data, first.sha256, bytes(made.content), made.sha256)
    again = actions.start_review(world.rounds[1], by=world.lee, correction="A wrong count")
    assert again.version == 2
    second = world.publication()
    jobs.make_publication_file.call(first.pk, "pdf")
    jobs.make_publication_file.call(second.pk, "pdf")
    first.refresh_from_db()
    made = PublicationFile.objects.get(product=first)
    assert (first.data, first.sha256, bytes(made.content), made.sha256) == before
    assert [(p.version, p.review.status) for p in Publication.objects.order_by("version")] == [
        (1, "superseded"),
        (2, "published"),
    ]
    assert second.data["correction"] == "A wrong count"


def test_counts_are_printed_in_the_same_bands_in_every_round(world):
    assert {published_count(n, 16, world.programme.disclosure_k).phrase for n in (0, 1, 2)} == {
        "few or none of the sixteen Pilots"
    }


class FiveSites(World):
    """Three sites give a set-up cost, and two of them all of it; of five sites, two may be told apart."""

    COSTS = {
        "a": ["actual"],
        "b": ["actual"],
        "c": ["actual", "not_yet_known"],
        "d": ["not_yet_known"],
        "e": ["not_yet_known"],
    }

    def __init__(self) -> None:
        super().__init__()
        self.programme.disclosure_k = 2
        self.programme.save()
        for slug, name in (("c", "Corriemoor"), ("d", "Dunmarsh"), ("e", "Ellerbeck")):
            self.add_site(slug, name)
        for slug in self.COSTS:
            self.document_at(Status.SUBMITTED, slug)

    def fill(self, document) -> None:
        super().fill(document)
        rows = [cost("12000" if how == "actual" else "", how, id=how) for how in self.COSTS[document.site.slug]]
        self.answer(document, "8.1", {"rows": rows})


@pytest.mark.django_db
def test_a_count_and_that_of_a_part_of_it_are_found_where_one_site_lies_between():
    world = FiveSites()
    review = world.draft_review()
    write(world, review, "<p>[[count:setup-costs]] gave one, and [[count:complete-setup-costs]] gave all.</p>")
    [found] = findings.check_review(review)
    assert (found.where, found.kind) == ("Counts side by side", "small_count")
    sentence = (
        "three of the five Pilots that gave a set-up cost, and two of the five Pilots whose set-up costs are complete"
    )
    assert found.sentence == sentence
    write(world, review, "<p>[[count:setup-costs]] gave one, and [[count:unknown-costs]] do not know all.</p>")
    assert findings.check_review(review) == []


@pytest.mark.django_db
def test_a_number_that_a_figure_withholds_is_withheld_in_the_text_too():
    evidence = RoundEvidence(FiveSites().rounds[1])
    part = {"key": "complete-setup-costs", "whole": "setup-costs"}
    assert evidence.published("complete-setup-costs").exact == 2
    assert evidence.published_part(**part).exact is None
    assert evidence.begin_anew()
    assert evidence.published("complete-setup-costs").exact is None
    assert not evidence.begin_anew()
