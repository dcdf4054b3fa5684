"""Over the rounds, side by side, and searched: made of what is published, and of nothing else."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from living_docs.models import Round
from reporting import actions
from reporting.anonymity.counts import Base, SiteCount
from reporting.forms.published import ReviewSearchForm
from reporting.models import Publication, Review
from reporting.printing.figure_charts import themes
from reporting.published.over_rounds import csv_lines, over_rounds
from reporting.published.search import MOST_HITS, search_reviews
from reporting.published.side_by_side import side_by_side
from reporting.review.contents import draft_data
from themes.search.query import Query

pytestmark = pytest.mark.one_engine
CODED = Base("documents coded")


def count(n: int, of: int, base: Base = CODED) -> dict:
    return SiteCount(n, of, base).published().data()


def section(*figures: dict, slug: str = "wider-themes", title: str = "Wider themes", html: str = "", **more) -> dict:
    blocks = [{"kind": "html", "html": html}] if html else []
    blocks += [{"kind": "figure", "figure": figure} for figure in figures]
    return {
        "id": slug,
        "title": title,
        "question": None,
        "asked": "",
        "standfirst": "",
        "brief": [],
        "blocks": blocks,
    } | more


def review(round: int, *sections: dict, **more) -> dict:
    return {
        "round": round,
        "title": f"Review {round}",
        "subtitle": "",
        "abstract": "",
        "glance": [],
        "withheld": [],
        "correction": "",
        "documents": 16,
        "sections": list(sections),
    } | more


def themes_of(*columns: int, **rows: list[dict | None]) -> dict:
    told = [{"label": label, "cells": cells, "since": ""} for label, cells in rows.items()]
    heads = [f"Round {column}" for column in columns]
    return {
        "kind": "themes",
        "number": 1,
        "title": "Themes",
        "source": "",
        "label": "Theme",
        "columns": heads,
        "rows": told,
    }


def coverage(label: str, *cells: dict) -> dict:
    columns = ["Every required prompt answered", "A reason or a date in place of an answer"][: len(cells)]
    rows = [{"label": label, "cells": list(cells)}]
    return {
        "kind": "coverage",
        "number": 2,
        "title": "Coverage",
        "source": "",
        "label": "Question",
        "columns": columns,
        "rows": rows,
    }


def part(slug: str, *reviews: dict):
    return next(one for one in over_rounds(list(reviews)) if one.slug == slug)


def shown(slug: str, *reviews: dict) -> dict[str, list]:
    return {
        row.label: [number and number.printed["words"] for number in row.numbers] for row in part(slug, *reviews).rows
    }


def test_each_round_has_the_number_of_its_own_review():
    first = review(1, section(themes_of(1, Leadership=[count(7, 16)])))
    second = review(2, section(themes_of(1, 2, Leadership=[count(7, 16), count(9, 16)])))
    assert shown("themes", second, first) == {"Leadership": ["Seven", "Nine"]}
    found = part("themes", first, second)
    assert (found.rows[0].joined, found.notes) == ([False, True], [])


def test_another_base_draws_no_line_and_says_so():
    first = review(1, section(themes_of(1, Leadership=[count(7, 16)])))
    second = review(2, section(themes_of(1, 2, Leadership=[count(7, 16), count(6, 9)])))
    found = part("themes", first, second)
    assert found.rows[0].joined == [False, False]
    assert found.notes == [
        "Rounds 1 and 2 have different bases (of 16 documents coded and of 9 documents coded), so no line joins their numbers."
    ]
    assert themes(found.drawing)["rows"][0]["joins"] == []


def test_documents_coded_anew_are_not_joined_and_the_own_number_stands():
    first = review(1, section(themes_of(1, Leadership=[count(7, 16)])))
    second = review(2, section(themes_of(1, 2, Leadership=[count(10, 16), count(11, 16)])))
    found = part("themes", first, second)
    assert shown("themes", first, second) == {"Leadership": ["Seven", "Eleven"]}
    assert found.rows[0].joined == [False, False]
    assert [note.split(":")[0] for note in found.notes] == [
        "The review of round 2 prints other numbers for round 1 than that round’s own review"
    ]


def test_a_theme_that_was_renamed_or_merged_has_a_row_for_each_name():
    first = review(1, section(themes_of(1, Leading=[count(7, 16)], Trust=[count(8, 16)])))
    second = review(
        2, section(themes_of(1, 2, Leadership=[count(7, 16), count(9, 16)], Trust=[count(8, 16), count(8, 16)]))
    )
    assert shown("themes", first, second) == {
        "Leadership": [None, "Nine"],
        "Trust": ["Eight", "Eight"],
        "Leading": ["Seven", None],
    }
    assert part("themes", first, second).notes == [
        "Some rows stand in one of rounds 1 and 2 only: the question or theme was new, was asked in other words, or was merged "
        "or renamed."
    ]


def test_what_a_round_did_not_publish_is_said_and_not_drawn_through():
    rounds = [
        review(number, section(themes_of(number, Trust=[count(8, 16)])) if number != 2 else section())
        for number in (1, 2, 3)
    ]
    found = part("themes", *rounds)
    assert shown("themes", *rounds) == {"Trust": ["Eight", None, "Eight"]}
    assert themes(found.drawing)["rows"][0]["joins"] == []
    assert found.notes == ["The review of round 2 printed no figure of this kind."] * 2


def test_one_round_alone_has_nothing_to_be_joined_with():
    found = part("completeness", review(1, section(coverage("1. Aims", count(7, 16), count(0, 16)))))
    assert [(row.label, row.joined) for row in found.rows] == [
        ("1. Aims: Every required prompt answered", [False]),
        ("1. Aims: A reason or a date in place of an answer", [False]),
    ]


def test_the_csv_has_the_numbers_of_the_page_as_they_were_published():
    reviews = [review(1, section(coverage("1. Aims", count(1, 16)))), review(2)]
    assert csv_lines(over_rounds(reviews), {1: 2, 2: 1})[1:] == [
        [
            "Completeness",
            "1. Aims: Every required prompt answered",
            "1",
            "2",
            "Few or none",
            "of 16 documents coded",
            "",
        ],
        ["Completeness", "1. Aims: Every required prompt answered", "2", "1", "Not published in round 2", "", ""],
    ]


def test_a_figure_of_the_first_publications_stood_in_the_section_itself():
    old = coverage("1. Aims", {"words": "Seven", "exact": 7, "band": None, "of": 16})
    del old["kind"]
    assert shown("completeness", review(1, section() | {"figure": old})) == {
        "1. Aims: Every required prompt answered": ["Seven"]
    }


def test_sections_are_matched_by_their_slug_and_words_and_numbers_set_side_by_side():
    one = review(
        1,
        section(slug="a", title="Aims", html="<p>Four Pilots agree.</p>"),
        section(slug="gone", title="Gone", html="<p>x</p>"),
    )
    brief = [{"count": count(9, 16), "statement": "name a lead"}]
    other = review(2, section(slug="a", title="All aims", html="<p>Four Pilots disagree.</p>", brief=brief))
    found = {one.slug: one for one in side_by_side(one, other)}
    assert list(found) == ["place-title", "a", "gone"]
    aims, gone = found["a"], found["gone"]
    assert [[(run.mark, run.text) for run in change.runs] for _, change in aims.changes] == [
        [("removed", "Aims")],
        [("new", "All aims")],
        [("same", "Four Pilots"), ("removed", "agree."), ("new", "disagree.")],
    ]
    assert [(number.label, number.one, number.other) for number in aims.numbers] == [
        ("name a lead", None, count(9, 16))
    ]
    assert (aims.heading, gone.in_one, gone.in_other, [word for word, _ in gone.changes]) == (
        "All aims",
        True,
        False,
        ["Removed", "Removed"],
    )


def of_every_kind() -> dict:
    """A review that prints each thing that a correction may be about."""
    boxes = {
        title: [{"label": f"{title} {what}", "count": count(9, 16)} for what in ("aims", "partners")]
        for title in ("Pilot", "Care")
    }
    chain = {
        "kind": "chain",
        "number": 3,
        "title": "Chain",
        "source": "16 documents.",
        "gaps": ["Why these?"],
        "columns": [{"title": title, "under": "what is done", "boxes": found} for title, found in boxes.items()],
        "links": [{"from": [0, 0], "to": [1, 1], "strength": 1}],
    }
    spread = {
        "kind": "spread",
        "number": 4,
        "title": "Spread",
        "source": "",
        "label": "Kind",
        "columns": ["Gave", "Range", "Unknown"],
        "rows": [
            {"group": "Running", "label": "Travel", "spread": ["1,100", "2,300"], "cells": [count(9, 16), count(6, 16)]}
        ],
    }
    level = {
        "name": "Outcomes",
        "heading": "Hardest",
        "statement": "describe it",
        "count": count(9, 16),
        "measured": count(6, 9),
    }
    pyramid = {"kind": "pyramid", "number": 5, "title": "Pyramid", "source": "", "levels": [level]}
    themes = themes_of(1, 2, Trust=[count(7, 16), count(9, 16)]) | {"bases": [16, 16]}
    themes["rows"][0]["since"] = "larger share"
    rows = [{"count": count(9, 16), "statement": "name a lead"}]
    message = {
        "id": "message-a",
        "finding": "A lead helps.",
        "certainty": "Tentative",
        "why": "It is early.",
        "counts": rows,
        "follows": [{"for": "For the Pilots", "text": "Name one."}],
        "sections": [{"id": "wider-themes", "title": "Wider themes"}],
    }
    issue = {"issue": "Who leads?", "outcome": "Done in part", "text": "Most say.", "counts": rows}
    return review(
        2,
        section(themes, chain, spread, pyramid, html="<p>Words.</p>", brief=rows, asked="Who leads?"),
        messages=[message],
        scale=[{"name": "Tentative", "means": "It is early."}],
        submitted_month="May 2026",
        last_issues={"round": 1, "rows": [issue]},
        glance=[rows[0] | {"text": "Early."}],
    )


def changed_anywhere(part, place: str = ""):
    """A copy for each word and number of some data, in which that one is another; the place is told with it."""
    for key, value in part.items() if isinstance(part, dict) else enumerate(part):
        if isinstance(value, dict | list):
            anew = changed_anywhere(value, f"{place}.{key}")
        else:
            is_box = place.endswith((".from", ".to"))
            anew = [(f"{place}.{key}", 1 - value if is_box else 2 if key == "strength" else f"Other {value}")]
        for where, other in anew:
            copy = dict(part) if isinstance(part, dict) else list(part)
            copy[key] = other
            yield where, copy


NOT_COMPARED = ("round", "id", "kind", "question")


def test_nothing_that_is_printed_may_differ_and_be_called_the_same():
    one = of_every_kind()
    unseen = [
        place
        for place, other in changed_anywhere(one)
        if place.rsplit(".")[-1] not in NOT_COMPARED and all(part.is_same for part in side_by_side(one, other))
    ]
    assert unseen == []


def test_two_that_are_alike_say_so():
    same = review(1, section(coverage("1. Aims", count(7, 16)), html="<p>Words.</p>"))
    assert [one.is_same for one in side_by_side(same, same)] == [True, True]


@pytest.fixture
def two_versions(world):
    """Round 1 in two versions."""
    world.publication(1)
    review = actions.start_review(world.rounds[1], by=world.lee, correction="One sentence is left out.")
    actions.send_to_check(review, reasons=world.reasons_for(review), by=world.lee)
    for person in (world.quinn, world.rex):
        review = Review.objects.get(pk=review.pk)
        actions.approve(review, content_sha256=draft_data(review)["content_sha256"], by=person)
    return actions.publish(Review.objects.get(pk=review.pk), by=world.lee)


def test_only_current_versions_are_searched_and_counted(world, two_versions, sign_in):
    client = sign_in(world.sam)
    reviews = client.get(reverse("over_rounds")).context["reviews"]
    assert [(one.round.number, one.version) for one in reviews] == [(1, 2)]
    lines = client.get(reverse("over_rounds_csv")).content.decode().splitlines()
    assert {line.split(",")[3] for line in lines[1:]} <= {"2"}


def test_a_withdrawn_review_feeds_nothing(world, two_versions, sign_in):
    why = "A sentence in the section on costs said more than was agreed."
    actions.confirm_review_withdrawal(
        actions.ask_to_withdraw_review(two_versions, reason=why, by=world.lee), by=world.quinn
    )
    client = sign_in(world.sam)
    assert client.get(reverse("over_rounds")).context["reviews"] == []
    assert client.get(reverse("review_search"), {"words": "purpose"}).context["found"] == []
    choice = {"one": "1-1", "other": "1-2"}
    assert client.get(reverse("side_by_side"), choice).status_code == 422


def test_two_published_versions_have_to_be_chosen(world, two_versions, sign_in):
    client = sign_in(world.sam)
    for choice in ({"one": "1-1"}, {"one": "1-1", "other": "1-1"}, {"one": "9-9", "other": "<script>"}):
        assert client.get(reverse("side_by_side"), choice).status_code == 422


def test_two_versions_side_by_side(world, two_versions, sign_in):
    response = sign_in(world.ann).get(reverse("side_by_side"), {"one": "1-1", "other": "1-2"})
    assert (response.status_code, response.context["is_one_review"]) == (200, True)


def printed(data: dict) -> Publication:
    return Publication(round=Round(number=1), data=data)


def found_in(data: dict, words: str) -> list[tuple[str, str, str]]:
    found = search_reviews(Query.of(words), [printed(data)])
    return [
        (hit.where, hit.address, "".join(f"[{p.text}]" if p.found else p.text for p in hit.parts))
        for one in found
        for hit in one.hits
    ]


def test_words_are_found_in_sections_quotations_and_what_stands_before_them():
    quotation = {"kind": "quotation", "text": "We meet the nurse weekly."}
    data = review(
        1, section(html="<p>A nurse leads.</p>"), abstract="<p>Nurse &amp; doctor.</p>", withheld=["No nurse is named."]
    )
    data["sections"][0]["blocks"].append(quotation)
    assert found_in(data, "nurse") == [
        ("Abstract", "/reviews/round-1/#glance", "[Nurse] & doctor."),
        ("Wider themes", "/reviews/round-1/#wider-themes", "A [nurse] leads."),
        ("Wider themes", "/reviews/round-1/#wider-themes", "We meet the [nurse] weekly."),
        ("What was withheld", "/reviews/round-1/#withheld", "No [nurse] is named."),
    ]
    assert found_in(data, "nurse leads weekly") == []
    assert [hit[2] for hit in found_in(data, '"meet the nurse"')] == ["We [meet the nurse] weekly."]


def test_many_paragraphs_are_cut_and_said_to_be(world):
    data = review(1, section(html="".join(f"<p>The {n}</p>" for n in range(MOST_HITS + 5))))
    [found] = search_reviews(Query.of("the"), [printed(data)])
    assert (len(found.hits), found.is_cut) == (MOST_HITS, True)


def test_signs_in_which_nothing_can_be_found_are_told_so(world, two_versions, sign_in):
    client = sign_in(world.sam)
    for words in ("%", "*", '"', "…", "? !", "“”", "★", "--", "<>", "**"):
        page = client.get(reverse("review_search"), {"words": words})
        assert (words, page.status_code) == (words, 422)
        assert "Type a word or a number to find" in page.content.decode()


def test_a_search_that_is_cut_says_the_first_of_how_many():
    found = search_reviews(Query.of("the"), [printed(review(1, section(html="<p>The end</p>" * (MOST_HITS + 5))))])
    page = render_to_string(
        "reporting/over_rounds/review_search.html",
        {"form": ReviewSearchForm({}), "found": found, "number": MOST_HITS, "is_cut": True},
    )
    assert "Round 1: the first 200 paragraphs" in page
    assert "Search the reviews: the first 200 paragraphs" in page
    assert page.index("This review has more paragraphs") < page.index("The</mark> end")


def test_anything_may_be_looked_for(world, two_versions, sign_in):
    client = sign_in(world.sam)
    for words, status in {"<script>": 200, "x" * 300: 200, "x" * 401: 422, "the": 200, "": 200}.items():
        response = client.get(reverse("review_search"), {"words": words})
        assert (words, response.status_code) == (words, status)
        assert "<script>" not in response.content.decode().split("<main")[1].split("</main")[0]
