"""Keys in addresses: none counts up, each is of one kind, and old numbers lead on for whoever may see the thing."""

import pytest
from django.urls import get_resolver, reverse

from accounts.foundations.public_keys import KINDS, LONG, read, written
from tests.test_access import flat

COUNTED = {
    "figure",
    "number",
    "question_number",
    "submission_number",
    "version",
    "version_number",
}  # of rounds, questions, own sendings, printed figures
FIRST = [0, 1, 2, 3, 57, 61, 2**40]


@pytest.mark.parametrize("label", KINDS.values())
def test_a_key_gives_its_number_back_for_its_own_kind_alone(label):
    keys = [written(label, number) for number in FIRST]
    assert [read(label, key) for key in keys] == FIRST
    assert {len(key) for key in keys} == {LONG}
    others = [read(other, key) for other in KINDS.values() if other != label for key in keys]
    assert others == [None] * len(others)


def test_a_changed_key_is_none():
    key = written("themes.Coding", 57)
    changed = [key[:place] + ("A" if key[place] != "A" else "B") + key[place + 1 :] for place in range(LONG - 1)]
    bad = ["", "x", "not a key", key + "A", key[:-1], "é" * LONG, "٣", "-1", *changed]
    assert [read("themes.Coding", one) for one in bad] == [None] * len(bad)


def test_another_secret_makes_other_keys(settings):
    before = written("themes.Coding", 57)
    settings.SECRET_KEY = "another secret of another service"  # noqa: S105
    assert read("themes.Coding", before) is None


def test_no_address_counts_what_others_make():
    """Every address there is: what stands in it as a number is of a round, a question, or one's own sendings."""
    found = {
        name
        for pattern in flat(get_resolver().url_patterns)
        for name, converter in pattern.pattern.converters.items()
        if type(converter).__name__ == "IntConverter"
    }
    assert found <= COUNTED


def test_an_old_address_leads_on_for_whoever_may_see_the_thing(world, sign_in):
    note = world.diary_note()
    now = reverse("diary_note", args=[note.pk])
    assert str(note.pk) not in now.strip("/").split("/")
    for address in (now, f"/diary/{note.pk}/"):
        assert [sign_in(person).get(address).status_code for person in (world.ann, world.bea)] == [200, 404]
