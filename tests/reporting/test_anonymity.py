"""The anonymity check: every name found however it is written, ordinary words left alone, offsets exact."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.anonymity.checker import Checker
from reporting.anonymity.counts import SiteCount, in_words, published_count
from reporting.anonymity.typed_counts import counts_of_what_was_sent, typed_amounts
from sites.facts import load_programme
from sites.names.dictionary import Term, programme_terms
from sites.names.folded_words import words_of
from sites.names.matcher import Found
from tests.effort import tries

pytestmark = pytest.mark.one_engine


def test_sixteen_sites_have_their_names_and_terms(db):
    programme = load_programme()
    assert programme.sites.count() == 16
    assert len(programme_terms(programme)) > 500


SMALL = [
    Term("Alder", "site_name", "Alder"),
    Term("Alder Brook", "place", "Alder"),
    Term("Brook House", "organisation", "Alder"),
    Term("Hôtel-Dieu", "place", "Bee"),
    Term("O'Hara", "person", "Bee"),
    Term("Café & Co", "organisation", "Bee"),
]


def found(text: str, **options) -> list[tuple[str, str]]:
    checker = Checker(SMALL, sites=16, **options)
    return [(text[f.start : f.end], f.kind) for f in checker.check(text)]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("We met in Alder Brook House.", [("Alder Brook", "place")]),
        (
            "We met in Alder, Brook House and Alder Brook.",
            [("Alder", "site_name"), ("Brook House", "organisation"), ("Alder Brook", "place")],
        ),
        ("Alderney and Balder are other words.", []),
        ("alders and ALDER'S", [("ALDER", "site_name")]),
        ("😀😀 e\u0301te\u0301 Alder", [("Alder", "site_name")]),
        ("Ho\u0302tel Dieu, HÔTEL\u2011DIEU", [("Ho\u0302tel Dieu", "place"), ("HÔTEL\u2011DIEU", "place")]),
        ("O’Hara, OʼHara, O'HARA", [("O’Hara", "person"), ("OʼHara", "person"), ("O'HARA", "person")]),
        ("Cafe and Co", [("Cafe and Co", "organisation")]),
        ("A\u200bl\u200bd\u200be\u200br", [("A\u200bl\u200bd\u200be\u200br", "site_name")]),
        ("Al-\nder", [("Al-\nder", "site_name")]),
        ("Ａｌｄｅｒ", [("Ａｌｄｅｒ", "site_name")]),
    ],
)
def test_a_finding_is_the_very_words_and_the_longest_of_overlapping(text, hits):
    assert found(text) == hits


@tries(100)
@given(st.text("😀é\u0301ﬁ \n\u200bß&x", max_size=12), st.text("😀é\u0301 \nßx", max_size=12))
def test_offsets_are_code_points_whatever_stands_around(before, after):
    text = f"{before} Hôtel-Dieu. {after}"
    start = len(before) + 1
    assert Found(start, start + 10, "place", "Bee") in Checker(SMALL, sites=16).check(text)


@tries(100)
@given(st.text(max_size=60))
def test_each_folded_word_knows_where_it_stood(text):
    words = words_of(text)
    assert [word.raw for word in words] == [text[word.start : word.end] for word in words]
    assert all(before.end <= after.start for before, after in pairwise(words))
    assert all(0 <= word.start <= word.place(length) <= word.end for word in words for length in range(1, 6))


@pytest.mark.parametrize(
    ("text", "hit", "kind"),
    [
        ("Write to jo.bloggs@nhs.uk today", "jo.bloggs@nhs.uk", "contact"),
        ("Ring 01865 123456 or", "01865 123456", "contact"),
        ("Ring 020 7946 0958.", "020 7946 0958", "contact"),
        ("Ring +44 7700 900123.", "+44 7700 900123", "contact"),
        ("Ring 01865 123456", "01865 123456", "contact"),
        ("Ring (01865) 123-456 or", "(01865) 123-456", "contact"),
        ("Ring +44 (0)1865 123456 or", "+44 (0)1865 123456", "contact"),
        ("The clinic at OX1 2JD opens", "OX1 2JD", "contact"),
        ("See www.example.nhs.uk/pilot for", "www.example.nhs.uk/pilot", "contact"),
        ("NHS number 943 476 5919 was", "943 476 5919", "personal_id"),
        ("NHS number 943-476-5919 was", "943-476-5919", "personal_id"),
        ("NHS number 9434765919 was", "9434765919", "personal_id"),
    ],
)
def test_contacts_and_personal_numbers_are_found(text, hit, kind):
    assert found(text) == [(hit, kind)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("one Pilot", False),
        ("1 Pilot", True),
        ("one Pilot only", True),
        ("one of the Pilots", False),
        ("Two Pilots", True),
        ("two of the Pilots", True),
        ("2 sites", True),
        ("only one site", True),
        ("a single Pilot", True),
        ("two other Pilots", True),
        ("two rural Pilots", True),
        ("three Pilots", False),
        ("thirteen Pilots", False),
        ("13 sites", False),
        ("fourteen Pilots", True),
        ("16 Pilots", False),
        ("14 of the 16 Pilots", True),
        ("15 out of 16 sites", True),
        ("all but two", True),
        ("all but one Pilot", True),
        ("all but five", False),
        ("some Pilots", False),
        ("nearly all or all Pilots", False),
        ("few or no Pilots", False),
        ("all Pilots", False),
        ("no Pilots", False),
        ("one in three people", False),
        ("two localities", True),
        ("two people", False),
        ("one site visit", False),
        ("two ways of the Pilots", False),
    ],
)
def test_typed_counts_of_few_or_nearly_all_sites_are_found(words, told):
    assert bool(found(f"In this round {words} said so.")) is told


def test_where_every_count_is_a_token_every_typed_count_is_found():
    assert found("Seven Pilots said so.", any_count=True) == [("Seven Pilots", "small_count")]
    assert found("Seven Pilots said so.") == []


ORDINARY = [
    "The reading of these documents took each of us two evenings.",
    "Most Pilots are doing well; the wells of patience are deep.",
    "One in three people over seventy-five was seen at home.",
    "Two localities in a large area share one team.",
    "The board met on 14 April 2010 and again on 28/5/2010.",
    "It cost £12,000 in 2009-10 and 3,571.67 a month, or 42,860 in all.",
    "People may march into the service; in May the team will rest.",
    "The north of the area and its west are served by one bridge team.",
    "Staff said that church halls and valley roads matter in the hills.",
    "Half of all referrals come from general practice, a quarter from hospitals.",
    "Nearly all or all Pilots asked for more time; few or no Pilots gave costs.",
    "Integrated care means that the right person calls first.",
    "The team manager, a nurse and a social worker visit together.",
    "An acronym such as MDT or GP should be written out once.",
    "Some Pilots tower above others in detail; each is as green as the other.",
    "We would like to know who is in charge, and what has changed since.",
    "Prompt 4.2 and Question 8 were left open, with reasons given.",
    "The principal aim is closer care; the trial ran for 12 weeks with 40 people.",
    "There is a tameness in some answers, and we ask for examples.",
    "Care plans were norms before the round began.",
]


@pytest.mark.parametrize("sentence", ORDINARY)
def test_ordinary_sentences_raise_no_alarm(pilots_checker, sentence):
    assert [sentence[f.start : f.end] for f in pilots_checker.check(sentence)] == []


# Counts


@pytest.mark.parametrize("n", range(17))
def test_of_sixteen_three_to_thirteen_are_printed(n):
    published = published_count(n, 16)
    if 3 <= n <= 13:
        assert (published.exact, published.band) == (n, None)
    else:
        assert (published.exact, published.band) == (None, "few" if n < 3 else "many")
    assert published.of == 16


def test_phrases_stand_in_a_sentence_and_words_alone():
    shown = [(published_count(n, 16).phrase, published_count(n, 16).words) for n in (0, 2, 3, 13, 14, 16)]
    assert shown == [
        ("few or none of the sixteen Pilots", "Few or none"),
        ("few or none of the sixteen Pilots", "Few or none"),
        ("three of the sixteen Pilots", "Three"),
        ("thirteen of the sixteen Pilots", "Thirteen"),
        ("nearly all or all of the sixteen Pilots", "Nearly all or all"),
        ("nearly all or all of the sixteen Pilots", "Nearly all or all"),
    ]


@pytest.mark.parametrize("of", range(6))
def test_of_fewer_than_six_every_count_is_some(of):
    out_of = f"some of the {in_words(of)} Pilots" if of > 1 else "some Pilots"
    assert {published_count(n, of).phrase for n in range(of + 1)} == {out_of}


@tries(100)
@given(st.integers(0, 60), st.integers(1, 8), st.data())
def test_a_count_and_its_complement_tell_no_more_than_each_alone(of, k, data):
    n = data.draw(st.integers(0, of))
    one, other = SiteCount(n, of).published(k), SiteCount(of - n, of).published(k)
    assert (one.exact is None) == (other.exact is None)
    assert one.exact is None or k <= one.exact <= of - k


@pytest.mark.parametrize(
    "text",
    [
        "7 of the 13 did so.",
        "Seven of thirteen documents say so.",
        "Half a dozen Pilots wrote.",
        "A handful of Pilots did.",
        "Pilots: 7.",
        "The number of Pilots is 7.",
        "7/13 Pilots did.",
        "Of the sixteen, two had stopped.",
        "All of them but two did.",
        "The remaining pair said no.",
        "No fewer than five teams did.",
        "Five schemes did.",
        "Both northern Pilots did.",
        "Twelve accounts mention it.",
    ],
)
def test_a_number_that_the_writers_of_a_review_type_is_found_however_they_put_it(text):
    assert list(counts_of_what_was_sent(text))


@pytest.mark.parametrize(
    "text",
    [
        "Two people from both partners met.",
        "It lasted two of three weeks.",
        "One Pilot reports it.",
        "Six of the nurses left.",
        "The sites are 20 minutes apart.",
        "Both documents and calls help.",
        "Two teams share an office.",
        "Some Pilots met.",
    ],
)
def test_other_numbers_are_no_counts_of_what_was_sent(text):
    assert list(counts_of_what_was_sent(text)) == []


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Salaries came to £61,000 in one Pilot.", ["£61,000"]),
        ("It cost £48,217 a year, or £4.2m in all.", ["£48,217", "£4.2m"]),
        ("They paid 300 pounds.", ["300 pounds"]),
        ("Tens of thousands of pounds went on rooms.", ["thousands of pounds"]),
        ("Costs are known, and 12 posts are filled.", []),
        ("They lost a few pounds in weight.", []),
    ],
)
def test_an_amount_that_the_writers_of_a_review_type_is_found(text, amounts):
    assert [text[start:end] for start, end in typed_amounts(text)] == amounts
