"""Files that a site appends to an answer."""

from __future__ import annotations

import hashlib

from django.db import transaction

from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import (
    can_edit_answers,
    require,
)
from living_docs.actions.answers import save_answer
from living_docs.files.evidence import shown_name
from living_docs.kinds import kind_of
from living_docs.models import (
    Answer,
    EvidenceFile,
    LivingDocument,
)


def files_answer(document: LivingDocument) -> Answer | None:
    """The answer that takes files in this round."""
    asks = [p for p in document.prompts.values() if kind_of(p).takes_files and p.is_asked(document.round.number)]
    answer = document.answers.get(prompt_number=asks[0].number) if asks else None
    if answer is not None:
        answer.document = document
    return answer


@transaction.atomic
def add_file(answer: Answer, *, upload, title: str, supports: str, by: User) -> EvidenceFile:
    """Keep an uploaded file, already checked by its form, and name it in the answer."""
    require(can_edit_answers, by, answer.document)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    file = EvidenceFile.objects.create(
        document=answer.document,
        prompt_number=answer.prompt_number,
        title=title,
        supports=supports,
        name=shown_name(upload.name),
        file=upload,
        size=upload.size,
        sha256=digest.hexdigest(),
        by=by,
    )
    files = [*answer.value.get("files", []), file.pk]
    save_answer(answer, {"files": files}, base_version=answer.version, by=by)
    audit.record("added a file", by=by, about=f"file {file.pk} to {answer.document}", site=answer.document.site)
    return file


@transaction.atomic
def remove_file(answer: Answer, file: EvidenceFile, *, by: User) -> None:
    """Take a file out of the answer. What was submitted with it keeps it."""
    files = [pk for pk in answer.value.get("files", []) if pk != file.pk]
    save_answer(answer, {"files": files}, base_version=answer.version, by=by)
    audit.record("removed a file", by=by, about=f"file {file.pk} from {answer.document}", site=answer.document.site)
