"""Names that no dictionary holds, and names of the dictionary that stand for something else."""

import pytest

from reporting.anonymity.strange_names import strange_names
from sites.names.elsewhere import elsewhere
from sites.names.english import is_english


def strange(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in strange_names(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Two beds at Brackenfell were kept for the team.", ["Brackenfell"]),
        ("Nurses from Tarnwick and Skelby visited weekly.", ["Tarnwick and Skelby"]),
        ("Skelby patients wait longer.", ["Skelby"]),
        ("Carers meet in the Meadow Lane on Tuesdays.", ["Meadow Lane"]),
        ("A consultant lent by SKFT joined by telephone.", ["SKFT"]),
    ],
)
def test_a_name_that_nobody_listed_is_found_where_care_is_given(text, names):
    assert strange(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Staff of the Department of Health visited in March.",
        "The Kaplan-Meier curves of the two groups of patients crossed.",
        "Patients were coded in NVivo by the team.",
        "Skelby and colleagues followed patients at home.",
        "A nurse-led clinic in Ontario was described (Skelby 2008).",
        "The idea of Brackenfell is of its time.",
        "Practices were paid through the Quality and Outcomes Framework.",
    ],
)
def test_national_names_references_and_places_abroad_are_left_alone(text):
    assert strange(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Torbay, Ontario, has a hospital.", ["Torbay"]),
        ("Torbay is a suburb of Auckland.", ["Torbay"]),
        ("Poole C. Low values. Epidemiology 2001;12:291.", ["Poole"]),
        ("Poole, Nolan and Whitt (2008) say so.", ["Poole"]),
        ("Gas was caught in a Durham tube.", ["Durham"]),
        ("Torbay sent two people to Denmark.", []),
        ("Torbay T, Hill JL and others draw clocks.", ["Torbay"]),
        ("Torbay CT, Cornwall CC and others met.", []),
        ("Torbay PCT, which began in 2008, and others.", []),
        ("Torbay and Newquay (2009) were first.", []),
        ("Results by site. Torbay: Admissions fell in 2009.", []),
        ("Torbay, France and Spain were compared.", []),
        ("The Torbay Health Profile was quoted.", []),
        ("Cumbria is close to Scotland.", []),
        ("The team in Torbay and colleagues from the council met.", []),
        ("Sites in Torbay, Durham and Poole were visited in 2008.", []),
    ],
)
def test_a_name_may_stand_for_something_else(text, names):
    assert [text[start:end] for start, end in elsewhere(text)] == names


@pytest.mark.parametrize(
    "word", ["care", "Surgeries", "planned", "multidisciplinary", "organisation’s", "day-care", "Families"]
)
def test_english_words(word):
    assert is_english(word)


@pytest.mark.parametrize("word", ["Torbay", "Brackenfell", "Wakefield", "Skelby"])
def test_names_are_no_english_words(word):
    assert not is_english(word)
