"""Coding: where a passage stands, what is kept of it, and who may code what."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from accounts.models import User
from icp_eval.to_do import awaiting
from living_docs.actions import reopen
from living_docs.models import Submission
from living_docs.workflow import Status
from themes import actions
from themes.models import Coding, CodingLayer, Memo


def test_a_passage_keeps_its_words_and_its_place(coded):
    layer = coded.allot(coded.world.rae)[0]
    coding = coded.code(layer, "weekly meeting")[0]
    assert (coding.quote, coding.theme) == ("weekly meeting", coded.trust)
    assert coded.text(layer)[coding.start : coding.end] == coding.quote


def test_several_themes_on_one_passage_and_passages_that_overlap(coded):
    layer = coded.allot(coded.world.rae)[0]
    coded.code(layer, "weekly meeting", coded.trust, coded.money)
    coded.code(layer, "meeting in Alderbrook", coded.trust)
    found = layer.codings.there().in_text_order()
    assert [(c.quote, c.theme.title) for c in found] == [
        ("weekly meeting", "Trust"),
        ("weekly meeting", "Money"),
        ("meeting in Alderbrook", "Trust"),
    ]


def test_the_same_is_not_coded_twice(coded):
    layer = coded.allot(coded.world.rae)[0]
    assert coded.code(layer, "weekly") == coded.code(layer, "weekly")
    assert layer.codings.count() == 1


def test_a_whole_answer_is_coded_as_one_passage(coded):
    layer = coded.allot(coded.world.rae)[0]
    coding = actions.code_prompt(layer, prompt_number="1.1", themes=[coded.money], by=coded.world.rae)[0]
    assert (coding.start, coding.quote) == (0, coded.text(layer))


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (5, 5), (9, 3), (0, 9999), (9999, 10000)])
def test_offsets_outside_the_text_code_nothing(coded, start, end):
    layer = coded.allot(coded.world.rae)[0]
    with pytest.raises(actions.NoPassage):
        actions.code(layer, prompt_number="1.1", start=start, end=end, themes=[coded.trust], by=coded.world.rae)
    with pytest.raises(actions.NoPassage):
        actions.code(layer, prompt_number="9.9", start=0, end=1, themes=[coded.trust], by=coded.world.rae)


def test_headings_and_retired_themes_are_not_coded_to(coded):
    layer = coded.allot(coded.world.rae)[0]
    actions.retire_theme(coded.money, base_version=1, by=coded.world.lee)
    coded.money.refresh_from_db()
    for theme in (coded.barriers, coded.money):
        with pytest.raises(actions.NotCodable):
            coded.code(layer, "weekly", theme)
    assert not layer.codings.exists()


def test_what_is_taken_away_is_kept_and_can_be_put_back(coded):
    layer = coded.allot(coded.world.rae)[0]
    coding = coded.code(layer, "weekly")[0]
    actions.take_away(coding, by=coded.world.rae)
    assert (list(layer.codings.there()), coding.removed_by) == ([], coded.world.rae)
    assert actions.put_back(coding, by=coded.world.rae) == coding
    assert list(layer.codings.there()) == [coding]


def test_putting_back_what_was_coded_anew_changes_nothing(coded):
    layer = coded.allot(coded.world.rae)[0]
    first = coded.code(layer, "weekly")[0]
    actions.take_away(first, by=coded.world.rae)
    second = coded.code(layer, "weekly")[0]
    assert actions.put_back(first, by=coded.world.rae) == second


@pytest.mark.parametrize("change", [{"start": 1}, {"quote": "other"}, {"prompt_number": "1.5"}])
def test_a_coding_is_never_moved(coded, change):
    coded.code(coded.allot(coded.world.rae)[0], "weekly")
    with pytest.raises(DatabaseError, match="never moved"), transaction.atomic():
        Coding.objects.update(**change)


def test_a_coding_is_never_deleted(coded):
    coded.code(coded.allot(coded.world.rae)[0], "weekly")
    with pytest.raises(DatabaseError, match="is kept"), transaction.atomic():
        Coding.objects.all().delete()


def test_memos_on_passage_document_and_theme(coded):
    layer, rae = coded.allot(coded.world.rae)[0], coded.world.rae
    coded.code(layer, "weekly", memo="Also about time?")
    actions.write_memo(layer, text="A cautious document", by=rae)
    actions.write_memo(coded.trust, text="Narrower than respect", by=rae)
    memos = Memo.objects.visible_to(rae).oldest_first()
    assert [memo.text for memo in memos] == ["Also about time?", "A cautious document", "Narrower than respect"]
    actions.take_memo_away(memos[0], by=rae)
    with pytest.raises(PermissionDenied):
        actions.take_memo_away(memos[1], by=coded.world.rob)


def test_coding_starts_when_the_readings_are_unsealed(coded):
    world = coded.world
    world.document_at(Status.SUBMITTED, "b")
    with pytest.raises(PermissionDenied):
        coded.allot(world.rae, site="b")


def test_who_codes(coded):
    world = coded.world
    layer = coded.allot(world.rae)[0]
    for name in ("rob", "lee", "hal", "ann", "quinn", "pat"):
        with pytest.raises(PermissionDenied):
            coded.code(layer, "weekly", by=getattr(world, name))
    for name in ("hal", "ann", "quinn", "sam", "exa"):
        with pytest.raises(PermissionDenied):
            coded.allot(getattr(world, name))


def test_coders_change_only_while_nothing_is_coded(coded):
    coded.allot(coded.world.rae)
    layer = coded.allot(coded.world.rob)[0]
    coded.code(layer, "weekly")
    with pytest.raises(actions.AllottedAlready):
        coded.allot(coded.world.rae)


def test_a_coder_reads_what_was_allotted(coded):
    rex = coded.world.rex
    assert not Submission.objects.visible_to(rex).exists()
    layer = coded.allot(rex)[0]
    assert list(Submission.objects.visible_to(rex)) == [layer.submission]


def test_what_counts(coded):
    world = coded.world
    coded.code(coded.allot(world.rae)[0], "weekly")
    world.document_at(Status.AGREEING, "b")
    for layer in coded.allot(world.rae, world.rob, site="b"):
        coded.code(layer, "weekly")
    assert [coding.layer.submission for coding in Coding.objects.counted()] == [coded.submission()]
    reopen(world.document(), why="More on aims", by=world.lee)
    assert not Coding.objects.counted().exists()


def test_one_sole_coder(coded):
    layer = coded.allot(coded.world.rae)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        CodingLayer.objects.create(submission=layer.submission, coder=coded.world.rob, allotted_by=coded.world.lee)


def test_a_blind_pair_stays_so_that_no_refusal_tells_of_one(coded):
    coded.allot(coded.world.rae, coded.world.rob)
    with pytest.raises(actions.AllottedAlready):
        coded.allot(coded.world.rae, coded.world.rex)


def test_the_home_page_says_what_is_to_code_and_to_settle(coded, sign_in):
    world = coded.world
    layers = coded.allot(world.rae, world.rob)
    home = {name: sign_in(getattr(world, name)) for name in ("rae", "rob", "lee")}

    def titles(name: str) -> set[str]:
        return {panel.title for panel in awaiting(User.objects.get(pk=getattr(world, name).pk))}

    assert ["Coding" in titles(name) for name in home] == [True, True, False]
    assert "1 to code or to finish." in home["rae"].get("/").content.decode()
    for layer in layers:
        assert "Codings to agree" not in titles("lee")
        actions.finish_coding(layer, by=layer.coder)
    assert ["Coding" in titles("rae"), "Codings to agree" in titles("lee")] == [False, True]
