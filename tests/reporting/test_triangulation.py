"""Periodic Reviews beside the documents: the leader notes, settles, and the review waits for what is open."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.models import Interest, User
from living_docs.answer_text import text_of
from living_docs.workflow import NotAMove, Status
from reporting import actions
from reporting.models import PeriodicReview, Review, TriangulationNote
from reporting.periodic_reviews.beside_document import pieces, site_rows
from reporting.review.checklist import checklist
from reporting.review.contents import draft_data
from sites.models import Site
from tests.factories import World
from themes.actions import allot_coding, code, load_frameworks, merge_theme
from themes.models import Theme

pytestmark = pytest.mark.one_engine


@pytest.fixture
def periodic(world: World) -> PeriodicReview:
    world.open_round(1)
    upload = ContentFile(b"Two posts are filled.", name="review.txt")
    return actions.add_periodic_review(site=Site.objects.get(slug="a"), period="Spring", upload=upload, by=world.ivy)


def noted(world: World, periodic: PeriodicReview, stance: str = "differs") -> TriangulationNote:
    words = {"theme": None, "stance": stance, "text": "Two posts there, three in the document."}
    return actions.note_triangulation(world.rounds[1], periodic_review=periodic, by=world.lee, **words)


def differences(review: Review) -> str:
    """What the list before approval says of them."""
    return next(check.problem for check in checklist(review, draft_data(review)) if check.name == "differences")


def test_an_open_difference_needs_a_reason_until_it_is_settled(world, periodic):
    review = world.draft_review()
    note = noted(world, periodic)
    assert differences(review) == "One difference between Periodic Reviews and documents is not settled."
    actions.settle_difference(note, how="The third post came in May.", by=world.lee)
    assert differences(review) == ""
    with pytest.raises(NotAMove):
        actions.settle_difference(note, how="Again.", by=world.lee)


@pytest.mark.parametrize("stance", ["confirms", "adds"])
def test_what_confirms_or_adds_needs_no_reason(world, periodic, stance):
    review = world.draft_review()
    noted(world, periodic, stance)
    assert differences(review) == ""


@pytest.mark.parametrize("who", ["rae", "hal", "quinn", "ivy", "pat", "ann"])
def test_nobody_but_the_leader_notes_or_reads_a_comparison(world, periodic, who):
    with pytest.raises(PermissionDenied):
        actions.note_triangulation(
            world.rounds[1], periodic_review=periodic, theme=None, stance="adds", text="x", by=getattr(world, who)
        )
    noted(world, periodic)
    assert list(TriangulationNote.objects.visible_to(getattr(world, who))) == []


def test_a_periodic_review_can_be_typed(world, sign_in):
    fields = {"site": "a", "period": "Summer", "text": "The ward is full."}
    assert sign_in(world.ivy).post(reverse("periodic_reviews"), fields).status_code == 302
    review = PeriodicReview.objects.get()
    with review.file.open() as file:
        assert (review.name, file.read()) == ("periodic-review.txt", b"The ward is full.")


def test_neither_a_file_nor_words_is_refused_in_a_sentence(world, sign_in):
    response = sign_in(world.ivy).post(reverse("periodic_reviews"), {"site": "a", "period": "Summer", "text": " "})
    assert response.status_code == 422
    assert "Choose the file of the review, or type it" in response.content.decode()


def coded(world: World, words: str = "The weekly meeting"):
    """A passage of the site's document, coded by one person alone."""
    load_frameworks(world.programme)
    document = world.document_at(Status.AGREEING, "a", 1)
    theme = Theme.objects.get(code="P1")
    layer = allot_coding(document.current_submission, coders=[world.rae], by=world.lee)[0]
    text = text_of(document.current_submission.entries()["1.1"])
    code(layer, prompt_number="1.1", start=0, end=len(text), themes=[theme], by=world.rae)
    return theme, text


def beside(world: World, sign_in, data=None, *, theme="", who="lee", slug="a"):
    address = f"{reverse('beside_document', args=[1, slug])}?theme={theme}"
    client = sign_in(getattr(world, who))
    return client.post(address, data) if data is not None else client.get(address)


def test_the_periodic_review_stands_beside_the_coded_passages(world, periodic, sign_in):
    theme, text = coded(world)
    page = beside(world, sign_in, theme=theme.pk).context["beside"]
    assert [(label.split()[0], passage.quote) for label, passage in page.coded_passages] == [("1.1", text)]
    assert [[piece.text for piece in line] for line in page.paragraphs] == [["Two posts are filled."]]
    assert list(page.answers) == []


def test_where_nothing_is_coded_the_answers_are_shown(world, periodic, sign_in):
    theme, text = coded(world)
    theme = theme.tree.themes.filter(codable=True, retired_at=None).exclude(pk=theme.pk).first()
    page = beside(world, sign_in, theme=theme.pk).context["beside"]
    assert page.passages == []
    [(label, texts), *_] = {question.number: answers for question, answers in page.answers}[1]
    assert (label.split()[0], texts) == ("1.1", text.splitlines())


def test_a_note_rests_on_words_of_the_periodic_review(world, periodic, sign_in):
    data = {"stance": "adds", "passage": "posts  are\r\nfilled.", "text": "The document does not say so."}
    assert beside(world, sign_in, data).status_code == 302
    page = beside(world, sign_in).context["beside"]
    assert [note.passage for note in page.notes] == ["posts are filled."]
    assert [tuple(piece) for piece in page.paragraphs[0]] == [("Two ", False), ("posts are filled.", True)]


def test_words_that_do_not_stand_there_are_refused_and_stay_in_their_box(world, periodic, sign_in):
    data = {"stance": "adds", "passage": "Three posts", "text": "Kept as typed."}
    response = beside(world, sign_in, data)
    assert (response.status_code, TriangulationNote.objects.count()) == (422, 0)
    assert "Kept as typed." in response.content.decode()


def test_a_passage_may_run_over_lines_and_overlap_another():
    marked = [[tuple(piece) for piece in pieces(line, ["two\nthree", "one two"])] for line in ("one two", "three four")]
    assert marked == [[("one two", True)], [("three", True), (" four", False)]]


def test_notes_on_a_merged_theme_stand_with_the_one_that_took_it_in(world, periodic, sign_in):
    theme, _ = coded(world)
    other = theme.tree.themes.get(code="P2")
    note = actions.note_triangulation(
        world.rounds[1], periodic_review=periodic, theme=other, stance="adds", text="x", by=world.lee
    )
    merge_theme(other, into=theme, base_version=other.version, why="The same", by=world.lee)
    assert beside(world, sign_in, theme=theme.pk).context["beside"].notes == [note]


def test_a_note_on_a_wrong_periodic_review_is_marked_and_keeps_nothing_back(world, periodic, sign_in):
    review = world.draft_review()
    note = noted(world, periodic)
    actions.mark_wrong(periodic, kind="withdrawn", why="Sent too early.", by=world.ivy)
    assert differences(review) == ""
    page = sign_in(world.lee).get(reverse("triangulation", args=[1])).content.decode()
    assert "The Periodic Review was marked as wrong" in page
    with pytest.raises(NotAMove):
        actions.settle_difference(note, how="So.", by=world.lee)


def test_a_leader_with_ties_does_not_set_that_site_beside_anything(world, periodic, sign_in):
    noted(world, periodic)
    Interest.objects.create(person=world.lee, site=periodic.site, what="My cousin runs it", noted_by=world.lee)
    assert beside(world, sign_in).status_code == 404
    assert list(TriangulationNote.objects.visible_to(world.lee)) == []
    lee = User.objects.get(pk=world.lee.pk)
    assert [row.has_ties for row in site_rows(world.rounds[1], lee)] == [True, False]
    with pytest.raises(PermissionDenied):
        actions.note_triangulation(
            world.rounds[1], periodic_review=periodic, theme=None, stance="adds", text="x", by=lee
        )


def test_a_site_without_a_periodic_review_or_document_says_so(world, periodic, sign_in):
    assert "has uploaded no Periodic Review of this site" in beside(world, sign_in, slug="b").content.decode()
    assert "This site has sent no document in round 1." in beside(world, sign_in).content.decode()
    rows = site_rows(world.rounds[1], world.lee)
    assert [(str(row.site), len(row.reviews), row.sent) for row in rows] == [
        ("Alderbrook", 1, False),
        ("Brackenfell", 0, False),
    ]


def test_words_of_a_file_from_before_are_read_by_the_worker(world, periodic, sign_in):
    PeriodicReview.objects.update(words="")
    assert "We are reading this file." in beside(world, sign_in).content.decode()
    actions.read_earlier_files()
    assert PeriodicReview.objects.get().words == "Two posts are filled."
