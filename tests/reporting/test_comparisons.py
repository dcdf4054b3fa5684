"""Sentences that rank or compare: bound to the documents, kept back when these say otherwise, found when typed unbound."""

import pytest
from django.urls import reverse

from living_docs.workflow import Status
from reporting.anonymity import findings
from reporting.claims.comparisons import comparison_of, holds, is_known
from reporting.claims.evidence import RoundEvidence
from reporting.claims.typed_comparisons import typed_comparisons
from reporting.recount import differences
from reporting.review.contents import draft_data
from reporting.review.readiness import what_is_missing
from tests.factories import World, cost
from tests.reporting.test_gate import write

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

AMOUNTS = {"a": 9_000, "b": 12_000, "c": 15_000, "d": 20_000, "e": 31_000, "f": 40_000}


class SixSites(World):
    """Six sites give an amount for planning, five a smaller one for fees, three a huge one for buildings; k is 2."""

    def __init__(self) -> None:
        super().__init__()
        self.programme.disclosure_k = 2
        self.programme.save()
        for slug, name in zip("cdef", ("Corriemoor", "Dunmarsh", "Ellerbeck", "Fernlaw"), strict=True):
            self.add_site(slug, name)
        for slug in AMOUNTS:
            self.document_at(Status.SUBMITTED, slug)

    def fill(self, document) -> None:
        super().fill(document)
        slug, amount = document.site.slug, AMOUNTS[document.site.slug]
        rows = [cost(str(amount), "actual", id="p", category="staff_time_planning")]
        rows += [cost(str(amount // 3), "actual", id="f", category="professional_fees")] * (slug != "a")
        rows += [cost("900000", "actual", id="b", category="buildings")] * (slug in "abc")
        self.answer(document, "8.1", {"rows": rows})


@pytest.fixture
def six(db) -> SixSites:
    return SixSites()


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("amount-8.1-staff_time_planning:more:amount-8.1-professional_fees", True),
        ("amount-8.1-staff_time_planning:fewer:amount-8.1-professional_fees", False),
        ("amount-8.1-staff_time_planning:more:amount-8.1-buildings", None),  # of three sites
        ("amount-8.1-professional_fees:most", False),
        ("setup-costs:more:unknown-costs", True),  # nearly all, and few or none
        ("setup-costs:more:prompt-1.1-answered", None),  # both nearly all
        ("setup-costs:equal:setup-costs", None),
    ],
)
def test_what_the_documents_say_of_a_comparison(six, words, verdict):
    evidence = RoundEvidence(six.rounds[1])
    comparison = comparison_of(words)
    assert is_known(comparison, evidence)
    assert holds(comparison, evidence) is verdict


@pytest.mark.parametrize(
    "words",
    [
        "setup-costs:more",
        "setup-costs:most",
        "setup-costs:more:round-9",
        "nothing:more:setup-costs",
        "setup-costs:better:running-costs",
        "amount-8.1-buildings:more:setup-costs",
    ],
)
def test_a_token_that_binds_to_nothing_is_told(six, words):
    review = six.draft_review()
    write(six, review, f"<p>It is so [[holds:{words}]].</p>")
    assert f"These tokens have no meaning here: [[holds:{words}]]" in list(what_is_missing(review))


def test_a_sentence_that_ranks_is_found_until_it_is_bound_and_is_printed_without_its_token(six):
    review = six.draft_review()
    plain = "Planning comes to a larger sum than fees"
    write(six, review, f"<p>{plain}. That was so.</p>")
    [found] = findings.check_review(review)
    assert (found.kind, found.hit, found.sentence) == ("comparison", "larger sum than", f"{plain}.")
    token = "[[holds:amount-8.1-staff_time_planning:more:amount-8.1-professional_fees]]"
    write(six, review, f"<p>{plain} {token}. That was so.</p>")
    assert findings.check_review(review) == []
    assert list(what_is_missing(review)) == []
    data = draft_data(review)
    assert data["sections"][0]["blocks"][0]["html"] == f"<p>{plain}. That was so.</p>"
    assert data["comparisons"][0]["sentence"] == f"{plain}."
    assert differences(review, data) == []


def test_what_the_documents_deny_keeps_the_review_back(six):
    review = six.draft_review()
    wrong, untold = "[[holds:amount-8.1-professional_fees:most]]", "[[holds:setup-costs:more:prompt-1.1-answered]]"
    write(six, review, f"<p>Fees are the largest cost {wrong}. More Pilots gave one than answered {untold}.</p>")
    assert list(what_is_missing(review)) == [
        f"The documents say otherwise: {wrong}",
        f"These would tell a number that is withheld: {untold}",
    ]


@pytest.mark.parametrize(
    ("sentence", "hit"),
    [
        ("The largest item is planning.", "largest item"),
        ("Salaries are the biggest cost.", "biggest cost"),
        ("More Pilots now name a partner.", "More Pilots"),
        ("The commonest theme is information.", "commonest theme"),
        ("The number of documents has fallen.", "number of documents has fallen"),
        ("Carers are named more often than before.", "more often"),
        ("There was a sharp rise in running costs.", "rise in running costs"),
        ("Costs exceed what was planned.", "exceed"),
        ("Rent takes the lion’s share of the grant.", "lion’s share"),
        ("Most of the money went on posts.", "Most of the money went"),
        ("Spending on travel is down on the autumn.", "Spending on travel is down on"),
        ("A smaller number of documents give a date.", "A smaller number of documents"),
        ("Meetings cost more than equipment.", "cost more than"),
        ("They spent three times as much on posts as on rooms.", "three times as much"),
        ("Pay is the chief cost.", "chief cost"),
        ("Over half of the documents name a carer.", "Over half of the documents"),
        ("A quarter of the teams have a nurse.", "A quarter of the teams"),
        ("Employment overtook information this time.", "overtook"),
        ("Planning time leads the cost of setting up.", "leads the cost"),
        ("Travel tops the list of costs.", "tops the list"),
        ("Nothing costs Pilots more than salaries.", "Nothing costs Pilots more"),
        ("Salaries come first among the costs.", "come first among"),
        ("The cost that weighs heaviest is staff.", "weighs heaviest"),
        ("Trust is the main theme.", "main theme"),
        ("Trust outranks leadership.", "outranks"),
        ("Trust has gained ground since the last round.", "gained ground"),
        ("Delay is on the decline.", "on the decline"),
        ("Most Pilots write about trust.", "Most Pilots"),
        ("A growing number of Pilots report delay.", "growing number"),
        ("The number one worry is money.", "number one"),
        ("Salaries account for two thirds.", "account for two thirds"),
        ("In May salaries were the largest cost of running.", "largest cost"),
        ("Salaries, the largest cost of running, would have been paid anyway.", "largest cost"),
        ("Delays are fewer by now.", "are fewer"),
        ("This is the clearest new subject.", "clearest new subject"),
        ("Fewer write about it than before.", "Fewer write"),
        ("More is said of costs than of people.", "More is said of costs than"),
        ("Confidence is higher than in round 1.", "is higher"),
        ("Please say which is the largest cost.", None),
        ("They ask whether more sites took part.", None),
        ("Nurses lead the work, and they meet on the ward.", None),
        ("Nothing more is said, and the request went to the latest document.", None),
        ("It is of interest in the rest of the answers.", None),
        ("Most people like to be asked once.", None),
        ("The trust is up to date with its visits since June.", None),
        ("Half an hour is enough for a call.", None),
        ("Please say which cost is the largest item.", None),
        ("Most of this work is done at a small table.", None),
        ("The smallest version of the work that would be worth keeping.", None),
    ],
)
def test_typed_comparisons(sentence, hit):
    found = [sentence[start:end] for start, end in typed_comparisons(sentence, bound=())]
    assert found == ([hit] if hit else [])


def test_the_leader_asks_whether_a_comparison_may_be_written(six, client):
    client.force_login(six.lee)
    address = reverse("claims", args=[1])

    def said(first: str, relation: str, second: str = "") -> str:
        return client.get(address, {"first": first, "relation": relation, "second": second}).content.decode()

    planning, fees = "amount-8.1-staff_time_planning", "amount-8.1-professional_fees"
    assert f"[[holds:{planning}:more:{fees}]]" in said(planning, "more", fees)
    assert "The documents say otherwise" in said(fees, "more", planning)
    assert "tell a number that is withheld" in said("setup-costs", "more", "prompt-1.1-answered")
    assert "Choose what to compare it with" in said(planning, "more")
    assert "no others of its kind" in said("setup-costs", "most")
    assert "Compare money with money" in said(planning, "more", "running-costs")
