"""Before a review goes to its approvers everything is ready, or has a reason that they read."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.foundations import clock
from accounts.models import Membership
from living_docs import actions as living_docs
from living_docs.versions import ChangedMeanwhile
from reporting import actions
from reporting.models import ReadinessReason, Review, ReviewSection
from reporting.review.checklist import lacking, not_ready, told
from reporting.review.contents import draft_data
from reporting.review.placeholders import placeholders_of
from tests.factories import World
from tests.themes.coded_world import CodedWorld
from themes import actions as themes

pytestmark = pytest.mark.one_engine

REASON = "The steering group meets before the last site can send its document."


@pytest.fixture
def review(world: World) -> Review:
    return world.draft_review()


def problems(review: Review) -> dict[str, str]:
    review = Review.objects.get(pk=review.pk)
    return {check.name: check.problem for check in not_ready(review, draft_data(review))}


def write(section: ReviewSection, by, text: str = "<p>They began.</p>") -> ReviewSection:
    return actions.save_section(section, html=text, standfirst="", base_version=section.version, by=by).record


def test_a_review_is_ready_when_all_is_in_written_and_finished(world, review):
    begun = ["round", "documents", "messages", "text", "finished", "figures", "placeholders"]
    assert list(problems(review)) == begun
    assert problems(review)["documents"] == "None of the 2 sites has sent a document."
    living_docs.close_round(review.round, by=world.pat)
    for section in review.sections.all():
        saved = write(section, world.lee)
        actions.finish_section(saved, version=saved.version, by=world.lee)
    count = {"count": "question-1-full", "statement": "say how they began"}
    message = {
        "finding": "Meetings come first.",
        "certainty": "moderate",
        "why": "",
        "counts": [count],
        "department": "",
        "sites": "",
        "evaluation": "",
        "sections": ["question-1"],
    }
    actions.save_message(review, "", message, base_version=0, by=world.lee)
    assert list(problems(review)) == ["documents"]
    actions.save_message(review, "", message | {"counts": []}, base_version=0, by=world.lee)
    assert problems(review)["messages"] == "“Meetings come first.” rests on no section, or on no count."


def test_codings_that_are_not_finished_are_counted(world):
    coded = CodedWorld(world)
    (layer,) = coded.allot(world.rae)
    review = world.draft_review()
    assert problems(review)["codings"] == "1 of 1 document is not fully coded."
    themes.finish_coding(layer, by=world.rae)
    assert "codings" not in problems(review)


def test_a_change_after_finishing_undoes_it(world, review):
    section = write(review.sections.first(), world.lee)
    actions.finish_section(section, version=2, by=world.lee)
    assert ReviewSection.objects.get(pk=section.pk).is_finished
    write(ReviewSection.objects.get(pk=section.pk), world.hal, "<p>More.</p>")
    assert not ReviewSection.objects.get(pk=section.pk).is_finished


def test_the_text_that_was_not_read_is_not_finished(world, review):
    section = write(review.sections.first(), world.lee)
    with pytest.raises(ChangedMeanwhile):
        actions.finish_section(section, version=1, by=world.lee)


def test_only_its_writer_finishes_a_section(world, review, sign_in):
    section = review.sections.first()
    ReviewSection.objects.filter(pk=section.pk).update(writer=world.hal)
    address = reverse("draft_section", args=[1, section.slug])
    fields = {"base_version": 1, "html": "<p>So.</p>", "html-as": "html", "standfirst": "", "brief": "", "do": "finish"}
    lee, hal = sign_in(world.lee), sign_in(world.hal)
    assert "Save and mark as finished" not in lee.get(address).content.decode()
    assert lee.post(address, fields).status_code == 403
    assert hal.post(address, fields | {"base_version": 1}).status_code == 302
    assert ReviewSection.objects.get(pk=section.pk).finished_by == world.hal
    assert hal.post(address, {"do": "reopen"}).status_code == 302
    assert not ReviewSection.objects.get(pk=section.pk).is_finished


def test_a_section_whose_writer_left_is_told_and_given_to_another(world, review, sign_in):
    section = review.sections.first()
    ReviewSection.objects.filter(pk=section.pk).update(writer=world.hal)
    Membership.objects.filter(user=world.hal).delete()
    assert problems(review)["writers"] == f"{section.title} has lost its writer, who has left the team."
    draft = sign_in(world.lee).get(reverse("draft", args=[1])).content.decode()
    assert "Hal Halvorsen has left the team. Choose another writer in the outline." in draft


@pytest.mark.parametrize(
    "text",
    [
        "The review (draft)",
        "Costs [to be confirmed] rose.",
        "It began in TBC.",
        "[insert number] sites",
        "Lorem ipsum dolor",
        "XX of them",
        "They spent ???",
        "See page ____",
        "TODO: mend",
        "<to follow>",
        "<Name of the body>",
        "( Draft )",
        "To be written: new roles.",
        "It is so. To be completed after question 6.",
    ],
)
def test_placeholders_are_found(text):
    assert list(placeholders_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "They drafted a plan, and the draft was agreed.",
        "Costs have yet to be confirmed.",
        "Stage XI began (see below).",
        "“We saw [patients] often.”",
        "What next? What then?",
        "They name a lead (a nurse).",
        "The number of sites rose.",
        "To follow a patient takes time.",
        "They ask what is to be written down.",
    ],
)
def test_what_a_writer_means_is_no_placeholder(text):
    assert list(placeholders_of(text)) == []


def test_a_placeholder_is_told_with_its_place(world, review):
    write(review.sections.first(), world.lee, "<p>It cost (draft) [insert amount].</p>")
    section = review.sections.first().title
    assert problems(review)["placeholders"] == (
        f"The text still says “(draft)” in {section}, “[insert amount]” in {section} and “(draft)” in Conclusions."
    )


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (0, ""),
        (1, "1 of 16 sites has not sent a document."),
        (3, "3 of 16 sites have not sent a document."),
        (16, "None of the 16 sites has sent a document."),
    ],
)
def test_what_is_lacking_is_told_in_numbers(missing, said):
    assert lacking(missing, 16, "site", "has,have", "sent a document") == said


def test_many_are_told_in_few():
    many = [str(number) for number in range(32)]
    assert told(many, "is so", "are so") == f"{', '.join(many[:30])} and two more are so."
    assert (told(["a"], "is so", "are so"), told([], "is so", "are so")) == ("a is so.", "")


def send(client, review: Review, **reasons) -> tuple[int, str]:
    """The status and page after pressing "Send for approval" with these reasons, each beside the problem it is for."""
    fields = {}
    for name, problem in problems(review).items():
        fields |= {name: reasons.get(name, REASON), f"{name}-read": problem}
    fields |= {name: value for name, value in reasons.items() if name.endswith("-read")}
    response = client.post(reverse("send_review", args=[1]), fields)
    return response.status_code, response.content.decode()


def test_what_is_not_ready_goes_with_a_reason_that_the_approvers_read(world, review, sign_in):
    page = sign_in(world.lee).get(reverse("readiness", args=[1])).content.decode()
    assert page.count("Why it can go to approval as it is") == 7
    told_then = problems(review)
    assert send(sign_in(world.lee), review)[0] == 302
    given = ReadinessReason.objects.values_list("check_name", "problem", "text")
    assert {name: problem for name, problem, text in given if text == REASON} == told_then
    approval = sign_in(world.quinn).get(reverse("approval", args=[1])).content.decode()
    assert "Before you read: 7 things were not ready" in approval
    assert approval.count(REASON) == 7


@pytest.mark.parametrize("reason", ["", "ok", "It is all fine"])
def test_a_reason_that_says_nothing_is_refused_and_the_others_stay_typed(world, review, sign_in, reason):
    status, page = send(sign_in(world.lee), review, documents=reason)
    assert (status, page.count(REASON), Review.objects.get().is_draft) == (422, 6, True)
    assert "Give your reason in a sentence, so that others can weigh it" in page


def test_a_reason_holds_only_for_what_its_writer_read(world, review, sign_in):
    status, page = send(sign_in(world.lee), review, **{"documents-read": "1 of 2 sites has not sent a document."})
    assert (status, Review.objects.get().is_draft) == (422, True)
    assert "This has changed since you opened the page: None of the 2 sites has sent a document." in page
    assert page.count(REASON) == 7
    assert 'name="documents-read" value="None of the 2 sites has sent a document."' in page
    assert send(sign_in(world.lee), review)[0] == 302


def test_the_reasons_of_the_last_time_stand_in_their_boxes(world, review, sign_in):
    send(sign_in(world.lee), review)
    actions.send_review_back(Review.objects.get(), why="One word is wrong.", by=world.quinn)
    page = sign_in(world.lee).get(reverse("readiness", args=[1])).content.decode()
    assert page.count(REASON) == 7


def test_reasons_are_kept_while_they_are_typed(world, review, sign_in):
    lee, problem = sign_in(world.lee), problems(review)["documents"]
    fields = {"documents": "The last site", "documents-read": problem}
    answer = lee.post(reverse("save_reasons", args=[1]), fields).json()["saved"]["reasons"]
    assert answer["line"].startswith("Saved at")
    assert "The last site" in lee.get(reverse("readiness", args=[1])).content.decode()
    assert sign_in(world.hal).post(reverse("save_reasons", args=[1]), fields).status_code == 404
    send(lee, review)
    assert lee.post(reverse("save_reasons", args=[1]), fields).status_code == 409


def test_others_of_the_team_see_the_list_and_cannot_send(world, review, sign_in):
    page = sign_in(world.rex).get(reverse("readiness", args=[1])).content.decode()
    assert ("The task leader sends the review for approval." in page, "<textarea" in page) == (True, False)
    assert sign_in(world.rex).post(reverse("send_review", args=[1])).status_code == 404


def test_a_section_that_is_late_says_so(world, review, sign_in):
    section = review.sections.first()
    yesterday = (clock.now() - timedelta(days=1)).date()
    ReviewSection.objects.filter(pk=section.pk).update(writer=world.hal, due=yesterday)
    page = sign_in(world.lee).get(reverse("draft", args=[1])).content.decode()
    assert page.count("(late)") == 1
    next_page = sign_in(world.lee).get(reverse("drafts"))
    assert next_page.status_code == 200


def test_a_count_that_stands_for_nothing_is_told_wherever_it_was_typed(world, review, sign_in):
    nonsense = {"count": "nonsense", "statement": "say so", "text": ""}
    actions.save_front(
        review, title="T", subtitle="", abstract="<p>[[count:row-9.9-x]] say so.</p>", glance=[nonsense], by=world.lee
    )
    page = sign_in(world.lee).get(reverse("readiness", args=[1]))
    assert page.status_code == 200
    assert "These tokens have no meaning here: [[count:row-9.9-x]], [[count:nonsense]]." in page.content.decode()
