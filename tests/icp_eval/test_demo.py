"""The demo programme: what it holds, as seen from one day; loaded once, and never over real data."""

import copy
import re
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.foundations import audit
from accounts.models import AskedRole, User
from feedback.models import Remark
from feedback.reading_desk.passage_marks import ends, placed
from icp_eval.demo.calendar import deadlines, friday_after, friday_before
from icp_eval.demo.loader import OVERDUE, STILL_WRITING, load_demo
from living_docs.answer_text import AT_THE_DESK, find, text_of
from living_docs.models import GivenPrompt, LivingDocument, Round
from living_docs.uk_time import uk_moment
from living_docs.workflow import Status
from reporting.anonymity.checker import checker_for
from reporting.models import Publication, Review
from reporting.printing import pdf
from reporting.printing.slides import review_slides
from reporting.recount import differences
from reporting.review.contents import CONTACT, IMPRINT, data_of, texts
from reporting.review.readiness import what_is_missing
from reporting.review.word import review_word
from sites.models import Site
from tests.office_parts import parts
from tests.reporting import printed_numbers
from tests.reporting.page_fill import half_empty
from tests.reporting.planted import FAULTS
from themes.models import Coding

TODAY = date(2026, 11, 20)

TAG = re.compile(r"<[^>]+>")
TEXTS = ("word/document", "docProps/", "ppt/slides/", "ppt/notesSlides/", "ppt/charts/", "ppt/embeddings/")


def test_fridays_are_counted_from_the_day_itself():
    friday, sunday = date(2026, 11, 20), date(2026, 11, 22)
    assert (friday_before(friday, 1), friday_before(sunday, 1)) == (date(2026, 11, 13), date(2026, 11, 20))
    assert (friday_before(sunday, 2), friday_after(sunday, 2)) == (date(2026, 11, 13), date(2026, 12, 4))


def test_rounds_keep_the_spacing_of_the_real_ones():
    days = deadlines(TODAY)
    assert [(days[n + 1] - days[n]).days for n in range(1, 6)] == [91, 182, 182, 147, 126]
    assert {day.weekday() for day in days.values()} == {4}


def test_the_demo_is_not_loaded_over_real_data(db):
    User.objects.create_user("real@icp.example", "x", name="Real")
    with pytest.raises(CommandError, match="holds real data"):
        call_command("demo", "--no-wait")


@pytest.mark.long
@pytest.mark.one_engine
def test_the_demo_stands_as_the_contract_says(db, settings, sign_in):
    settings.DEMO = True
    load_demo(TODAY)
    said = StringIO()
    call_command("demo", "--no-wait", stdout=said)
    assert said.getvalue() == "The demo programme is loaded already.\n"

    assert (Site.objects.count(), Round.objects.count(), User.objects.people().count()) == (16, 6, 42)
    two = AskedRole.objects.values_list("asked_by__email", "decided_by__email", "confirmed")
    assert Counter(two) == {("office@demo.example", "office.b@demo.example", True): 8}
    by_round = Counter(LivingDocument.objects.values_list("round__number", "status"))
    assert (by_round[1, "released"], by_round[2, "released"]) == (16, 16)
    assert {status for number, status in by_round if number == 3} == set(Status.values)
    assert Round.objects.get(number=3).deadline == uk_moment(date(2026, 11, 6), 17)
    late = [d.site.slug for d in LivingDocument.objects.by_site() if d.is_overdue and d.round.is_open]
    assert (late, set(STILL_WRITING) - {OVERDUE}) == ([OVERDUE], {"cambridge", "tower-hamlets"})
    assert list(audit.verify()) == []
    assert GivenPrompt.objects.get().to.email == "contributor.tower-hamlets@demo.example"

    programme = Site.objects.first().programme
    checker = checker_for(programme)
    ours = (IMPRINT, CONTACT)  # who wrote it and how they are reached
    published = [text for p in Publication.objects.all() for place, text in texts(p.data) if place not in ours]
    assert [found for text in published for found in checker.check(text)] == []
    the_files_name_no_site_in_any_part(checker)
    every_number_is_right_and_every_planted_fault_is_found()
    every_remark_and_code_points_at_its_words()
    the_steering_group_sees_two_reviews_and_no_trace_of_round_3(sign_in)


def every_remark_and_code_points_at_its_words():
    """In the text that it was made on; and a remark of the older text has its mark where it always had it."""
    remarks = Remark.objects.exclude(quoted="").select_related("submission")
    assert len(remarks) > 100 and Coding.objects.count() > 300
    for remark in remarks:
        entry = remark.submission.entries()[remark.prompt_number]
        assert text_of(entry)[remark.start : remark.end].split() == remark.quoted.split()
        old = find(text_of(entry, AT_THE_DESK), remark.quoted)
        before = Remark(quoted=remark.quoted, start=old.start, text_version=AT_THE_DESK)
        marks = [list(ends(entry, [placed(one, 1, entry)]))[0][1:] for one in (remark, before)]
        assert marks[0] == marks[1]
    for coding in Coding.objects.select_related("layer__submission"):
        entry = coding.layer.submission.entries()[coding.prompt_number]
        assert text_of(entry)[coding.start : coding.end] == coding.quote


def the_files_name_no_site_in_any_part(checker):
    """Word and slides unzipped, the workbooks in them too: no name of a site, place, body, scheme or person."""
    named = {"site_name", "site_alias", "place", "organisation", "scheme", "person", "contact"}
    for publication in Publication.objects.all():
        ours = "\n".join(publication.data["imprint"].values())
        for make in (review_word, review_slides):
            words = [
                TAG.sub(" ", part.decode()) for name, part in parts(make(publication.data)).items() if is_text(name)
            ]
            found = {text[f.start : f.end] for text in words for f in checker.check(text) if f.kind in named}
            assert {words for words in found if words not in ours} == set()


def every_number_is_right_and_every_planted_fault_is_found():
    for number in (1, 2, 3):
        review = Review.objects.newest_of(Round.objects.get(number=number))
        assert differences(review, data_of(review)) == []
        assert list(what_is_missing(review)) == [] or number == 3
    for publication in Publication.objects.all():
        paper = pdf.thematic_review(publication.data)
        assert printed_numbers.differing(publication.data, paper) == {}
        assert half_empty(paper) == []
    review = Review.objects.get(round__number=2)
    printed = data_of(review)
    for name, plant in FAULTS.items():
        data = copy.deepcopy(printed)
        plant(data)
        assert differences(review, data) != [], name


def is_text(name: str) -> bool:
    """Parts that hold words of ours; styles and themes are the library’s, with names of type faces."""
    return name.endswith(".xml") and name.startswith(TEXTS)


def the_steering_group_sees_two_reviews_and_no_trace_of_round_3(sign_in):
    steering = sign_in(User.objects.get(email="steering@demo.example"))
    pages = [steering.get(reverse(name)).content.decode() for name in ("home", "reviews", "account")]
    assert [("ound 3" in page, "ound 2" in page) for page in pages[:2]] == [(False, True), (False, True)]
    assert steering.get(reverse("published", args=[2])).status_code == 200
    hidden = ["/reviews/round-3/", "/rounds/3/", "/drafts/3/", "/rounds/3/sites/cumbria/", "/reading/3/"]
    assert [steering.get(address).status_code for address in hidden] == [404] * 5
