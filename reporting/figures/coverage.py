"""How fully each question was answered. The two counts of a row are complements, and their bands are too."""

from reporting.claims.evidence import RoundEvidence

COLUMNS = {
    "answered": "Every required prompt answered",
    "accepted": "A reason or a date in place of an answer",
}


def coverage(evidence: RoundEvidence) -> dict:
    rows = [
        {
            "label": question.short_name,
            "cells": [evidence.published(f"question-{question.number}-{ending}").data() for ending in COLUMNS],
        }
        for question in evidence.round.instrument.questions
        if question.number and question.asked(evidence.round.number)
    ]
    return {
        "title": "How fully each question was answered",
        "source": f"Base: {len(evidence.sent)} documents received. Optional prompts are not counted. A required prompt is "
        "met by an answer, and also by a reason or a date in its place: a document may say that it is too early, from "
        "when something will be known, or why a prompt is not answered.",
        "label": "Question",
        "columns": list(COLUMNS.values()),
        "rows": rows,
    }
