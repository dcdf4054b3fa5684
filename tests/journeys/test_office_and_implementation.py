"""The programme office sets a round up and asks a person in; the implementation team hands in a Periodic Review."""

from datetime import timedelta

import pytest

from accounts.foundations import clock
from accounts.models import User
from living_docs.models import LivingDocument, Round
from tests.factories import PASSWORD, World, link_sent_to

pytestmark = pytest.mark.browser


def day(ahead: int) -> str:
    moment = clock.now() + timedelta(days=ahead)
    return f"{moment.day}/{moment.month}/{moment.year}"


def test_the_office_opens_a_round_and_gives_one_site_more_time(programme: World, window):
    Round.objects.create(programme=programme.programme, number=1)
    pat = window(programme.pat).open("/").open("/office/rounds/1/")
    pat.fill("Day", "the last Friday").press("Save dates")
    assert pat.page.title()[:7] == "Error: "
    assert pat.page.get_by_label("Day", exact=True).input_value() == "the last Friday"
    pat.fill("Day", day(30)).press("Save dates").press("Open round 1")
    assert Round.objects.get().is_open
    pat.open("/office/rounds/1/sites/a/deadline/")
    pat.fill("Day", day(40)).press("Move the deadline")
    assert pat.page.title()[:7] == "Error: "
    pat.fill("Reason", "The project manager is ill.").press("Move the deadline")
    moved = LivingDocument.objects.of("a", 1).get()
    assert (moved.deadline_reason, moved.deadline > moved.round.deadline) == ("The project manager is ill.", True)
    assert pat.page.goto("/rounds/1/sites/a/question/1/").status == 404


def test_an_invited_person_makes_an_account(programme: World, window):
    pat = window(programme.pat).open("/office/people/invite/")
    pat.fill("Name", "Nia Nwachukwu").fill("E-mail address", "nia@icp.example")
    pat.page.get_by_label("QA reviewer").check()
    pat.press("Invite a person").reads("A second person is asked to confirm the invitation of Nia Nwachukwu.")
    lee = (
        window(programme.lee).open("/").reads("Pat Patwardhan has asked to give Nia Nwachukwu the role “QA reviewer”.")
    )
    lee.press("Read and decide").press("Confirm the role").reads("You confirmed Nia Nwachukwu as QA reviewer.")
    nia = window().open(link_sent_to("nia@icp.example"))
    nia.fill("Choose a password", PASSWORD).press("Make my account")
    nia.reads("You check agreed feedback before it goes to a site")
    assert User.objects.get(email="nia@icp.example").name == "Nia Nwachukwu"


def test_a_periodic_review_reaches_the_leader(programme: World, window, tmp_path):
    paper = tmp_path / "spring.txt"
    paper.write_text("The site reflects on its spring.")
    wrong = tmp_path / "spring.exe"
    wrong.write_bytes(b"MZ")
    ivy = window(programme.ivy).open("/").open("/periodic-reviews/")
    ivy.page.get_by_label("Site", exact=True).select_option("a")
    ivy.fill("Period", "January to March")
    ivy.page.get_by_label("File", exact=True).set_input_files(wrong)
    ivy.press("Upload").reads("“spring.exe” was not added. Choose a PDF, DOCX or TXT file.")
    ivy.page.get_by_label("File", exact=True).set_input_files(paper)
    ivy.press("Upload")
    lee = window(programme.lee).open("/periodic-reviews/")
    with lee.page.expect_download() as download:
        lee.page.get_by_role("link", name="spring.txt").click()
    assert download.value.path().read_text() == "The site reflects on its spring."
    assert window(programme.sam).page.goto("/periodic-reviews/").status == 404
