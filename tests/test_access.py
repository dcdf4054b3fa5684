"""Who may open what: ONE table, every URL name by every person. A URL without a row fails.

`access.csv` is read and changed by people. Cells: 200 or 302 (opens), 403 (readable, not allowed), 404 (does not exist
for them), 405 (asks for a POST, opens to them), 401 (text of a signed-out person given back), "sign-in" (a redirect to
the sign-in page).
"""

import csv
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse
from django_tasks_db.models import DBTaskResult

from accounts.actions import ask_for_address, ask_for_role, note_interest
from accounts.foundations import clock, outbox
from accounts.foundations.closed_by_default import ANONYMOUS_NAMES, rule_of
from accounts.models import Invitation, SecondStepReset, User
from accounts.roles import Role
from accounts.second_step.actions import ask_for_reset
from feedback import actions as feedback
from feedback.models import BatchedReport, Reading
from icp_eval.limits import RATES
from living_docs.actions import copy_draft
from living_docs.word.form import word_form
from living_docs.workflow import Status
from reporting import actions as reporting
from reporting.feedback_reports.batches import release_together
from reporting.models import CommentOffer, PeriodicReview, SharedComment
from reporting.templatetags.news import stop_address
from tests.factories import PEOPLE, World, link_sent_to
from tests.writes import tables_written
from themes.actions import allot_coding, ask_for_reading_help, code, finish_coding, load_frameworks, write_memo
from themes.jobs import make_reading_help
from themes.models import CodingLayer, Theme

TABLE = Path(__file__).parent / "access.csv"
EVERYONE = ["anonymous", *PEOPLE]


def url_names(patterns=None) -> set[str]:
    """Every name in the URLconf; a pattern without a name is an error."""
    names: set[str] = set()
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            names |= url_names(pattern.url_patterns)
        else:
            assert isinstance(pattern, URLPattern)
            assert pattern.name, f"{pattern} has no name"
            names.add(pattern.name)
    return names


def ours(names: set[str]) -> set[str]:
    """allauth's own pages open by name (see accounts.middleware) and are tested with the accounts."""
    return {name for name in names if not name.startswith(("account_", "mfa_"))}


def read_table() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["url"]: row for row in csv.DictReader(file)}


def missing_rows(names: set[str], table: dict) -> set[str]:
    return names ^ set(table)


def test_every_url_has_a_row():
    assert missing_rows(ours(url_names()), read_table()) == set()


def test_a_new_url_without_a_row_is_noticed():
    new = path("secret/", lambda request: None, name="secret")
    assert missing_rows(ours(url_names([*get_resolver().url_patterns, new])), read_table()) == {"secret"}


def test_every_view_is_opened_by_a_rule():
    for pattern in flat(get_resolver().url_patterns):
        assert rule_of(pattern.callback, pattern.name), f"no rule opens {pattern.name}"


def flat(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from flat(pattern.url_patterns)
        else:
            yield pattern


def test_only_sign_in_pages_are_open_to_strangers():
    assert len(ANONYMOUS_NAMES) == 8


@pytest.fixture
def sampled(world: World):
    """A world in which every page has something to show: round 1 released and published, round 2 in every state."""
    world.document_at(Status.RELEASED, "a", 1)
    world.document_at(Status.RELEASED, "b", 1)
    world.publication(1)
    world.document_at(Status.IN_QA, "b", 2)
    document = world.document("a", 2)
    review = world.draft_review(2)
    message = {"finding": "People first.", "certainty": "tentative", "why": "", "counts": [], "sections": []}
    follows = {"department": "", "sites": "", "evaluation": ""}
    reporting.save_message(review, "", message | follows, base_version=0, by=world.lee)
    world.claim = reporting.make_claim(world.rounds[2], "prompt-1.1-answered", by=world.lee)
    world.remark = reporting.comment_on_review(world.rounds[1].publications.get(), text="What of carers?", by=world.sam)
    world.quotation = reporting.add_quotation(
        review,
        submission=world.document("b", 2).current_submission,
        prompt_number="1.1",
        original="We meet weekly",
        anonymised="We meet weekly",
        by=world.lee,
    )
    upload = simple_upload()
    from living_docs import actions

    answer = document.answers.get(prompt_number="4.5")
    answer.document = document
    world.file = actions.add_file(answer, upload=upload, title="Minutes", supports="", by=world.ann)
    form = word_form(document)
    world.returned = actions.keep_word_return(document, content=form, name="form.docx", by=world.ann)
    world.note = world.diary_note(upload=simple_upload())
    wish = {"wished": document.deadline + timedelta(days=7), "reason": "Winter pressures"}
    feedback.load_standing_asks()
    world.wish = actions.ask_for_more_time(document, by=world.ann, **wish)
    world.point = feedback.comment_on_quality(world.document("b", 2), text="Name the group.", by=world.quinn)
    world.batch = release_together(world.rounds[1], documents=[], due=clock.now() + timedelta(days=1), by=world.lee)
    world.batched = BatchedReport.objects.create(batch=world.batch, document=world.document("b", 1), outcome="failed")
    load_frameworks(world.programme)
    world.theme = Theme.objects.get(code="P1")
    world.layer = code_a_little(world)
    world.memo = write_memo(world.theme, text="Close to P3", by=world.rae)
    ask_for_reading_help(world.rounds[1], by=world.lee)
    make_reading_help.call(world.rounds[1].pk)
    feedback.set_plan(world.rounds[2], sample=None, by=world.lee)
    world.tie = note_interest(world.rex, site=document.site, by=world.rex)
    return world


def code_a_little(world: World) -> CodingLayer:
    """Rae codes the first document alone; she and Rob have finished the second, blind."""
    submission = world.document("a", 1).current_submission
    layer = allot_coding(submission, coders=[world.rae], by=world.lee)[0]
    code(layer, prompt_number="1.1", start=0, end=3, themes=[world.theme], by=world.rae)
    pair = allot_coding(world.document("b", 1).current_submission, coders=[world.rae, world.rob], by=world.lee)
    for blind in pair:
        finish_coding(blind, by=blind.coder)
    return layer


def simple_upload(name: str = "minutes.pdf"):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, b"%PDF-1.4 minutes")


def address_token(world: World) -> str:
    ask_for_address(world.exa, email="exa.new@icp.example", by=world.pat)
    return link_sent_to("exa.new@icp.example").split("/")[3]


def failed_letter() -> DBTaskResult:
    """The last letter, as if the mail server had not been there."""
    job = outbox.unsent().last()
    job.status = "FAILED"
    job.save(update_fields=["status"])
    return job


def who_has_left() -> User:
    return User.objects.create_user("gil@icp.example", name="Gil Garrity", is_active=False)


def asked_reset(world: World) -> SecondStepReset:
    """The office asks to reset the second step that Rex has lost."""
    TOTP.activate(world.rex, generate_totp_secret())
    return ask_for_reset(world.rex, reason="Telephone stolen", by=world.pat)


def shared_remarks(world: World) -> tuple[CommentOffer, SharedComment]:
    """One that waits for the office, and one that readers see."""
    review = world.rounds[1].publications.get()
    first, second = (reporting.comment_on_review(review, text=text, by=world.sam) for text in ("Why?", "Who pays?"))
    shared = reporting.agree_to_share(
        reporting.offer_comment(second, named=False, by=world.sam), text=second.text, by=world.pat
    )
    return reporting.offer_comment(first, named=False, by=world.sam), shared


def arguments(world: World) -> dict[str, list]:
    """The sample each URL is asked with; the site's pages with site A."""
    a2, a1, b2 = [2, "a"], [1, "a"], [2, "b"]
    review = world.rounds[2].reviews.get()
    finding = review.findings.create(key="k", where="Title", kind="place", hit="x", sentence="x")
    asked = ask_for_role(world.rob, role=Role.QA, by=world.pat)
    invitation = Invitation.objects.create(
        email="n@icp.example", name="N", role="manager", site=world.document("a", 2).site, invited_by=world.pat
    )
    periodic = PeriodicReview.objects.create(
        site=world.document("a", 2).site,
        period="Spring",
        name="p.pdf",
        file=simple_upload("p.pdf"),
        size=1,
        sha256="0" * 64,
        by=world.ivy,
    )
    world.triangulation = reporting.note_triangulation(
        world.rounds[2], periodic_review=periodic, theme=None, stance="differs", text="Fewer staff", by=world.lee
    )
    offered, shared = shared_remarks(world)
    submission = world.document("b", 2).current_submission
    copy = copy_draft(world.document("a", 2), by=world.ann)
    return {
        "document": a2,
        "cover": a2,
        "question": [*a2, 1],
        "check": a2,
        "preview": a2,
        "add_acronym": a2,
        "confirm_unchanged": [*a2, 1],
        "submit": a2,
        "receipt": a1,
        "changes": a1,
        "autosave": [*a2, 1],
        "pass_on": [*a2, 1],
        "writing_now": a2,
        "colleagues": [*a2, "8.1"],
        "presence": [*a2, 1],
        "versions": [*a2, 1, "1.1"],
        "restore_version": [*a2, 1, "1.1", 1],
        "submission": [*a1, 1],
        "evidence": [*a2, world.file.pk],
        "reopen": b2,
        "deadline_ics": a2,
        "ask_for_more_time": a2,
        "ask_to_reopen": a1,
        "decide_request": [*a2, world.wish.pk],
        "help_thread": [*a2, "8.1"],
        "diary_note": [world.note.pk],
        "diary_file": [world.note.pk],
        "use_note": [world.note.pk],
        "round": [2],
        "overview_csv": [2],
        "round_settings": [3],
        "open_round": [3],
        "close_round": [2],
        "move_deadline": a2,
        "reading_list": [2],
        "allotting": [2],
        "allot_as_planned": [2],
        "reading_plan": [2],
        "plan_preview": [2],
        "withdraw_ties": [world.tie.pk],
        "tick_off": [*b2, world.point.pk],
        "desk": [*a1, 1],
        "lodging": a1,
        "give_back": a1,
        "agreeing_list": [2],
        "agreeing": [*b2, 1],
        "agreed_summary": b2,
        "agreeing_autosave": [*b2, 1],
        "summary_autosave": b2,
        "agreed_versions": [*a1, 1],
        "agreed_draft": a1,
        "read_too": a1,
        "desk_autosave": [*a1, 1],
        "own_summary_autosave": a1,
        "addendum": a1,
        "early_look": b2,
        "standing_ask": ["acronyms"],
        "go_on_agreeing": b2,
        "quality_check": b2,
        "releasing": [1],
        "release": a1,
        "released": a1,
        "release_together": [1],
        "cancel_release": [1, world.batch.pk],
        "try_release_again": [1, world.batched.pk],
        "feedback_report": a1,
        "feedback_report_file": [*a1, 1, "pdf"],
        "report_talk": a1,
        "acknowledge": a1,
        "submission_pdf": [*a1, 1],
        "draft": [2],
        "start_review": [2],
        "draft_section": [2, "purpose-and-coverage"],
        "quotations": [2],
        "add_quotation": [2, submission.pk, "1.1"],
        **{name: [2, "purpose-and-coverage"] for name in ("section_autosave", "section_presence", "section_versions")},
        **{name: [2, world.quotation.token] for name in ("approve_quotation", "refuse_quotation", "reword_quotation")},
        **{name: [2] for name in ("key_messages", "add_message", "last_issues")},
        **{name: [2, "m1"] for name in ("key_message", "arrange_messages")},
        "triangulation": [2],
        "beside_document": a2,
        "wrong_periodic_review": [periodic.pk],
        "outline": [2],
        "settle_difference": [2, world.triangulation.pk],
        "claims": [2],
        "take_claims": [2],
        "claim": [2, world.claim.key],
        "claim_passages": [2, world.claim.key],
        "anonymity": [2],
        "decide": [2, finding.pk],
        "send_review": [2],
        "readiness": [2],
        "save_reasons": [2],
        "front_autosave": [2],
        "front_presence": [2],
        "approval": [2],
        "approve": [2],
        "send_review_back": [2],
        "publish": [2],
        "ask_for_proof": [2],
        "proof_pdf": [2, reporting.make_proof(review, by=world.rae).pk],
        "periodic_review_file": [periodic.pk],
        "published": [1],
        "published_version": [1, 1],
        "review_files": [1, 1],
        "make_files_again": [1, 1],
        "review_file": [1, 1, "pdf"],
        "review_brief": [1, 1],
        "figure_file": [1, 1, 1, "csv"],
        "figures_data": [1, 1],
        "imprint": [2],
        "withdraw_review": [1, 1],
        "withdraw_report": [*a1, 1],
        "comment_on_review": [1, 1],
        "answer_comment": [world.remark.pk],
        "decide_sharing": [offered.comment.pk],
        "end_sharing": [shared.comment.pk],
        **{name: [world.remark.pk] for name in ("offer_comment", "take_offer_back", "agree_to_wording")},
        "stop_news": [stop_address(world.sam).split("/")[-2]],
        "person": [world.ann.pk],
        "asked_role": [asked.pk],
        "take_back_asked_role": [asked.pk],
        "withdraw_invitation": [invitation.pk],
        "switch_off": [world.exa.pk],
        "leave": [world.exa.pk],
        "correct_address": [world.exa.pk],
        "confirm_address": [address_token(world)],
        "decide_letter": [failed_letter().pk],
        "mark_read": [*a2, "help", "8.1"],
        "own_copies": a2,
        "draft_docx": a2,
        "ask_for_draft_pdf": a2,
        "draft_pdf": [*a2, copy.pk],
        "submission_docx": [*a1, 1],
        "rows_file": [*a2, "3.2", "csv"],
        "check_row": [*a2, "3.2"],
        "word": a2,
        "word_form": a2,
        "blank_word_form": a2,
        "add_picture": a2,
        "question_word_form": [*a2, 8],
        "word_return": [*a2, world.returned.pk],
        "take_back": a1,
        "take_role": [world.quinn.memberships.get().pk],
        "accept_invitation": [invitation.renew_token()],
        "end_session": ["0" * 32],
        "data_of": [world.ann.pk],
        "data_file_of": [world.ann.pk],
        "erase_person": [who_has_left().pk],
        "remove_passkey": [1],
        "ask_second_step_reset": [world.rae.pk],
        "second_step_reset": [asked_reset(world).pk],
        "matrix": [1],
        "matrix_file": [1, "csv"],
        "exchange": [1],
        "export_project": [1],
        "export_pseudonyms": [1],
        "codings_file": [1, "csv"],
        "reading_help": [1],
        "ask_for_help": [1],
        "new_passages": a1,
        "matrix_passages": [1, world.theme.pk],
        **{name: ["icp-2010"] for name in ("theme_tree", "theme_history", "add_theme")},
        **{
            name: [world.theme.pk]
            for name in (
                "theme",
                "word_theme",
                "move_theme",
                "merge_theme",
                "split_theme",
                "retire_theme",
                "theme_passages",
                "theme_memo",
            )
        },
        "take_memo_away": [world.memo.pk],
        "comparison": [1, "b"],
        "agreement_csv": ["units"],
        "coding": [world.layer.pk, 1],
        "carry_one": [world.layer.pk, world.layer.codings.get().pk],
        "coding_round": [1],
        **{name: [world.layer.pk] for name in ("undo_coding", "document_memo", "finish_coding", "carry_over")},
        **{name: [world.layer.codings.get().pk] for name in ("take_code_away", "coding_memo")},
    }


@contextmanager
def undone():
    """Whatever a request does is undone, so that each cell starts from the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def outcome(client: Client, name: str, args: list) -> str:
    """GET, which may write nothing, and POST where a page takes nothing else; as the table writes it."""
    address = reverse(name, args=args)
    with undone(), tables_written() as written:
        response = client.get(address)
        if response.streaming:
            b"".join(response.streaming_content)  # read to its end, which closes the file
    assert (name, written) == (name, [])
    if response.status_code == 405:
        with undone():
            response = client.post(address)
            return f"POST {response.status_code}"
    if response.status_code == 302 and response["Location"].startswith("/sign-in/"):
        return "sign-in"
    return str(response.status_code)


@pytest.mark.long
@pytest.mark.one_engine
def test_access_table(sampled, sign_in):
    from living_docs.models import Round

    Round.objects.create(programme=sampled.programme, number=3, deadline=sampled.rounds[2].deadline)
    samples = arguments(sampled)
    clients = {name: sign_in(getattr(sampled, name, None) if name != "anonymous" else None) for name in EVERYONE}
    found = {}
    for name, row in read_table().items():
        args = samples.get(name, [])
        found[name] = {"url": name, **{person: outcome(clients[person], name, args) for person in EVERYONE}}
        found[name] = {key: found[name][key] for key in row}
    wrong = [
        f"{name}: {person} got {found[name][person]}, the table says {row[person]}"
        for name, row in read_table().items()
        for person in EVERYONE
        if found[name][person] != row[person]
    ]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.one_engine
def test_every_download_is_one_and_nothing_else(sampled, sign_in):
    """Each address that gives something other than a page, to whoever may have it; and each is counted in the limits."""
    samples, downloads = arguments(sampled), set()
    for name, row in read_table().items():
        person = next((person for person in EVERYONE if row[person] == "200" and person != "anonymous"), None)
        if person is None:
            continue
        with undone():
            response = sign_in(getattr(sampled, person)).get(reverse(name, args=samples.get(name, [])))
            if response.streaming:
                b"".join(response.streaming_content)
        is_page = response["Content-Type"].split(";")[0] in {"text/html", "application/json"}
        if is_page and "Content-Disposition" not in response:
            continue
        downloads.add(name)
        told = [response[key] for key in ("X-Content-Type-Options", "Content-Security-Policy", "Cache-Control")]
        assert (name, told) == (name, ["nosniff", "sandbox; default-src 'none'", "no-store, private"])
        assert response["Content-Disposition"].startswith("attachment; filename"), name
    fetched = next(rate.pages for rate in RATES if rate.what == "files fetched")
    assert (downloads - fetched, len(downloads) > 15) == (set(), True)


def test_a_reader_reads_only_what_was_allotted(sampled, sign_in):
    assert Reading.objects.filter(reader=sampled.rex).count() == 0
    assert sign_in(sampled.rex).get(reverse("desk", args=[1, "a", 1])).status_code == 404


def test_a_hidden_page_is_the_same_404_as_one_that_does_not_exist(sampled, sign_in):
    client = sign_in(sampled.bea)
    hidden = client.get(reverse("document", args=[2, "a"]))
    absent = client.get(reverse("document", args=[2, "nowhere"]))
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert without_nonce(hidden) == without_nonce(absent)


def test_the_address_of_a_form_is_told_in_words(sampled, sign_in):
    opened = sign_in(sampled.ann).get(reverse("switch_off", args=[sampled.exa.pk]))
    assert (opened.status_code, opened["Allow"]) == (405, "POST")
    assert "Opening it has changed nothing" in opened.content.decode()


def without_nonce(response) -> bytes:
    import re

    return re.sub(rb'nonce="[^"]+"', b"", response.content)
