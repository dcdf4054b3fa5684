"""The database itself refuses: what is frozen cannot be changed by any statement, and no bad row gets in."""

import io
import json
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from accounts.actions import ask_for_role
from accounts.foundations import clock, frozen_records
from accounts.foundations.frozen_records import Frozen, guarded_models
from accounts.models import AskedRole
from accounts.roles import Role
from accounts.second_step.models import SecondStepReset
from feedback import actions as feedback
from feedback.models import (
    Acknowledgement,
    Addendum,
    AgreedComment,
    BatchedReport,
    Comment,
    Correction,
    EarlyLook,
    KeptFinding,
    QualityCheck,
    QualityComment,
    QuestionToReader,
    ReaderComment,
    Reading,
    ReadingPlan,
    Release,
    Remark,
    ReportWithdrawal,
)
from feedback.reading_plan.proposal import possible_readers, propose
from living_docs import actions as documents
from living_docs.models import (
    Answer,
    DiaryNote,
    DismissedRemarks,
    FileScan,
    HelpMessage,
    LivingDocument,
    Request,
    WordReturn,
)
from living_docs.workflow import Status
from reporting import actions as reporting
from reporting import jobs
from reporting.feedback_reports.batches import release_together
from reporting.models import (
    Approval,
    CommentAnswer,
    CommentOffer,
    Finding,
    Publication,
    Quotation,
    ReadinessReason,
    ReidentificationRisk,
    Review,
    ReviewComment,
    ReviewWithdrawal,
    SharedComment,
    TriangulationNote,
)
from sites.clearance import clear_for_site
from sites.exits import CORRECTION
from tests.factories import World
from themes import actions as themes
from themes.models import Coding, CodingLayer, Memo, SetAside, Theme, ThemeTree

FROZEN = sorted((model for model in guarded_models() if issubclass(model, Frozen)), key=lambda model: model._meta.label)


def refused(sql: str, values=()) -> str:
    """What the database says when it refuses a statement; "" when it does as it is told."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(sql, values)
            transaction.set_rollback(True)
    except DatabaseError as error:
        return str(error)
    return ""


@pytest.fixture
def with_rows(world: World) -> World:
    """At least one row in every frozen table."""
    publication = world.publication()
    release_of = world.document_at(Status.RELEASED)
    jobs.make_once(jobs.PublicationFile, publication, lambda: b"pdf")
    jobs.make_once(jobs.ReleaseFile, release_of.releases.get(), lambda: b"pdf")
    jobs.make_once(jobs.SubmissionFile, release_of.current_submission, lambda: b"pdf")
    a_site_asks_and_keeps_its_diary(world)
    a_round_is_planned_and_a_call_noted(world)
    a_report_is_talked_of(release_of.releases.get(), world)
    feedback.ask_to_withdraw_report(release_of.releases.get(), reason="A name stood in it.", by=world.lee)
    reporting.ask_to_withdraw_review(publication, reason="A sentence said too much.", by=world.lee)
    from reporting.actions import save_front

    review = Review.objects.create(round=world.rounds[1], version=2, title="Next", started_by=world.lee)
    save_front(review, title="Next", subtitle="", abstract="", by=world.lee)
    ReidentificationRisk.objects.create(review=review, content_sha256="0" * 64, data={})
    readers_go_beyond_the_form(world)
    a_document_is_coded(release_of, world)
    a_review_rests_on_evidence_and_is_commented(review, publication, world)
    ask_for_role(world.rob, role=Role.QA, by=world.pat)
    SecondStepReset.objects.create(person=world.rob, reason="The telephone is lost.", asked_by=world.pat)
    form = WordReturn.objects.create(document=release_of, name="form.docx", content=b"docx", size=4, by=world.ann)
    DismissedRemarks.objects.create(returned=form, by=world.ann)
    return world


def a_document_is_coded(document: LivingDocument, world: World) -> None:
    tree = ThemeTree.objects.create(programme=world.programme, slug="t", title="Tree")
    theme = themes.add_theme(tree, title="Trust", by=world.lee)
    layer = themes.allot_coding(document.current_submission, coders=[world.rae], by=world.lee)[0]
    place = {"prompt_number": "1.1", "start": 0, "end": 3}
    coding = themes.code(layer, **place, themes=[theme], memo="Why?", by=world.rae)[0]
    SetAside.objects.create(layer=layer, coding=coding, by=world.rae)


def a_review_rests_on_evidence_and_is_commented(review: Review, publication: Publication, world: World) -> None:
    reporting.make_claim(world.rounds[1], "prompt-1.1-answered", by=world.lee)
    taken = {"prompt_number": "1.1", "original": "We", "anonymised": "We"}
    reporting.add_quotation(review, submission=world.document().current_submission, **taken, by=world.lee)
    comment = reporting.comment_on_review(publication, text="What of carers?", by=world.sam)
    reporting.answer_comment(comment, text="We shall ask.", raised=True, by=world.lee)
    shared = reporting.agree_to_share(
        reporting.offer_comment(comment, named=False, by=world.sam), text=comment.text, by=world.pat
    )
    reporting.end_sharing(shared, by=world.sam)
    other = reporting.comment_on_review(publication, text="And of money?", by=world.sam)
    reporting.agree_to_share(
        reporting.offer_comment(other, named=False, by=world.sam), text="What of money?", by=world.pat
    )
    reporting.agree_to_wording(other, by=world.sam)
    site = world.document().site
    upload = ContentFile(b"Two posts.", name="review.txt")
    periodic = reporting.add_periodic_review(site=site, period="Spring", upload=upload, by=world.ivy)
    noted = {"theme": None, "stance": "differs", "text": "Three posts there."}
    reporting.note_triangulation(world.rounds[1], periodic_review=periodic, **noted, by=world.lee)


def readers_go_beyond_the_form(world: World) -> None:
    lodged = world.document_at(Status.AGREEING, "a", 2).readings.get(reader=world.rae)
    feedback.add_to_reading(lodged, text="One more thing.", by=world.rae)
    document = world.document_at(Status.SUBMITTED, "b", 2)
    feedback.look_early(document, why="Rob is ill", by=world.lee)
    words = {"prompt_number": "1.1", "text": "Since when?", "quoted": "The weekly meeting"}
    feedback.save_remark(world.allot(document)[0], key=uuid4(), question=1, by=world.rae, **words)


def a_report_is_talked_of(report: Release, world: World) -> None:
    about = {"document": report.document, "reading": report.document.readings.first(), "question": 1, "text": "x"}
    ReaderComment.objects.create(**about)
    QuestionToReader.objects.create(**about, by=world.lee)
    KeptFinding.objects.create(document=report.document, key="k", reason="A title", by=world.lee)
    Acknowledgement.objects.create(release=report, by=world.ann)
    feedback.write_about_report(report, text="Thank you", by=world.ann)


def a_site_asks_and_keeps_its_diary(world: World) -> None:
    document = world.document("a", 2)
    answer = document.answers.get(prompt_number="1.1")
    answer.document = document
    documents.ask_for_more_time(document, wished=document.deadline + timedelta(days=1), reason="Ill", by=world.ann)
    documents.use_note(world.diary_note(), answer, by=world.ann)
    documents.write_message(document, prompt=answer.prompt, text="Which period?", by=world.ann)
    documents.write_to_colleagues(document, prompt=answer.prompt, html="<p>Who knows?</p>", by=world.ann)
    with clock.at(document.deadline - timedelta(days=1)):
        assert documents.send_due_reminders() == 3


def a_round_is_planned_and_a_call_noted(world: World) -> None:
    feedback.set_plan(world.rounds[1], sample=1, by=world.lee)
    document = world.document_at(Status.SUBMITTED, "b")
    plan = propose(world.rounds[1].reading_plans.get(), [document], possible_readers())
    feedback.allot_as_planned(plan, by=world.lee)
    reading = document.readings.order_by("pk").first()
    feedback.give_back(reading, by=reading.reader)
    said = {"called_on": date(2010, 6, 1), "took_part": "Ann", "said": "Thanks."}
    feedback.record_call(world.document(), **said, by=world.lee)
    feedback.start_correction(world.document(), reason="A figure was wrong.", by=world.lee)
    feedback.comment_on_quality(world.document(), text="Say which.", by=world.quinn)
    batch = release_together(world.rounds[1], documents=[], by=world.lee)
    BatchedReport.objects.create(batch=batch, document=world.document())


def test_what_is_frozen_is_known_by_name():
    assert [model._meta.label for model in FROZEN] == [
        "accounts.AuditEvent",
        "feedback.Acknowledgement",
        "feedback.Addendum",
        "feedback.AgreedVersion",
        "feedback.Call",
        "feedback.Draw",
        "feedback.EarlyLook",
        "feedback.KeptFinding",
        "feedback.QualityCheck",
        "feedback.ReadingPlan",
        "feedback.Release",
        "feedback.ReportMessage",
        "feedback.Withdrawal",
        "living_docs.AnswerVersion",
        "living_docs.ColleagueNote",
        "living_docs.DiaryText",
        "living_docs.DiaryUse",
        "living_docs.DismissedRemarks",
        "living_docs.HelpMessage",
        "living_docs.Instrument",
        "living_docs.Move",
        "living_docs.Reminder",
        "living_docs.Submission",
        "living_docs.WordReturn",
        "pilot_sites.Clearance",
        "reporting.Approval",
        "reporting.ClaimAnswer",
        "reporting.CommentAnswer",
        "reporting.EndedSharing",
        "reporting.Publication",
        "reporting.PublicationFile",
        "reporting.ReadinessReason",
        "reporting.ReidentificationRisk",
        "reporting.ReleaseFile",
        "reporting.ReviewComment",
        "reporting.ReviewEdit",
        "reporting.ReviewMove",
        "reporting.SharedComment",
        "reporting.SubmissionFile",
        "reporting.WordingAgreement",
        "themes.SetAside",
        "themes.ThemeChange",
    ]


def test_no_frozen_row_can_be_changed_deleted_replaced_or_emptied(with_rows):
    """Every column of every frozen table, by raw SQL."""
    for model in FROZEN:
        table, columns = model._meta.db_table, [field.column for field in model._meta.local_fields]
        row = model.objects.order_by("pk").first()
        assert row is not None, f"no {model} to try"
        statements = [f'UPDATE "{table}" SET "{column}" = "{column}" WHERE id = {row.pk}' for column in columns]
        statements += [f'DELETE FROM "{table}" WHERE id = {row.pk}', f'DELETE FROM "{table}"']
        if connection.vendor == "sqlite":
            same = f'INTO "{table}" SELECT * FROM "{table}" WHERE id = {row.pk}'
            statements += [f"INSERT OR REPLACE {same}", f"REPLACE {same}"]
        else:
            statements += [f'TRUNCATE "{table}" CASCADE']
        assert [sql for sql in statements if "is frozen" not in refused(sql)] == []


def test_a_unique_key_that_is_taken_is_no_way_around_on_sqlite(with_rows):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no INSERT OR REPLACE")
    sql = (
        "INSERT OR REPLACE INTO accounts_auditevent (number, at, verb, about, why, previous_hash, hash) "
        "VALUES (1, '2010-01-01', 'x', 'x', '', '', '')"
    )
    assert refused(sql) == "a audit event is frozen"


def test_every_guard_is_installed(db):
    assert set(frozen_records.installed(connection)) == frozen_records.expected(connection)
    assert len(frozen_records.expected(connection)) > 3 * len(FROZEN)


def test_guards_are_there_again_after_a_migrate(db):
    frozen_records.remove(connection)
    assert frozen_records.installed(connection) == {}
    call_command("migrate", verbosity=0, stdout=io.StringIO())
    assert set(frozen_records.installed(connection)) == frozen_records.expected(connection)


def test_installing_twice_changes_nothing(db):
    before = frozen_records.installed(connection)
    frozen_records.install(connection)
    assert frozen_records.installed(connection) == before


# Who checks


@pytest.mark.parametrize("person", ["rae", "rob", "hal", "lee"])
def test_the_database_refuses_a_check_by_who_had_a_part(world, person):
    document = world.document_at(Status.IN_QA)
    with pytest.raises(DatabaseError, match="a QA reviewer neither read"), transaction.atomic():
        QualityCheck.objects.create(document=document, by=getattr(world, person), passed=True)
    assert QualityCheck.objects.count() == 0


def test_the_database_refuses_a_check_by_who_wrote_what_was_agreed(world):
    document = world.document_at(Status.IN_QA)
    AgreedComment.objects.filter(document=document, question=1).update(written_by=world.quinn)
    with pytest.raises(DatabaseError, match="a QA reviewer neither read"), transaction.atomic():
        QualityCheck.objects.create(document=document, by=world.quinn, passed=True)


def test_who_is_both_checks_only_what_the_other_role_did_not_read(world):
    document = world.document_at(Status.SUBMITTED)
    for reading in world.allot(document, world.duo, world.rob):
        world.write_reading(reading, reading.reader)
        feedback.lodge(reading, by=reading.reader)
    document = world.document_at(Status.IN_QA)
    with pytest.raises(DatabaseError), transaction.atomic():
        QualityCheck.objects.create(document=document, by=world.duo, passed=True)
    QualityCheck.objects.create(document=world.document_at(Status.IN_QA, "b"), by=world.duo, passed=True)
    assert QualityCheck.objects.count() == 1


@pytest.mark.parametrize("person", ["rae", "rob", "hal", "lee"])
def test_the_database_refuses_a_comment_of_qa_by_who_had_a_part(world, person):
    document = world.document_at(Status.IN_QA)
    with pytest.raises(DatabaseError, match="a QA reviewer neither read"), transaction.atomic():
        QualityComment.objects.create(document=document, by=getattr(world, person), text="x")


@pytest.mark.parametrize("model", [QualityCheck, QualityComment])
def test_the_database_refuses_who_began_to_read_and_who_wrote_the_summary(world, model):
    document = world.document_at(Status.SUBMITTED)
    reading, _ = world.allot(document, world.duo, world.rob)
    feedback.give_back(reading, by=world.duo)
    document = world.document_at(Status.IN_QA)
    said = {QualityCheck: {"passed": True}, QualityComment: {"text": "x"}}[model]
    document.agreed_summary.__class__.objects.filter(document=document).update(written_by=world.quinn)
    for person in (world.duo, world.quinn):
        assert document.had_part(person)
        with pytest.raises(DatabaseError, match="a QA reviewer neither read"), transaction.atomic():
            model.objects.create(document=document, by=person, **said)


def test_what_quality_assurance_said_is_ticked_off_once_and_stays(world):
    document = world.document_at(Status.AGREEING)
    point = feedback.comment_on_quality(document, text="Name the group.", by=world.quinn)
    assert "only ticked off" in refused(f"UPDATE feedback_qualitycomment SET text = 'x' WHERE id = {point.pk}")
    assert "stays" in refused(f"DELETE FROM feedback_qualitycomment WHERE id = {point.pk}")
    feedback.tick_off(point, done="Named.", by=world.lee)
    assert "only ticked off" in refused(f"UPDATE feedback_qualitycomment SET done = 'x' WHERE id = {point.pk}")


# Constraints, each named by its sentence


def bad_rows(world: World) -> dict[str, tuple[type[models.Model], dict]]:
    """A row that each check refuses, told from a good one of the same table by the fields given."""
    document = LivingDocument.objects.get(site__slug="a", round__number=1)
    answer, reading = document.answers.first(), Reading.objects.first()
    finding, release, publication = Finding.objects.first(), Release.objects.first(), Publication.objects.first()
    reason = clear_for_site(CORRECTION, "x", site=release.document.site, by=world.ann)
    membership, review, comment = world.ann.memberships.get(), Review.objects.first(), Comment.objects.first()
    leader, wish = world.lee.memberships.get(), Request.objects.first()
    said = ReaderComment.objects.first()
    scan = FileScan.objects.create(sha256="0" * 64)
    return (
        bad_rows_of_coding()
        | bad_rows_of_reviews(world)
        | bad_rows_of_asked_roles(world)
        | bad_rows_of_resets(world)
        | bad_rows_of_withdrawals(world)
        | {
            "site_roles_and_only_they_have_a_site": (membership, {"site_id": None}),
            "site_roles_and_only_they_have_a_site ": (leader, {"site_id": document.site_id}),
            "a_scan_that_ended_says_when": (scan, {"verdict": "clean", "answered_at": None}),
            "an_opened_round_has_deadline_and_instrument": (document.round, {"deadline": None}),
            "a_moved_deadline_has_a_reason": (
                document,
                {"own_deadline": datetime(2010, 1, 1, tzinfo=UTC), "deadline_reason": ""},
            ),
            "a_version_counts_from_one": (answer, {"version": 0}),
            "who_and_when_an_answer_was_written_go_together": (
                answer,
                {"written_by_id": world.ann.pk, "written_at": None},
            ),
            "not_known_until_has_a_date": (answer, {"state": "not_known", "until": None}),
            "not_answered_has_a_reason": (answer, {"state": "not_answered", "reason": ""}),
            "a_lodged_reading_names_what_was_read": (
                reading,
                {"lodged_at": datetime(2010, 1, 1, tzinfo=UTC), "submission_id": None},
            ),
            "a_comment_version_counts_from_one": (comment, {"version": 0}),
            "a_remark_version_counts_from_one": (Remark.objects.first(), {"version": 0}),
            "a_remark_has_words": (Remark.objects.first(), {"text": ""}),
            "a_passage_has_a_start_and_an_end": (Remark.objects.first(), {"end": 0}),
            "an_addendum_has_words": (Addendum.objects.first(), {"text": ""}),
            "an_early_look_has_a_reason": (EarlyLook.objects.first(), {"why": ""}),
            "an_agreed_version_counts_from_one": (AgreedComment.objects.first(), {"version": 0}),
            "what_is_sent_back_has_points": (QualityCheck.objects.first(), {"passed": False, "points": ""}),
            "a_release_version_counts_from_one": (release, {"version": 0, "correction": reason}),
            "a_correction_has_a_reason": (release, {"version": 2, "correction": ""}),
            "a_review_version_counts_from_one": (review, {"version": 0}),
            "a_section_version_counts_from_one": (review.sections.first(), {"version": 0}),
            "a_finished_section_says_which_text_by_whom_and_when": (review.sections.first(), {"finished_version": 1}),
            "what_is_kept_has_a_reason": (finding, {"decision": "asked", "reason": ""}),
            "a_second_person_agrees_about_a_finding": (
                finding,
                {"decision": "false", "reason": "r", "decided_by_id": world.lee.pk, "asked_by_id": world.lee.pk},
            ),
            "a_refusal_has_a_reason": (finding, {"refused_by_id": world.lee.pk}),
            "a_publication_version_counts_from_one": (publication, {"version": 0}),
            "more_time_and_only_it_names_a_wished_deadline": (wish, {"wished": None}),
            "more_time_ends_after_the_time_there_was": (wish, {"until": clock.now(), "instead_of": clock.now()}),
            "a_decision_has_who_when_and_why": (wish, {"decision": "granted"}),
            "a_call_has_its_day_and_who_took_part": (HelpMessage.objects.first(), {"took_part": reason}),
            "a_sample_is_not_empty": (ReadingPlan.objects.first(), {"sample": 0}),
            "a_quality_comment_says_something": (QualityComment.objects.first(), {"text": ""}),
            "a_ticked_comment_says_what_was_done_by_whom": (QualityComment.objects.first(), {"done": "Mended."}),
            "a_released_report_names_its_release": (BatchedReport.objects.first(), {"outcome": "released"}),
            "a_correction_says_why": (Correction.objects.first(), {"reason": ""}),
            "an_outcome_has_who_and_when": (said, {"outcome": "used"}),
            "what_is_set_aside_has_a_reason": (
                said,
                {"outcome": "set_aside", "decided_by_id": world.lee.pk, "decided_at": document.deadline},
            ),
            "an_answer_has_its_time": (QuestionToReader.objects.first(), {"answer": "Yes"}),
            "a_kept_finding_has_a_reason": (KeptFinding.objects.first(), {"reason": ""}),
            "a_diary_file_has_a_name": (DiaryNote.objects.first(), {"file_name": "minutes.pdf"}),
        }
    )


def bad_rows_of_withdrawals(world: World) -> dict[str, tuple[models.Model, dict]]:
    rows = {}
    for asked in (ReviewWithdrawal.objects.get(), ReportWithdrawal.objects.get()):
        name, decided = asked._meta.model_name, {"decided_by": world.quinn, "decided_at": asked.asked_at}
        rows |= {
            f"{name}_has_a_reason": (asked, {"reason": ""}),
            f"{name}_is_decided_by_a_second_person": (asked, {**decided, "confirmed": True, "decided_by": world.lee}),
            f"{name}_says_who_decided_and_when": (asked, {"confirmed": True}),
            f"{name}_refused_has_a_reason": (asked, {**decided, "confirmed": False}),
        }
    return rows


def bad_rows_of_asked_roles(world: World) -> dict[str, tuple[models.Model, dict]]:
    asked = AskedRole.objects.waiting().get()
    decided = {"decided_by": world.lee, "decided_at": asked.asked_at}
    return {
        "a_role_is_asked_for_one_person": (asked, {"person": None}),
        "only_what_two_people_give_is_asked_for": (asked, {"role": "contributor"}),
        "nobody_asks_for_their_own_role": (asked, {"person": world.pat}),
        "a_role_is_decided_by_a_second_person": (asked, {**decided, "confirmed": True, "decided_by": world.pat}),
        "a_role_is_decided_by_a_second_person ": (asked, {**decided, "confirmed": True, "decided_by": world.rob}),
        "a_decided_role_says_who_and_when": (asked, {"confirmed": True}),
        "a_refused_role_has_a_reason": (asked, {**decided, "confirmed": False}),
        "only_what_was_not_refused_ends": (
            asked,
            {**decided, "confirmed": False, "refusal": "No", "ended_at": clock.now()},
        ),
    }


def bad_rows_of_resets(world: World) -> dict[str, tuple[models.Model, dict]]:
    asked = SecondStepReset.objects.get()
    decided = {"decided_by": world.lee, "decided_at": asked.asked_at}
    return {
        "nobody_asks_for_their_own_reset": (asked, {"person": world.pat}),
        "a_reset_is_decided_by_a_second_person": (asked, {**decided, "confirmed": True, "decided_by": world.pat}),
        "a_decided_reset_says_who_and_when": (asked, {"confirmed": True}),
        "a_refused_reset_has_a_reason": (asked, {**decided, "confirmed": False}),
    }


def bad_rows_of_reviews(world: World) -> dict[str, tuple[models.Model, dict]]:
    quotation, note = Quotation.objects.first(), TriangulationNote.objects.first()
    return {
        "a_second_person_approves_a_quotation": (quotation, {"approved_by": world.lee, "approved_at": quotation.at}),
        "a_refused_quotation_says_why_and_is_not_approved": (quotation, {"refused_by": world.quinn}),
        "an_approved_quotation_says_who_and_when": (quotation, {"approved_by": world.quinn}),
        "a_comment_on_a_review_has_words": (ReviewComment.objects.first(), {"text": ""}),
        "a_shared_comment_has_words": (SharedComment.objects.first(), {"text": ""}),
        "a_refused_offer_says_why_by_whom_and_when": (CommentOffer.objects.first(), {"refused_by": world.pat}),
        "an_answer_to_a_comment_has_words": (CommentAnswer.objects.first(), {"text": ""}),
        "what_is_not_ready_has_a_reason": (ReadinessReason.objects.first(), {"text": ""}),
        "a_triangulation_note_has_words": (note, {"text": ""}),
        "a_settled_difference_says_how_by_whom_and_when": (note, {"settled": "So."}),
        "a_wrong_periodic_review_says_why_by_whom_and_when": (note.periodic_review, {"wrong": "withdrawn"}),
    }


def bad_rows_of_coding() -> dict[str, tuple[models.Model, dict]]:
    theme, coding, memo = Theme.objects.first(), Coding.objects.first(), Memo.objects.first()
    return {
        "a_theme_has_a_title": (theme, {"title": ""}),
        "a_theme_version_counts_from_one": (theme, {"version": 0}),
        "a_theme_is_not_under_itself": (theme, {"parent_id": theme.pk}),
        "a_merged_theme_is_retired": (theme, {"merged_into_id": theme.pk + 1}),
        "only_a_settled_coding_has_no_coder": (CodingLayer.objects.first(), {"coder": None}),
        "a_coded_passage_has_words": (coding, {"end": 0}),
        "a_coding_taken_away_names_who_did_it": (coding, {"removed_at": coding.at}),
        "a_memo_has_words": (memo, {"text": ""}),
        "a_memo_is_on_one_thing": (memo, {"theme_id": theme.pk}),
    }


def checks() -> set[str]:
    from django.apps import apps

    return {
        c.name
        for m in apps.get_models()
        for c in m._meta.constraints
        if isinstance(c, models.CheckConstraint)
        if m.__module__.split(".")[0] in {"accounts", "sites", "living_docs", "feedback", "themes", "reporting"}
    }


def test_each_check_refuses_a_bad_row(with_rows):
    """The guards are lifted, so that it is the check that refuses."""
    review = Review.objects.first()
    Finding.objects.create(review=review, key="k", where="Title", kind="place", hit="x", sentence="x")
    rows = bad_rows(with_rows)
    assert {name.strip() for name in rows} == checks()
    frozen_records.remove(connection)
    for name, (row, fields) in rows.items():
        with pytest.raises(IntegrityError) as refusal, transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**fields)
        assert name.strip() in str(refusal.value)
    frozen_records.install(connection)


def test_each_unique_key_refuses_a_second_row(with_rows):
    from django.apps import apps

    frozen_records.remove(connection)
    tried = []
    for model in apps.get_models():
        unique = [c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
        row = model.objects.last() if unique else None
        if row is None:
            continue
        row.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)
        tried += [constraint.name for constraint in unique]
    frozen_records.install(connection)
    assert {
        "a_site_has_one_document_a_round",
        "a_reader_reads_a_document_once",
        "a_release_has_its_version",
        "a_person_approves_a_text_once",
        "a_version_is_kept_once",
    } <= set(tried)


def test_what_is_frozen_is_valid_json_of_its_sha256(with_rows):
    from living_docs.canonical_json import canonical, sha256

    for model in (Release, Publication):
        row = model.objects.get()
        assert (sha256(row.data), json.loads(canonical(row.data))) == (row.sha256, row.data)
    assert Approval.objects.count() == 2
    assert Answer.objects.filter(version__lt=1).count() == 0
