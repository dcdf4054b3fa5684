"""Carry-forward: what a site finds in a new round's document (answer rules A1, A4, A6 of the instrument)."""

from living_docs.feedback_points import PREFILL, last_release
from living_docs.instrument import Prompt
from living_docs.models import MET, Answer, AnswerState, LivingDocument
from living_docs.workflow import Status

PREVIOUS_ROWS = "previous_rows"


def first_answers(document: LivingDocument) -> list[Answer]:
    """One answer for each prompt asked this round, carried where the round plan says so. Not saved."""
    return [
        first_answer(document, prompt) for prompt in document.prompts.values() if prompt.is_asked(document.round.number)
    ]


def first_answer(document: LivingDocument, prompt: Prompt) -> Answer:
    fresh = Answer(document=document, prompt_number=prompt.number)
    mode = prompt.mode(document.round.number)
    if prompt.prefill == PREFILL:
        return with_rows(fresh, feedback_point_rows(document))
    previous = previous_answer(document, prompt)
    if previous is None or previous.state not in MET | {AnswerState.CARRIED}:
        return fresh
    if mode == "update" or prompt.prefill == PREVIOUS_ROWS:
        return carried(fresh, previous)
    return fresh


def previous_answer(document: LivingDocument, prompt: Prompt) -> Answer | None:
    """The site's answer in the last round in which the prompt was asked."""
    return (
        Answer.objects.filter(
            document__site=document.site,
            document__round__programme=document.round.programme,
            document__round__number=prompt.last_asked(document.round.number),
            prompt_number=prompt.number,
        )
        .select_related("document__round")
        .first()
    )


def previous_answers(document: LivingDocument) -> dict[str, Answer]:
    """The same for every prompt of a document, by its number."""
    round = document.round
    earlier = Answer.objects.filter(
        document__site=document.site,
        document__round__programme=round.programme,
        document__round__number__lt=round.number,
    ).select_related("document__round__instrument")
    found = {(answer.prompt_number, answer.document.round.number): answer for answer in earlier}
    asked = {number: (number, prompt.last_asked(round.number)) for number, prompt in document.prompts.items()}
    return {number: found[place] for number, place in asked.items() if place in found}


def carried(fresh: Answer, previous: Answer) -> Answer:
    fresh.state = AnswerState.CARRIED
    fresh.value = previous.value
    fresh.carried_from = previous.document.round.number
    fresh.carried_unsent = previous.document.status == Status.DRAFT
    return fresh


def with_rows(fresh: Answer, rows: list[dict[str, str]]) -> Answer:
    """A table that starts with rows given by the programme; it counts as open until the site replies."""
    fresh.value = {"rows": rows, "follow_up": ""} if rows else {}
    return fresh


def feedback_point_rows(document: LivingDocument) -> list[dict[str, str]]:
    """A row for each point of the last released report, for C.4."""
    release = last_release(document)
    points = release.data["next_points"] if release else []
    return [
        {"id": f"point-{point['number']}", "point": point["text"], "reply": "", "done": "", "where": ""}
        for point in points
    ]
