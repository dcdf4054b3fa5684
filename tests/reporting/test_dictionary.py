"""The dictionary of the gate: the leader sees it, tries a text, adds a name and takes it out again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import AuditEvent
from reporting import actions
from reporting.anonymity.checker import checker_for
from reporting.anonymity.dictionary_page import tried
from sites.models import IdentifyingTerm
from tests.factories import World

pytestmark = pytest.mark.one_engine

ADDRESS = "/drafts/dictionary/"


def found(world: World, text: str) -> list[str]:
    return [text[f.start : f.end] for f in checker_for(world.programme).check(text)]


def test_a_text_is_tried_and_its_findings_shown_in_place(world, sign_in):
    page = sign_in(world.lee).post(ADDRESS, {"do": "try", "text": "Staff in Alderbrok met."}).text
    assert ["1 finding" in page, '<mark class="finding">Alderbrok</mark>' in page] == [True, True]
    assert "Nothing found" in sign_in(world.lee).post(ADDRESS, {"do": "try", "text": "Staff met."}).text


def test_pieces_make_up_the_text_again(world):
    text = "In Alderbrook and Brackenfell, all but one Pilot met."
    pieces = tried(world.programme, text)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.finding] == ["Alderbrook", "Brackenfell", "all but one Pilot"]


def test_the_leader_adds_a_name_and_takes_it_out_again(world, sign_in):
    client = sign_in(world.lee)
    assert found(world, "The Quillan Fund paid.") == []
    client.post(ADDRESS, {"do": "add", "site": "a", "kind": "organisation", "term": " Quillan  Fund "})
    assert found(world, "The Quillan-Fund paid.") == ["Quillan-Fund"]
    client.post(ADDRESS, {"do": "take", "term": IdentifyingTerm.objects.get(term="Quillan Fund").pk})
    assert found(world, "The Quillan Fund paid.") == []
    verbs = (
        AuditEvent.objects.filter(verb__contains="dictionary").order_by("number").values_list("verb", "about", "why")
    )
    assert list(verbs) == [
        ("added a name to the dictionary", "Organisation", "Quillan Fund"),
        ("took a name from the dictionary", "Organisation", "Quillan Fund"),
    ]


def test_what_is_missing_is_said(world, sign_in):
    page = sign_in(world.lee).post(ADDRESS, {"do": "add", "site": "", "kind": "place", "term": "x"})
    assert page.status_code == 422
    for sentence in ("Choose the site that the name tells", "Enter at least three letters"):
        assert sentence in page.text


def test_names_of_the_papers_stay(world, sign_in):
    term = IdentifyingTerm.objects.create(site=world.document().site, term="Harrow Green", kind="place")
    assert sign_in(world.lee).post(ADDRESS, {"do": "take", "term": term.pk}).status_code == 404
    with pytest.raises(ValueError, match="stay"):
        actions.take_term(term, by=world.lee)


@pytest.mark.parametrize("person", ["rae", "quinn", "hal", "pat", "ann", "sam"])
def test_nobody_else_keeps_the_dictionary(world, person):
    with pytest.raises(PermissionDenied):
        actions.add_term(world.document().site, term="X", kind="place", by=getattr(world, person))


def test_its_address(db):
    assert reverse("dictionary") == ADDRESS
