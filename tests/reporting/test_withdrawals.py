"""Taking back: a published review from all its readers, a released report from its one site, always by two people."""

import re
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts.foundations.letters import send_letter
from accounts.models import AuditEvent
from feedback import actions as feedback
from feedback.models import Release, ReportMessage, ReportWithdrawal
from feedback.response import newest_releases
from icp_eval.to_do import awaiting as panels_of
from living_docs.feedback_points import last_release
from living_docs.workflow import NotAMove, Status
from reporting import actions, jobs
from reporting.models import Publication, PublicationFile, ReleaseFile, ReviewSection, ReviewWithdrawal
from reporting.products import THEMATIC_REVIEW
from reporting.review.section_page import SectionPage
from reporting.views.published import withdrawn_numbers
from sites.clearance import NotCleared, clear
from sites.exits import REVIEW_WITHDRAWN
from tests.effort import repeated
from tests.factories import World, give

WHY = "One sentence of it said more than we had promised."
READERS = ["sam", "ann", "abe", "bea", "ivy", "pat"]
SECRET = "Quincewort in the bright kitchen"
STORED = [format.key for format in THEMATIC_REVIEW.stored]


def published(world: World, *, number: int = 1) -> Publication:
    """A review with a text of its own in a section, and its files made."""
    review = world.draft_review(number)
    section = review.sections.order_by("place").first()
    assert isinstance(section, ReviewSection)
    actions.save_section(section, html=f"<p>{SECRET}.</p>", standfirst="", brief=[], base_version=1, by=world.lee)
    publication = world.publication(number)
    made_of(publication)
    return publication


def made_of(publication: Publication) -> None:
    """Its files, as the worker adds them."""
    for format in STORED:
        jobs.make_once(PublicationFile, publication, format.encode, format)


def withdrawn(world: World, publication: Publication) -> ReviewWithdrawal:
    asked = actions.ask_to_withdraw_review(publication, reason=WHY, by=world.lee)
    return actions.confirm_review_withdrawal(asked, by=world.quinn)


def corrected(world: World, number: int = 1) -> Publication:
    """The next version, without what should not have been said."""
    review = actions.start_review(world.rounds[number], by=world.lee, correction="One sentence is left out.")
    section = review.sections.order_by("place").first()
    actions.save_section(
        section, html="<p>Without it.</p>", standfirst="", brief=[], base_version=section.version, by=world.lee
    )
    return world.publication(number)


def pages_of(publication: Publication) -> dict[str, str]:
    """Every address at which a reader could look for a version."""
    at = [publication.round.number, publication.version]
    return {
        "page": reverse("published_version", args=at),
        "round": reverse("published", args=at[:1]),
        "list": reverse("reviews"),
        "home": reverse("home"),
        "fragment": reverse("review_files", args=at),
        **{format: reverse("review_file", args=[*at, format]) for format in STORED},
    }


def letters() -> list[dict]:
    """What waits to be sent: to whom, subject and body."""
    jobs_left = DBTaskResult.objects.filter(task_path=send_letter.module_path).order_by("enqueued_at")
    return [args["kwargs"] for args in jobs_left.values_list("args_kwargs", flat=True)]


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode(errors="replace"))


@pytest.fixture
def out(world: World) -> Publication:
    world.document_at(Status.SUBMITTED)
    return published(world)


# A review


def test_until_a_second_person_confirms_everything_stays(world, out, sign_in):
    before = text_of(sign_in(world.sam).get(pages_of(out)["page"]))
    asked = actions.ask_to_withdraw_review(out, reason=WHY, by=world.lee)
    after = text_of(sign_in(world.sam).get(pages_of(out)["page"]))
    assert (asked.is_waiting, SECRET in before, SECRET in after) == (True, True, True)
    assert [sign_in(world.sam).get(pages_of(out)[format]).status_code for format in STORED] == [200] * 4


@pytest.mark.one_engine
def test_readers_see_when_and_why_and_nothing_else(world, out, sign_in):
    withdrawn(world, out)
    for person in READERS:
        client = sign_in(getattr(world, person))
        found = {name: client.get(address) for name, address in pages_of(out).items()}
        codes = {name: response.status_code for name, response in found.items()}
        gone = dict.fromkeys(("fragment", *STORED), 410)
        assert codes == {"page": 200, "round": 200, "list": 200, "home": 200} | gone, person
        assert [name for name, response in found.items() if SECRET in text_of(response)] == []
        assert [name for name, response in found.items() if out.data["title"] in text_of(response)] == []
        assert [name for name, response in found.items() if WHY not in text_of(response)] == ["home"]
        assert "Withdrawn on" in text_of(found["list"])


def test_the_reason_passes_the_gate_before_it_is_stored(world, out):
    with pytest.raises(NotCleared):
        actions.ask_to_withdraw_review(out, reason="It told what Alderbrook had said of its staff.", by=world.lee)
    assert ReviewWithdrawal.objects.count() == AuditEvent.objects.filter(verb="asked to withdraw").count() == 0


def test_the_page_gives_the_reason_back_with_what_the_gate_found(world, out, sign_in):
    address = reverse("withdraw_review", args=[1, 1])
    reason = "It told what Alderbrook had said of its staff."
    answer = sign_in(world.lee).post(address, {"ask": "1", "reason": reason})
    assert (answer.status_code, reason in text_of(answer), "Your reason was not sent." in text_of(answer)) == (
        422,
        True,
        True,
    )


def test_who_asks_and_who_decides(world, out):
    for person in ("rae", "hal", "quinn", "sam", "ann", "pat", "ivy", "exa", "duo"):
        with pytest.raises(PermissionDenied):
            actions.ask_to_withdraw_review(out, reason=WHY, by=getattr(world, person))
    asked = actions.ask_to_withdraw_review(out, reason=WHY, by=world.lee)
    for person in ("lee", "sam", "ann", "pat", "ivy", "exa"):
        with pytest.raises(PermissionDenied):
            actions.confirm_review_withdrawal(asked, by=getattr(world, person))
    assert actions.confirm_review_withdrawal(asked, by=world.rae).decided_by == world.rae


def test_nobody_confirms_the_own_request_with_another_role(world, out):
    give(world.lee, "researcher")
    asked = actions.ask_to_withdraw_review(out, reason=WHY, by=world.lee)
    with pytest.raises(PermissionDenied):
        actions.confirm_review_withdrawal(asked, by=type(world.lee).objects.get(pk=world.lee.pk))


def test_a_confirmer_who_lost_the_role_meanwhile_decides_nothing(world, out, sign_in):
    actions.ask_to_withdraw_review(out, reason=WHY, by=world.lee)
    client, address = sign_in(world.quinn), reverse("withdraw_review", args=[1, 1])
    assert client.get(address).status_code == 200
    world.quinn.memberships.all().delete()
    assert client.post(address, {"confirm": "1"}).status_code == 404
    assert ReviewWithdrawal.objects.get().is_waiting


def test_a_refusal_comes_back_to_who_asked_and_can_be_asked_again(world, out):
    asked = actions.ask_to_withdraw_review(out, reason=WHY, by=world.lee)
    refused = "No Pilot can be told from that sentence."
    actions.refuse_review_withdrawal(asked, reason=refused, by=world.quinn)
    titles = [(panel.title, panel.label) for panel in panels_of(world.lee) if panel.title.startswith("Withdrawal")]
    assert titles == [("Withdrawal: Thematic review of round 1, version 1", "Read why")]
    assert Publication.objects.get().is_withdrawn is False
    again = actions.ask_to_withdraw_review(out, reason=WHY, by=world.lee)
    assert [panel.title for panel in panels_of(world.lee) if panel.title.startswith("Withdrawal")] == []
    assert actions.confirm_review_withdrawal(again, by=world.rae).confirmed is True


@pytest.mark.parametrize("button", ["confirm", "refuse"])
def test_a_page_left_open_decides_nothing_about_a_later_request(world, out, sign_in, button):
    read = actions.ask_to_withdraw_review(out, reason=WHY, by=world.lee)
    client, address = sign_in(world.quinn), reverse("withdraw_review", args=[1, 1])
    key = re.search(rf'name="{button}" value="([^"]+)"', client.get(address).content.decode())[1]
    actions.refuse_review_withdrawal(read, reason="It says more than readers need to know.", by=world.rae)
    actions.ask_to_withdraw_review(out, reason="Another sentence said too much.", by=world.lee)
    said = {button: key, "reason": "No Pilot can be told from that sentence."}
    assert "has decided about this withdrawal already" in client.post(address, said, follow=True).content.decode()
    assert ReviewWithdrawal.objects.last().is_waiting


def test_whoever_may_decide_is_waited_for_on_the_home_page(world, out):
    actions.ask_to_withdraw_review(out, reason=WHY, by=world.lee)
    everyone = ["lee", "quinn", "rae", "hal", *READERS]
    waited_for = [p for p in everyone if any(x.title.startswith("Withdrawal") for x in panels_of(getattr(world, p)))]
    assert waited_for == ["quinn", "rae", "hal"]


def test_it_is_asked_for_once_at_a_time_and_decided_once(world, out):
    asked = actions.ask_to_withdraw_review(out, reason=WHY, by=world.lee)
    with pytest.raises(NotAMove):
        actions.ask_to_withdraw_review(out, reason=WHY, by=world.lee)
    actions.confirm_review_withdrawal(asked, by=world.quinn)
    for act in (
        lambda: actions.confirm_review_withdrawal(asked, by=world.rae),
        lambda: actions.refuse_review_withdrawal(asked, reason="It may stay as it is.", by=world.rae),
        lambda: actions.ask_to_withdraw_review(out, reason=WHY, by=world.lee),
    ):
        with pytest.raises(NotAMove):
            act()


def test_readers_are_told_by_letter_without_a_word_of_it(world, out):
    withdrawn(world, out)
    told = sorted(letter["to"][0].partition("@")[0] for letter in letters() if "was withdrawn" in letter["subject"])
    assert told == ["abe", "ann", "bea", "ivy", "sam"]
    said = "".join(f"{letter['subject']} {letter['body']}" for letter in letters())
    assert [words for words in (WHY, SECRET, out.data["title"]) if words in said] == []


def test_downloads_stay_in_the_audit_and_the_leader_sees_whose(world, out, sign_in):
    address = pages_of(out)["pdf"]
    sign_in(world.sam).get(address)
    withdrawn(world, out)
    sign_in(world.bea).get(address)
    page = reverse("withdraw_review", args=[1, 1])
    seen = {name: text_of(sign_in(getattr(world, name)).get(page)) for name in ("lee", "quinn")}
    assert {name: ("Sam Samaras" in page, "Bea Baptista" in page) for name, page in seen.items()} == {
        "lee": (True, False),
        "quinn": (False, False),
    }


def test_a_version_goes_whole_also_when_a_corrected_one_follows(world, out, sign_in):
    second = corrected(world)
    withdrawn(world, out)
    client = sign_in(world.sam)
    found = {name: client.get(address) for name, address in pages_of(out).items()}
    assert [name for name, response in found.items() if SECRET in text_of(response)] == []
    assert found["pdf"].status_code == 410
    assert ["Without it." in text_of(found["round"]), "Withdrawn on" in text_of(found["round"])] == [True, True]
    assert client.get(pages_of(second)["page"]).status_code == 200


def test_withdrawing_the_latest_brings_no_earlier_one_back(world, out, sign_in):
    second = corrected(world)
    withdrawn(world, out)
    withdrawn(world, second)
    client = sign_in(world.sam)
    pages = [client.get(address) for one in (out, second) for address in pages_of(one).values()]
    assert [SECRET in text_of(page) or "Without it." in text_of(page) for page in pages] == [False] * len(pages)
    assert list(Publication.objects.current()) == []


def test_a_superseded_version_does_not_come_back_as_the_newest(world, out):
    second = corrected(world)
    withdrawn(world, second)
    assert list(Publication.objects.current()) == []
    assert list(Publication.objects.standing()) == [out]


def test_the_correction_is_published_as_the_next_version(world, out, sign_in):
    withdrawn(world, out)
    second = corrected(world)
    made_of(second)
    page = sign_in(world.sam).get(reverse("published", args=[1]))
    assert (second.version, list(Publication.objects.current())) == (2, [second])
    assert ["Without it." in text_of(page), SECRET in text_of(page)] == [True, False]
    assert [sign_in(world.sam).get(pages_of(second)[format]).status_code for format in STORED] == [200] * 4


def test_a_withdrawal_while_the_files_are_made_leaves_none(world, sign_in):
    """The job was at work when it was withdrawn: the database takes no file of it, and the page gives none."""
    world.document_at(Status.SUBMITTED)
    out = world.publication()

    def make() -> bytes:
        withdrawn(world, out)
        return b"%PDF-1.4"

    jobs.make_once(PublicationFile, out, make)
    assert PublicationFile.objects.count() == 0
    assert [sign_in(world.sam).get(pages_of(out)[format]).status_code for format in STORED] == [410] * 4


def test_numbers_of_a_withdrawn_round_in_a_later_review_say_so(world, out):
    withdrawn(world, out)
    themes = {"kind": "themes", "columns": ["Round 1", "Round 2"]}
    gone = Publication.objects.get(pk=out.pk)
    assert withdrawn_numbers([themes], [gone]) == [gone]
    assert withdrawn_numbers([themes | {"columns": ["Round 2"]}, {"kind": "costs"}, {}], [gone]) == []
    assert "Numbers of Round 1 are given here as this later review counted them." in render_to_string(
        "reporting/published/_withdrawn_numbers.html", {"withdrawn_numbers": [gone]}
    )


def test_the_bytes_stay_in_the_database(world, out):
    before = sorted(PublicationFile.objects.values_list("format", "sha256"))
    withdrawn(world, out)
    assert sorted(PublicationFile.objects.values_list("format", "sha256")) == before
    assert Publication.objects.get().data == out.data


def test_nothing_is_said_to_the_team_about_a_withdrawn_version(world, out, sign_in):
    withdrawn(world, out)
    answer = sign_in(world.sam).post(reverse("comment_on_review", args=[1, 1]), {"text": "What of carers?"})
    assert (answer.status_code, out.comments.count()) == (410, 0)


def test_the_team_reads_on_every_page_that_it_was_withdrawn(world, out, sign_in):
    withdrawn(world, out)
    pages = [reverse("drafts"), reverse("draft", args=[1]), reverse("approval", args=[1])]
    assert ["ithdrawn" in text_of(sign_in(world.lee).get(page)) for page in pages] == [True] * 3
    assert [reverse("review_file", args=[1, 1, "pdf"]) in text_of(sign_in(world.lee).get(page)) for page in pages] == [
        False
    ] * 3


UNDOING = [
    "UPDATE reporting_reviewwithdrawal SET reason = 'x'",
    "UPDATE reporting_reviewwithdrawal SET confirmed = NULL, decided_by_id = NULL, decided_at = NULL",
    "DELETE FROM reporting_reviewwithdrawal",
]


def test_what_was_decided_stays_and_no_file_is_added(world, out):
    withdrawn(world, out)
    for sql in UNDOING:
        with pytest.raises(DatabaseError, match="a withdrawal"), transaction.atomic():
            connection.cursor().execute(sql)
    with pytest.raises(IntegrityError, match="no file is made of a withdrawn review"), transaction.atomic():
        PublicationFile.objects.create(product=out, format="odt", content=b"x", sha256="0" * 64)


def test_the_database_refuses_who_decides_the_own_request_and_two_at_once(world, out):
    asked = actions.ask_to_withdraw_review(out, reason=WHY, by=world.lee)
    again = clear(REVIEW_WITHDRAWN, WHY, programme=world.programme, by=world.hal)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewWithdrawal.objects.create(product=out, reason=again, asked_by=world.hal)
    asked.confirmed, asked.decided_by, asked.decided_at = True, world.lee, asked.asked_at
    with pytest.raises(IntegrityError), transaction.atomic():
        asked.save()


@pytest.mark.django_db(transaction=True)
@repeated(2, soak=100)
def test_of_two_who_decide_at_the_same_moment_one_counts(time):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer: there is no same moment")
    world = World()
    asked = actions.ask_to_withdraw_review(world.publication(), reason=WHY, by=world.lee)
    barrier, late = threading.Barrier(2), []

    def decide(act) -> None:
        try:
            barrier.wait(10)
            act()
        except NotAMove as error:
            late.append(str(error))
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=decide, args=[lambda: actions.confirm_review_withdrawal(asked, by=world.quinn)]),
        threading.Thread(
            target=decide, args=[lambda: actions.refuse_review_withdrawal(asked, reason="It stays.", by=world.rae)]
        ),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert late == ["Somebody has decided about this withdrawal already."]
    assert ReviewWithdrawal.objects.get().is_waiting is False
    assert AuditEvent.objects.filter(verb__in=["withdrew", "refused to withdraw"]).count() == 1


# A report


def report_withdrawn(world: World, release: Release) -> ReportWithdrawal:
    asked = feedback.ask_to_withdraw_report(release, reason=WHY, by=world.lee)
    return feedback.confirm_report_withdrawal(asked, by=world.quinn)


@pytest.fixture
def released(world: World) -> Release:
    release = world.document_at(Status.RELEASED).releases.get()
    for format in ("pdf", "docx"):
        jobs.make_once(ReleaseFile, release, format.encode, format)
    return release


REPORT = {
    "feedback_report": reverse("feedback_report", args=[1, "a"]),
    **{format: reverse("feedback_report_file", args=[1, "a", 1, format]) for format in ("pdf", "docx")},
}


def test_a_withdrawn_report_is_gone_for_its_site_and_kept_by_the_team(world, released, sign_in):
    report_withdrawn(world, released)
    own = {name: sign_in(world.ann).get(address) for name, address in REPORT.items()}
    assert {name: (page.status_code, WHY in text_of(page)) for name, page in own.items()} == dict.fromkeys(
        REPORT, (410, True)
    )
    assert ["Thank you for a full document." in text_of(page) for page in own.values()] == [False] * 3
    assert [sign_in(world.lee).get(address).status_code for address in REPORT.values()] == [200] * 3
    assert "Thank you for a full document." in text_of(sign_in(world.lee).get(REPORT["feedback_report"]))
    assert [sign_in(world.bea).get(address).status_code for address in REPORT.values()] == [404] * 3


def test_its_reason_passes_the_guard_for_other_sites(world, released):
    world.document_at(Status.SUBMITTED, "b")
    for reason in ("It held two sentences about Brackenfell.", "It was Rae Raghavan who had written it."):
        with pytest.raises(NotCleared):
            feedback.ask_to_withdraw_report(released, reason=reason, by=world.lee)
    own = "A sentence on what Alderbrook wrote was wrong."
    assert feedback.ask_to_withdraw_report(released, reason=own, by=world.lee).reason == own


def test_the_page_of_a_report_gives_the_reason_back(world, released, sign_in):
    address = reverse("withdraw_report", args=[1, "a", 1])
    answer = sign_in(world.lee).post(address, {"ask": "1", "reason": "It held a sentence about Brackenfell."})
    assert (answer.status_code, "is about another site" in text_of(answer)) == (422, True)
    assert "about Brackenfell." in text_of(answer)
    assert ReportWithdrawal.objects.count() == 0


def test_only_a_qa_reviewer_without_a_part_decides(world, released):
    asked = feedback.ask_to_withdraw_report(released, reason=WHY, by=world.lee)
    for person in ("lee", "rae", "rob", "hal", "rex", "ann", "pat", "sam"):
        with pytest.raises(PermissionDenied):
            feedback.confirm_report_withdrawal(asked, by=getattr(world, person))
    give(world.rae, "qa")
    reader = type(world.rae).objects.get(pk=world.rae.pk)
    with pytest.raises(PermissionDenied):
        feedback.confirm_report_withdrawal(asked, by=reader)
    assert feedback.confirm_report_withdrawal(asked, by=world.quinn).confirmed is True


def test_the_site_is_told_and_its_replies_stay(world, released, sign_in):
    feedback.acknowledge(released, by=world.ann)
    feedback.write_about_report(released, text="Which post do you mean?", by=world.ann)
    report_withdrawn(world, released)
    told = [one["to"][0] for one in letters() if one["subject"] == "Your round 1 feedback report was withdrawn"]
    assert sorted(told) == ["abe@icp.example", "ann@icp.example"]
    assert ReportMessage.objects.count() == 1
    assert "Which post do you mean?" in text_of(sign_in(world.ann).get(reverse("report_talk", args=[1, "a"])))


def test_it_stands_beside_no_prompt_of_the_next_round(world, released, sign_in):
    document = world.document("a", 2)
    page = reverse("question", args=[2, "a", 1])
    before = (last_release(document), "Feedback on question 1" in text_of(sign_in(world.ann).get(page)))
    report_withdrawn(world, released)
    after = (last_release(document), "Feedback on question 1" in text_of(sign_in(world.ann).get(page)))
    assert (before, after) == ((released, True), (None, False))
    for name in ("document", "check", "word_form"):
        assert sign_in(world.ann).get(reverse(name, args=[2, "a"])).status_code == 200
    assert newest_releases() == []


def test_the_home_page_of_the_site_says_so(world, released):
    report_withdrawn(world, released)
    said = [panel.text for panel in panels_of(world.ann) if panel.title == "Alderbrook, Round 1"]
    assert said == ["Your feedback report was withdrawn."]


def test_a_corrected_report_can_follow(world, released, sign_in):
    report_withdrawn(world, released)
    document = world.document()
    feedback.start_correction(document, reason="One sentence is left out.", by=world.lee)
    feedback.send_to_quality(world.document(), by=world.lee)
    feedback.pass_quality(world.document(), by=world.quinn)
    actions.release(world.document(), by=world.lee)
    page = sign_in(world.ann).get(REPORT["feedback_report"])
    assert (page.status_code, "Withdrawn on" in text_of(page)) == (200, True)
    codes = [
        sign_in(world.ann).get(reverse("feedback_report_file", args=[1, "a", v, "pdf"])).status_code for v in (1, 2)
    ]
    assert codes == [410, 202]


def test_a_withdrawn_report_cannot_be_acknowledged(world, released):
    report_withdrawn(world, released)
    with pytest.raises(PermissionDenied):
        feedback.acknowledge(Release.objects.get(), by=world.ann)


def test_a_refusal_of_a_report_comes_back_to_who_asked(world, released, sign_in):
    asked = feedback.ask_to_withdraw_report(released, reason=WHY, by=world.lee)
    assert [p.label for p in panels_of(world.quinn) if p.title.startswith("Withdrawal")] == ["Decide"]
    why = "The sentence is right and tells of nobody else."
    feedback.refuse_report_withdrawal(asked, reason=why, by=world.quinn)
    assert why in text_of(sign_in(world.lee).get(reverse("withdraw_report", args=[1, "a", 1])))
    assert [sign_in(world.ann).get(address).status_code for address in REPORT.values()] == [200] * 3


def test_the_next_draft_is_not_set_beside_a_withdrawn_one(world, out):
    withdrawn(world, out)
    world.document_at(Status.SUBMITTED, "a", 2)
    section = world.draft_review(2).sections.order_by("place").first()
    assert SectionPage(section, world.lee).last is None
