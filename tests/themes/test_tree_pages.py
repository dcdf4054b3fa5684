"""The pages of the theme trees: what the leader is shown before a change, and told after one that came first."""

import pytest
from django.urls import reverse

from accounts.foundations.public_keys import public_key
from themes import actions
from themes.models import Memo, Theme

pytestmark = pytest.mark.one_engine


def test_a_tree_is_shown_with_its_uses(coded, sign_in):
    coded.code(coded.allot(coded.world.rae)[0], "weekly meeting")
    page = sign_in(coded.world.rex).get(coded.tree.get_absolute_url()).content.decode()
    assert [words in page for words in ("Barriers", "Trust", "1 passage<", "Not used yet", "Add theme")] == [
        True,
        True,
        True,
        True,
        False,
    ]


def test_merging_says_both_uses_first(coded, sign_in):
    layer = coded.allot(coded.world.rae)[0]
    coded.code(layer, "weekly meeting", coded.trust)
    coded.code(layer, "weekly", coded.money)
    coded.code(layer, "meeting", coded.money)
    client, address = sign_in(coded.world.lee), reverse("merge_theme", args=[coded.trust.pk])
    page = client.get(address)
    assert "has 1 counted passage." in page.content.decode()
    assert page.context["page"].others == [(coded.money, 2)]
    answer = client.post(address, {"into": coded.money.pk, "base_version": 1, "why": "The same"})
    assert answer.status_code == 302
    assert Theme.objects.get(pk=coded.trust.pk).merged_into == coded.money


def test_who_comes_second_is_told_and_nothing_is_done(coded, sign_in):
    other = coded.theme("Time", parent=coded.barriers)
    client, address = sign_in(coded.world.lee), reverse("merge_theme", args=[coded.trust.pk])
    client.post(address, {"into": coded.money.pk, "base_version": 1, "why": ""})
    answer = client.post(address, {"into": other.pk, "base_version": 1, "why": "Mine is typed here"})
    page = answer.content.decode()
    assert (answer.status_code, "It is now merged into “Money”." in page, "Mine is typed here" in page) == (
        409,
        True,
        True,
    )
    assert Theme.objects.get(pk=coded.trust.pk).merged_into == coded.money


def test_words_are_changed_on_the_page_and_shown_in_the_history(coded, sign_in):
    client = sign_in(coded.world.lee)
    fields = {"title": "Trust", "code": "T", "definition": "Relying", "example": "", "codable": "on", "why": "Asked"}
    client.post(reverse("word_theme", args=[coded.trust.pk]), {**fields, "base_version": 1})
    page = client.get(reverse("theme_history", args=["small"])).content.decode()
    assert [words in page for words in ("Worded anew", "“Asked”", '<ins class="words">Relying</ins>')] == [True] * 3


def test_a_split_needs_two_titles(coded, sign_in):
    address = reverse("split_theme", args=[coded.trust.pk])
    answer = sign_in(coded.world.lee).post(address, {"title_1": "One", "base_version": 1})
    assert (answer.status_code, coded.tree.themes.count()) == (422, 3)
    answer = sign_in(coded.world.lee).post(address, {"title_1": "One", "title_3": "Two", "base_version": 1})
    assert (answer.status_code, coded.tree.themes.count()) == (302, 5)


def test_a_person_decides_on_each_passage_of_a_retired_theme(coded, sign_in):
    layer = coded.allot(coded.world.rae)[0]
    first, second = coded.code(layer, "weekly", memo="Why?")[0], coded.code(layer, "meeting")[0]
    actions.retire_theme(coded.trust, base_version=1, by=coded.world.lee)
    client, address = sign_in(coded.world.lee), reverse("theme_passages", args=[coded.trust.pk])
    assert client.get(address).context["decidable"] == {first.pk, second.pk}
    chosen = {f"to-{public_key(first)}": coded.money.pk, f"to-{public_key(second)}": ""}
    client.post(address, chosen)
    found = layer.codings.there().in_text_order()
    assert [(coding.quote, coding.theme) for coding in found] == [("weekly", coded.money), ("meeting", coded.trust)]
    assert Memo.objects.get().coding == found[0]


def test_a_theme_memo_is_read_by_all_who_see_the_themes(coded, sign_in):
    sign_in(coded.world.rae).post(reverse("theme_memo", args=[coded.trust.pk]), {"text": "Narrower than respect"})
    page = sign_in(coded.world.hal).get(coded.trust.get_absolute_url()).content.decode()
    assert ("Narrower than respect" in page, "Remove<" in page) == (True, False)
