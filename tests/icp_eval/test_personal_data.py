"""People's own data: what is held is told, kept no longer than said, erased by rule, and readable by its owner alone."""

import json
import os
import re
import shutil
import stat
import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts import actions
from accounts.forms.people import AcceptForm
from accounts.foundations import audit, clock, outbox
from accounts.foundations.letters import write_letter
from accounts.models import AuditEvent, Invitation, SignedInSession, Tries, User
from accounts.roles import Role
from accounts.sign_in import tries
from icp_eval import retention
from icp_eval.erasure import erase
from icp_eval.own_files import keep_to_owner
from icp_eval.personal_data import account_and_events, held_about
from living_docs.models import DraftCopy
from living_docs.workflow import Status
from tests.accounts.test_letters import work_off
from tests.factories import link_sent_to
from tests.service import Service


def file_at(client, address: str) -> dict:
    answer = client.get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="what-we-hold.json"'
    return json.loads(answer.content)


def test_everyone_downloads_what_is_held_about_them(world, sign_in):
    world.document_at(Status.SUBMITTED)
    held = file_at(sign_in(world.ann), "/account/data/file/")
    assert held["account"]["email"] == "ann@icp.example"
    assert held["roles"] == ["Pilot project manager, Alderbrook"]
    submissions = [record for record in held["records"] if record["kind"] == "submission"]
    assert [(record["names_you_as"], record["rows"]) for record in submissions] == [("by", 1)]
    assert "submitted" in " ".join(event["what"] for event in held["events"])


def test_no_text_of_a_record_and_nobody_else_is_in_it(world, sign_in):
    document = world.document_at(Status.SUBMITTED)
    text = sign_in(world.ann).get("/account/data/file/").content.decode()
    words = next(answer.value["texts"][0] for answer in document.answers.all() if answer.value.get("texts", [""])[0])
    assert words not in text
    assert [other.name for other in User.objects.exclude(pk=world.ann.pk) if other.name in text] == []


def test_the_office_hands_out_nothing_of_readings_and_ties(world, sign_in):
    world.allot(world.document_at(Status.SUBMITTED))
    actions.note_interest(world.rae, site=world.document("b").site, what="Worked there", by=world.rae)
    audit.record("as reader, opened", by=world.rae, about="a document")
    own = file_at(sign_in(world.rae), "/account/data/file/")
    handed_out = file_at(sign_in(world.pat), reverse("data_file_of", args=[world.rae.pk]))
    assert own["ties"] == ["Brackenfell: Worked there"]
    assert set(own) - set(handed_out) == {"ties", "records"}
    assert "as reader" not in json.dumps(handed_out)
    assert AuditEvent.objects.filter(verb="read what is held about a person", by=world.pat).count() == 1


@pytest.mark.parametrize("name", ["ann", "rae", "pat", "exa"])
def test_the_page_says_the_same_in_words(world, sign_in, name):
    page = sign_in(getattr(world, name)).get("/account/data/").content.decode()
    assert getattr(world, name).email in page
    assert "Records that name you" in page


# Erasing


def left(world, person: User) -> User:
    for membership in person.memberships.all():
        actions.take_role(membership, by=world.pat)
    actions.switch_off(person, by=world.pat)
    return User.objects.get(pk=person.pk)


def test_who_wrote_something_keeps_the_name_there_and_nothing_else(world):
    document = world.document_at(Status.SUBMITTED)
    TOTP.activate(world.ann, generate_totp_secret())
    ann = erase(left(world, world.ann), reason="Asked by letter", by=world.pat)
    assert (ann.name, ann.job_title, ann.has_usable_password(), ann.last_login) == ("Ann Adeyinka", "", False, None)
    assert ann.email == f"former-{ann.pk}@erased.invalid"
    assert held_about(ann, reader=ann)["second_steps"] == []
    assert document.current_submission.by == ann
    assert [str(found) for found in audit.verify()] == []


def test_who_wrote_nothing_becomes_a_former_member(world):
    exa = erase(left(world, world.exa), reason="Asked by letter", by=world.pat)
    assert str(exa) == f"Former member {exa.pk}"
    assert not any("exa@" in str(row) for model in (User, Invitation) for row in model.objects.values())


def test_the_person_is_told_before_the_address_goes(world):
    erase(left(world, world.exa), reason="x", by=world.pat)
    work_off()
    assert [(letter.to, letter.subject) for letter in mail.outbox if "erased" in letter.subject] == [
        (["exa@icp.example"], "Your account has been erased")
    ]


def test_nobody_else_erases_and_nobody_who_has_not_left_is_erased(world, sign_in):
    with pytest.raises(PermissionDenied):
        erase(world.exa, reason="x", by=world.pat)
    gone = left(world, world.exa)
    for by in (world.lee, world.ann, gone):
        with pytest.raises(PermissionDenied):
            erase(gone, reason="x", by=by)
    address = reverse("erase_person", args=[gone.pk])
    office = sign_in(world.pat)
    assert office.post(address, {"reason": ""}).status_code == 422
    assert (
        "In records it is Former member" in office.post(address, {"reason": "By letter"}, follow=True).content.decode()
    )
    assert office.get(address).status_code == 404


# Keeping


def sent_letter(days: int, status: str = "SUCCESSFUL") -> None:
    write_letter("account_erased", to=["x@icp.example"], name="X")
    job = DBTaskResult.objects.filter(task_path=outbox.LETTER).latest("enqueued_at")
    ago = clock.now() - timedelta(days=days)
    DBTaskResult.objects.filter(pk=job.pk).update(status=status, finished_at=ago, enqueued_at=ago)


def test_each_kind_goes_when_it_has_run_out_and_not_before(world, sign_in):
    world.open_round(1)
    DBTaskResult.objects.all().delete()
    sign_in(world.ann), sign_in(world.bea)
    SignedInSession.objects.filter(user=world.ann).update(expire_date=clock.now() - timedelta(seconds=1))
    for days in (6, 8):
        sent_letter(days)
    for days in (170, 190):
        sent_letter(days, "FAILED")
    tries.take(tries.MostWithin(3, timedelta(days=1)), "fresh")
    with clock.at(clock.now() - timedelta(days=2)):
        tries.take(tries.MostWithin(3, timedelta(days=1)), "old")
    for days in (20, 40):
        with clock.at(clock.now() - timedelta(days=days)):
            DraftCopy.objects.create(document=world.document(), data={}, by=world.ann)
    done = retention.carry_out()
    assert {name.split(":")[0][:34]: number for name, number in done.items()} == {
        "Sessions": 1,
        "Failed tries to sign in, counted u": 1,
        "The text of e-mails that were sent": 1,
        "The text of e-mails that could not": 1,
        "PDFs of drafts": 1,
    }
    assert SignedInSession.objects.get().user == world.bea
    assert (Tries.objects.get().key, DBTaskResult.objects.count(), DraftCopy.objects.count()) == ("fresh", 2, 1)
    assert retention.carry_out() == {}
    event = AuditEvent.objects.get(verb="deleted what had run out")
    assert (event.about, "sessions: that you are signed in" in event.why) == ("5 in all", True)


def test_of_invitations_that_lapsed_neither_name_nor_address_stays(world):
    for role, site in ((Role.CONTRIBUTOR, world.document().site), (Role.QA, None)):
        actions.invite(email=f"{role}@nhs.example", name="Nel Owen", role=role, site=site, by=world.pat)
    with clock.at(clock.now() + timedelta(days=300)):
        assert retention.delete_lapsed_invitations() == 2
    stored = str(list(Invitation.objects.values()))
    assert "Nel" not in stored
    assert "nhs" not in stored
    assert retention.delete_lapsed_invitations() == 0


def test_files_that_no_row_names_go_after_a_month(world):
    note = world.diary_note(upload=ContentFile(b"%PDF-1.4", name="minutes.pdf"))
    for name in ("diary/2010/lost.pdf", "diary/2010/fresh.pdf"):
        default_storage.save(name, ContentFile(b"x"))
    long_ago = time.time() - 40 * 24 * 60 * 60
    for name in (note.file.name, "diary/2010/lost.pdf"):
        os.utime(default_storage.path(name), (long_ago, long_ago))
    assert retention.delete_files_without_a_row() == 1
    assert [
        default_storage.exists(name) for name in (note.file.name, "diary/2010/lost.pdf", "diary/2010/fresh.pdf")
    ] == [True, False, True]


def test_the_privacy_page_tells_the_periods_by_which_is_deleted(client, db, settings):
    settings.PRIVACY = settings.PRIVACY | {"controller": "Alder University", "officer": "privacy@alder.example"}
    page = client.get("/privacy/").content.decode()
    told = re.findall(r'<th scope="row">\s*(.*?)\s*</th>\s*<td data-label="For how long">\s*(.*?)\s*</td>', page)
    assert told == [(kind.name, kind.kept_for) for kind in retention.KINDS]
    assert "Alder University" in page
    assert "mailto:privacy@alder.example" in page


# Files


def modes(folder) -> set[str]:
    return {oct(stat.S_IMODE(path.stat().st_mode)) for path in [folder, *folder.rglob("*")]}


@pytest.mark.one_engine
def test_what_others_could_read_is_closed_to_them(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.pdf").write_bytes(b"x")
    (tmp_path / "link").symlink_to("/etc/passwd")
    for path in (tmp_path, tmp_path / "files", tmp_path / "files" / "a.pdf"):
        path.chmod(0o755)
    before = os.umask(0o022)
    try:
        keep_to_owner(tmp_path)
        (tmp_path / "new").write_bytes(b"x")
    finally:
        os.umask(before)
    (tmp_path / "link").unlink()
    assert modes(tmp_path) == {"0o700", "0o600"}


@pytest.mark.one_engine
def test_a_running_service_lets_nobody_else_read_what_is_there(tmp_path, migrated):
    var = tmp_path / "var"
    shutil.copytree(migrated, var)
    var.chmod(0o755)
    (var / "audit-head").write_text("0 x")
    (var / "audit-head").chmod(0o644)
    service = Service(var)
    service.start()
    try:
        end = time.monotonic() + 60
        while modes(var) != {"0o700", "0o600"} and time.monotonic() < end:
            time.sleep(0.1)
        assert modes(var) == {"0o700", "0o600"}
    finally:
        service.kill()


@pytest.mark.parametrize(("reader", "read"), [("lee", True), ("pat", False)])
def test_the_office_hands_out_no_reason_that_the_team_gave(world, reader, read):
    audit.record("asked to withdraw", by=world.lee, about="a report", why="It quotes the paragraph on winter")
    held = account_and_events(world.lee, getattr(world, reader))
    assert ("paragraph on winter" in str(held)) == read


def test_earlier_addresses_go_too_and_keep_no_name(world, sign_in):
    first, then = "exa@icp.example", "exa.then@icp.example"
    actions.ask_for_address(world.exa, email=then, by=world.pat)
    sign_in(world.exa).post(link_sent_to(then))
    site = world.ann.sites[0]
    for address in (first, then):
        Invitation.objects.create(email=address, name="Exa", role="manager", site=site, invited_by=world.pat)
    person = erase(left(world, User.objects.get(pk=world.exa.pk)), reason="Asked by letter", by=world.pat)
    assert person.name == f"Former member {person.pk}"
    assert not Invitation.objects.filter(email__in=[first, then]).exists()
    assert list(person.address_changes.values_list("email", "before")) == [("", "")]


@pytest.mark.parametrize("title", ["<b>Lead</b>", "Lead\u202edael", "Lead\x07", "Lead\u2028now"])
def test_a_job_title_is_as_plain_as_a_name(world, title):
    invitation = Invitation.objects.create(
        email="n@icp.example", name="N", role="manager", site=world.ann.sites[0], invited_by=world.pat
    )
    form = AcceptForm(
        {"name": "Nia", "job_title": title, "password": "five plain words go together"}, email="n@icp.example"
    )
    assert list(form.errors) == ["job_title"]
    assert not AcceptForm(form.data | {"job_title": "Head of R&D / Integration (0.5)"}, email=invitation.email).errors
