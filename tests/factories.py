"""Documents and reviews in any state, made by walking the real actions: no test starts from an impossible state."""

from __future__ import annotations

import copy
import json
import re
from datetime import date, timedelta
from pathlib import Path

from django_tasks_db.models import DBTaskResult

from accounts.actions import give_by_command
from accounts.foundations import clock
from accounts.foundations.letters import send_letter
from accounts.models import AskedRole, Membership, User
from accounts.roles import GIVEN_BY_TWO, Role
from feedback import actions as feedback
from feedback.checks.checked_words import load_words
from feedback.models import Reading
from living_docs import actions
from living_docs.models import AnswerState, DiaryNote, Instrument, LivingDocument, Round
from living_docs.uk_time import uk_moment
from living_docs.workflow import Status
from reporting import actions as reporting
from reporting.models import Publication, Review
from reporting.review.checklist import not_ready
from reporting.review.contents import draft_data
from sites.models import Programme, Site

REAL = json.loads((Path(__file__).parent.parent / "living_docs/data/instrument.json").read_text(encoding="utf-8"))
ONE_OF_EACH_KIND = {"C.6", "1.1", "1.5", "3.2", "4.5", "8.1"}
DEADLINE = uk_moment(date(2010, 4, 30), 17)
PASSWORD = "four plain words together"  # noqa: S105

PEOPLE = {
    "ann": (Role.MANAGER, "a"),
    "abe": (Role.CONTRIBUTOR, "a"),
    "bea": (Role.MANAGER, "b"),
    "rae": (Role.RESEARCHER, None),
    "rob": (Role.RESEARCHER, None),
    "rex": (Role.RESEARCHER, None),
    "lee": (Role.LEADER, None),
    "hal": (Role.ECONOMIST, None),
    "quinn": (Role.QA, None),
    "sam": (Role.STEERING, None),
    "pat": (Role.OFFICE, None),
    "ivy": (Role.IMPLEMENTATION, None),
    "exa": (None, None),
    "duo": (Role.RESEARCHER, None),
}
SURNAMES = dict(
    zip(
        PEOPLE,
        "Adeyinka Abernethy Baptista Raghavan Robichaux Rexforth Leclerc Halvorsen Quintana Samaras Patwardhan "
        "Ivanova Exarchou Duquesne".split(),
        strict=True,
    )
)


def small_instrument(*others: str) -> dict:
    """The real instrument cut down to six prompts, one of each kind, and others; asked in round 1 and updated after."""
    data, kept = copy.deepcopy(REAL), {*ONE_OF_EACH_KIND, *others}
    data["cover"] = [prompt for prompt in data["cover"] if prompt["number"] in kept]
    for question in data["questions"]:
        question["prompts"] = [prompt for prompt in question["prompts"] if prompt["number"] in kept]
        for prompt in question["prompts"]:
            if prompt["kind"] != "file":
                prompt["rounds"] = {str(n): "ask" if n == 1 else "update" for n in range(1, 7)}
    return data


def make_programme() -> Programme:
    programme = Programme.objects.create(name="Integrated Care Pilots", slug="icp")
    for name, slug in (("Alderbrook", "a"), ("Brackenfell", "b")):
        Site.objects.create(programme=programme, name=name, slug=slug, full_name=f"{name} Integrated Care Pilot")
    return programme


def make_people(programme: Programme) -> dict[str, User]:
    """The cast, always the same."""
    sites = {site.slug: site for site in programme.sites.all()}
    people = {}
    for first in PEOPLE:
        name = f"{first.title()} {SURNAMES[first]}"
        people[first] = User.objects.create_user(f"{first}@icp.example", PASSWORD, name=name)
    for first in ("pat", "lee"):  # as an installation begins
        give_by_command(people[first], role=PEOPLE[first][0])
    for first, (role, site) in PEOPLE.items():
        if role and first not in {"pat", "lee"}:
            give(people[first], role, sites.get(site))
    give(people["duo"], Role.QA)
    return people


def give(person: User, role: str, site: Site | None = None) -> Membership:
    """A role as it stands after it was given, where need be by two people; without the letters and events of that."""
    if role not in GIVEN_BY_TWO:
        return Membership.objects.create(user=person, role=role, site=site)
    people = User.objects.with_role(Role.OFFICE, Role.LEADER).exclude(pk=person.pk)
    asker = people.filter(memberships__role=Role.OFFICE).first()
    decider = people.exclude(pk=asker.pk).first()
    if decider is None:  # nobody is there to confirm, as when an installation begins
        return give_by_command(person, role=Role(role))
    decided = {"confirmed": True, "decided_by": decider, "decided_at": clock.now()}
    asked = AskedRole.objects.create(person=person, role=role, asked_by=asker, **decided)
    return Membership.objects.create(user=person, role=role, site=site, asked=asked)


def link_sent_to(email: str) -> str:
    """The path of the newest link in a letter that waits for the mail server; only there does its token stand."""
    letters = [
        job.args_kwargs["kwargs"]
        for job in DBTaskResult.objects.filter(task_path=send_letter.module_path).order_by("enqueued_at")
    ]
    bodies = [letter["body"] for letter in letters if letter["to"] == [email]]
    return re.findall(r"https?://[^/\s]+(/\S+/)", "\n".join(bodies))[-1]


class World:
    """A programme with two sites, its people and rounds; documents are made in the state a test asks for."""

    def __init__(self, *others: str) -> None:
        self.programme = make_programme()
        self.people = make_people(self.programme)
        self.instrument: Instrument = actions.load_instrument(self.programme, small_instrument(*others))
        load_words(self.programme)
        self.rounds: dict[int, Round] = {}
        self.managers = {"a": self.ann, "b": self.bea}

    def __getattr__(self, name: str):
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def add_site(self, slug: str, name: str) -> Site:
        """One more site, with a manager of its own."""
        site = Site.objects.create(programme=self.programme, name=name, slug=slug, full_name=f"{name} Pilot")
        person = User.objects.create_user(f"manager-{slug}@icp.example", PASSWORD, name=f"Manager {slug.upper()}")
        Membership.objects.create(user=person, role=Role.MANAGER, site=site)
        self.managers[slug] = person
        return site

    def open_round(self, number: int = 1, deadline=DEADLINE) -> Round:
        if number not in self.rounds:
            round = Round.objects.create(programme=self.programme, number=number)
            actions.set_deadline(round, deadline=deadline, by=self.pat)
            actions.open_round(round, by=self.pat)
            self.rounds[number] = Round.objects.get(pk=round.pk)
        return self.rounds[number]

    def document(self, site: str = "a", number: int = 1) -> LivingDocument:
        self.open_round(number)
        return LivingDocument.objects.of(site, number).select_related("site", "round__instrument").get()

    def document_at(self, status: Status, site: str = "a", number: int = 1) -> LivingDocument:
        """Walk a site's document to a status, through every step before it."""
        document = self.document(site, number)
        path = [self.to_submitted, self.to_agreeing, self.to_qa, self.to_passed, self.to_released]
        order = [Status.DRAFT, Status.SUBMITTED, Status.AGREEING, Status.IN_QA, Status.PASSED, Status.RELEASED]
        for step in path[order.index(Status(document.status)) : order.index(status)]:
            step(document)
            document = self.document(site, number)
        return document

    # The site's part

    def author(self, document: LivingDocument) -> User:
        return self.managers[document.site.slug]

    def answer(self, document: LivingDocument, number: str, value: dict, **options):
        answer = document.answers.get(prompt_number=number)
        answer.document = document
        by = options.pop("by", None) or self.author(document)
        base = options.pop("base_version", answer.version)
        return actions.save_answer(answer, value, base_version=base, by=by, **options)

    def fill(self, document: LivingDocument) -> None:
        """Answer every required prompt."""
        word = document.site.name
        text = f"<p>The weekly meeting in {word} began in round {document.round.number}.</p>"
        self.answer(document, "C.6", {"text": f"The board of {word}"})
        self.answer(document, "1.1", {"texts": [text]})
        self.answer(document, "1.5", {"choices": ["closer"], "follow_up": f"<p>People far from {word}.</p>"})
        self.answer(document, "3.2", {"rows": [activity(f"Case conference in {word}")]})
        self.answer(document, "8.1", {"rows": [cost("12000", "actual"), cost("", "not_yet_known", id="c2")]})
        for answer in document.answers.filter(state=AnswerState.CARRIED):
            answer.document = document
            actions.confirm_no_change(answer, by=self.author(document))

    def diary_note(
        self, words: str = "The nurse rang.", prompt: str = "1.1", by: User | None = None, **options
    ) -> DiaryNote:
        """A note in the diary of the author's site, by Ann unless another is named."""
        by = by or self.ann
        question = int(prompt.split(".")[0].replace("C", "0"))
        given = {
            "question": question,
            "prompt_number": prompt if "." in prompt else "",
            "on": date(2010, 4, 1),
            **options,
        }
        return actions.write_note(by.sites[0], html=f"<p>{words}</p>", by=by, **given)

    def to_submitted(self, document: LivingDocument) -> None:
        with clock.at(DEADLINE - timedelta(days=1)):
            self.fill(document)
            actions.submit(document, by=self.author(document))

    # The team's part

    def allot(self, document: LivingDocument, *readers: User) -> list[Reading]:
        feedback.allot(document, readers=readers or (self.rae, self.rob), by=self.lee)
        return list(document.readings.order_by("pk"))

    def write_reading(self, reading: Reading, by: User, words: str = "We understood the aims.") -> None:
        for question in reading.questions:
            fields = {"comprehensible": "clear", "complete": "partly", "noted": f"{words} Question {question.number}."}
            feedback.save_comment(reading, question=question.number, fields=fields, by=by)
        feedback.save_summary(reading, summary=f"Thank you. {words}", by=by)

    def to_agreeing(self, document: LivingDocument) -> None:
        for reading in self.allot(document):
            self.write_reading(reading, reading.reader, f"Words of {reading.reader.name}.")
            feedback.lodge(reading, by=reading.reader)

    def read_costs(self, document: LivingDocument) -> None:
        reading = feedback.take_up_costs(document, by=self.hal)
        if not reading.is_lodged:
            self.write_reading(reading, self.hal, "Costs are plain.")
            feedback.lodge(reading, by=self.hal)

    def agreed_words(self, document: LivingDocument) -> str:
        return "We understood."

    def to_qa(self, document: LivingDocument) -> None:
        self.read_costs(document)
        for question in document.round.instrument.questions:
            if question.asked(document.round.number):
                fields = {
                    "comprehensible": "clear",
                    "complete": "partly",
                    "noted": self.agreed_words(document),
                    "more": "Who?",
                }
                feedback.save_agreed(document, question=question.number, fields=fields, by=self.lee)
        points = [{"text": f"Say who leads, round {document.round.number}", "prompts": ["1.1"]}]
        feedback.save_agreed_summary(
            document, summary="Thank you for a full document.", next_points=points, call_offer="Ring us.", by=self.lee
        )
        feedback.send_to_quality(document, by=self.lee)

    def to_passed(self, document: LivingDocument) -> None:
        feedback.pass_quality(document, by=self.quinn)

    def to_released(self, document: LivingDocument) -> None:
        reporting.release(document, by=self.lee)

    # The review

    def draft_review(self, number: int = 1) -> Review:
        return reporting.start_review(self.open_round(number), by=self.lee)

    def approved_review(self, number: int = 1) -> Review:
        review = self.draft_review(number)
        reporting.send_to_check(review, reasons=self.reasons_for(review), by=self.lee)
        for person in (self.quinn, self.rex):
            review = Review.objects.get(pk=review.pk)
            reporting.approve(review, content_sha256=draft_data(review)["content_sha256"], by=person)
        return Review.objects.get(pk=review.pk)

    def reasons_for(self, review: Review) -> dict[str, str]:
        """Why a review goes to approval although it is not ready, for each thing that is not."""
        problems = [check.problem for check in not_ready(review, draft_data(review))]
        return dict.fromkeys(problems, "The steering group meets this week.")

    def publication(self, number: int = 1) -> Publication:
        return reporting.publish(self.approved_review(number), by=self.lee)


def activity(words: str, id: str = "r1") -> dict:
    return {"id": id, "category": "operational", "activity": words, "since": "1/3/2010", "reach": "40"}


def cost(amount: str, status: str, id: str = "c1", category: str = "it_systems") -> dict:
    return {"id": id, "category": category, "item": "Shared record", "amount": amount, "status": status}
