"""Whatever is saved is saved in one way: what two people changed in two places is put together, and where they changed
one place nothing is stored, and what both wrote comes back."""

import pytest
from django.urls import reverse

from feedback import actions as feedback
from feedback.models import AgreedComment, AgreedSummary
from living_docs import actions as documents
from living_docs.models import Answer
from living_docs.versions import LINES, Saved, merged
from living_docs.workflow import Status
from reporting import actions as reporting
from reporting.models import Review, ReviewSection
from reporting.review.key_messages import FIELDS as MESSAGE_FIELDS
from tests.factories import World
from themes import actions as trees
from themes.models import Theme, ThemeTree

pytestmark = pytest.mark.one_engine
BEGUN, ONE, OTHER, SAME = "A.\nB.", "A one.\nB.", "A.\nB two.", "A three.\nB."


def as_prose(lines: str) -> str:
    return "\n".join(f"<p>{line}</p>" for line in lines.split("\n"))


def answers(world: World):
    answer = Answer.objects.get(document=world.document(), prompt_number="1.1")

    def save(lines: str, base: int) -> Saved:
        answer.document = world.document()
        return documents.save_answer(answer, {"texts": [as_prose(lines)]}, base_version=base, by=world.ann)

    return save, lambda: Answer.objects.get(pk=answer.pk).value["texts"][0], as_prose, "value"


def readings(world: World):
    reading = world.allot(world.document_at(Status.SUBMITTED))[0]

    def save(lines: str, base: int) -> Saved:
        return feedback.save_comment(reading, question=1, fields={"noted": lines}, by=reading.reader, base_version=base)

    return save, lambda: reading.comments.get(question=1).noted, str, "noted"


def agreed_comments(world: World):
    document = world.document_at(Status.AGREEING)
    AgreedComment.objects.filter(document=document).delete()

    def save(lines: str, base: int) -> Saved:
        return feedback.save_agreed(document, question=1, fields={"noted": lines}, by=world.lee, base_version=base)

    return save, lambda: AgreedComment.objects.get(document=document, question=1).noted, str, "noted"


def agreed_summaries(world: World):
    document = world.document_at(Status.AGREEING)

    def save(lines: str, base: int) -> Saved:
        fields = {"summary": lines, "next_points": [], "call_offer": ""}
        return feedback.save_agreed_summary(document, **fields, by=world.lee, base_version=base)

    return save, lambda: AgreedSummary.objects.get(document=document).summary, str, "summary"


def sections(world: World):
    section = world.draft_review().sections.get(slug="purpose-and-coverage")

    def save(lines: str, base: int) -> Saved:
        return reporting.save_section(section, html=as_prose(lines), standfirst="", base_version=base, by=world.lee)

    return save, lambda: ReviewSection.objects.get(pk=section.pk).html, as_prose, "html"


def standfirsts(world: World):
    section = world.draft_review().sections.get(slug="purpose-and-coverage")

    def save(lines: str, base: int) -> Saved:
        return reporting.save_section(section, html="", standfirst=lines, base_version=base, by=world.lee)

    return save, lambda: ReviewSection.objects.get(pk=section.pk).standfirst, str, "standfirst"


def fronts(world: World):
    review = world.draft_review()

    def save(lines: str, base: int) -> Saved:
        front = {"title": "What they told us", "subtitle": "", "abstract": as_prose(lines)}
        return reporting.save_front(review, **front, base_version=base, by=world.lee)

    return save, lambda: Review.objects.get(pk=review.pk).abstract, as_prose, "abstract"


def themes(world: World):
    tree = ThemeTree.objects.create(programme=world.programme, title="Barriers", slug="barriers")
    theme = trees.add_theme(tree, title="Trust", by=world.lee)

    def save(lines: str, base: int) -> Saved:
        return trees.word_theme(theme, definition=lines, base_version=base, by=world.lee)

    return save, lambda: Theme.objects.get(pk=theme.pk).definition, str, "definition"


EVERY = [answers, readings, agreed_comments, agreed_summaries, sections, standfirsts, fronts, themes]


@pytest.mark.parametrize("begin", EVERY, ids=lambda begin: begin.__name__)
def test_two_changes_in_two_places_are_put_together(world, begin):
    save, stored, written, name = begin(world)
    base = save(BEGUN, 1).version
    first = save(ONE, base)
    second = save(OTHER, base)
    assert (first.clashed, second.clashed, second.version) == ((), (), first.version + 1)
    assert stored() == written("A one.\nB two.")
    assert second.put_in({name: "what was typed"}) != {}


@pytest.mark.parametrize("begin", EVERY, ids=lambda begin: begin.__name__)
def test_two_changes_in_one_place_store_nothing_and_give_both_back(world, begin):
    save, stored, written, name = begin(world)
    base = save(BEGUN, 1).version
    first = save(ONE, base)
    late = save(SAME, base)
    assert (late.clashed, late.version, stored()) == ((name,), first.version, written(ONE))
    both = str(late.fields[name])
    assert ["A one." in both, "A three." in both] == [True, True]
    assert late.put_in({name: "what was typed"}) == {}


@pytest.mark.parametrize("begin", EVERY, ids=lambda begin: begin.__name__)
def test_the_same_again_makes_no_version_and_a_page_left_alone_takes_nothing_back(world, begin):
    save, stored, written, _ = begin(world)
    base = save(BEGUN, 1).version
    assert save(BEGUN, base).version == base
    newer = save(ONE, base)
    left_alone = save(BEGUN, base)
    assert (left_alone.clashed, left_alone.version, stored()) == ((), newer.version, written(ONE))


def test_key_messages_are_merged_box_by_box(world):
    review = world.draft_review()
    message = dict.fromkeys(MESSAGE_FIELDS, "") | {"finding": "They met.", "counts": [], "sections": []}
    begun = reporting.save_message(review, "", message, base_version=0, by=world.lee)
    key = begun.record["key"]
    reporting.save_message(review, key, message | {"why": "Twice a week."}, base_version=1, by=world.lee)
    second = reporting.save_message(review, key, message | {"finding": "They meet."}, base_version=1, by=world.hal)
    assert (second.clashed, second.record["why"], second.record["finding"]) == ((), "Twice a week.", "They meet.")
    late = reporting.save_message(review, key, message | {"why": "Once."}, base_version=1, by=world.hal)
    assert (late.clashed, late.record["why"], late.fields["why"]) == (("why",), "Twice a week.", "Once.")


@pytest.mark.parametrize("base", [None, {}, {"noted": ""}])
def test_without_a_version_below_both_texts_are_kept(base):
    found = merged({"noted": "mine"}, now={"noted": "theirs"}, base=base, ways={"noted": LINES})
    assert (found.fields, found.clashed) == ({"noted": "mine\ntheirs"}, ("noted",))


@pytest.fixture
def two_pages(world, sign_in):
    """A section that two writers have open; the first changes its standfirst and its second paragraph."""
    section = world.draft_review().sections.get(slug="purpose-and-coverage")
    begun = {"html": as_prose(BEGUN), "standfirst": "Begun.", "brief": []}
    base = reporting.save_section(section, **begun, base_version=1, by=world.lee).version
    theirs = {"html": as_prose(OTHER), "standfirst": "Theirs.", "brief": []}
    reporting.save_section(section, **theirs, base_version=base, by=world.hal)
    mine = {"base_version": base, "html": as_prose(BEGUN), "html-as": "html", "standfirst": "Mine.", "brief": ""}
    return section, mine, sign_in(world.lee)


def test_after_a_clash_saving_again_takes_back_nothing_of_what_only_the_other_changed(two_pages):
    section, mine, client = two_pages
    address = reverse("draft_section", args=[1, section.slug])
    page = client.post(address, mine)
    assert page.status_code == 409
    again = {name: page.context["form"][name].value() for name in ("base_version", "html", "standfirst", "brief")}
    assert (again["standfirst"], again["html"]) == ("Mine.", as_prose(OTHER))
    client.post(address, again | {"html-as": "html"})
    stored = ReviewSection.objects.get(pk=section.pk)
    assert (stored.standfirst, stored.html) == ("Mine.", as_prose(OTHER))


def test_a_page_that_saves_by_itself_is_told_every_box_that_the_other_changed(two_pages):
    section, mine, client = two_pages
    address = reverse("section_autosave", args=[1, section.slug])
    told = client.post(address, mine | {"standfirst": "Begun."}).json()["saved"]["section"]
    assert (told["clash"], told["fields"]) == ("", {"html": as_prose(OTHER), "standfirst": "Theirs."})


def test_agreed_comments_of_two_windows_are_put_together_and_the_page_is_told(world, sign_in):
    world.document_at(Status.AGREEING)
    AgreedComment.objects.all().delete()
    client, address = sign_in(world.lee), reverse("agreeing_autosave", args=[1, "a", 1])
    first = client.post(address, {"agreed-base_version": 0, "noted": "They meet."}).json()["saved"]["agreed"]
    assert (first["version"], first["clash"], first["fields"]) == (1, "", {})
    client.post(address, {"agreed-base_version": 1, "noted": "They meet.", "more": "Where?"})
    late = client.post(address, {"agreed-base_version": 1, "noted": "They meet.", "evidence": "Minutes."}).json()
    assert late["saved"]["agreed"]["fields"] == {"more": "Where?"}
    agreed = AgreedComment.objects.get()
    assert (agreed.noted, agreed.more, agreed.evidence) == ("They meet.", "Where?", "Minutes.")
