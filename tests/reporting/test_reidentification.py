"""The attack on a review: an original is told, a copy in other words is not; only the team reads what came of it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts.foundations import clock
from living_docs import actions as documents
from living_docs.workflow import Status
from reporting import actions, jobs
from reporting.models import Quotation, ReidentificationRisk, Review
from reporting.reidentification.attack import Attacker, Known
from reporting.reidentification.passages import attacker_of, claims_told, trained
from reporting.review.contents import Builder
from tests.factories import DEADLINE, World

SAID = {
    "a": [
        "Two weavers mend the loom by the mill on Mondays.",
        "The loom is oiled before the wool comes in.",
        "Our weavers keep the wool dry in the long shed.",
    ],
    "b": [
        "The ferry crosses the sound at high tide only.",
        "Oarsmen wait on the quay until the fog lifts.",
        "Our ferry carries parcels for the lighthouse.",
    ],
    "c": [
        "Bakers knead the dough before the town is awake.",
        "The oven is swept with birch on Fridays.",
        "Our bakers give the last loaf to the school.",
    ],
}
ONLY_B, ALL = "choice-1.5-other", "prompt-1.1-answered"
OTHER_WORDS = "People look after what they work with."


@pytest.fixture
def three(world: World) -> World:
    """Three sites that speak of quite different things, and a review begun."""
    world.add_site("c", "Corriemoor")
    for slug, sentences in SAID.items():
        document = world.document(slug)
        with clock.at(DEADLINE - timedelta(days=1)):
            world.fill(document)
            world.answer(document, "1.1", {"texts": [f"<p>{' '.join(sentences)}</p>"]})
            aims = ["other" if slug == "b" else "closer"]
            world.answer(document, "1.5", {"choices": aims, "follow_up": "<p>Because of the water.</p>"})
            documents.submit(document, by=world.author(document))
    world.draft_review()
    return world


def quote(world: World, slug: str, original: str, copy: str) -> Quotation:
    submission = world.document(slug).current_submission
    review = Review.objects.get()
    return actions.add_quotation(
        review, submission=submission, prompt_number="1.1", original=original, anonymised=copy, by=world.lee
    )


def write(world: World, text: str) -> None:
    section = Review.objects.get().sections.get(slug="question-1")
    actions.save_section(section, html=text, standfirst="", base_version=section.version, by=world.lee)


def measured(world: World) -> ReidentificationRisk:
    jobs.measure_risk.call(Review.objects.get().pk)
    return ReidentificationRisk.objects.latest("pk")


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_attacker_tells_what_it_has_read():
    attacker = Attacker([Known(text, site) for site, texts in SAID.items() for text in texts])
    guesses = {site: {guess.site for guess in attacker.guesses(texts)} for site, texts in SAID.items()}
    assert guesses == {site: {site} for site in SAID}
    assert attacker.guesses([]) == []


def test_the_surest_guess_has_the_greatest_margin():
    attacker = Attacker([Known(text, site) for site, texts in SAID.items() for text in texts])
    told, untold = attacker.guesses([SAID["b"][0], OTHER_WORDS])
    assert (told.site, told.margin > untold.margin > 0) == ("b", True)


def test_it_knows_the_documents_of_this_round_and_before_and_no_later_one(three):
    assert attacker_of(three.rounds[1]).sites == ["a", "b", "c"]
    later = three.document_at(Status.SUBMITTED, "a", 2).current_submission
    known = trained.cache_info().currsize
    attacker_of(three.rounds[1])
    assert (trained.cache_info().currsize, later.document.round.number) == (known, 2)


def test_of_two_sites_nothing_is_measured(world):
    world.document_at(Status.SUBMITTED)
    world.document_at(Status.SUBMITTED, "b")
    world.draft_review()
    assert attacker_of(world.rounds[1]) is None
    jobs.measure_risk.call(Review.objects.get().pk)
    assert ReidentificationRisk.objects.count() == 0


def test_an_original_is_told_and_a_copy_in_other_words_is_not(three):
    verbatim = quote(three, "b", SAID["b"][0], SAID["b"][0])
    copied = quote(three, "c", SAID["c"][0], "Weavers mend the loom on Mondays.")
    risk = measured(three)
    assert {name: risk.quotations[name] for name in ("of", "original", "copy")} == {"of": 2, "original": 2, "copy": 1}
    assert risk.quotations["chance"] == pytest.approx(1 / 3)
    assert risk.of_copy(verbatim.token, verbatim.anonymised)["copy_told"] is True
    assert risk.of_copy(copied.token, copied.anonymised)["copy_told"] is False
    assert risk.of_copy(copied.token, "Reworded since.") is None


def test_where_it_is_surest_is_said_without_the_site(three):
    write(three, f"<p>{SAID['c'][1]}</p>\n<p>{OTHER_WORDS}</p>")
    surest = measured(three).data["surest"]
    assert surest[0]["text"] == SAID["c"][1]
    assert [sorted(one) for one in surest] == [["margin", "text", "where"]] * len(surest)
    assert [one["margin"] for one in surest] == sorted((one["margin"] for one in surest), reverse=True)


def test_a_claim_of_few_sites_is_put_to_it_with_its_sites(three):
    write(three, f"<p>[[count:{ONLY_B}]] aim at something else.</p>\n<p>[[count:{ALL}]] wrote of it.</p>")
    told = claims_told(Builder(Review.objects.get()))
    assert [(one.text.endswith("aim at something else."), one.sites) for one in told] == [(True, {"b"})]
    assert "[[" not in told[0].text
    claims = measured(three).claims
    assert (claims["of"], claims["chance"]) == (1, pytest.approx(1 / 3))


def test_each_text_is_attacked_once_and_the_history_stays(three):
    quotation = quote(three, "b", SAID["b"][0], SAID["b"][0])
    write(three, f"<p>[[quotation:{quotation.token}]]</p>")
    first = measured(three)
    assert measured(three) == first
    actions.reword_quotation(quotation, anonymised=OTHER_WORDS, by=three.lee)
    measured(three)
    history = ReidentificationRisk.objects.since_first_draft(three.rounds[1])
    assert [one.quotations["copy"] for one in history] == [1, 0]
    assert history.count() == 2


def waiting() -> int:
    return DBTaskResult.objects.filter(task_path=jobs.measure_risk.module_path, status="READY").count()


def test_a_change_of_the_draft_asks_the_worker_once(three):
    DBTaskResult.objects.all().delete()
    write(three, "<p>One.</p>")
    write(three, "<p>Two.</p>")
    quote(three, "a", SAID["a"][0], OTHER_WORDS)
    assert waiting() == 1
    assert ReidentificationRisk.objects.count() == 0


def test_the_approval_page_shows_it_and_the_quotations_warn(three, sign_in):
    quotation = quote(three, "b", SAID["b"][0], SAID["b"][0])
    write(three, f"<p>[[quotation:{quotation.token}]]</p>")
    approval, quotations = reverse("approval", args=[1]), reverse("quotations", args=[1])
    assert "It has not been measured yet." in text_of(sign_in(three.quinn).get(approval))
    measured(three)
    page = text_of(sign_in(three.quinn).get(approval))
    assert "1 of 1 told; by chance 0.3 of 1" in page
    assert "The copies give away more than twice as much as chance." in page
    listed = text_of(sign_in(three.lee).get(quotations))
    assert ["The copies give away too much." in listed, "still tells it from the copy" in listed] == [True, True]
    reword = reverse("reword_quotation", args=[1, quotation.token])
    assert "still tells it from the copy" in text_of(sign_in(three.lee).get(reword))
    actions.reword_quotation(quotation, anonymised=OTHER_WORDS, by=three.lee)
    assert "The text has changed since; it is being measured again." in text_of(sign_in(three.quinn).get(approval))
    assert "has not been measured yet" in text_of(sign_in(three.lee).get(reword))


def test_nobody_outside_the_team_sees_it(three):
    measured(three)
    people = ["rae", "hal", "lee", "quinn", "sam", "ann", "bea", "pat", "ivy", "exa"]
    seen = [name for name in people if ReidentificationRisk.objects.visible_to(getattr(three, name)).exists()]
    assert seen == ["rae", "hal", "lee", "quinn"]
