"""Every row of `sites.exits`: what may not leave is stopped where it is typed, and what nobody cleared is never shown.

A new row without a way below fails by itself. The last tests take one row after another out of its check, and what
tried the row must notice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from itertools import product
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.template import engines
from django.urls import reverse
from django.utils.module_loading import import_string

from accounts.foundations import frozen_records
from accounts.models import Invitation
from feedback import actions as feedback
from feedback.checks import message_check
from feedback.models import Release, ReportWithdrawal
from living_docs import actions as documents
from living_docs.calendar_file import deadline_calendar
from living_docs.models import ColleagueNote, GivenPrompt, HelpMessage, LivingDocument
from living_docs.uk_time import day_typed
from living_docs.workflow import Status
from reporting import actions as reporting
from reporting import jobs
from reporting.actions import releases
from reporting.anonymity import findings
from reporting.models import Publication, Quotation, Review, ReviewSection, ReviewWithdrawal
from reporting.products import FEEDBACK_REPORT, PRODUCTS, THEMATIC_REVIEW
from reporting.review.contents import draft_data
from sites import clearance, exits
from sites.clearance import HELD_BACK, ClearedText, LeavingLine, LeavingText, NotCleared, digest
from sites.exits import EXITS, GATE, GUARD, INSIDE, LETTERS, MISSING_PROMPTS, Exit
from sites.models import Clearance, Site, ThesaurusEntry
from tests.crawl import addresses, pages_with, said
from tests.factories import DEADLINE, World

TELLS, SAYS_NOTHING_OF_OTHERS = "The team in Brackenfell asked for this.", "We shall ask for this in spring."
AT_A_FIELD = [one for one in EXITS if one.passes in (GATE, GUARD)]
TEXTS = {LeavingText, LeavingLine}
pytestmark = pytest.mark.one_engine


@dataclass
class Way:
    """How a text leaves: who types it where, and who reads it where."""

    by: str
    address: str
    field: str
    others: dict
    reader: str
    page: str
    carry_on: Callable[[World], None] = lambda world: None


def comment_answer(world: World) -> Way:
    comment = reporting.comment_on_review(world.publication(), text="What of carers?", by=world.sam)
    address = reverse("answer_comment", args=[comment.pk])
    return Way("lee", address, "text", {}, "sam", reverse("published", args=[1]))


def offered(world: World, text: str) -> str:
    """A reader offers to share a comment with these words; where the office decides."""
    comment = reporting.comment_on_review(world.publication(), text=text, by=world.sam)
    reporting.offer_comment(comment, named=False, by=world.sam)
    return reverse("decide_sharing", args=[comment.pk])


def shared_comment(world: World) -> Way:
    address = offered(world, SAYS_NOTHING_OF_OTHERS)
    return Way("pat", address, "text", {"do": "share"}, "ann", reverse("published", args=[1]))


def comment_not_shared(world: World) -> Way:
    address = offered(world, "What of carers?")
    return Way("pat", address, "reason", {"do": "refuse"}, "sam", reverse("published", args=[1]))


def correction(world: World) -> Way:
    world.document_at(Status.RELEASED)
    page = reverse("feedback_report", args=[1, "a"])
    return Way("lee", reverse("released", args=[1, "a"]), "reason", {"correct": 1}, "ann", page, release_again)


def release_again(world: World) -> None:
    document = world.document()
    feedback.send_to_quality(document, by=world.lee)
    feedback.pass_quality(world.document(), by=world.quinn)
    reporting.release(world.document(), by=world.lee)


def withdrawn_report(world: World) -> Way:
    world.document_at(Status.RELEASED)
    page = reverse("feedback_report", args=[1, "a"])
    return Way("lee", reverse("withdraw_report", args=[1, "a", 1]), "reason", {"ask": 1}, "ann", page, take_report_back)


def take_report_back(world: World) -> None:
    feedback.confirm_report_withdrawal(ReportWithdrawal.objects.get(), by=world.quinn)


def withdrawn_review(world: World) -> Way:
    world.publication()
    page = reverse("published", args=[1])
    return Way("lee", reverse("withdraw_review", args=[1, 1]), "reason", {"ask": 1}, "sam", page, take_review_back)


def take_review_back(world: World) -> None:
    reporting.confirm_review_withdrawal(ReviewWithdrawal.objects.get(), by=world.quinn)


def report_answer(world: World) -> Way:
    world.document_at(Status.RELEASED)
    page = reverse("report_talk", args=[1, "a"])
    return Way("lee", page, "text", {}, "ann", page)


def help_answer(world: World) -> Way:
    world.document()
    page = reverse("help_thread", args=[1, "a", "1.1"])
    return Way("lee", page, "text", {"do": "send"}, "ann", page)


def call_people(world: World) -> Way:
    world.document()
    page = reverse("help_thread", args=[1, "a", "1.1"])
    return Way("lee", page, "took_part", {"do": "note", "called_on": "14/4/2010", "said": "We talked."}, "ann", page)


def decision(world: World) -> Way:
    wish = {"wished": DEADLINE + timedelta(days=7), "reason": "Winter pressures"}
    wanted = documents.ask_for_more_time(world.document(), by=world.ann, **wish)
    address = reverse("decide_request", args=[1, "a", wanted.pk])
    others = {"decision": "declined", "day": "1/6/2010", "hour": 17}
    return Way("pat", address, "why", others, "ann", reverse("document", args=[1, "a"]))


def moved_deadline(world: World) -> Way:
    later = day_typed(world.document().deadline + timedelta(days=9))
    address = reverse("move_deadline", args=[1, "a"])
    return Way("pat", address, "reason", {"day": later, "hour": 17}, "ann", reverse("document", args=[1, "a"]))


def given_back(world: World) -> Way:
    world.document_at(Status.SUBMITTED)
    address = reverse("reopen", args=[1, "a"])
    return Way("lee", address, "reason", {}, "ann", reverse("document", args=[1, "a"]))


WAYS = {
    exits.REPORT_WITHDRAWN: withdrawn_report,
    exits.REVIEW_WITHDRAWN: withdrawn_review,
    exits.SHARED_COMMENT: shared_comment,
    exits.COMMENT_NOT_SHARED: comment_not_shared,
    exits.COMMENT_ANSWER: comment_answer,
    exits.CORRECTION: correction,
    exits.REPORT_ANSWER: report_answer,
    exits.HELP_ANSWER: help_answer,
    exits.CALL_PEOPLE: call_people,
    exits.DECISION: decision,
    exits.MOVED_DEADLINE: moved_deadline,
    exits.GIVEN_BACK: given_back,
}


def rows_of(exit: Exit) -> list[str]:
    """The texts that the exit's column holds."""
    model, field = model_and_field(exit)
    return [text for text in model.objects.values_list(field, flat=True) if text]


def model_and_field(exit: Exit):
    label, _, field = exit.held_in.rpartition(".")
    return apps.get_model(label), field


def send(world: World, way: Way, sign_in, text: str):
    return sign_in(getattr(world, way.by)).post(way.address, {**way.others, way.field: text})


def is_stopped(world: World, exit: Exit, sign_in) -> Way:
    """What tells another site stays in its box, with what was found beside it; nothing is stored."""
    way, before = WAYS[exit](world), rows_of(exit)
    page = send(world, way, sign_in, TELLS).content.decode()
    assert "“Brackenfell”" in page and TELLS in page, "the refusal is not said at the field"
    assert 'class="govuk-error-message"' in page
    assert rows_of(exit) == before
    return way


def is_held_back(world: World, exit: Exit, sign_in) -> None:
    """What came into the column by another way is not shown to its reader, whatever it says."""
    way = WAYS[exit](world)
    send(world, way, sign_in, SAYS_NOTHING_OF_OTHERS)
    write_behind_the_check(exit, SAYS_NOTHING_OF_OTHERS, "canary of nobody")
    way.carry_on(world)
    page = sign_in(getattr(world, way.reader)).get(way.page).content.decode()
    assert "canary of nobody" not in page
    assert HELD_BACK in page


def write_behind_the_check(exit: Exit, old: str, new: str) -> None:
    model, field = model_and_field(exit)
    column = model._meta.get_field(field).column
    frozen_records.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {column} = %s WHERE {column} = %s", [new, old])
        assert cursor.rowcount == 1
    frozen_records.install(connection)


def names_of(exit: Exit) -> str:
    return exit.held_in


def test_every_row_that_is_typed_in_a_field_is_tried_here():
    assert set(WAYS) == set(AT_A_FIELD)


@pytest.mark.parametrize("exit", AT_A_FIELD, ids=names_of)
def test_what_may_not_leave_is_stopped_at_its_field_and_what_may_is_read(world, sign_in, exit):
    way = is_stopped(world, exit, sign_in)
    assert send(world, way, sign_in, SAYS_NOTHING_OF_OTHERS).status_code == 302
    way.carry_on(world)
    assert SAYS_NOTHING_OF_OTHERS in sign_in(getattr(world, way.reader)).get(way.page).content.decode()
    site = None if exit.passes is GATE else world.document().site
    cleared = Clearance.objects.get(sha256=digest(SAYS_NOTHING_OF_OTHERS, site))
    assert cleared.passed.startswith(f"{exit.passes.label}; finders ")
    assert (cleared.by, cleared.site) == (getattr(world, way.by), site)


@pytest.mark.parametrize("exit", AT_A_FIELD, ids=names_of)
def test_what_nobody_cleared_is_held_back(world, sign_in, exit):
    is_held_back(world, exit, sign_in)


@pytest.mark.parametrize("exit", [one for one in AT_A_FIELD if one != exits.GIVEN_BACK], ids=names_of)
def test_the_column_takes_no_plain_string(db, exit):
    model, field = model_and_field(exit)
    column = model._meta.get_field(field)
    assert type(column) in TEXTS
    for update in (lambda: model.objects.update(**{field: "plain"}), lambda: column.get_db_prep_save("x", connection)):
        with pytest.raises(NotCleared), transaction.atomic():
            update()


def test_every_column_of_texts_that_leave_is_declared():
    columns = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.fields
        if type(field) in TEXTS
    } - {"feedback.Release.correction"}  # a copy of the declared one
    assert columns == {one.held_in for one in AT_A_FIELD} - {exits.GIVEN_BACK.held_in}


@pytest.mark.parametrize("make", [ClearedText, clearance.StoredText])
def test_nobody_makes_such_a_text_by_hand(make):
    with pytest.raises(NotCleared):
        make("As good as cleared")


def test_a_text_cleared_for_one_site_is_not_for_another(world):
    a, b = Site.objects.get(slug="a"), Site.objects.get(slug="b")
    text = clearance.clear(exits.HELP_ANSWER, "Ask Brackenfell.", programme=world.programme, site=b, by=world.lee)
    assert [clearance.shown(text, site) for site in (b, a, None)] == ["Ask Brackenfell.", HELD_BACK, HELD_BACK]
    assert type(text + "!") is str


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Bedrooms in Brackenfell are few", "“Brackenfell” is about another site. Write about this site only."),
        (
            "Yours is better than the other sites",
            "“better than” compares or ranks. Do not compare this site with others.",
        ),
        ("An excellent document", "“excellent” judges success. Say it without a verdict."),
        ("Rae Raghavan read it", "“Rae Raghavan” is the name of one of the team. Leave it out."),
        ("They spent £4,317 in all", "“£4,317” is a figure that another site gave. Leave it out."),
    ],
)
def test_the_guard_of_messages_says_what_it_found(world, said, why):
    other = world.document("b")
    world.fill(other)
    world.answer(other, "1.1", {"texts": ["<p>We spent £4,317 on it.</p>"]})
    documents.submit(other, by=world.bea)
    asked = {"programme": world.programme, "site": Site.objects.get(slug="a"), "by": world.lee}
    assert why in message_check.what_tells_of_others(said, exit=exits.HELP_ANSWER, **asked)


@pytest.mark.parametrize(
    "said",
    [
        "Unfortunately the round closes on Friday.",
        "If the upload failed, send it again.",
        "Lee Leclerc rings on Monday.",
        "Alderbrook has until Friday.",
        "Put the 4,317 forms into table 3.2.",
        "Heart failure belongs to 1.5.",
    ],
)
def test_the_guard_of_messages_lets_ordinary_words_go(world, said):
    asked = {"programme": world.programme, "site": Site.objects.get(slug="a"), "by": world.lee}
    assert message_check.what_tells_of_others(said, exit=exits.HELP_ANSWER, **asked) == []


@pytest.mark.parametrize(
    ("site", "said", "found"),
    [
        (
            "a",
            "A page of it was meant for the stammer team.",
            ["“stammer” can tell of another site. Say it more widely, or leave it out."],
        ),
        ("a", "A page of it was about the canal boats.", []),  # its own words
        ("b", "A page on the stammer team was left out.", []),
        (
            "a",
            "Only two of the schemes gave this.",
            ["“Only two of the schemes” compares or ranks. Do not compare this site with others."],
        ),
        ("a", "Put each cost into a row of its own.", []),
    ],
)
def test_a_message_tells_of_no_other_site_in_other_words(world, site, said, found):
    for way in ("stammer", "canal boats"):
        entry = ThesaurusEntry.objects.create(programme=world.programme, concept=way, kind="post", ways=[way])
        entry.sites.add(Site.objects.get(slug="b"))
    own = world.document("a")
    world.fill(own)
    world.answer(own, "1.1", {"texts": ["<p>We visit the canal boats on Mondays.</p>"]})
    documents.submit(own, by=world.ann)
    asked = {"programme": world.programme, "site": Site.objects.get(slug=site), "by": world.lee}
    exit = exits.REPORT_WITHDRAWN
    assert import_string(exit.passes.check)(said, exit=exit, **asked) == found


def test_what_a_site_says_itself_is_looked_through_by_nobody(world, sign_in):
    world.document()
    page = reverse("help_thread", args=[1, "a", "1.1"])
    sign_in(world.ann).post(page, {"do": "send", "text": TELLS})
    assert TELLS in sign_in(world.ann).get(page).content.decode()
    assert Clearance.objects.count() == 0


# Products


def test_a_review_that_did_not_pass_is_nowhere_and_no_file_is_made_of_it(world, sign_in):
    review = world.approved_review()
    data = draft_data(review) | {"title": "canary of nobody", "abstract": "<p>canary of nobody</p>"}
    review.status = "published"
    review.save()
    made = Publication.objects.create(review=review, round=review.round, version=1, data=data, sha256="0", by=world.lee)
    pages = [
        reverse("published", args=[1]),
        reverse("published_version", args=[1, 1]),
        reverse("reviews"),
        "/",
        reverse("review_file", args=[1, 1, "pdf"]),
        reverse("review_files", args=[1, 1]),
    ]
    for person in (world.sam, world.ann, world.ivy, world.lee):
        assert [page for page in pages if "canary of nobody" in sign_in(person).get(page).content.decode()] == []
    for format in [one.key for one in THEMATIC_REVIEW.stored]:
        with pytest.raises(Publication.DoesNotExist):
            jobs.make_publication_file.call(made.pk, format)


def test_a_report_that_did_not_pass_is_not_its_sites(world, sign_in):
    document = world.document_at(Status.PASSED)
    LivingDocument.objects.update(status=Status.RELEASED)
    check = document.quality_checks.get()
    made = Release.objects.create(
        document=document,
        version=1,
        data={"summary": "canary of nobody"},
        sha256="0",
        by=world.lee,
        quality_check=check,
    )
    formats = [format.key for format in FEEDBACK_REPORT.stored]
    files = [reverse("feedback_report_file", args=[1, "a", 1, format]) for format in formats]
    for address in (reverse("feedback_report", args=[1, "a"]), *files):
        assert "canary of nobody" not in sign_in(world.ann).get(address).content.decode()
    for format in formats:
        with pytest.raises(Release.DoesNotExist):
            jobs.make_release_file.call(made.pk, format)


def test_what_was_published_and_released_says_with_what_it_was_cleared(world):
    publication, report = world.publication(), world.document_at(Status.RELEASED).releases.get()
    passed = dict(Clearance.objects.values_list("sha256", "passed"))
    assert passed[publication.sha256].startswith(f"{exits.REVIEW.label}; finders ")
    assert passed[publication.sha256].endswith("approved")
    assert passed[report.sha256].startswith(f"{exits.REPORT.label}; finders ")
    assert passed[report.sha256].endswith(f"check {report.quality_check_id}")


def test_a_name_that_came_into_the_dictionary_after_the_approval_keeps_the_review_back(world):
    review = world.draft_review()
    section = review.sections.order_by("place").first()
    section.review = review
    actions = {"html": "<p>Work at Corriemoor goes on.</p>", "standfirst": "", "base_version": 1}
    reporting.save_section(section, by=world.lee, **actions)
    for finding in findings.check_review(review):
        reporting.call_false_alarm(finding, reason="A moor in a poem", by=world.lee)
        reporting.agree_about_finding(finding, by=world.quinn)
    approved = world.approved_review()
    world.add_site("c", "Corriemoor")
    with pytest.raises(reporting.NotReady, match="1 finding needs a decision in the anonymity check"):
        reporting.publish(approved, by=world.lee)


INTERNAL = {
    "Review.slug",
    "ReviewSection.slug",
    "Review.status",
    "Review.reasons",
    "Quotation.token",
    "Quotation.prompt_number",
    "Quotation.original",
    "Quotation.refusal",
}
WRITTEN = [
    (model, field)
    for model in (Review, ReviewSection, Quotation)
    for field in model._meta.fields
    if field.get_internal_type() in {"CharField", "TextField", "JSONField"}
    and f"{model.__name__}.{field.name}" not in INTERNAL
]


@pytest.mark.parametrize(
    ("model", "field"), WRITTEN, ids=lambda one: one.__name__ if isinstance(one, type) else one.name
)
def test_the_gate_reads_every_field_that_somebody_writes_for_a_review(world, model, field):
    """A further field of a review fails here until the gate reads it or it is named as internal."""
    world.document_at(Status.AGREEING, "a")
    review = world.draft_review()
    sent = world.document("a").current_submission
    quotation = reporting.add_quotation(
        review, submission=sent, prompt_number="1.1", original="We meet", anonymised="We meet", by=world.lee
    )
    section = review.sections.order_by("place").first()
    ReviewSection.objects.filter(pk=section.pk).update(html=f"<p>{quotation.marker}</p>")
    row = {Review: review, ReviewSection: section, Quotation: quotation}[model]
    counted = {"count": "received", "statement": "of Brackenfell", "text": "In Brackenfell"}
    message = {
        "key": "m1",
        "version": 1,
        "removed": False,
        "finding": "In Brackenfell",
        "certainty": "strong",
        "why": "",
        "counts": [],
        "sections": [],
        "department": "",
        "sites": "",
        "evaluation": "",
    }
    issues = {"rows": [{"issue": "In Brackenfell", "outcome": "open", "text": "", "counts": []}]}
    values = {
        "withheld": ["Brackenfell"],
        "glance": [counted],
        "brief": [counted],
        "html": "<p>In Brackenfell</p>",
        "messages": [message],
        "last_issues": issues,
    }
    model.objects.filter(pk=row.pk).update(**{field.name: values.get(field.name, "In Brackenfell")})
    found = findings.check_review(Review.objects.get(pk=review.pk))
    assert [one.hit for one in found if one.is_open] != []
    assert {one.hit for one in found} == {"Brackenfell"}


# Letters, calendar entry, names of files


def letters_there_are() -> set[str]:
    return {path.stem for path in (Path(settings.BASE_DIR) / "templates/letters").glob("*.txt")}


def test_every_letter_is_declared_as_leaving_or_as_the_teams_own():
    assert letters_there_are() == {*LETTERS, *INSIDE, MISSING_PROMPTS}


CANARY = "zzcanary"
STRUCTURE = {
    "name",
    "slug",
    "email",
    "password",
    "token",
    "key",
    "hash",
    "previous_hash",
    "sha256",
    "format",
    "period",
    "full_name",
    "prompt_number",
    "status",
    "kind",
    "state",
    "role",
    "reference",
    "seed",
    "code",
    "exit",
    "content_sha256",
    "task_path",
    "which",
}
OURS = {"accounts", "sites", "living_docs", "feedback", "themes", "reporting"}


THE_READERS_OWN = {"reporting.ReviewComment", "accounts.AuditEvent"}  # what they wrote and did themselves


def fill_with_canaries() -> None:
    """Into every text that a person types; names of people, sites and programme, and what the code reads, stay."""
    frozen_records.remove(connection)
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model.__module__.split(".")[0] in OURS and model._meta.label not in THE_READERS_OWN:
                for field in typed_fields(model):
                    table, column = model._meta.db_table, connection.ops.quote_name(field.column)
                    own = f"'{CANARY}' || {model._meta.pk.column}"
                    cursor.execute(f"UPDATE {table} SET {column} = {own} WHERE {column} <> ''")
    frozen_records.install(connection)


def typed_fields(model) -> list:
    kinds = {"TextField", "CharField"}
    fields = [one for one in model._meta.local_fields if one.get_internal_type() in kinds and not one.choices]
    return [one for one in fields if one.name not in STRUCTURE and not one.unique and (one.max_length or 99) > 15]


@pytest.fixture
def full_of_canaries(world) -> World:
    """Everything that leaves has left before the canaries came: a review, an answer, a report, help, a later deadline."""
    publication = world.publication()
    comment = reporting.comment_on_review(publication, text="What of carers?", by=world.sam)
    reporting.answer_comment(comment, text=SAYS_NOTHING_OF_OTHERS, raised=False, by=world.lee)
    world.draft_review(2)
    world.document_at(Status.RELEASED)
    feedback.write_about_report(world.document().releases.get(), text=SAYS_NOTHING_OF_OTHERS, by=world.lee)
    current = world.document("a", 2)
    wish = {"wished": DEADLINE + timedelta(days=7), "reason": "Winter pressures"}
    wanted = documents.ask_for_more_time(current, by=world.ann, **wish)
    documents.move_deadline(current, deadline=DEADLINE + timedelta(days=3), reason="Winter", by=world.pat)
    documents.decline(wanted, why="The round closes for all.", by=world.pat)
    for by, words in ((world.ann, "Which?"), (world.lee, SAYS_NOTHING_OF_OTHERS)):
        documents.write_message(current, prompt=current.prompts["1.1"], text=words, by=by)
    fill_with_canaries()
    return world


def test_no_page_of_a_reader_shows_a_text_that_nobody_cleared(full_of_canaries, sign_in):
    """The steering group, the implementation team, another site: what others typed is nowhere, whatever the address."""
    for who in ("sam", "ivy", "bea"):
        client = sign_in(getattr(full_of_canaries, who))
        pages = {address: said(client, address) for address in addresses()}
        assert sum(page.startswith("200") for page in pages.values()) > 8
        assert (who, pages_with(CANARY, pages)) == (who, [])
    pages = [
        reverse("help_thread", args=[2, "a", "1.1"]),
        reverse("report_talk", args=[1, "a"]),
        reverse("feedback_report", args=[1, "a"]),
        reverse("document", args=[2, "a"]),
    ]
    said_there = [sign_in(full_of_canaries.ann).get(page).content.decode() for page in pages]
    assert [page.count(HELD_BACK) for page in said_there] == [1, 1, 0, 1]


def in_letters(world: World) -> dict:
    """What letters are written from, as the database holds it now."""
    current = LivingDocument.objects.of("a", 2).get()
    given = GivenPrompt(document=current, prompt_number="1.1", by=world.ann, to=world.abe)
    return {
        "publication": Publication.objects.get(),
        "review": Publication.objects.get().review,
        "document": current,
        "round": current.round,
        "person": world.ann,
        "submission": LivingDocument.objects.of("a", 1).get().current_submission,
        "request": current.requests.get(),
        "message": HelpMessage.objects.filter(from_team=True).get(),
        "given": given,
        "missing": ["1.1"],
        "note": ColleagueNote(document=current, prompt_number="1.1", by=world.abe, html=CANARY),
        "invitation": Invitation(name="Nell", role="qa", invited_by=world.pat),
        "token": "t",
        "what": "The password of your account was changed",
        "at": DEADLINE,
        "browser": "Firefox on Windows",
        "address": "https://x.example",
        "help_contact": "help@x.example",
    }


def written(letter: str, world: World, added: str = "") -> str:
    source = (Path(settings.BASE_DIR) / f"templates/letters/{letter}.txt").read_text(encoding="utf-8")
    return engines["django"].from_string(source + added).render(in_letters(world))


def test_no_letter_nor_calendar_entry_nor_file_name_holds_what_a_person_typed(full_of_canaries):
    made = {name: written(name, full_of_canaries) for name in LETTERS}
    made["calendar"] = str(deadline_calendar(LivingDocument.objects.of("a", 2).get()))
    at = {"round": 1, "version": 1, "site": "a", "figure": 1, "which": "draft"}
    made |= {name: name for product in PRODUCTS for name in [product.file_name(key, **at) for key in product.keys]}
    assert [name for name, text in made.items() if CANARY in text] == []
    assert [name for name, readers in LETTERS.items() if readers == exits.EVERYONE and "brook" in made[name]] == []
    for name, text in product(LETTERS, ("review.title", "document.deadline_reason", "request.why", "message.text")):
        assert CANARY in written(name, full_of_canaries, f"{{{{ {text} }}}}"), "a text put into a letter goes unnoticed"


# Mutations: what is taken out of its check is noticed by the tests above


@pytest.mark.parametrize("exit", AT_A_FIELD, ids=names_of)
def test_a_text_taken_out_of_its_check_is_noticed(world, sign_in, exit, monkeypatch):
    module, _, name = exit.passes.check.rpartition(".")
    check = import_string(exit.passes.check)
    without = lambda text, **asked: [] if asked["exit"] == exit else check(text, **asked)  # noqa: E731
    monkeypatch.setattr(import_module(module), name, without)
    with pytest.raises(AssertionError):
        is_stopped(world, exit, sign_in)


@pytest.mark.parametrize("exit", AT_A_FIELD, ids=names_of)
def test_a_page_that_no_longer_asks_for_the_record_is_noticed(world, sign_in, exit, monkeypatch):
    for place in (clearance, releases):
        monkeypatch.setattr(place, "shown", lambda text, site=None: text)
    with pytest.raises(AssertionError, match="canary of nobody"):
        is_held_back(world, exit, sign_in)


@pytest.mark.parametrize("model", [Publication, Release])
def test_products_shown_without_their_record_are_noticed(world, sign_in, model, monkeypatch):
    monkeypatch.setattr(type(model.objects.all()), "cleared", lambda queryset: queryset)
    tried = {
        Publication: test_a_review_that_did_not_pass_is_nowhere_and_no_file_is_made_of_it,
        Release: test_a_report_that_did_not_pass_is_not_its_sites,
    }
    with pytest.raises((AssertionError, KeyError, pytest.fail.Exception)):
        tried[model](world, sign_in)
