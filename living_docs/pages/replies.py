"""What the last feedback report asks, each at its place on the site's pages, with the reply that C.4 holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django import forms

from accounts.models import User
from living_docs import actions
from living_docs.feedback_points import Point, Report, last_release, points_prompt, reply_labels, report_beside
from living_docs.forms.fields import TypedText
from living_docs.instrument import Question
from living_docs.models import Answer, LivingDocument
from living_docs.pages.display import COVER, question_address

TOP = "replies"  # the part of a page that holds what is about no prompt of this round


class ReplyForm(forms.Form):
    """An option and words, for one ask."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)
    done = TypedText(label="What you did (optional)", widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, point: Point, answer: Answer, data=None):
        initial = {
            "base_version": answer.version,
            "reply": point.row.get("reply", ""),
            "done": point.row.get("done", ""),
        }
        super().__init__(data, prefix=f"reply-{point.id}", initial=initial, auto_id="id_%s")
        choices = [("", "No reply yet"), *reply_labels(answer.prompt).items()]
        self.fields["reply"] = forms.ChoiceField(label="Your reply", required=False, choices=choices)

    @property
    def boxes(self):
        return [self["reply"], self["done"]]


@dataclass
class Reply:
    """One ask where it stands: its words, its state, its form, and what has to be said about its place."""

    point: Point
    form: ReplyForm
    part: str
    note: str = ""

    @property
    def state(self) -> str:
        return f"Your reply: {self.point.reply}." if self.point.reply else "No reply yet."


def place_to_reply(document: LivingDocument, point: Point) -> str:
    """The address of an ask's form: at its first prompt that this round asks, else at the top of its question."""
    round = document.round.number
    asked = [document.prompts[n].question_number for n in point.prompts if document.prompts[n].is_asked(round)]
    others = [document.prompts[number].question_number for number in point.prompts]
    question = next(iter([*asked, *others, *point.questions]), COVER)
    return f"{question_address(document, question)}#reply-{point.id}"


class Replies:
    """All asks of the last report on one question page, each form once."""

    def __init__(self, document: LivingDocument, question: Question, answers: dict[str, Answer]) -> None:
        self.document, self.question, self.answers = document, question, answers
        self.asked = {prompt.number: prompt for prompt in question.asked(document.round.number)}

    @cached_property
    def report(self) -> Report | None:
        return report_beside(self.document, self.answers)

    @property
    def answer(self) -> Answer:
        answer = self.answers[points_prompt(self.document).number]
        answer.document = self.document
        return answer

    @property
    def version(self) -> int:
        """Of C.4, where there is a report to reply to."""
        return self.answer.version if self.report and self.report.all else 0

    @cached_property
    def here(self) -> list[Reply]:
        return [reply for point in (self.report.all if self.report else ()) for reply in self.placed(point)]

    def placed(self, point: Point) -> list[Reply]:
        """At its first prompt on this page; at the top where it is about the question, or a prompt not asked now."""
        prompts = [number for number in point.prompts if number in self.asked]
        if prompts:
            return [Reply(point, self.form(point), self.asked[prompts[0]].anchor, self.elsewhere(point))]
        if self.belongs_to_question(point):
            return [Reply(point, self.form(point), TOP, self.elsewhere(point))]
        return []

    def belongs_to_question(self, point: Point) -> bool:
        """Whether its place is the top of this page: of the cover, where it is about nothing in particular."""
        if any(self.document.prompts[number].is_asked(self.document.round.number) for number in point.prompts):
            return False
        questions = [self.document.prompts[number].question_number for number in point.prompts] or point.questions
        return self.question.number in (questions or [0])

    def elsewhere(self, point: Point) -> str:
        """ "This round does not ask 3.3." """
        missing = [n for n in point.prompts if not self.document.prompts[n].is_asked(self.document.round.number)]
        return f"It is about {' and '.join(missing)}, which this round does not ask." if missing else ""

    def form(self, point: Point, data=None) -> ReplyForm:
        return ReplyForm(point, self.answer, data)

    def at(self, part: str) -> list[Reply]:
        return [reply for reply in self.here if reply.part == part]

    def also_at(self, number: str) -> list[Reply]:
        """Those about a prompt whose form stands at another prompt of this page."""
        anchor = self.asked[number].anchor if number in self.asked else ""
        return [reply for reply in self.here if number in reply.point.prompts and reply.part != anchor]

    # Saving

    def save(self, posted, *, by: User) -> dict[str, list[str]]:
        """Save the replies that the page sent into C.4; by part of the page, what could not be saved."""
        sent = [reply for reply in self.here if f"{reply.form.prefix}-base_version" in posted]
        held: dict[str, list[str]] = {}
        for reply in sent:
            held.setdefault(reply.part, []).extend(self.save_one(reply, posted, by=by))
        for known in ("here", "report"):
            self.__dict__.pop(known, None)  # to be read anew
        return held

    def save_one(self, reply: Reply, posted, *, by: User) -> list[str]:
        form, answer = self.form(reply.point, posted), self.answer
        form.is_valid()
        typed = {name: form.cleaned_data.get(name, "") for name in ("reply", "done")}
        base = answer.versions.filter(number=form.cleaned_data.get("base_version") or 0).first()
        rows = [dict(row) for row in (base or answer).value.get("rows", [])]
        row = next((row for row in rows if row["id"] == reply.point.id), None)
        if row is None and any(typed.values()):
            rows.append(row := dict(reply.point.row))
        if row is None:
            return []
        row |= typed
        version = base.number if base else answer.version
        value = answer.value | {"rows": rows}
        saved = actions.save_answer(answer, value, base_version=version, by=by)
        if saved.clashed:
            return [
                f"Your reply to {reply.point.name}: {saved.theirs.by.name} has changed it meanwhile. Load the page again"
            ]
        self.answers[answer.prompt_number] = saved.record
        return []


def place_of(document: LivingDocument, point: Point) -> tuple[str, str]:
    """Where a point is replied to in a document: the address and its name."""
    number = document.round.number
    asked = [document.prompts[one] for one in point.prompts if document.prompts[one].is_asked(number)]
    if asked:
        return f"{question_address(document, asked[0].question_number)}#reply-{point.id}", asked[0].number
    questions = [document.prompts[one].question_number for one in point.prompts] or point.questions or [0]
    name = f"question {questions[0]}" if questions[0] else "the cover"
    return f"{question_address(document, questions[0])}#reply-{point.id}", name


def replies_to(release) -> dict[int | str, dict[str, str]]:
    """For the report's own page: where each of its asks is replied to in the site's next document, and the state; points
    by their number, asks by their letters."""
    document = next_document(release.document)
    if document is None or last_release(document) != release:
        return {}
    report = report_beside(document, {answer.prompt_number: answer for answer in document.answers.all()})
    points = {int(point.id.removeprefix("point-")): point for point in report.points if point.id.startswith("point-")}
    return {key: replied_at(document, point) for key, point in (points | {p.name: p for p in report.asks}).items()}


def next_document(document: LivingDocument) -> LivingDocument | None:
    """The site's document of the next round that was opened."""
    later = LivingDocument.objects.for_pages().filter(site=document.site, round__programme=document.round.programme)
    return later.filter(round__number__gt=document.round.number).order_by("round__number").first()


def replied_at(document: LivingDocument, point: Point) -> dict[str, str]:
    number = document.round.number
    address, name = place_of(document, point)
    missing = [one for one in point.prompts if not document.prompts[one].is_asked(number)]
    note = f"Round {number} does not ask {' and '.join(missing)}." if missing else ""
    verb = "Reply at" if document.is_with_site else "Replied to at"
    return {
        "address": address,
        "name": name,
        "state": f"Your reply: {point.reply}." if point.reply else "No reply yet.",
        "note": note,
        "verb": f"{verb} {name}",
    }
