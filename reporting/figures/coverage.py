"""How fully each question was answered. The two counts of a row are complements, and their bands are too."""

from reporting.claims.evidence import RoundEvidence


def coverage(evidence: RoundEvidence) -> dict:
    rows = [
        {"label": question.short_name,
         "cells": [evidence.published(f"question-{question.number}-{ending}").data() for ending in ("full", "open")]}
        for question in evidence.round.instrument.questions
        if question.number and question.asked(evidence.round.number)
    ]  # fmt: skip
    return {
        "title": "How fully each question was answered",
        "source": f"Base: documents received, {len(evidence.sent)}.",
        "label": "Question",
        "columns": ["Every prompt met or accepted", "A prompt left open"],
        "rows": rows,
    }
