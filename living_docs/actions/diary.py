"""A site's diary: notes are written, changed by their author, and in the end put into an answer."""

from __future__ import annotations

from datetime import date

from django.core.files import File
from django.db import transaction

from accounts.models import User
from accounts.permissions import can_change_note, can_keep_diary, can_use_note, require
from living_docs.actions.answers import save_answer
from living_docs.actions.evidence import add_file
from living_docs.files.evidence import shown_name
from living_docs.kinds import kind_of
from living_docs.models import Answer, DiaryNote, DiaryText, DiaryUse, EvidenceFile, LivingDocument
from sites.models import Site


class NoPlace(Exception):
    """An answer in which a note cannot stand: its words have to be copied."""


@transaction.atomic
def write_note(
    site: Site, *, question: int, prompt_number: str, on: date, html: str, by: User, upload=None
) -> DiaryNote:
    """Keep a note of a day, with a file if there is one."""
    require(can_keep_diary, by, site)
    note = DiaryNote.objects.create(
        site=site,
        question=question,
        prompt_number=prompt_number,
        on=on,
        by=by,
        file=upload or "",
        file_name=shown_name(upload.name) if upload else "",
    )
    DiaryText.objects.create(note=note, number=1, html=html, by=by)
    return note


@transaction.atomic
def change_note(note: DiaryNote, *, html: str, by: User) -> DiaryText:
    """Another text for a note that was not used yet; the earlier one is kept."""
    note = DiaryNote.objects.select_for_update().get(pk=note.pk)
    require(can_change_note, by, note)
    if html == note.text:
        return note.newest
    return DiaryText.objects.create(note=note, number=note.newest.number + 1, html=html, by=by)


@transaction.atomic
def use_note(note: DiaryNote, answer: Answer, *, by: User) -> DiaryUse:
    """Put a note into an answer, at its end, and its file among the evidence. The note itself stays as it is."""
    document = answer.document
    LivingDocument.objects.select_for_update().get(pk=document.pk)
    note = DiaryNote.objects.select_for_update().get(pk=note.pk)
    require(can_use_note, by, note, document)
    current = Answer.objects.get(pk=answer.pk)
    current.document = document
    value = kind_of(current.prompt).with_note(current.prompt, current.value, note.text)
    if value is None:
        raise NoPlace
    saved = save_answer(current, value, base_version=current.version, by=by)
    file = put_file(note, saved.record, by=by)
    return DiaryUse.objects.create(note=note, version=saved.record.at_version(saved.record.version), file=file, by=by)


def put_file(note: DiaryNote, answer: Answer, *, by: User) -> EvidenceFile | None:
    """The note's file as evidence for the answer, where the round asks for files and takes one more."""
    place = next(
        (a for a in answer.document.answers.all() if kind_of(answer.document.prompts[a.prompt_number]).takes_files),
        None,
    )
    if not note.file or place is None:
        return None
    place.document = answer.document
    if len(place.value.get("files", [])) >= (place.prompt.row_limit or 10**6):
        return None
    with note.file.open() as held:
        upload = File(held, name=note.file_name)
        return add_file(place, upload=upload, title=note.file_name, supports=answer.prompt_number, by=by)
