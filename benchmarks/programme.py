"""A programme of as many sites as wanted, with documents in every status, made by the real actions."""

from __future__ import annotations

from datetime import timedelta

from accounts.actions import give_by_command
from accounts.foundations import clock
from accounts.foundations.letters import quiet
from accounts.models import Membership, User
from accounts.roles import GIVEN_BY_TWO, Role
from feedback import actions as feedback
from living_docs import actions
from living_docs.instrument import given_instrument
from living_docs.models import LivingDocument, Round
from living_docs.workflow import Status
from sites import models

WORDS = "the team met on Tuesday and agreed who rings the patient first "
STATUSES = [Status.DRAFT, Status.SUBMITTED, Status.AGREEING]


class Programme:
    def __init__(self, sites: int) -> None:
        self.record = models.Programme.objects.create(name="Bench", slug="icp")
        roles = [Role.LEADER, Role.OFFICE, Role.STEERING, Role.RESEARCHER, Role.QA, Role.ECONOMIST]
        self.people = {role: self.person(role.value, role) for role in roles}
        self.second = self.person("second", Role.RESEARCHER)
        actions.load_instrument(self.record, given_instrument())
        self.sites = 0
        self.add_sites(sites)
        with quiet():
            self.round = Round.objects.create(programme=self.record, number=1)
            deadline = clock.now() + timedelta(days=7)
            actions.set_deadline(self.round, deadline=deadline, by=self.people[Role.OFFICE])
            actions.open_round(self.round, by=self.people[Role.OFFICE])
            self.round = Round.objects.get(pk=self.round.pk)
            self.move_on()

    def person(self, name: str, role: Role, site=None) -> User:
        user = User.objects.create_user(f"{name}@bench.example", None, name=name.title())
        if role in GIVEN_BY_TWO:
            give_by_command(user, role=role)
        else:
            Membership.objects.create(user=user, role=role, site=site)
        return user

    def add_sites(self, to: int) -> None:
        for number in range(self.sites, to):
            slug = f"site-{number:03}"
            site = models.Site.objects.create(programme=self.record, name=slug, slug=slug, full_name=slug)
            self.person(f"manager-{number}", Role.MANAGER, site)
        self.sites = to

    def move_on(self) -> None:
        """Every third document submitted, every third at agreeing."""
        for place, document in enumerate(LivingDocument.objects.in_round(self.round).by_site()):
            if document.status == Status.DRAFT and STATUSES[place % 3] != Status.DRAFT:
                self.submit(document, agree=STATUSES[place % 3] == Status.AGREEING)

    def submit(self, document: LivingDocument, *, agree: bool) -> None:
        manager = User.objects.get(memberships__site=document.site)
        for answer in document.answers.all():
            answer.document = document
            if answer.prompt.kind == "prose":
                actions.save_answer(answer, {"texts": [f"<p>{WORDS * 10}</p>"]}, base_version=1, by=manager)
            elif answer.prompt.takes_not_known:
                later = clock.now().date() + timedelta(days=60)
                actions.save_answer(answer, {}, base_version=1, by=manager, state="not_known", until=later)
            elif answer.prompt.required:
                value = (
                    {"text": "The board"}
                    if answer.prompt.kind == "short_text"
                    else {"rows": [{"id": "1", "name": "M"}]}
                )
                actions.save_answer(answer, value, base_version=1, by=manager)
        actions.submit(document, by=manager)
        readers = [self.people[Role.RESEARCHER], self.second]
        feedback.allot(document, readers=readers, by=self.people[Role.LEADER])
        for reading in document.readings.all() if agree else []:
            for question in reading.questions:
                fields = {"comprehensible": "clear", "complete": "partly", "noted": WORDS}
                feedback.save_comment(reading, question=question.number, fields=fields, by=reading.reader)
            feedback.save_summary(reading, summary=WORDS, by=reading.reader)
            feedback.lodge(reading, by=reading.reader)

    def grown(self, to: int) -> Programme:
        """The same programme with more sites, in the same mixture of statuses."""
        first = self.sites
        self.add_sites(to)
        with quiet():
            for site in models.Site.objects.by_name()[first:]:
                actions.start_document(site, self.round)
            self.move_on()
        return self
