"""What is typed at the desk: the comment on a question, one remark, the standing ask that is put in."""

from __future__ import annotations

from uuid import uuid4

from django.http import QueryDict

from accounts import clock
from accounts.models import User
from feedback import actions
from feedback.desk import desk_links
from feedback.desk_page import DeskPage
from feedback.forms import DeskCommentForm, DeskSummaryForm, RemarkForm
from feedback.models import CommentFields, Reading, Remark, SavedDraft, StandingAsk
from living_docs import uk_time

CLASH = "You changed the same words in another window too. Nothing has been lost."


def saved_line(moment) -> str:
    """ "Saved at 10:05am", or the day where that was not today."""
    local = moment.astimezone(uk_time.UK)
    same_day = local.date() == clock.now().astimezone(uk_time.UK).date()
    return f"Saved at {uk_time.clock_words(local)}" if same_day else f"Saved on {uk_time.short_day(local)}"


def last_saved(reading: Reading, part: int) -> str:
    draft = reading.drafts.filter(part=part).order_by("number").last()
    return saved_line(draft.at) if draft else ""


class CommentPart:
    """The comment on one question, on top of the version it was opened with."""

    def __init__(self, reading: Reading, question: int, posted: QueryDict | None = None) -> None:
        self.reading, self.question = reading, question
        self.comment = reading.comments.filter(question=question).first()
        version = self.comment.version if self.comment else 1
        fields = self.comment.fields() if self.comment else {}
        self.form = DeskCommentForm(posted, initial={**fields, "base_version": version})
        self.saved: actions.Saved | None = None
        self.line = last_saved(reading, question)
        self.words = self.comment.words if self.comment else 0

    def save(self, *, by: User) -> bool:
        """True when everything typed is saved; else the boxes hold the words of both windows."""
        self.form.is_valid()
        base = self.form.cleaned_data.get("base_version") or 0
        typed = self.form.fields_typed()
        self.saved = actions.save_comment(self.reading, question=self.question, fields=typed, by=by, base_version=base)
        self.merged = {name: text for name, text in self.saved.fields.items() if typed.get(name) != text}
        if self.saved.clashed:
            held = {**self.saved.fields, "base_version": self.saved.version}
            self.form = DeskCommentForm(held, initial=held)
            return False
        self.line = saved_line(clock.now())
        return True

    @property
    def clash(self) -> str:
        return CLASH if self.saved and self.saved.clashed else ""

    @property
    def clashed_labels(self) -> list[str]:
        return [CommentFields.label(name) for name in self.saved.clashed] if self.saved else []

    def acknowledgement(self) -> dict[str, object]:
        """What an open page has to know of the save."""
        fields = {} if self.clash else self.merged
        return {"version": self.saved.version, "line": self.line, "clash": self.clash, "problems": [], "fields": fields}


class SummaryPart(CommentPart):
    """The summary, saved as a comment is."""

    def __init__(self, reading: Reading, posted: QueryDict | None = None) -> None:
        self.reading = reading
        self.form = DeskSummaryForm(
            posted, initial={"summary": reading.summary, "base_version": reading.summary_version}
        )
        self.saved = None
        self.line = last_saved(reading, SavedDraft.SUMMARY)

    def save(self, *, by: User) -> bool:
        self.form.is_valid()
        typed, base = self.form.cleaned_data["summary"], self.form.cleaned_data.get("base_version") or 0
        self.saved = actions.save_summary(self.reading, summary=typed, by=by, base_version=base)
        self.merged = {} if self.saved.fields["summary"] == typed else self.saved.fields
        if self.saved.clashed:
            held = {**self.saved.fields, "base_version": self.saved.version}
            self.form = DeskSummaryForm(held, initial=held)
            return False
        self.line = saved_line(clock.now())
        return True


class RemarkPart:
    """One remark, new or one that is changed: kept under the key its form was drawn with."""

    def __init__(self, reading: Reading, question: int, prompts: list[tuple[str, str]], posted: QueryDict | None = None,
                 remark: Remark | None = None, prompt: str = "") -> None:  # fmt: skip
        self.reading, self.question, self.remark = reading, question, remark
        self.form = RemarkForm(posted, prompts=prompts, initial=self.initial(prompt))

    def initial(self, prompt: str) -> dict[str, object]:
        if self.remark is None:
            return {"key": uuid4(), "base_version": 0, "letters_before": 0, "prompt": prompt}
        return {"key": self.remark.key, "base_version": self.remark.version, "letters_before": 0,
                "prompt": self.remark.prompt_number, "quoted": self.remark.quoted, "text": self.remark.text}  # fmt: skip

    def save(self, *, by: User) -> None:
        """An empty box is no remark, and takes none away."""
        if not self.form.is_written:
            return
        typed = self.form.cleaned_data
        self.remark = actions.save_remark(
            self.reading, key=typed["key"] or uuid4(), question=self.question, prompt_number=typed["prompt"],
            text=typed["text"], quoted=typed["quoted"], letters_before=typed["letters_before"] or 0,
            base_version=typed["base_version"] or 0, by=by,
        )  # fmt: skip

    def acknowledgement(self) -> dict[str, object]:
        version = self.remark.version if self.remark else 0
        problems = [str(text) for texts in self.form.errors.values() for text in texts]
        line = saved_line(clock.now()) if self.remark else ""
        fields = {}
        if self.remark and self.remark.text != self.form.cleaned_data["text"].strip():
            fields = {"remark-text": self.remark.text}
        return {"version": version, "line": line, "clash": "", "problems": problems, "fields": fields}


class Desk:
    """Everything that can be typed beside one question; saved together, whatever is pressed."""

    def __init__(self, page: DeskPage, user: User, posted: QueryDict | None = None, changing: str = "") -> None:
        self.page, self.user = page, user
        self.reading, self.question = page.reading, page.question.number
        self.posted = with_ask(posted) if posted and posted.get("do") == "insert" else posted
        self.comment = CommentPart(self.reading, self.question, self.posted)
        prompts = [(p.entry["number"], f"{p.entry['number']} {p.entry['label']}") for p in page.compared]
        found = self.own_remark(changing)
        self.remark = RemarkPart(self.reading, self.question, prompts, self.posted, found)
        self.asks = StandingAsk.objects.in_use()
        self.fields = [(name, CommentFields.label(name)) for name in CommentFields.TEXTS]

    def own_remark(self, pk: str) -> Remark | None:
        return self.reading.remarks.filter(pk=pk, question=self.question).first() if pk.isdecimal() else None

    @property
    def errors(self) -> list[dict[str, str]]:
        """What keeps something typed from being saved, with its field."""
        forms = (self.comment.form, self.remark.form) if self.posted is not None else ()
        return [
            {"text": str(text), "anchor": form[name].id_for_label}
            for form in forms for name, texts in form.errors.items() for text in texts
        ]  # fmt: skip

    def save(self) -> bool:
        """True when all is saved; False when the page has to be looked at again."""
        self.remark.save(by=self.user)
        saved = self.comment.save(by=self.user)
        count_asks(self.reading, self.question, self.posted, by=self.user)
        return saved and not self.remark.form.errors

    def save_sent(self) -> None:
        """Save the parts that an open page sent, and no other."""
        if "remark-base_version" in self.posted:
            self.remark.save(by=self.user)
        if "base_version" in self.posted:
            self.comment.save(by=self.user)
        count_asks(self.reading, self.question, self.posted, by=self.user)

    def follow(self, pressed: str) -> str:
        """Do what the button says beyond saving, and where it leads."""
        verb, _, rest = pressed.partition(":")
        links = desk_links(self.reading)
        if verb == "next":
            return links.after(self.question)
        if verb == "remove" and (remark := self.own_remark(rest)):
            actions.remove_remark(remark, by=self.user)
        places = {"insert": "#your-reading", "remark": "#remarks", "remove": "#remarks"}
        return links.address(self.question) + places.get(verb, "#your-reading")

    def acknowledgement(self) -> dict[str, dict]:
        """What became of each part that the page sent."""
        parts = {"comment": ("base_version", self.comment), "remark": ("remark-base_version", self.remark)}
        return {name: part.acknowledgement() for name, (field, part) in parts.items() if field in self.posted}


def with_ask(posted: QueryDict) -> QueryDict:
    """The form after "Insert" was pressed without JavaScript: the sentence below what stands in the field chosen."""
    ask = StandingAsk.objects.in_use().filter(slug=posted.get("ask", "")).first()
    if ask is None:
        return posted
    field = posted.get("ask_field") if posted.get("ask_field") in CommentFields.TEXTS else ask.field
    put = posted.copy()
    put[field] = "\n".join(filter(None, [posted.get(field, "").rstrip(), ask.sentence]))
    put.appendlist("asked", ask.slug)
    return put


def count_asks(reading: Reading, question: int, posted: QueryDict, *, by: User) -> None:
    for ask in StandingAsk.objects.in_use().filter(slug__in=posted.getlist("asked")):
        actions.make_ask(ask, reading, question=question, by=by)
