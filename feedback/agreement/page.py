"""The agreeing page of one question: what its readings say, what is agreed, what readers say of that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, QueryDict

from accounts.models import User
from feedback import actions, visibility
from feedback.agreement.discussion import Labels
from feedback.agreement.origins import Comments, comments_on, labels
from feedback.agreement.side_by_side import AgreedRow, agreed_rows, agreed_start, started_from, with_taken
from feedback.checks.feedback_check import Finding, findings_of
from feedback.forms import CommentForm
from feedback.models import AgreedComment, QuestionToReader, ReaderComment, Reading, Remark
from living_docs import uk_time
from living_docs.instrument import Prompt, Question
from living_docs.models import LivingDocument
from living_docs.versions import Saved


@dataclass
class AgreeingPage:
    document: LivingDocument
    question: Question
    user: User

    @classmethod
    def of(cls, document: LivingDocument, number: int, user: User) -> AgreeingPage:
        """The page of a question that is asked in the document’s round; all else is the ordinary 404."""
        question = document.round.instrument.question(number)
        if question is None or not question.asked(document.round.number):
            raise Http404
        return cls(document, question, user)

    @cached_property
    def agreed(self) -> AgreedComment | None:
        return AgreedComment.objects.filter(document=self.document, question=self.question.number).first()

    @cached_property
    def comments(self) -> Comments:
        found = visibility.comments_for(self.user, self.document, self.question.number)
        return comments_on(self.question, self.document, found)

    @property
    def readings(self) -> list[Reading]:
        return [reading for reading, _ in self.comments]

    @property
    def starts(self) -> list[tuple[str, Reading]]:
        """What one press can start from."""
        return list(zip(labels(self.readings), self.readings, strict=True))

    @property
    def base_version(self) -> int:
        return self.agreed.version if self.agreed else 0

    @property
    def saved_line(self) -> str:
        return uk_time.saved_line(self.agreed.written_at) if self.agreed else ""

    def form(self, data: QueryDict | None = None) -> CommentForm:
        return CommentForm(data, initial=agreed_start(self.agreed, self.comments))

    def rows(self, form: CommentForm) -> list[AgreedRow]:
        return agreed_rows(form, self.agreed, self.comments, self.findings)

    def save(self, form: CommentForm, posted: QueryDict) -> Saved:
        """Save what was typed, with what a button took over from the readings."""
        fields = form.fields_typed()
        if "start" in posted:
            fields = started_from(posted["start"], self.comments)
        fields = with_taken(fields, posted.get("take", ""), self.comments)
        base = posted.get("agreed-base_version", "")
        return actions.save_agreed(
            self.document,
            question=self.question.number,
            fields=fields,
            by=self.user,
            base_version=int(base) if base.isdigit() else None,
        )

    @cached_property
    def findings(self) -> dict[str, list[Finding]]:
        """What the guard finds on this question, field by field."""
        found: dict[str, list[Finding]] = {}
        for finding in findings_of(self.document):
            if finding.text.question == self.question.number:
                found.setdefault(finding.text.field, []).append(finding)
        return found

    # What readers say about it, and what they are asked

    @cached_property
    def labels(self) -> Labels:
        return Labels.of(self.document, self.user)

    @property
    def remarks(self) -> list[tuple[Prompt, list[tuple[str, Remark]]]]:
        """What the readings remark on each prompt, in the order of the prompts."""
        by_prompt: dict[str, list[tuple[str, Remark]]] = {}
        for reading, remarks in visibility.remarks_for(self.user, self.document, self.question.number):
            for remark in remarks if reading.is_lodged else []:
                by_prompt.setdefault(remark.prompt_number, []).append((self.labels.of_reading(reading), remark))
        prompts = self.document.prompts
        return [(prompt, by_prompt[number]) for number, prompt in prompts.items() if number in by_prompt]

    @property
    def reader_comments(self) -> list[tuple[str, ReaderComment]]:
        found = visibility.reader_comments_for(self.user, self.document).on(self.question.number)
        return [(self.labels.of_reading(comment.reading), comment) for comment in found]

    @property
    def open_comments(self):
        return visibility.reader_comments_for(self.user, self.document).on(self.question.number).filter(outcome="")

    @property
    def questions_asked(self) -> list[tuple[str, QuestionToReader]]:
        found = visibility.questions_for(self.user, self.document).on(self.question.number)
        return [(self.labels.of_reading(asked.reading), asked) for asked in found]

    @property
    def can_be_asked(self) -> list[tuple[str, Reading]]:
        """The readers of this question, but for the leader."""
        return [(self.labels.of_reading(r), r) for r in self.readings if r.reader_id != self.user.pk]
