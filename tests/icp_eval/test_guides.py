"""The help page tells each person of the team and the programme what their roles do here, as docs/guides has it."""

import pytest
from django.urls import reverse

from accounts.roles import SITE_ROLES, Role
from icp_eval.guides import guide_of
from tests.crawl import said

pytestmark = pytest.mark.one_engine


@pytest.mark.parametrize("role", sorted(set(Role) - SITE_ROLES))
def test_a_guide_has_its_role_for_title_no_picture_and_headings_beneath_it(role):
    guide = guide_of(role)
    assert guide.title == role.label
    assert "<h3>" in guide.html
    assert not any(mark in guide.html for mark in ("<h1>", "<h2>", "<img", "!["))


def test_each_person_finds_the_own_guide_and_a_site_what_sites_are_told(world, sign_in):
    address = reverse("help")
    heading = f"<h2>{Role.STEERING.label}</h2>"
    assert heading in said(sign_in(world.sam), address)
    told = said(sign_in(world.ann), address)
    assert "Costs that you do not know" in told
    assert heading not in told
