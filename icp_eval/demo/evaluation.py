"""The evaluation team's part of a demo round: readings, one voice, quality assurance, release, review."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from accounts.foundations import clock
from accounts.models import User
from feedback import actions
from feedback.models import COSTS, ReaderComment, Reading
from icp_eval.demo.calendar import CURRENT
from icp_eval.demo.readings import compose_agreed, compose_reading
from icp_eval.demo.remarks import remark, with_asks
from icp_eval.demo.review_text import anonymised_quotations, pick_quotation, review
from living_docs.models import LivingDocument, Round
from reporting import actions as reporting
from reporting.actions.outline import Line
from reporting.claims.themes import key_of
from reporting.models import Publication
from reporting.review.checklist import not_ready
from reporting.review.contents import draft_data
from reporting.review.imprint import DEFAULT_LICENCE
from reporting.review.tokens import FIGURE, QUOTATION
from themes.models import Theme

# How far a document of the current round has come; each stage holds all before it.
THEME = re.compile(r"\btheme-([A-Z]\d)\b")
STAGES = ["submitted", "allotted", "one lodged", "agreeing", "half agreed", "in qa", "passed", "released"]
REMARKED = {3, 4}  # questions in which each reader remarks on a passage
SAID_OF_DRAFT = "I would ask for this once only: the same is asked under another question."
ASKED_OF_READER = "Is this still open after what the site says under C.4, or may we leave it out?"
VOICES = {"researcher.a": "a", "researcher.b": "b", "researcher.c": "c"}
PAIRS = [("researcher.a", "researcher.b"), ("researcher.b", "researcher.c"), ("researcher.c", "researcher.a")]


class Evaluation:
    """The team at work on one document, in days after its submission."""

    def __init__(self, document: LivingDocument, people: Mapping[str, User], *, turn: int, single: bool) -> None:
        self.document, self.people = document, people
        self.readers = PAIRS[turn % len(PAIRS)][: 1 if single else 2]
        self.sent = document.current_submission
        self.start: datetime = max(self.sent.at, document.round.deadline)
        self.spoken: list[dict] = []
        self.said: ReaderComment | None = None

    def walk(self, stage: str) -> None:
        """Take the document through every stage up to the one named."""
        wanted = STAGES.index(stage)
        steps = [
            self.allot,
            self.lodge_first,
            self.lodge_rest,
            self.agree_half,
            self.agree_rest,
            self.check,
            self.release,
        ]
        for step in steps[:wanted]:
            step()
            self.document.refresh_from_db(fields=["status"])
        if stage == "one lodged":
            self.begin(self.readers[-1], days=6)

    def on(self, days: float):
        return clock.at(self.start + timedelta(days=days))

    def slug(self) -> str:
        return self.document.site.slug

    def allot(self) -> None:
        with self.on(1):
            readers = [self.people[name] for name in self.readers]
            actions.allot(self.document, readers=readers, by=self.people["leader"])

    def lodge_first(self) -> None:
        if len(self.readers) == 1:
            return
        self.lodge(self.readers[0], days=5)

    def begin(self, name: str, *, days: float) -> None:
        """A reading in the middle: what is at the desk of the one who has not lodged yet."""
        reading = Reading.objects.get(document=self.document, reader=self.people[name])
        reading.document = self.document
        said = compose_reading(self.slug(), self.document.round.number, VOICES[name], sections_of(self.sent.data))
        with self.on(days):
            self.write(reading, VOICES[name], said["comments"], by=self.people[name], up_to=3)

    def lodge_rest(self) -> None:
        self.lodge(self.readers[-1], days=7)
        self.document.refresh_from_db(fields=["status"])
        self.read_costs(days=8)

    def lodge(self, name: str, *, days: float) -> None:
        reading = Reading.objects.get(document=self.document, reader=self.people[name])
        self.comment(reading, VOICES[name], by=self.people[name], days=days)

    def read_costs(self, *, days: float) -> None:
        with self.on(days):
            reading = actions.take_up_costs(self.document, by=self.people["economist"])
        if reading.questions:
            self.comment(reading, "economist", by=self.people["economist"], days=days + 0.5)

    def comment(self, reading: Reading, voice: str, *, by: User, days: float) -> None:
        reading.document = self.document
        said = compose_reading(self.slug(), self.document.round.number, voice, sections_of(self.sent.data))
        self.spoken.append(said)
        with self.on(days):
            self.write(reading, voice, said["comments"], by=by)
            actions.save_summary(reading, summary=said["summary"], by=by)
            actions.lodge(reading, by=by)

    def write(self, reading: Reading, voice: str, comments: dict[int, dict], *, by: User, up_to: int = COSTS) -> None:
        """Comments on the questions up to one, with standing asks, and a remark on a passage of Questions 3 and 4."""
        for question in (q for q in reading.questions if q.number <= up_to):
            fields, asks = with_asks(comments[question.number], question.number, voice)
            actions.save_comment(reading, question=question.number, fields=fields, by=by)
            for ask in asks:
                actions.make_ask(ask, reading, question=question.number, by=by)
            if question.number in REMARKED:
                remark(reading, question.number, voice, by=by)

    def agreed(self) -> dict:
        return compose_agreed(self.slug(), self.document.round.number, self.spoken)

    def agree(self, numbers: list[int], *, days: float) -> None:
        said = self.agreed()["comments"]
        with self.on(days):
            for number in numbers:
                actions.save_agreed(self.document, question=number, fields=said[number], by=self.people["leader"])

    def asked(self) -> list[int]:
        return [q.number for q in self.document.round.instrument.questions if q.asked(self.document.round.number)]

    def agree_half(self) -> None:
        self.agree(self.asked()[:4], days=10)
        with self.on(10.2):
            reader, leader = self.people[self.readers[0]], self.people["leader"]
            self.said = actions.comment_on_agreed(
                self.document, question=self.asked()[1], text=SAID_OF_DRAFT, by=reader
            )
            reading = Reading.objects.get(document=self.document, reader=reader)
            reading.document = self.document
            actions.ask_reader(reading, question=self.asked()[2], text=ASKED_OF_READER, by=leader)

    def agree_rest(self) -> None:
        said = self.agreed()
        self.agree(self.asked()[4:], days=11)
        with self.on(11.2):
            actions.decide_comment(self.said, outcome="used", by=self.people["leader"])
            actions.save_agreed_summary(
                self.document,
                summary=said["summary"],
                next_points=said["next_points"],
                call_offer=said["call_offer"],
                by=self.people["leader"],
            )
            actions.send_to_quality(self.document, by=self.people["leader"])

    def check(self) -> None:
        with self.on(13):
            actions.pass_quality(self.document, by=self.people["qa"])

    def release(self) -> None:
        with self.on(14):
            report = reporting.release(self.document, by=self.people["leader"])
        with self.on(15):
            actions.acknowledge(report, by=self.people[f"manager.{self.slug()}"])


def sections_of(data: dict) -> list[dict]:
    """What a reader looks at first: each question with its prompts, states and lengths."""
    keys = ("number", "label", "state", "words")
    return [
        {"number": s["number"], "title": s["title"], "prompts": [{key: p[key] for key in keys} for p in s["prompts"]]}
        for s in data["sections"]
    ]


# The thematic review


def write_review(round: Round, people: Mapping[str, User], *, at: datetime) -> None:
    """The leader's draft with its quotations."""
    said, leader = with_theme_keys(review(round.number)), people["leader"]
    with clock.at(at):
        enter_imprint(round, people)
        draft = reporting.start_review(round, by=leader)
        reporting.save_front(
            draft,
            title=said["title"],
            subtitle=said["subtitle"],
            abstract=said["abstract"],
            glance=said["glance"],
            by=leader,
        )
        share_out(draft, people, due=at.date() + timedelta(days=7))
        quote(draft, people)
        for section in draft.sections.printed():
            section.review = draft
            words = said["sections"].get(section.slug)
            if words:
                figures = "\n".join(line for line in section.html.split("\n") if FIGURE.search(line))
                reporting.save_section(
                    section,
                    html="\n".join([with_known_quotations(words["html"], draft), figures]),
                    standfirst=words["standfirst"],
                    brief=words.get("brief", []),
                    base_version=section.version,
                    by=leader,
                )
        for message in said["messages"]:
            reporting.save_message(draft, "", message, base_version=0, by=leader)
        reporting.save_last_issues(draft, said["last_issues"], by=leader)


def with_theme_keys(said: dict) -> dict:
    """The text with the keys of themes in place of their codes: `theme-P1` is the theme P1 of the programme's own tree."""
    keys = {theme.code: key_of(theme) for theme in Theme.objects.filter(tree__slug="icp-2010").exclude(code="")}
    return json.loads(THEME.sub(lambda match: keys[match[1]], json.dumps(said)))


def share_out(draft, people: Mapping[str, User], *, due: date) -> None:
    """The economist writes about costs, the leader the rest."""
    lines = [
        Line(
            section,
            section.title,
            section.place,
            section.left_out,
            people["economist" if section.question == COSTS else "leader"],
            due,
        )
        for section in draft.sections.printed()
    ]
    reporting.save_outline(draft, lines, by=people["leader"])


def finish_sections(draft, sections) -> None:
    for section in sections:
        section.review = draft
        reporting.finish_section(section, version=section.version, by=section.writer)


def enter_imprint(round: Round, people: Mapping[str, User]) -> None:
    """The office says who wrote the review and how it is found; the DOI begins like those that are kept for examples."""
    reporting.save_imprint(
        round,
        by=people["office"],
        authors="\n".join(people[name].name for name in ("leader", *VOICES)),
        contact="evaluation@demo.example",
        licence=DEFAULT_LICENCE,
        isbn="",
        doi=f"10.5555/demo.review.{round.number}",
    )


def with_known_quotations(html: str, draft) -> str:
    """The text without the places of quotations that no document gave."""
    known = set(draft.quotations.values_list("token", flat=True))
    return "\n".join(line for line in html.split("\n") if not (token := QUOTATION.search(line)) or token[1] in known)


def quote(draft, people: Mapping[str, User]) -> None:
    for wanted in anonymised_quotations(draft.round.number):
        documents = LivingDocument.objects.in_round(draft.round).of(wanted["slug"], draft.round.number)
        submission = documents.get().current_submission
        if submission is None:
            continue
        terms = [term.term for term in submission.document.site.identifying_terms.all()]
        entry = submission.entries()[wanted["prompt"]]
        sentence = next(filter(None, (pick_quotation(html, terms) for html in entry["shown"].get("texts", []))), "")
        if sentence:
            quotation = reporting.add_quotation(
                draft,
                submission=submission,
                prompt_number=wanted["prompt"],
                original=sentence,
                anonymised=wanted["words"],
                token=wanted["id"],
                by=people["leader"],
            )
            if draft.round.number < CURRENT:
                reporting.approve_quotation(quotation, anonymised=quotation.anonymised, by=people["qa"])


NOT_READY = (
    "Two documents came in too late to be coded before the steering group meets. Each number of themes names the "
    "documents that it counts."
)


def publish_review(round: Round, people: Mapping[str, User], *, at: datetime) -> Publication:
    """Through the gate, two approvals and out."""
    draft = round.reviews.latest("version")
    with clock.at(at):
        finish_sections(draft, draft.sections.printed())
        problems = [check.problem for check in not_ready(draft, draft_data(draft))]
        reporting.send_to_check(draft, reasons=dict.fromkeys(problems, NOT_READY), by=people["leader"])
        for name in ("qa", "researcher.a"):
            draft.refresh_from_db()
            content = draft_data(draft)["content_sha256"]
            reporting.approve(draft, content_sha256=content, by=people[name])
        draft.refresh_from_db()
        return reporting.publish(draft, by=people["leader"])
