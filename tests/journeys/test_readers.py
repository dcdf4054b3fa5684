"""Many Periodic Reviews at once, set beside a document; and readers who search, compare and share a comment."""

import pytest
from playwright.sync_api import expect

from living_docs.workflow import Status
from reporting.models import PeriodicReview, SharedComment, TriangulationNote
from tests.factories import World

pytestmark = pytest.mark.browser
SAID = "How many have a lead who stays?"


def test_many_periodic_reviews_reach_the_leader_and_stand_beside_a_document(programme: World, window, tmp_path):
    programme.document_at(Status.SUBMITTED, "a", 1)
    for name in ("alderbrook-jan-to-march-2010.txt", "somewhere.txt"):
        (tmp_path / name).write_text(f"Two posts are filled.\n{name}")
    ivy = window(programme.ivy).open("/periodic-reviews/")
    ivy.page.get_by_label("Files", exact=True).set_input_files(sorted(tmp_path.iterdir()))
    ivy.press("Send files").reads("Alderbrook, January to March 2010").press("Keep these Periodic Reviews")
    ivy.reads("Say whether to keep “somewhere.txt”").check_narrow()
    for place, choice in enumerate(("Keep it", "Leave it out")):
        ivy.page.get_by_label(choice, exact=True).nth(place).check()
    ivy.press("Keep these Periodic Reviews").reads("1 Periodic Review kept. 1 left out.").check_narrow()
    lee = window(programme.lee).open("/drafts/1/triangulation/").follow("Alderbrook").check_narrow()
    lee.page.get_by_label("Beside the document it").select_option("differs")
    lee.page.locator(".long-text p").first.click(click_count=3)
    rests_on = lee.page.get_by_label("The words of the Periodic Review that this rests on")
    expect(rests_on).to_have_value("Two posts are filled.")
    lee.fill("What it says, and what the document says", "Three there.").press("Keep the note").reads(
        "The note is kept."
    )
    assert lee.page.locator("mark.noted").inner_text() == "Two posts are filled."
    lee.open("/periodic-reviews/").page.get_by_role("link", name="Mark as wrong").click()
    lee.check().choose("What is wrong", "Another one replaces it").fill("Reason", "A newer one came.")
    lee.press("Mark as wrong").reads("Marked as wrong")
    assert (PeriodicReview.objects.get().wrong, TriangulationNote.objects.get().is_open) == ("replaced", False)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_comment_on_a_section_is_shared_by_two(programme: World, window, javascript):
    programme.publication()
    sam = window(programme.sam, javascript=javascript).open("/reviews/round-1/")
    sam.page.get_by_role("link", name="Comment on this section").first.click()
    sam.fill("Your comment", SAID).press("Send comment").press("Offer to share it with the other readers")
    sam.reads("The programme office has not decided yet.")
    pat = window(programme.pat, javascript=javascript).open("/reviews/comments/to-share/")
    pat.fill("What the other readers will see", "In Alderbrook the lead left.").press("Share it").reads("“Alderbrook”")
    pat.fill("What the other readers will see", SAID).press("Share it").reads("The comment is shared.")
    window(programme.ann, phone=True).open("/reviews/round-1/").reads("A reader,").reads(SAID)
    sam.open("/reviews/round-1/").press("Stop sharing it").reads("A comment that a reader shared stood here")
    assert SharedComment.objects.get().is_ended


def test_readers_search_compare_and_choose_their_e_mails(programme: World, window):
    programme.publication()
    sam = window(programme.sam).open("/reviews/").follow("Search the reviews")
    sam.fill("Words to find", "<script> purpose").press("Search").reads(
        "No paragraph of a published review"
    ).check_narrow()
    sam.fill("Words to find", "purpose").press("Search").reads("Round 1:").check_narrow()
    sam.open("/reviews/over-the-rounds/").reads("there is nothing to compare yet").check_narrow()
    sam.open("/reviews/side-by-side/").reads("Only one version is published").check_narrow()
    sam.open("/reviews/news/").choose("A new review is published", "Never").press("Save").reads("Your choice is saved.")
    sam.check_narrow()
