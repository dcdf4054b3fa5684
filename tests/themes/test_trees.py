"""The theme tree: every change is kept, none moves a coding, and two who change one theme do not undo one another."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, connections, transaction

from living_docs.versions import ChangedMeanwhile
from tests.effort import repeated
from tests.factories import World
from tests.themes.coded_world import CodedWorld
from themes import actions
from themes.models import Coding, Theme, ThemeChange
from themes.trees.page import branches


def now(theme: Theme) -> Theme:
    return Theme.objects.get(pk=theme.pk)


def history(theme: Theme) -> list[str]:
    return list(theme.changes.order_by("pk").values_list("what", flat=True))


def shown(coded: CodedWorld) -> list[tuple[str, int]]:
    return [(b.theme.title, b.uses) for top in branches(coded.tree) for b in [top, *top.branches]]


def test_wording_is_kept_in_the_history(coded):
    changed = actions.word_theme(
        coded.trust,
        definition="Whether partners rely on one another",
        base_version=1,
        why="Coders asked",
        by=coded.world.lee,
    ).record
    last = changed.changes.order_by("pk").last()
    assert (last.before["definition"], last.after["definition"], last.why, last.by) == (
        "",
        "Whether partners rely on one another",
        "Coders asked",
        coded.world.lee,
    )
    assert history(coded.trust) == ["added", "worded"]


def test_wording_that_changes_nothing_makes_no_version(coded):
    assert actions.word_theme(coded.trust, title="Trust", base_version=1, by=coded.world.lee).version == 1


def test_history_cannot_be_changed(coded):
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        ThemeChange.objects.update(why="something else")


def test_a_theme_moves_among_its_neighbours_and_under_others(coded):
    third = coded.theme("Time", parent=coded.barriers)
    actions.move_theme(third, parent=coded.barriers, place=1, base_version=1, by=coded.world.lee)
    assert [title for title, _ in shown(coded)] == ["Barriers", "Time", "Trust", "Money"]
    actions.move_theme(now(third), parent=None, place=1, base_version=2, by=coded.world.lee)
    assert [title for title, _ in shown(coded)] == ["Time", "Barriers", "Trust", "Money"]


def test_a_theme_cannot_move_under_itself(coded):
    with pytest.raises(actions.NotPossible):
        actions.move_theme(coded.barriers, parent=coded.trust, place=1, base_version=1, by=coded.world.lee)


def test_merging_recodes_nothing_and_counts_under_the_other(coded):
    layer = coded.allot(coded.world.rae)[0]
    coded.code(layer, "weekly meeting", coded.trust)
    coded.code(layer, "meeting in Alderbrook", coded.money)
    before = list(Coding.objects.order_by("pk").values())
    merged = actions.merge_theme(coded.trust, into=coded.money, base_version=1, why="Same", by=coded.world.lee)
    assert list(Coding.objects.order_by("pk").values()) == before
    assert shown(coded) == [("Barriers", 0), ("Money", 2)]
    assert now(merged).standing == coded.money


def test_a_theme_merged_twice_stands_for_the_last(coded):
    time = coded.theme("Time", parent=coded.barriers)
    actions.merge_theme(coded.trust, into=coded.money, base_version=1, by=coded.world.lee)
    actions.merge_theme(now(coded.money), into=time, base_version=1, by=coded.world.lee)
    assert now(coded.trust).standing == time


def test_nothing_is_merged_into_what_is_no_longer_used_or_two_ways(coded):
    actions.merge_theme(coded.trust, into=coded.money, base_version=1, by=coded.world.lee)
    with pytest.raises(actions.NotPossible):
        actions.merge_theme(coded.money, into=coded.trust, base_version=1, by=coded.world.lee)


def test_what_has_themes_under_it_is_neither_merged_nor_retired(coded):
    for act in (
        lambda: actions.retire_theme(coded.barriers, base_version=1, by=coded.world.lee),
        lambda: actions.merge_theme(coded.barriers, into=coded.trust, base_version=1, by=coded.world.lee),
    ):
        with pytest.raises(actions.NotPossible):
            act()


def test_splitting_makes_new_themes_and_leaves_the_passages_to_a_person(coded):
    layer = coded.allot(coded.world.rae)[0]
    coding = coded.code(layer, "weekly meeting", coded.trust)[0]
    parts = [{"title": "Trust of people"}, {"title": "Trust of organisations"}]
    made = actions.split_theme(coded.trust, parts=parts, base_version=1, by=coded.world.lee)
    assert [theme.parent for theme in made] == [coded.barriers] * 2
    coding.refresh_from_db()
    assert (coding.theme, now(coded.trust).is_retired, history(coded.trust)) == (coded.trust, True, ["added", "split"])


def test_a_retired_theme_is_taken_up_again(coded):
    actions.retire_theme(coded.trust, base_version=1, by=coded.world.lee)
    actions.restore_theme(now(coded.trust), base_version=2, by=coded.world.lee)
    assert (now(coded.trust).is_retired, history(coded.trust)) == (False, ["added", "retired", "restored"])


def test_only_the_leader_edits(coded):
    for name in ("rae", "hal", "quinn", "pat", "ann", "sam"):
        with pytest.raises(PermissionDenied):
            actions.word_theme(coded.trust, title="X", base_version=1, by=getattr(coded.world, name))


def test_who_opened_the_page_before_a_change_is_told(coded):
    actions.word_theme(coded.trust, title="Trust and respect", base_version=1, by=coded.world.lee)
    with pytest.raises(ChangedMeanwhile) as changed:
        actions.merge_theme(coded.trust, into=coded.money, base_version=1, by=coded.world.lee)
    assert changed.value.there.title == "Trust and respect"


@pytest.mark.django_db(transaction=True)
@repeated(3, soak=200)
def test_two_who_merge_the_same_theme_at_once_merge_it_once(time):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer: there is no same moment")
    coded = CodedWorld(World())
    other = coded.theme("Time", parent=coded.barriers)
    outcomes = at_once(
        lambda: actions.merge_theme(now(coded.trust), into=coded.money, base_version=1, by=coded.world.lee),
        lambda: actions.merge_theme(now(coded.trust), into=other, base_version=1, by=coded.world.lee),
    )
    assert sorted(outcomes) == ["ChangedMeanwhile", "Theme"]
    assert history(coded.trust) == ["added", "merged"]


@pytest.mark.django_db(transaction=True)
@repeated(3, soak=200)
def test_two_who_merge_two_themes_into_each_other_make_no_circle(time):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer: there is no same moment")
    coded = CodedWorld(World())
    outcomes = at_once(
        lambda: actions.merge_theme(now(coded.trust), into=now(coded.money), base_version=1, by=coded.world.lee),
        lambda: actions.merge_theme(now(coded.money), into=now(coded.trust), base_version=1, by=coded.world.lee),
    )
    assert outcomes.count("Theme") == 1
    assert now(coded.trust).standing == now(coded.money).standing


def at_once(*acts) -> list[str]:
    """Do things in the same moment; what each returned or raised, by its name."""
    barrier, outcomes = threading.Barrier(len(acts)), []

    def run(act) -> None:
        try:
            barrier.wait(10)
            outcomes.append(type(act()).__name__)
        except Exception as error:
            outcomes.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes
