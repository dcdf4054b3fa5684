"""The sites' part of a demo round: every prompt answered through the real actions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from accounts.foundations import clock
from accounts.models import User
from icp_eval.demo.narrative import compose
from living_docs import actions
from living_docs.models import Answer, AnswerState, LivingDocument, SectionMark
from living_docs.uk_time import uk_moment

POINTS = "C.4"


class SiteWriter:
    """One site's two authors, with what they wrote last at each prompt."""

    def __init__(self, slug: str, people: Mapping[str, User], calendar: dict[int, date]) -> None:
        self.slug, self.calendar = slug, calendar
        self.manager, self.contributor = people[f"manager.{slug}"], people[f"contributor.{slug}"]
        self.last: dict[str, dict] = {}

    def write(self, document: LivingDocument, *, until: datetime, share: float = 1.0) -> None:
        """Answer a share of the prompts in the weeks before `until`, and mark the questions."""
        prompts = {p["number"]: p for p in all_prompts(document.round.instrument.data)}
        answers = list(document.answers.order_by("pk"))
        written = answers[: round(len(answers) * share)]
        for place, answer in enumerate(written):
            answer.document = document
            author = self.manager if place % 3 else self.contributor
            with clock.at(until - timedelta(days=20) + timedelta(days=19) * place / len(answers)):
                self.answer(answer, prompts[answer.prompt_number], by=author)
        self.mark(document, written, complete=share == 1.0, at=until - timedelta(hours=20))

    def answer(self, answer: Answer, prompt: dict, *, by: User) -> None:
        number = answer.document.round.number
        rows = answer.value.get("rows", []) if prompt["number"] == POINTS else []
        said = compose(
            self.slug,
            number,
            prompt,
            previous=self.last.get(prompt["number"]),
            calendar=self.calendar,
            points=[row["point"] for row in rows],
        )
        if rows and said["state"] == "answered":
            said["value"]["rows"] = [
                row | {k: v for k, v in new.items() if k not in {"id", "point"}}
                for row, new in zip(rows, said["value"]["rows"], strict=False)
            ]
        if said["state"] == "answered":
            self.last[prompt["number"]] = said
        if said["state"] == "no_change" and answer.state != AnswerState.CARRIED:
            said = self.last[prompt["number"]]  # nothing was carried: an accepted "too early" stood between
        if said["state"] == "no_change":
            actions.confirm_no_change(answer, by=by)
        elif said["state"] != "open":
            until = date.fromisoformat(said["until"]) if said.get("until") else None
            saved = actions.save_answer(
                answer,
                said.get("value") or {},
                base_version=answer.version,
                by=by,
                state=AnswerState(said["state"]),
                until=until,
                reason=said.get("reason", ""),
            )
            if saved.record.state == AnswerState.CARRIED:
                actions.confirm_no_change(saved.record, by=by)

    def mark(self, document: LivingDocument, written: list[Answer], *, complete: bool, at: datetime) -> None:
        """Questions whose prompts are all written are completed, the one in hand is in progress."""
        numbers = {answer.prompt_number for answer in written}
        with clock.at(at):
            for question in document.round.instrument.questions:
                asked = [prompt.number for prompt in question.asked(document.round.number)]
                if not asked or not numbers.intersection(asked):
                    continue
                done = complete or numbers.issuperset(asked)
                mark = SectionMark.Mark.COMPLETED if done else SectionMark.Mark.IN_PROGRESS
                actions.mark_section(document, question=question.number, mark=mark, by=self.manager)

    def submit(self, document: LivingDocument, *, days_before: int) -> None:
        day = document.deadline.date() - timedelta(days=days_before)
        with clock.at(uk_moment(day, 11 + days_before % 5, 7 * days_before % 60)):
            actions.submit(document, by=self.manager)


def all_prompts(instrument: dict) -> list[dict]:
    return [*instrument["cover"], *(prompt for question in instrument["questions"] for prompt in question["prompts"])]
