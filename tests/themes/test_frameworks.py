"""The frameworks that come with the service, as trees."""

import pytest
from django.db import DatabaseError, transaction

from themes.actions import load_frameworks
from themes.models import Theme, ThemeTree
from themes.trees.frameworks import ORDER, framework, nodes

pytestmark = pytest.mark.one_engine


def tops(name: str) -> list[tuple[str, int]]:
    return [(node.title, len(node.children)) for node in nodes(framework(name))]


def test_the_pilots_own_themes():
    assert tops("icp_2010") == [
        ("Problem types", 4),
        ("Outcome headings", 3),
        ("Categories of integrating activity", 5),
        ("Facilitators and barriers", 2),
        ("Across the Pilots", 7),
        ("Skills", 10),
        ("Cost dimensions", 5),
        ("Matrix of integration", 3),
    ]
    matrix = nodes(framework("icp_2010"))[-1]
    assert [len(row.children) for row in matrix.children] == [3, 3, 3]


def test_the_other_four_sources():
    assert len(tops("icass_solihull_2015")) == 8
    assert tops("cqc_ics_2023") == [
        ("Leadership", 8),
        ("Integration", 3),
        ("Quality and safety", 6),
        ("Children and young people", 8),
    ]
    assert [title for title, _ in tops("aqua_icc_2014")][-1] == "Also considered"
    assert tops("wsic_nwl_2015") == [("Enablers", 5), ("Local tensions", 5), ("National barriers", 5)]


def test_frameworks_are_loaded_once(world):
    load_frameworks(world.programme)
    Theme.objects.filter(code="P1").update(title="Information stays where it is")
    before = Theme.objects.count()
    load_frameworks(world.programme)
    assert [tree.slug for tree in ThemeTree.objects.in_order()] == [name.replace("_", "-") for name in ORDER]
    assert Theme.objects.count() == before
    assert Theme.objects.filter(title="Information stays where it is").count() == 1


def test_a_theme_cannot_stand_under_itself(world):
    tree = ThemeTree.objects.create(programme=world.programme, slug="t", title="T")
    theme = Theme.objects.create(tree=tree, title="One")
    with pytest.raises(DatabaseError), transaction.atomic():
        Theme.objects.filter(pk=theme.pk).update(parent=theme)
