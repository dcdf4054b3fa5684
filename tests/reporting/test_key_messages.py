"""Key messages: written, moved and removed by the writers, bound to sections and counts, printed before all else."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from living_docs.workflow import Status
from reporting import actions
from reporting.anonymity.findings import check_review
from reporting.models import Publication, Review
from reporting.recount import differences
from reporting.review.contents import draft_data, unknown_tokens
from reporting.review.key_messages import FINDING, MOST_MESSAGES, messages_without_evidence, standing
from reporting.review.last_issues import key_of
from reporting.review.readiness import changed_claims, claims_in, keys_in, written_in
from tests.factories import World

pytestmark = pytest.mark.one_engine

SURE = {"certainty": "moderate", "why": "The accounts agree."}


@pytest.fixture
def review(world: World) -> Review:
    for site in "ab":
        world.document_at(Status.SUBMITTED, site)
    return world.draft_review()


def fields(finding: str = "Meetings come first.", **changed) -> dict:
    made = {"finding": finding, **SURE, "department": "Wait a year.", "sites": "", "evaluation": "Ask once more."}
    counts = [{"count": "question-1-full", "statement": "describe how they began"}]
    return made | {"counts": counts, "sections": ["question-1"]} | changed


def typed(**changed) -> dict:
    counts = "[[count:question-1-full]] describe how they began"
    return fields() | {"base_version": "0", "counts": counts} | changed


def write(review: Review, world: World, *findings: str, **changed) -> list[str]:
    return [
        actions.save_message(review, "", fields(one, **changed), base_version=0, by=world.lee).record["key"]
        for one in findings
    ]


def findings(review: Review) -> list[str]:
    return [message["finding"] for message in standing(Review.objects.get(pk=review.pk))]


def test_a_message_is_printed_with_how_sure_from_how_many_what_follows_and_what_it_rests_on(world, review):
    write(review, world, "Meetings come first, say [[count:received]].")
    [message] = draft_data(review)["messages"]
    chapter = review.sections.get(slug="question-1")
    assert message == {
        "id": "message-m1",
        "finding": "Meetings come first, say two Pilots.",
        "certainty": "Moderate",
        "why": "The accounts agree.",
        "counts": [
            {
                "statement": "describe how they began",
                "count": {"words": "Some", "exact": None, "band": "some", "of": 2, "base": "of 2 documents received"},
            }
        ],
        "follows": [
            {"for": "For the Department", "text": "Wait a year."},
            {"for": "For the evaluation", "text": "Ask once more."},
        ],
        "sections": [{"id": "question-1", "title": chapter.title}],
    }


def test_a_review_without_messages_is_printed_as_before_there_were_any(review):
    assert {"messages", "last_issues", "scale"} & set(draft_data(review)) == set()


def test_messages_are_added_changed_moved_removed_and_brought_back_by_keys_and_forms(world, review, sign_in):
    client, pages = sign_in(world.lee), reverse("key_messages", args=[1])
    for finding in ("One.", "Two.", "Three."):
        assert client.post(reverse("add_message", args=[1]), typed(finding=finding)).status_code == 302
    changed = typed(finding="Two and a half.", base_version="1")
    assert client.post(reverse("key_message", args=[1, "m2"]), changed)["Location"] == pages
    for key, step in (("m3", "up"), ("m1", "down"), ("m1", "down"), ("m2", "remove")):
        assert client.post(reverse("arrange_messages", args=[1, key]), {"step": step}).status_code == 302
    assert findings(review) == ["Three.", "One."]
    client.post(reverse("arrange_messages", args=[1, "m2"]), {"step": "back"})
    assert findings(review) == ["Three.", "One.", "Two and a half."]
    page = client.get(reverse("key_message", args=[1, "m2"])).text
    assert "<strong>Two.</strong>" in page  # the earlier text


def test_a_message_that_two_writers_change_loses_nothing(world, review, sign_in):
    [key] = write(review, world, "One.")
    actions.save_message(review, key, fields("Theirs."), base_version=1, by=world.hal)
    client, address = sign_in(world.lee), reverse("key_message", args=[1, key])
    refused = client.post(address, typed(finding="Mine.", base_version="1"))
    assert refused.status_code == 409
    assert "Theirs." in refused.text and "Mine." in refused.text
    assert client.post(address, typed(finding="Both.", base_version="2")).status_code == 302
    assert findings(review) == ["Both."]


def test_what_is_too_long_or_no_token_is_told_and_stays_in_its_box(world, review, sign_in):
    long = "x" * (FINDING + 3)
    refused = sign_in(world.lee).post(reverse("add_message", args=[1]), typed(finding=long, counts="many say so"))
    assert refused.status_code == 422
    assert "“What is found” is 3 characters too long. Use 200 or fewer." in refused.text
    assert long in refused.text and "many say so" in refused.text
    assert findings(review) == []


def test_who_writes_a_message_or_moves_one_wrote_in_the_review_and_nobody_else_may(world, review):
    assert not review.was_written_by(world.hal)
    [key, _] = write(review, world, "One.", "Two.")
    actions.move_message(review, key, up=False, by=world.hal)
    assert review.was_written_by(world.hal)
    for person in (world.rae, world.quinn, world.sam):
        with pytest.raises(PermissionDenied):
            actions.save_message(review, "", fields(), base_version=0, by=person)


def test_messages_go_on_into_the_next_version(world):
    world.document_at(Status.SUBMITTED, "a")
    review = world.draft_review()
    write(review, world, "Meetings come first.")
    publication = publish(world, review)
    assert publication.data["messages"][0]["finding"] == "Meetings come first."
    later = actions.start_review(world.rounds[1], by=world.lee, correction="A number was wrong.")
    assert findings(later) == ["Meetings come first."]


def test_a_message_without_a_count_or_without_a_printed_section_is_without_evidence(world, review):
    write(review, world, "Sound.")
    write(review, world, "No number.", counts=[])
    write(review, world, "No section.", sections=[])
    assert messages_without_evidence(review) == ["No number.", "No section."]
    review.sections.filter(slug="question-1").update(left_out=True)
    assert messages_without_evidence(review) == ["Sound.", "No number.", "No section."]
    assert [message["sections"] for message in draft_data(review)["messages"]] == [[], [], []]


def test_a_section_that_was_left_out_can_still_be_unticked(world, review, sign_in):
    [key] = write(review, world, "Sound.")
    review.sections.filter(slug="question-1").update(left_out=True)
    page = sign_in(world.lee).get(reverse("key_message", args=[1, key])).text
    assert "(left out of the outline)" in page


def test_the_gate_readiness_and_the_second_count_read_every_message(world, review):
    write(
        review,
        world,
        "Meetings in Brackenfell come first, say [[count:question-1-open]].",
        why="See [[count:nonsense]].",
    )
    assert "Brackenfell" in {finding.hit for finding in check_review(review)}
    assert {"question-1-full", "question-1-open"} <= keys_in(review)
    assert unknown_tokens(review) == ["[[count:nonsense]]"]
    assert [text for text in written_in(review) if "Brackenfell" in text] != []


def test_a_second_count_finds_a_message_whose_number_or_words_were_changed(world, review):
    write(review, world, "Meetings come first, say [[count:received]].")
    data = draft_data(review)
    assert differences(review, data) == []
    data["messages"][0]["counts"][0]["count"]["of"] = 3
    data["messages"][0]["finding"] = "Meetings come first, say three Pilots."
    found = differences(review, data)
    assert len(found) == 2
    assert [sentence.startswith("Key message m1") for sentence in found] == [True, True]


def test_a_message_whose_evidence_changes_is_flagged_like_any_claim(world, review):
    write(review, world, "Meetings come first.")
    [claim] = [claim for claim in claims_in(review) if claim.key == "question-1-full"]
    assert list(changed_claims(review)) == []
    answer = claim.answers.get()
    type(answer).objects.create(claim=answer.claim, evidence=answer.evidence, sha256="0" * 64, by=world.lee)
    assert list(changed_claims(review)) == [
        "The evidence of these counts has changed since it was looked at: [[count:question-1-full]]"
    ]


def test_the_page_takes_twelve_messages_and_says_how_many_are_usual(world, review, sign_in):
    write(review, world, *(f"Finding {number}." for number in range(12)))
    page = sign_in(world.lee).get(reverse("key_messages", args=[1])).text
    assert "the brief prints the first seven" in page
    assert len(draft_data(review)["messages"]) == 12 > MOST_MESSAGES


# What became of the last review's issues


ISSUES = "<p>We ask for two things.</p><ul><li>Say who decides.</li><li>Say what has stopped.</li></ul>"


@pytest.fixture
def second(world: World) -> Review:
    """Round 2's draft after a review of round 1 that raised two issues."""
    world.document_at(Status.SUBMITTED, "a", 1)
    first = world.draft_review(1)
    raise_issues(world, first, ISSUES)
    publish(world, first)
    world.document_at(Status.SUBMITTED, "a", 2)
    return world.draft_review(2)


def raise_issues(world: World, review: Review, html: str) -> None:
    section = review.sections.get(slug="issues-for-the-next-round")
    section.review = review
    actions.save_section(section, html=html, standfirst="", base_version=section.version, by=world.lee)


def publish(world: World, review: Review) -> Publication:
    review = Review.objects.get(pk=review.pk)
    actions.send_to_check(review, reasons=world.reasons_for(review), by=world.lee)
    for person in (world.quinn, world.rex):
        review = Review.objects.get(pk=review.pk)
        actions.approve(review, content_sha256=draft_data(review)["content_sha256"], by=person)
    return actions.publish(Review.objects.get(pk=review.pk), by=world.lee)


DECIDES, STOPPED = key_of("Say who decides."), key_of("Say what has stopped.")


def answered(seen: str = "", **changed) -> dict:
    """What the page sends; `seen` is the mark of what stood about the first issue when it was opened."""
    return {
        f"outcome-{DECIDES}": "done",
        f"text-{DECIDES}": "All say so.",
        f"seen-{DECIDES}": seen,
        f"counts-{DECIDES}": "[[count:question-1-full]] say who decides",
        f"outcome-{STOPPED}": "",
        f"text-{STOPPED}": "",
        f"counts-{STOPPED}": "",
        f"seen-{STOPPED}": "",
    } | {f"{name}-{DECIDES}": value for name, value in changed.items()}


def mark_on(page) -> str:
    """The mark of what stands about the first issue on a page."""
    return page.context["form"][f"seen-{DECIDES}"].value()


def test_two_writers_of_two_issues_both_stay_and_of_one_nothing_is_lost(world, second, sign_in):
    lee, hal, address = sign_in(world.lee), sign_in(world.hal), reverse("last_issues", args=[2])
    lee.post(address, answered())
    other = answered(outcome="", text="", counts="") | {f"outcome-{STOPPED}": "open", f"text-{STOPPED}": "It goes on."}
    assert hal.post(address, other).status_code == 302
    rows = Review.objects.get(pk=second.pk).last_issues["rows"]
    assert sorted(row["text"] for row in rows) == ["All say so.", "It goes on."]
    clash = hal.post(address, answered(text="Few say so."))
    assert clash.status_code == 422
    assert "Another writer changed this meanwhile. It says now: Done. All say so." in clash.text
    assert "Few say so." in clash.text
    again = answered(mark_on(clash), text="Few say so.") | {f"seen-{STOPPED}": key_of("never seen")}
    again |= {f"outcome-{STOPPED}": "open", f"text-{STOPPED}": "It goes on."}
    assert hal.post(address, again).status_code == 302
    rows = Review.objects.get(pk=second.pk).last_issues["rows"]
    assert sorted(row["text"] for row in rows) == ["Few say so.", "It goes on."]


def test_issues_of_the_last_review_are_answered_and_printed_after_the_messages(world, second, sign_in):
    client, address = sign_in(world.lee), reverse("last_issues", args=[2])
    assert "Say what has stopped." in client.get(address).text
    assert client.post(address, answered()).status_code == 302
    printed = draft_data(Review.objects.get(pk=second.pk))["last_issues"]
    assert (printed["round"], [(row["issue"], row["outcome"], row["text"]) for row in printed["rows"]]) == (
        1,
        [("Say who decides.", "Done", "All say so.")],
    )
    assert printed["rows"][0]["counts"][0]["statement"] == "say who decides"
    assert differences(Review.objects.get(pk=second.pk), draft_data(Review.objects.get(pk=second.pk))) == []


def test_a_sentence_without_an_outcome_is_refused_and_kept(world, second, sign_in):
    refused = sign_in(world.lee).post(reverse("last_issues", args=[2]), answered(outcome=""))
    assert refused.status_code == 422
    assert "Say what became of issue 1" in refused.text and "All say so." in refused.text


def test_where_no_review_stands_before_it_the_review_says_so(world, review, sign_in):
    write(review, world, "Meetings come first.")
    assert draft_data(review)["last_issues"] == {"round": None, "rows": []}
    assert "no issues to answer" in sign_in(world.lee).get(reverse("last_issues", args=[1])).text
    proof = sign_in(world.quinn).get(reverse("approval", args=[1])).text
    assert "No earlier review stands, so there are no earlier issues to answer." in proof


def test_what_was_written_of_an_issue_is_kept_where_the_last_review_is_replaced(world, second, sign_in):
    client, address = sign_in(world.lee), reverse("last_issues", args=[2])
    client.post(address, answered())
    replaced = actions.start_review(world.rounds[1], by=world.lee, correction="Worded anew.")
    raise_issues(world, replaced, "<ul><li>Say who decides, and when.</li><li>Say what has stopped.</li></ul>")
    publish(world, replaced)
    page = client.get(address).text
    assert "The last review has changed since this was written." in page
    assert "All say so." in page and "Say who decides, and when." in page
    kept = draft_data(Review.objects.get(pk=second.pk))["last_issues"]["rows"]
    assert [row["issue"] for row in kept] == ["Say who decides."]


def test_of_a_section_without_a_list_its_paragraphs_are_the_issues():
    from reporting.review.last_issues import issues_in

    blocks = [{"kind": "html", "html": "<h4>Evidence</h4><p>Say how it is known.</p><p>Enclose it.</p>"}]
    data = {"sections": [{"id": "issues-for-the-next-round", "blocks": blocks}]}
    assert list(issues_in(data)) == ["Say how it is known.", "Enclose it."]


def test_an_answer_outlives_the_withdrawal_of_the_review_that_it_answers(world, second, sign_in):
    client, address = sign_in(world.lee), reverse("last_issues", args=[2])
    client.post(address, answered())
    first = world.rounds[1].publications.get()
    asked = actions.ask_to_withdraw_review(first, reason="A number was wrong.", by=world.lee)
    actions.confirm_review_withdrawal(asked, by=world.quinn)
    page = client.get(address).text
    assert "The last review was withdrawn since this was written." in page and "All say so." in page
    client.post(address, answered(mark_on(client.get(address)), text="Nearly all say so."))
    kept = draft_data(Review.objects.get(pk=second.pk))["last_issues"]
    assert (kept["round"], [row["text"] for row in kept["rows"]]) == (1, ["Nearly all say so."])


def test_a_message_removed_meanwhile_is_saved_and_stays_removed(world, review, sign_in):
    write(review, world, "One.")
    client = sign_in(world.lee)
    actions.remove_message(review, "m1", by=world.hal)
    page = client.post(reverse("key_message", args=[1, "m1"]), typed(finding="Two.", base_version="1"), follow=True)
    assert "It is not printed, because it was removed" in page.text
    assert (findings(review), Review.objects.get().messages[0]["finding"]) == ([], "Two.")
    back = client.post(reverse("arrange_messages", args=[1, "m1"]), {"step": "back"}, follow=True)
    assert "“Two.” is printed again, as the last." in back.text


def test_steps_from_an_old_page_do_no_harm(world, review, sign_in):
    write(review, world, "One.", "Two.")
    client = sign_in(world.lee)
    arrange = reverse("arrange_messages", args=[1, "m1"])
    for step in ("remove", "up", "remove", "down"):
        assert client.post(arrange, {"step": step}).status_code == 302
    assert findings(review) == ["Two."]
    assert client.post(arrange, {"step": "sideways"}).status_code == 404
    assert client.post(reverse("arrange_messages", args=[1, "m9"]), {"step": "up"}).status_code == 404
