"""Everything that can be typed beside one question, and the standing asks that are put into it."""

from __future__ import annotations

from django.http import QueryDict

from accounts.foundations.public_keys import number_in
from accounts.models import User
from feedback import actions
from feedback.models import Reading, Remark, StandingAsk
from feedback.reading_desk.contents import desk_links
from feedback.reading_desk.page import DeskPage
from feedback.reading_desk.parts import CommentPart, RemarkPart
from living_docs.comment_fields import TEXTS


class Desk:
    """Everything that can be typed beside one question; saved together, whatever is pressed."""

    def __init__(self, page: DeskPage, user: User, posted: QueryDict | None = None, changing: str = "") -> None:
        self.page, self.user = page, user
        self.reading, self.question = page.reading, page.question.number
        self.posted = with_ask(posted) if posted and posted.get("do") == "insert" else posted
        self.sent = self.posted or QueryDict()
        self.comment = CommentPart(self.reading, self.question, self.posted)
        prompts = [(p.entry["number"], f"{p.entry['number']} {p.entry['label']}") for p in page.compared]
        found = self.own_remark(changing)
        typed_remark = self.posted if "remark-base_version" in self.sent else None
        self.remark = RemarkPart(self.reading, self.question, prompts, typed_remark, found)
        self.asks = StandingAsk.objects.in_use()
        self.fields = [(field.name, field.label) for field in TEXTS]

    def own_remark(self, key: str) -> Remark | None:
        return self.reading.remarks.filter(pk=number_in(Remark, key), question=self.question).first()

    @property
    def errors(self) -> list[dict[str, str]]:
        """What keeps something typed from being saved, with its field."""
        forms = (self.comment.form, self.remark.form) if self.posted is not None else ()
        return [
            {"text": str(text), "anchor": form[name].id_for_label}
            for form in forms
            for name, texts in form.errors.items()
            for text in texts
        ]

    def save(self) -> bool:
        """True when all is saved; False when the page has to be looked at again."""
        if "remark-base_version" in self.sent:
            self.remark.save(by=self.user)
        saved = self.comment.save(by=self.user)
        count_asks(self.reading, self.question, self.sent, by=self.user)
        return saved and not self.remark.form.errors

    def save_sent(self) -> None:
        """Save the parts that an open page sent, and no other."""
        if "remark-base_version" in self.sent:
            self.remark.save(by=self.user)
        if "base_version" in self.sent:
            self.comment.save(by=self.user)
        count_asks(self.reading, self.question, self.sent, by=self.user)

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
        said = {}
        if "base_version" in self.sent:
            said["comment"] = self.comment.acknowledgement()
        if "remark-base_version" in self.sent:
            said["remark"] = self.remark.acknowledgement()
        return said


def with_ask(posted: QueryDict) -> QueryDict:
    """The form after "Insert" was pressed without JavaScript: the sentence below what stands in the field chosen."""
    ask = StandingAsk.objects.in_use().filter(slug=posted.get("ask", "")).first()
    if ask is None:
        return posted
    chosen = posted.get("ask_field", "")
    field = chosen if chosen in [text.name for text in TEXTS] else ask.field
    put = posted.copy()
    put[field] = "\n".join(filter(None, [posted.get(field, "").rstrip(), ask.sentence]))
    put.appendlist("asked", ask.slug)
    return put


def count_asks(reading: Reading, question: int, posted: QueryDict, *, by: User) -> None:
    for ask in StandingAsk.objects.in_use().filter(slug__in=posted.getlist("asked")):
        actions.make_ask(ask, reading, question=question, by=by)
