"""Saving: every save is a version, two people's edits merge or both come back, and no word is ever dropped."""

import threading
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from living_docs import actions
from living_docs.kinds import kind_of
from living_docs.models import Answer, AnswerState, AnswerVersion
from living_docs.workflow import Status
from tests.effort import repeated, tries
from tests.factories import World, activity, cost


def texts(*paragraphs: str) -> dict:
    return {"texts": ["\n".join(f"<p>{words}</p>" for words in paragraphs)]}


def answer_to(document, number: str) -> Answer:
    answer = document.answers.get(prompt_number=number)
    answer.document = document
    return answer


@pytest.fixture
def document(world: World):
    return world.document()


def test_each_save_is_a_version_with_who_wrote_it(world, document):
    world.answer(document, "1.1", texts("one"))
    world.answer(document, "1.1", texts("two"), by=world.abe)
    answer = answer_to(document, "1.1")
    assert (answer.version, answer.state, answer.written_by) == (3, "answered", world.abe)
    assert [(v.number, v.value, v.by) for v in answer.versions.order_by("number")] == [
        (1, {}, None),
        (2, texts("one"), world.ann),
        (3, texts("two"), world.abe),
    ]


def test_saving_the_same_again_makes_no_version(world, document):
    world.answer(document, "1.1", texts("one"))
    saved = world.answer(document, "1.1", texts("one"))
    assert (saved.record.version, saved.clashed, answer_to(document, "1.1").versions.count()) == (2, (), 2)


def test_what_is_emptied_is_open_again(world, document):
    world.answer(document, "1.1", texts("one"))
    assert world.answer(document, "1.1", {"texts": [""]}).record.state == AnswerState.OPEN


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("1.5", {"choices": ["closer"]}),
        ("3.2", {"rows": [{"id": "r", "activity": "no category", "since": "soon"}]}),
        ("C.6", {"text": "x"}),
    ],
)
def test_a_half_finished_answer_is_saved(world, document, number, value):
    answer = world.answer(document, number, value).record
    kind = kind_of(answer.prompt)
    assert (answer.state, answer.value) == ("answered", kind.clean(answer.prompt, value))


def test_half_finished_costs_are_saved(world):
    later = world.document(number=2)
    world.answer(later, "8.1", {"rows": [cost("a lot", "actual")]})
    assert answer_to(later, "8.1").value["rows"][0]["amount"] == "a lot"


def test_a_carried_answer_that_is_saved_untouched_stays_carried(world):
    world.document_at(Status.SUBMITTED)
    later = world.document(number=2)
    carried = answer_to(later, "1.1")
    saved = world.answer(later, "1.1", carried.value)
    assert (saved.record.state, saved.record.version, saved.record.written_by) == ("carried", 1, None)


def test_a_carried_answer_can_be_confirmed_and_changed(world):
    world.document_at(Status.SUBMITTED)
    later = world.document(number=2)
    confirmed = actions.confirm_no_change(answer_to(later, "1.1"), by=world.ann).record
    assert (confirmed.state, confirmed.from_words) == ("no_change", "From round 1, no change confirmed")
    changed = world.answer(later, "1.1", texts("new")).record
    assert (changed.state, changed.from_words) == ("answered", "From round 1, changed")


def test_edits_of_two_people_to_different_blocks_are_both_kept(world, document):
    base = world.answer(document, "1.1", texts("a", "b", "c")).record.version
    world.answer(document, "1.1", texts("A", "b", "c"), by=world.abe)
    saved = world.answer(document, "1.1", texts("a", "b", "C"), base_version=base)
    assert (saved.clashed, saved.record.value, saved.record.version) == ((), texts("A", "b", "C"), 4)


def test_edits_to_the_same_block_clash_and_drop_nothing(world, document):
    base = world.answer(document, "1.1", texts("a")).record.version
    world.answer(document, "1.1", texts("of abe"), by=world.abe)
    saved = world.answer(document, "1.1", texts("of ann"), base_version=base)
    assert (saved.clashed, saved.theirs.value, saved.theirs.by) == (("value",), texts("of abe"), world.abe)
    assert (answer_to(document, "1.1").value, answer_to(document, "1.1").version) == (texts("of abe"), 3)
    again = world.answer(document, "1.1", texts("of ann and abe"), base_version=saved.theirs.number)
    assert (again.clashed, again.record.value) == ((), texts("of ann and abe"))


def test_a_page_overtaken_by_another_does_not_undo_what_it_never_touched(world, document):
    """A page sends all its prompts: the untouched ones leave the other's "not answered", with its reason, alone."""
    base = world.answer(document, "1.1", texts("a")).record.version
    world.answer(document, "1.1", texts("a"), by=world.abe, state=AnswerState.NOT_ANSWERED, reason="Ask in June")
    saved = world.answer(document, "1.1", texts("a"), base_version=base)
    assert (saved.record.state, saved.record.reason, saved.record.version) == ("not_answered", "Ask in June", 3)


def test_states_keep_their_date_and_reason(world, document):
    until = world.answer(document, "1.1", {}, state=AnswerState.NOT_KNOWN, until=date(2010, 6, 1)).record
    assert (until.state, until.until, until.is_settled) == ("not_known", date(2010, 6, 1), True)


def test_a_version_that_never_was_is_refused(world, document):
    with pytest.raises(AnswerVersion.DoesNotExist):
        world.answer(document, "1.1", texts("x"), base_version=7)
    assert answer_to(document, "1.1").version == 1


@pytest.mark.parametrize("person", ["bea", "rae", "lee", "pat", "exa", "sam"])
def test_only_the_site_writes_its_answers(world, document, person):
    with pytest.raises(PermissionDenied):
        world.answer(document, "1.1", texts("x"), by=getattr(world, person))
    assert answer_to(document, "1.1").version == 1


def test_nothing_is_saved_after_the_document_was_sent_even_by_a_page_opened_before(world):
    opened_before = answer_to(world.document(), "1.1")
    world.document_at(Status.SUBMITTED)
    with pytest.raises(PermissionDenied):
        actions.save_answer(opened_before, texts("late"), base_version=1, by=world.ann)


def test_nothing_is_saved_after_the_round_closed(world, document):
    answer = answer_to(document, "1.1")
    actions.close_round(world.rounds[1], by=world.pat)
    with pytest.raises(PermissionDenied):
        actions.save_answer(answer, texts("late"), base_version=1, by=world.ann)


WORDS = st.text("abcdefgh", min_size=1, max_size=4)
EDITS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 6), st.sampled_from(["replace", "insert", "remove"]), WORDS),
    min_size=1,
    max_size=12,
)


def edited(paragraphs: list[str], place: int, how: str, words: str) -> list[str]:
    place = min(place, len(paragraphs))
    return paragraphs[:place] + ([] if how == "remove" else [words]) + paragraphs[place + (how != "insert") :]


def words_of(answer: Answer) -> list[str]:
    return [line[3:-4] for text in answer.value.get("texts", []) for line in text.split("\n") if line]


@tries(100, soak=10)
@given(edits=EDITS, start=st.lists(WORDS, max_size=5, unique=True))
def test_every_word_typed_is_in_the_text_or_handed_back(world, document, edits, start):
    """Up to four authors, each with a page that may be older than the text; a word goes only with who saw it."""
    with transaction.atomic():
        first = world.answer(document, "1.1", texts(*start)).record
        pages = {author: (first.version, list(start)) for author in range(4)}
        for number, (author, place, how, word) in enumerate(edits):
            version, seen = pages[author]
            word = f"{word}{number}"
            typed = edited(seen, place, how, word)
            before = words_of(answer_to(document, "1.1"))
            saved = world.answer(document, "1.1", texts(*typed), base_version=version)
            now = words_of(answer_to(document, "1.1"))
            if saved.clashed:
                assert now == before == words_of(saved.theirs)
                pages[author] = (saved.theirs.number, now)
            else:
                assert [w for w in typed if w not in seen and w not in now] == []
                assert [w for w in before if w not in now and w not in set(seen) - set(typed)] == []
                pages[author] = (saved.record.version, now)
        answer = answer_to(document, "1.1")
        assert [v.number for v in answer.versions.order_by("number")] == list(range(1, answer.version + 1))
        transaction.set_rollback(True)


def test_a_row_added_by_each_is_kept(world, document):
    base = world.answer(document, "3.2", {"rows": [activity("one", "1")]}).record.version
    world.answer(document, "3.2", {"rows": [activity("one", "1"), activity("two", "2")]}, by=world.abe)
    saved = world.answer(document, "3.2", {"rows": [activity("one", "1"), activity("three", "3")]}, base_version=base)
    assert [row["activity"] for row in saved.record.value["rows"]] == ["one", "two", "three"]


@pytest.mark.django_db(transaction=True)
@repeated(2, soak=100)
def test_four_who_save_at_the_same_moment_lose_nothing(time):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer: there is no same moment")
    world = World()
    document = world.document()
    base = world.answer(document, "1.1", texts("a", "b", "c", "d")).record.version
    barrier, trouble = threading.Barrier(4), []

    def save(place: int) -> None:
        try:
            typed = edited(list("abcd"), place, "replace", f"new{place}")
            barrier.wait(10)
            world.answer(world.document(), "1.1", texts(*typed), base_version=base)
        except Exception as error:
            trouble.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=[place]) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    answer = answer_to(document, "1.1")
    assert (trouble, words_of(answer), answer.version) == ([], ["new0", "new1", "new2", "new3"], base + 4)


def carried(world):
    """Round 2 of a document whose 1.1 was carried over and confirmed as unchanged."""
    world.document_at(Status.SUBMITTED)
    found = world.document(number=2).answers.get(prompt_number="1.1")
    found.document = world.document(number=2)
    return actions.confirm_no_change(found, by=world.ann).record


def test_no_change_survives_typing_and_undoing(world):
    answer = carried(world)
    confirmed = answer.value
    typed = actions.save_answer(answer, {"texts": ["<p>A word</p>"]}, base_version=answer.version, by=world.abe).record
    assert typed.state == AnswerState.ANSWERED
    undone = actions.save_answer(typed, confirmed, base_version=typed.version, by=world.abe).record
    assert (undone.state, undone.value) == (AnswerState.NO_CHANGE, confirmed)
    states = list(undone.versions.order_by("number").values_list("state", flat=True))
    assert states == ["carried", "no_change", "answered", "no_change"]


def test_what_was_only_carried_is_carried_again(world):
    answer = actions.undo_no_change(carried(world), by=world.ann).record
    typed = actions.save_answer(answer, {"texts": []}, base_version=answer.version, by=world.ann).record
    assert typed.state == AnswerState.OPEN
    undone = actions.save_answer(typed, answer.value, base_version=typed.version, by=world.ann).record
    assert undone.state == AnswerState.CARRIED


def test_rows_that_the_programme_gave_stay_open_until_somebody_replies(world):
    answer = world.document().answers.get(prompt_number="3.2")
    Answer.objects.filter(pk=answer.pk).update(value={"rows": [activity("Given")], "follow_up": ""})
    answer = Answer.objects.get(pk=answer.pk)
    answer.document = world.document()
    saved = actions.save_answer(answer, answer.value, base_version=answer.version, by=world.ann).record
    assert (saved.state, saved.version) == (AnswerState.OPEN, answer.version)


@pytest.mark.parametrize("number", ["C.6", "1.1", "1.5", "3.2", "8.1"])
def test_saving_the_same_again_makes_no_version_whatever_the_kind(world, sign_in, number):
    """As the page's own Save does it, on an answer that nobody has touched and on one that holds something."""
    document = world.document()
    client = sign_in(world.ann)
    question = 0 if number.startswith("C") else int(number[0])
    address = reverse("cover", args=[1, "a"]) if question == 0 else reverse("question", args=[1, "a", question])
    for fill in (False, True):
        if fill:
            world.fill(document)
        before = list(Answer.objects.order_by("pk").values_list("prompt_number", "version", "state"))
        page = client.get(address).context["page"]
        fields = [field for part in page.parts for field in part.form]
        sent = {field.html_name: field.initial for field in fields if field.initial is not None}
        sent |= {f"{name}-as": "html" for name in sent if "text_" in name or name.endswith("follow_up")}
        client.post(address, sent | {"do": f"save:{number}"})
        assert list(Answer.objects.order_by("pk").values_list("prompt_number", "version", "state")) == before
