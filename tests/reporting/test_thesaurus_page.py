"""The thesaurus page: an entry is added and found, told first where it would find much, and taken out again."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEvent
from reporting import actions
from reporting.anonymity.checker import checker_for
from reporting.anonymity.thesaurus_page import reach_of
from sites.models import ThesaurusEntry
from tests.factories import World

pytestmark = pytest.mark.one_engine

ADDRESS = "/drafts/dictionary/thesaurus/"
ENTRY = {
    "concept": "People who stammer",
    "kind": "patient group",
    "ways": "stammer\nstutter + {people}",
    "sites": ["a"],
}


def found(world: World, text: str) -> list[str]:
    return [text[f.start : f.end] for f in checker_for(world.programme).check(text)]


def test_an_entry_is_added_found_and_taken_out_again(world, sign_in):
    client = sign_in(world.lee)
    world.document("a")
    assert client.post(ADDRESS, ENTRY).status_code == 302
    assert found(world, "The nurses help those who stammered at school.") == ["stammered"]
    entry = ThesaurusEntry.objects.get()
    assert (entry.ways, [site.slug for site in entry.sites.all()]) == (["stammer", "stutter + {people}"], ["a"])
    client.post(ADDRESS, {"do": "take", "entry": entry.pk})
    assert found(world, "The nurses help those who stammered at school.") == []
    verbs = AuditEvent.objects.filter(verb__contains="thesaurus").order_by("number").values_list("verb", "about", "why")
    assert list(verbs) == [
        ("added to the thesaurus", "Patient group", "People who stammer"),
        ("took from the thesaurus", "Patient group", "People who stammer"),
    ]


def test_one_that_would_be_found_everywhere_is_told_before_it_is_saved(world, sign_in):
    review = world.draft_review()
    section = review.sections.order_by("place").first()
    html = "".join(f"<p>Number {number}: the service is good.</p>" for number in range(20))
    actions.save_section(section, html=html, standfirst="", base_version=section.version, by=world.lee)
    client, wide = sign_in(world.lee), ENTRY | {"ways": "service"}
    page = client.post(ADDRESS, wide)
    reach = reach_of(world.programme, ["service"])
    assert (page.status_code, ThesaurusEntry.objects.count(), reach.found >= 20) == (422, 0, True)
    assert f"This would be found in {reach.found} of {reach.of} paragraphs" in page.text
    client.post(ADDRESS, wide | {"sure": "yes"})
    assert ThesaurusEntry.objects.get().ways == ["service"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"concept": ""}, "Enter what it is"),
        ({"ways": "\n ; "}, "Enter at least one way of saying it"),
        ({"ways": "of the"}, "says too little"),
        ({"ways": "stammer + {nobody}"}, "says too little"),
        ({"sites": []}, "Choose the sites that have it"),
    ],
)
def test_what_is_missing_is_said(world, sign_in, changed, sentence):
    world.document("a")
    page = sign_in(world.lee).post(ADDRESS, ENTRY | changed)
    assert (page.status_code, sentence in page.text) == (422, True)


def test_entries_of_the_papers_stay(world, sign_in):
    entry = ThesaurusEntry.objects.create(programme=world.programme, concept="x", kind="post", ways=["stammer"])
    assert sign_in(world.lee).post(ADDRESS, {"do": "take", "entry": entry.pk}).status_code == 404
    with pytest.raises(ValueError, match="stay"):
        actions.take_concept(entry, by=world.lee)


@pytest.mark.parametrize("person", ["rae", "quinn", "hal", "pat", "ann", "sam"])
def test_nobody_else_keeps_the_thesaurus(world, person):
    with pytest.raises(PermissionDenied):
        actions.add_concept(world.programme, concept="x", kind="post", ways=["x"], sites=[], by=getattr(world, person))
