"""The guard of agreed feedback: what must be found, what must be left alone, what was decided and for how long."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import AuditEvent
from feedback import actions
from feedback.checks.checked_words import Words, load_words
from feedback.checks.feedback_check import findings_of
from feedback.models import WatchedWord
from living_docs import actions as documents
from living_docs.workflow import Status
from sites.models import IdentifyingTerm, SiteAlias
from tests.factories import World, cost

FLAGGED = {
    "You are ahead of most sites.": ["comparison"],
    "This is one of the best accounts we read.": ["comparison"],
    "Compared with others, you say little of costs.": ["comparison"],
    "Other pilots count home visits too.": ["comparison"],
    "The weekly list was a success.": ["judgement"],
    "An impressive fall in admissions.": ["judgement"],
    "The IT link has FAILED.": ["judgement"],
    "Congratulations on the new team.": ["judgement"],
    "Well-done to the nurses.": ["judgement"],
    "Good progress since April.": ["judgement"],
    "We rank this document fourth.": ["comparison"],
    "In Brackenfell the list is kept by the nurse.": ["name"],
    "The Fell Integrated Team does the same.": ["name"],
    "Harrow Green knows this.": ["name"],
    "Ms Raghavan found this unclear.": ["reader"],
    "Rob Robichaux and I agree.": ["reader"],
    "You spent £48,317 on it.": ["figure"],
    "Say what the QZX does.": ["acronym"],
}
LEFT_ALONE = [
    "People with heart failure are seen within two days.",
    "Please say by what success criteria you will judge it.",
    "Tell us how failed visits are counted.",
    "Ahead of the visit a letter is sent.",
    "Compared with other rounds more prompts are answered.",
    "The NHS number and the GP list are used.",
    "The community matron team (CMT) meets on Mondays, and the CMT reports.",
    "In Alderbrook the list is kept by the nurse.",
    "You spent £12,000 on the shared record.",
    "Since 2009 about 1,000 people were asked.",
    "What was succeeded by the new form?",
    "Rob the nurse of time? We did not follow this.",
    "The best interests of a patient come first.",
    "We could follow what each person does and why.",
    "You call it better; for whom, and by which measure?",
]


@pytest.fixture
def agreeing(world: World) -> World:
    """Site B wrote a telling figure, and has names of its own."""
    other = world.document("b")
    world.fill(other)
    world.answer(other, "8.1", {"rows": [cost("48317", "actual")]})
    documents.submit(other, by=world.bea)
    SiteAlias.objects.create(site=other.site, name="Fell Integrated Team")
    IdentifyingTerm.objects.create(site=other.site, term="Harrow Green", kind="place")
    world.document_at(Status.AGREEING)
    return world


def found_in(world: World, words: str) -> list[str]:
    actions.save_agreed(world.document(), question=1, fields={"noted": words}, by=world.lee)
    return [finding.kind for finding in findings_of(world.document())]


def test_what_must_be_found_is_found(agreeing):
    assert {words: found_in(agreeing, words) for words in FLAGGED} == FLAGGED


def test_what_only_looks_alike_is_left_alone(agreeing):
    assert {words: kinds for words in LEFT_ALONE if (kinds := found_in(agreeing, words))} == {}


def test_what_also_names_this_site_is_its_own(agreeing):
    IdentifyingTerm.objects.create(site=agreeing.document().site, term="Harrow Green", kind="place")
    assert found_in(agreeing, "Harrow Green knows this.") == []


def test_an_open_finding_blocks_sending_until_mended_or_kept(agreeing, sign_in):
    document = agreeing.document()
    found_in(agreeing, "It was a success.")
    [blocked] = [text for q, text in actions.missing_from_agreed(document) if q == 1 and "success" in text]
    assert blocked == "“success” judges success. We only say whether a document is clear and complete."
    [finding] = findings_of(document)
    client, address = sign_in(agreeing.lee), reverse("agreeing", args=[1, "a", 1])
    form = {"noted": "It was a success.", "keep": finding.key}
    assert "Say why it may stay" in client.post(address, form, follow=True).text
    client.post(address, form | {f"keep-{finding.key}": "The site's own title of its report"})
    assert [(f.is_open, f.kept.reason) for f in findings_of(document)] == [
        (False, "The site's own title of its report")
    ]


def test_a_decision_holds_for_the_same_words_alone(agreeing):
    found_in(agreeing, "It was a success.")
    [finding] = findings_of(agreeing.document())
    actions.keep_finding(agreeing.document(), finding=finding, reason="A title", by=agreeing.lee)
    found_in(agreeing, "It was a success, we find.")
    assert [f.is_open for f in findings_of(agreeing.document())] == [True]
    found_in(agreeing, "It was a success.")
    assert [f.is_open for f in findings_of(agreeing.document())] == [False]


def test_only_the_leader_keeps_findings_and_words(agreeing):
    found_in(agreeing, "It was a success.")
    [finding] = findings_of(agreeing.document())
    for name in ("rae", "quinn", "ann", "pat"):
        by = getattr(agreeing, name)
        with pytest.raises(PermissionDenied):
            actions.keep_finding(agreeing.document(), finding=finding, reason="x", by=by)
        with pytest.raises(PermissionDenied):
            actions.watch_word(agreeing.programme, phrase="x", kind="judgement", by=by)


def test_the_summary_and_the_points_are_looked_through_too(agreeing):
    actions.save_agreed_summary(
        agreeing.document(),
        summary="Excellent.",
        next_points=[{"text": "Say as Brackenfell does", "prompts": []}],
        call_offer="Ring Rae Raghavan.",
        by=agreeing.lee,
    )
    found = [(f.text.field, f.kind) for f in findings_of(agreeing.document())]
    assert found == [("summary", "judgement"), ("points", "name"), ("call_offer", "reader")]


def test_the_quality_reviewer_sees_what_was_kept_and_why(agreeing, sign_in):
    document = agreeing.document()
    agreeing.read_costs(document)
    fields = {"comprehensible": "clear", "complete": "complete", "noted": "It was a success."}
    for question in document.round.instrument.questions:
        if question.asked(1):
            actions.save_agreed(document, question=question.number, fields=fields, by=agreeing.lee)
    actions.save_agreed_summary(document, summary="Thanks.", next_points=[], call_offer="", by=agreeing.lee)
    for finding in findings_of(document):
        actions.keep_finding(document, finding=finding, reason="Words of the site", by=agreeing.lee)
    actions.send_to_quality(document, by=agreeing.lee)
    page = sign_in(agreeing.quinn).get(reverse("quality_check", args=[1, "a"])).text
    assert ["“success” judges success" in page, "Words of the site" in page] == [True, True]


# The words


def test_the_leader_adds_and_takes_words_and_both_are_in_the_audit(agreeing, sign_in):
    client, address = sign_in(agreeing.lee), reverse("guard_words")
    assert found_in(agreeing, "A splendid list.") == []
    client.post(address, {"do": "add", "phrase": "Splendid ", "kind": "judgement"})
    assert found_in(agreeing, "A splendid list.") == ["judgement"]
    word = WatchedWord.objects.get(phrase="splendid")
    client.post(address, {"do": "take", "word": word.pk})
    assert found_in(agreeing, "A splendid list.") == []
    verbs = AuditEvent.objects.filter(verb__contains="the guard").order_by("number").values_list("verb", "about", "why")
    assert list(verbs) == [
        ("added a word to the guard", "Success or failure", "splendid"),
        ("took a word from the guard", "Success or failure", "splendid"),
    ]


def test_a_programme_keeps_its_own_words_when_loaded_again(world):
    world.programme.watched_words.filter(phrase="excellent").delete()
    load_words(world.programme)
    assert world.programme.watched_words.filter(phrase="excellent").count() == 0


def test_without_words_nothing_is_watched():
    assert list(Words([]).find("a success")) == []
