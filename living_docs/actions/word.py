"""A Word form sent back: kept whole, then taken in prompt by prompt."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction

from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import can_edit_answers, require
from living_docs.actions.answers import save_answer
from living_docs.actions.evidence import add_file, files_answer
from living_docs.files.evidence import accepted, judged
from living_docs.files.office_files import NotOpened
from living_docs.models import DismissedRemarks, LivingDocument, WordReturn
from living_docs.word.form_reader import FoundPicture
from living_docs.word.placements import Placement, Return, placed


def keep_word_return(document: LivingDocument, *, content: bytes, name: str, by: User) -> WordReturn:
    """Keep a returned form that can be read; NotOpened says in a sentence why one cannot."""
    require(can_edit_answers, by, document)
    placed(content, document)  # before any transaction: it takes what time it takes
    with transaction.atomic():
        return kept_return(document, content, name, by=by)


def kept_return(document: LivingDocument, content: bytes, name: str, *, by: User) -> WordReturn:
    require(can_edit_answers, by, document)
    kept = WordReturn.objects.create(
        document=document,
        name=name[-150:],
        content=content,
        size=len(content),
        by=by,
        sha256=sha256(content).hexdigest(),
    )
    audit.record("sent back a Word form", by=by, about=document, site=document.site)
    return kept


def dismiss_remarks(returned: WordReturn, *, by: User) -> None:
    """What was left out is dealt with; the first to say so is kept."""
    require(can_edit_answers, by, returned.document)
    DismissedRemarks.objects.get_or_create(returned=returned, defaults={"by": by})


def take_in(
    returned: WordReturn, *, chosen: dict[str, int], by: User, pictures: tuple[str, ...] = ()
) -> tuple[list[str], list[str]]:
    """Save what a returned form says at the chosen prompts: {number: version of the answer that the person saw}.

    Returns the numbers of the prompts that were saved, and of those where somebody wrote at the same place meanwhile.
    `pictures` are the keys of those to keep as evidence.
    """
    document = returned.document
    require(can_edit_answers, by, document)
    found = placed(bytes(returned.content), document)
    uploads = keepable(document, found, pictures)
    with transaction.atomic():
        saved, clashed = save_chosen(found, chosen, by=by)
        for picture, upload in uploads:
            keep_picture(document, picture, upload, by=by)
        audit.record("took in a Word form", by=by, about=document, site=document.site)
    return saved, clashed


def save_chosen(found: Return, chosen: dict[str, int], *, by: User) -> tuple[list[str], list[str]]:
    saved: list[str] = []
    clashed: list[str] = []
    for placement in found.changed:
        number = placement.answer.prompt_number
        if number in chosen:
            (saved if save_placement(placement, chosen[number], by=by) else clashed).append(number)
    return saved, clashed


def save_placement(placement: Placement, seen: int, *, by: User) -> bool:
    """A clash that the person saw is settled for the form, the other text stays in the history; a new one is not."""
    answer, stand = placement.answer, placement.stand
    said = {"state": stand.state, "until": stand.until, "reason": stand.reason, "by": by}
    if placement.result is None:
        return seen == answer.version and not save_answer(answer, placement.mine, base_version=seen, **said).clashed
    return not save_answer(answer, placement.result, base_version=answer.version, **said).clashed


def keepable(
    document: LivingDocument, found: Return, chosen: tuple[str, ...]
) -> list[tuple[FoundPicture, UploadedFile]]:
    """The chosen pictures of a form as they are kept, without those that are refused."""
    answer = files_answer(document)
    kept = []
    for picture in found.pictures if answer is not None else []:
        if picture.key in chosen:
            with suppress(NotOpened):
                upload = SimpleUploadedFile(picture.name, picture.content)
                kept.append((picture, judged(upload, accepted(answer.prompt.accept))))
    return kept


def keep_picture(document: LivingDocument, picture: FoundPicture, upload: UploadedFile, *, by: User) -> None:
    """A picture of the form as a file that supports the answer it stood in, unless it is there already."""
    if not document.files.filter(sha256=sha256(upload.read()).hexdigest()).exists():
        add_file(files_answer(document), upload=upload, title=picture.title, supports=picture.number, by=by)
