"""How careless authors write: other words for Pilots, topics in other words, figures told less closely, innocent ones."""

import pytest

from reporting.anonymity.checker import Checker, checker_for
from reporting.anonymity.likeness import Likeness
from reporting.anonymity.overlap import Overlap
from reporting.anonymity.personal_numbers import is_of_the_nhs
from reporting.anonymity.stems import sentences_with_tokens
from reporting.anonymity.thesaurus import Concept, Thesaurus
from reporting.anonymity.unique_facts import ToldOnce
from sites.names.dictionary import Term
from sites.names.ordinary_words import harmless_phrases

pytestmark = pytest.mark.one_engine


def hits(checker: Checker, text: str) -> list[tuple[str, str]]:
    return [(text[f.start : f.end], f.kind) for f in checker.check(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Only two of the schemes gave costs.", ["Only two of the schemes"]),
        ("Two of the community teams met weekly.", []),
        ("The two community teams met weekly.", []),
        ("Fourteen partnerships have a board.", ["Fourteen partnerships"]),
        ("Seven partnerships have a board.", []),
        ("In one Pilot only two of the localities took part.", []),
        ("Only two of the schemes in the Netherlands gave costs.", []),
        ("A single scheme of delegation covers all grades.", []),
        ("Every area except the one in the hills signed.", ["Every area except the one in the hills"]),
        ("Every team except the night staff uses it.", []),
        ("All but two of the questions were answered.", []),
        ("The remaining two consortia waited.", ["The remaining two"]),
        ("The one remaining site has no board.", ["The one remaining site"]),
        ("The remaining site visits were made in May.", []),
        ("The largest of the partnerships covers a county.", ["The largest of the partnerships"]),
        ("The largest area of spending is staff.", []),
        ("The scheme chosen first began in April.", ["scheme chosen first"]),
        ("Staff came first in the alphabet of needs.", ["came first in the alphabet"]),
    ],
)
def test_another_word_for_the_pilots_counts_where_it_is_one(pilots_checker, text, told):
    assert [words for words, _ in hits(pilots_checker, text)] == told


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("Nearly a third of the forms came back there.", "Nearly a third"),
        (
            "About two and a half thousand people were put forward for linking at one scheme.",
            "About two and a half thousand",
        ),
        ("At one site the interviews were held in the middle of October.", "the middle of October"),
    ],
)
def test_figures_of_one_site_are_known_when_told_less_closely(pilots_checker, text, hit):
    assert hits(pilots_checker, text) == [(hit, "unique_figure")]


@pytest.mark.parametrize(
    "text",
    [
        "Nearly a third of staff time went on meetings.",
        "About half of all questionnaires came back.",
        "Over two thousand forms were sent in all.",
    ],
)
def test_figures_of_all_are_free(pilots_checker, text):
    assert hits(pilots_checker, text) == []


def test_figures_in_words_and_of_two_sites(pilots_checker):
    texts = {
        "Of nine hundred and seventeen people most were linked.": ["nine hundred and seventeen"],
        "Interviews with nineteen staff took place at one site.": ["nineteen"],
        "One site sent out 216 questionnaires.": ["216"],
        "Fifteen interviews a site are planned.": [],
    }
    assert {text: [words for words, _ in hits(pilots_checker, text)] for text in texts} == texts


def thesaurus(*concepts: tuple[str, str, str]) -> Thesaurus:
    return Thesaurus([Concept(name, frozenset(sites), tuple(ways.split(";"))) for name, sites, ways in concepts], k=3)


def told(known: Thesaurus, text: str) -> list[str]:
    return [text[start:end] for start, end, _ in known.find(text)]


@pytest.mark.parametrize(
    ("ways", "text", "found"),
    [
        ("losing their sight", "People who are losing their sight come on Tuesdays.", ["losing their sight"]),
        ("losing their sight", "People who lose sight of aims.", ["lose sight"]),
        (
            "sight + {older}",
            "The elderly are helped with their failing sight.",
            ["elderly are helped with their failing sight"],
        ),
        ("sight + {older}", "The elderly come first. The sight of it pleases.", []),
        ("=in sight", "The end is in sight.", ["sight"]),
        ("=in sight", "Their sight fails.", []),
        ("blind", "Nationally many people are blind and policy has been slow.", []),
        ("!blind", "Nationally many people are blind and policy has been slow.", ["blind"]),
    ],
)
def test_a_way_of_saying_is_found_in_its_forms(ways, text, found):
    assert told(thesaurus(("eyes", "A", ways)), text) == found


def test_concepts_that_many_have_tell_together():
    known = thesaurus(("eyes", "ABC", "blind"), ("hills", "CDE", "hills"), ("sea", "FGH", "beach"))
    assert told(known, "The scheme helps blind people.") == []
    assert told(known, "The scheme helps blind people in the hills.") == ["blind people in the hills"]
    assert told(known, "The scheme helps blind people at the beach.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The nurse sees people who squint.", []),
        ("The nurse sees people who squint. Many use a magnifier.", ["magnifier"]),
        ("The nurse sees people who squint and use a magnifier.", ["squint and use a magnifier"]),
        ("People who squint and squint again.", []),
        ("The nurse sees people who squint.\nMany use a magnifier.", []),
    ],
)
def test_two_different_hints_near_each_other_tell(text, found):
    assert told(thesaurus(("eyes", "A", "?squint;?magnifier")), text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They lost their sight early.", ["lost their sight"]),
        ("The confusion of sounds was noted.", ["confusion of sounds"]),
        ("Staff were seen with white sticks in hand.", ["white sticks in hand"]),
        ("Staff were seen with white folding sticks in hand.", ["white folding sticks in hand"]),
        ("Staff were seen with white new folding sticks in hand.", []),
    ],
)
def test_a_run_is_found_in_irregular_forms_and_with_one_word_more(text, found):
    assert told(thesaurus(("eyes", "A", "losing their sight;confused by sounds;white sticks hand")), text) == found


def test_what_is_told_twice_tells_in_spite_of_loose_general_words():
    known = thesaurus(("eyes", "A", "blind;guide dog"), ("hills", "B", "hills"))
    assert told(known, "Authors say that blind people come.") == []
    assert told(known, "Authors say that blind people come, each with a guide dog.") == ["blind", "guide dog"]
    assert told(known, "In England blind people come, each with a guide dog.") == []
    assert told(known, "The pilot follows England and helps blind people.") == ["blind"]
    assert told(known, "It may be for the blind or for the hills.") == []


def test_concepts_of_two_sentences_tell_together():
    known = thesaurus(("eyes", "ABC", "blind"), ("hills", "CDE", "hills"))
    assert told(known, "The scheme helps blind people. They live in the hills.") == ["hills"]
    assert told(known, "The scheme helps blind people.\nThey live in the hills.") == []


def read(*texts: tuple[str, str]):
    return [(site, sentences_with_tokens(text)) for site, text in texts]


EVENT = "On a wet Sunday the kettle in the shared office caught fire and melted the rota board"


def test_a_sentence_told_again_in_another_order_is_like_it():
    others = [(site, "We meet on Mondays and ring one another about the rota.") for site in "bcdef"]
    likeness = Likeness(read(("a", EVENT), *others))
    [like] = likeness.find("The rota board melted when a kettle caught fire in the office, one wet Sunday.")
    assert like.site == "a"
    assert list(likeness.find("We meet about the rota and ring one another on Mondays.")) == []
    assert list(likeness.find("Staff wish for a better office and fewer meetings on paper.")) == []


def test_a_date_or_a_pair_tells_beside_a_word_of_its_sentence():
    others = [(site, "We meet every Monday morning and ring one another.") for site in "bcd"]
    sentences = read(
        ("a", "Many visits rose again from 12 to 41. All of the alarms were switched on on 7 March 2010."), *others
    )
    once = ToldOnce(sentences, likeness=Likeness(sentences))
    said = [
        "Visits went from twelve to forty-one",
        "The alarms came on March 7, 2010",
        "Beds went from 12 to 41",
        "Staff met on 7 March",
    ]
    assert [[text[start:end] for start, end, _ in once.find(text)] for text in said] == [
        ["twelve to forty-one"],
        ["March 7, 2010"],
        [],
        [],
    ]


def test_words_of_two_documents_are_two_findings():
    overlap = Overlap(["one two three four five six seven eight", "nine ten eleven twelve alpha beta gamma delta"])
    text = "one two three four five six seven eight nine ten eleven twelve alpha beta gamma delta"
    assert [text[start:end] for start, end in overlap.find(text)] == [
        "one two three four five six seven eight",
        "nine ten eleven twelve alpha beta gamma delta",
    ]


@pytest.mark.parametrize(("digits", "valid"), [("9434765919", True), ("9434765918", False), ("4010232137", True)])
def test_the_check_digit_of_an_nhs_number(digits, valid):
    assert is_of_the_nhs(digits) is valid


@pytest.mark.parametrize(
    ("text", "hit", "kind"),
    [
        ("A man (b. 1931) went home.", "b. 1931", "personal_id"),
        ("Born in the spring, the idea of 1931 grew.", None, None),
        ("Mrs B, d.o.b. 3rd March 1931.", "d.o.b. 3rd March 1931", "personal_id"),
        ("NHS no: 9 4 3 4 7 6 5 9 1 9", "9 4 3 4 7 6 5 9 1 9", "personal_id"),
        ("Practice L84002 joined.", "L84002", "organisation"),
        ("It stands at TF 123 456.", "TF 123 456", "place"),
        ("The van, AB51 CDE, was parked.", "AB51 CDE", "personal_id"),
        ("Families in DY8 moved.", "DY8", "contact"),
        ("Table E1 and room B12.", None, None),
        ("We tweet as @ourpilot.", "@ourpilot", "contact"),
    ],
)
def test_personal_details_in_their_spellings(pilots_checker, text, hit, kind):
    assert hits(pilots_checker, text) == ([(hit, kind)] if hit else [])


def test_a_poisoned_document_makes_no_everyday_word_a_finding(world):
    from living_docs import actions as documents
    from tests.factories import cost

    phrases = "".join(f"<p>We spoke of {phrase} and of {phrase}.</p>" for phrase in harmless_phrases())
    everyday = "Kitchen Window Garden Meeting Tuesday Support Service Quality Hospital Patient Manager Evidence".split()
    poison = " ".join(f"We asked the {word} and then the {word}." for word in everyday * 3)
    document = world.document("a")
    world.fill(document)
    world.answer(document, "1.1", {"texts": [f"<p>{poison}</p>{phrases}"]})
    world.answer(document, "8.1", {"rows": [cost("48317", "actual")]})
    documents.submit(document, by=world.ann)
    checker = checker_for(world.programme)
    assert [hits(checker, f"The {word} was good, and every {word.lower()} helps.") for word in everyday] == [[]] * len(
        everyday
    )
    assert [phrase for phrase in harmless_phrases() if hits(checker, f"They read about {phrase} there.")] == []


def test_a_surname_that_is_an_ordinary_word_is_one_inside_a_sentence_only():
    checker = Checker([Term("Kitchen", "person", "Alder")], sites=16)
    assert hits(checker, "Kitchen staff were asked. The kitchen is small.") == []
    assert hits(checker, "We asked Kitchen for a plan.") == [("Kitchen", "person")]
