"""The frozen copy: the whole document as plain data, complete in itself, that readers read and reports quote."""

import secrets

from living_docs import uk_time
from living_docs.completeness import Section, sections
from living_docs.instrument import Prompt
from living_docs.kinds import kind_of
from living_docs.models import Answer, AnswerState, EvidenceFile, LivingDocument, Submission
from living_docs.prose import count_words

REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that looks like another


def new_reference(document: LivingDocument) -> str:
    """ "R3-7K2P": short enough to say on the telephone, and not taken."""
    while True:
        code = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(4))
        reference = f"R{document.round.number}-{code}"
        if not Submission.objects.filter(reference=reference).exists():
            return reference


def document_data(document: LivingDocument) -> dict:
    """Everything a document says, with the questions it answers; files by name and SHA-256."""
    files = {file.pk: file for file in EvidenceFile.objects.named_in(document)}
    return {
        "programme": document.round.programme.name,
        "site": {"name": document.site.name, "slug": document.site.slug},
        "round": document.round.number,
        "instrument": document.round.instrument.number,
        "deadline": document.deadline.isoformat(),
        "sections": [section_data(section, files) for section in sections(document) if section.lines],
    }


def section_data(section: Section, files: dict[int, EvidenceFile]) -> dict:
    return {
        "number": section.question.number,
        "title": section.question.title,
        "purpose": section.question.purpose,
        "prompts": [entry(line.prompt, line.answer, files) for line in section.lines],
    }


def entry(prompt: Prompt, answer: Answer, files: dict[int, EvidenceFile]) -> dict:
    """One prompt as it is frozen: the question, the value as stored, and the same as it is printed."""
    kind = kind_of(prompt)
    shown = kind.shown(prompt, answer.value)
    if "files" in shown:
        shown["files"] = [file_data(files[pk]) for pk in shown["files"] if pk in files]
    return {
        "number": prompt.number,
        "label": prompt.label,
        "question": prompt.question,
        "kind": prompt.kind,
        "required": prompt.required,
        "state": answer.state,
        "state_label": state_label(answer),
        "carried_from": answer.carried_from,
        "until": answer.until.isoformat() if answer.until else "",
        "reason": answer.reason,
        "value": answer.value,
        "shown": shown,
        "evidence": [file_data(file) for file in files.values() if file.supports == prompt.number],
        "words": sum(count_words(block) for block in kind.blocks(prompt, answer.value)),
    }


def file_data(file: EvidenceFile) -> dict:
    return {"id": file.pk, "title": file.title, "name": file.name, "size": file.size, "sha256": file.sha256}


def state_label(answer: Answer) -> str:
    """The state in words, with date or reason."""
    if answer.state == AnswerState.NOT_KNOWN:
        return f"Not known until {uk_time.short_day(answer.until)}"
    if answer.state == AnswerState.NOT_ANSWERED:
        return f"Not answered this round: {answer.reason}"
    if answer.state == AnswerState.OPEN:
        return "Left open"
    return answer.from_words or AnswerState(answer.state).label


def printed(document: LivingDocument, submission: Submission | None) -> dict:
    """What the PDF of a document is made from: a submission's frozen data, or the current draft."""
    data = submission.data if submission else document_data(document)
    return {
        "programme": data["programme"],
        "site": data["site"],
        "round": data["round"],
        "reference": submission.reference if submission else "",
        "submitted_at": submission.submitted_words if submission else "",
        "sha256": submission.sha256 if submission else "",
        "draft": submission is None,
        "demo": document.round.programme.fictional,
        "sections": data["sections"],
    }
