"""Feedback as a machine that is pushed about at random: whatever is done in whatever order, the promises hold."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from accounts.foundations import audit, clock
from feedback import actions, visibility
from feedback.models import QualityCheck, Reading, Release
from living_docs.actions import reopen, submit
from living_docs.comment_fields import COMMENT_FIELDS
from living_docs.models import LivingDocument
from living_docs.workflow import Status
from reporting import actions as reporting
from tests.effort import SOAK, UNHURRIED
from tests.factories import DEADLINE, World

WATCHED = ["rae", "rob", "rex", "duo", "lee", "hal", "quinn", "ann", "pat"]
READERS = st.sampled_from(["rae", "rob", "rex", "duo"])
QUESTIONS = st.sampled_from([0, 1, 3, 4])
WORDS = st.text("abcdefgh ", min_size=1, max_size=12)
SEALED = {Status.DRAFT, Status.SUBMITTED}


def contents(reading: Reading) -> str:
    """All that a lodged reading says, to be the same for ever."""
    comments = reading.comments.order_by("question").values_list("question", *(field.name for field in COMMENT_FIELDS))
    remarks = reading.remarks.order_by("pk").values_list("prompt_number", "text", "quoted")
    return json.dumps([reading.summary, str(reading.lodged_at), reading.submission_id, list(comments), list(remarks)])


class Feedback(RuleBasedStateMachine):
    """One document and the people who read, agree, check and release; every refused step leaves all as it was."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = transaction.atomic()
        self.kept.__enter__()
        self.world = World()
        self.world.document_at(Status.SUBMITTED)
        self.lodged: dict[int, str] = {}
        self.released: dict[int, tuple[str, str]] = {}

    def teardown(self) -> None:
        problems = list(audit.verify())
        transaction.set_rollback(True)
        self.kept.__exit__(None, None, None)
        assert problems == []

    @property
    def document(self) -> LivingDocument:
        return self.world.document()

    def reading_of(self, name: str) -> Reading | None:
        return Reading.objects.filter(document=self.document, reader=getattr(self.world, name)).first()

    def attempt(self, act) -> bool:
        """Do it, or be refused in one of the ways that pages know."""
        try:
            with transaction.atomic():
                act()
        except (PermissionDenied, actions.NotReady):
            return False
        return True

    # What people do

    @rule(first=READERS, second=READERS)
    def assign_or_replace(self, first, second):
        readers = [getattr(self.world, name) for name in dict.fromkeys([first, second])]
        self.attempt(lambda: actions.allot(self.document, readers=readers, by=self.world.lee))

    @rule(name=READERS, question=QUESTIONS, words=WORDS)
    def draft_and_save(self, name, question, words):
        if reading := self.reading_of(name):
            fields = {"comprehensible": "clear", "complete": "partly", "noted": f"of{name} {words}"}
            person = getattr(self.world, name)
            self.attempt(lambda: actions.save_comment(reading, question=question, fields=fields, by=person))

    @rule(name=READERS)
    def finish_and_lodge(self, name):
        reading = self.reading_of(name)
        if reading and not reading.is_lodged and reading.document.can_be_read:
            person = getattr(self.world, name)
            self.world.write_reading(reading, person, f"of{name} at last")
            self.attempt(lambda: actions.lodge(reading, by=person))

    @rule(name=READERS)
    def lodge_as_it_is(self, name):
        if reading := self.reading_of(name):
            self.attempt(lambda: actions.lodge(reading, by=getattr(self.world, name)))

    @rule(name=READERS)
    def withdraw(self, name):
        if reading := self.reading_of(name):
            self.attempt(lambda: actions.give_back(reading, by=getattr(self.world, name)))

    @rule()
    def the_site_gets_it_back(self):
        self.attempt(lambda: reopen(self.document, why="More on aims", by=self.world.lee))

    @rule(words=WORDS)
    def the_site_sends_it_again(self, words):
        if self.document.is_with_site:
            with clock.at(DEADLINE):
                self.world.answer(self.document, "1.1", {"texts": [f"<p>Again {words}</p>"]})
                self.attempt(lambda: submit(self.document, by=self.world.ann))

    @rule()
    def go_on_agreeing(self):
        self.attempt(lambda: actions.go_on_agreeing(self.document, by=self.world.lee))

    @rule(words=WORDS)
    def agree(self, words):
        self.attempt(
            lambda: actions.save_agreed(
                self.document, question=1, fields={"more": f"agreed {words}"}, by=self.world.lee
            )
        )

    @precondition(lambda self: self.document.is_being_agreed)
    @rule()
    def agree_on_all_and_send_to_quality(self):
        self.attempt(lambda: self.world.to_qa(self.document))

    @rule(name=st.sampled_from(["quinn", "duo", "rae", "lee"]))
    def pass_it(self, name):
        self.attempt(lambda: actions.pass_quality(self.document, by=getattr(self.world, name)))

    @rule(name=st.sampled_from(["quinn", "duo", "rae", "lee"]))
    def send_it_back(self, name):
        self.attempt(lambda: actions.send_back(self.document, points="Say who", by=getattr(self.world, name)))

    @rule()
    def take_it_back(self):
        self.attempt(lambda: actions.take_back(self.document, why="One thing more", by=self.world.lee))

    @rule()
    def release(self):
        self.attempt(lambda: reporting.release(self.document, by=self.world.lee))

    @rule()
    def correct(self):
        self.attempt(lambda: actions.start_correction(self.document, reason="A figure was wrong", by=self.world.lee))

    @rule(name=READERS, words=WORDS)
    def remark(self, name, words):
        if reading := self.reading_of(name):
            place = {"key": uuid4(), "question": 1, "prompt_number": "1.1"}
            person = getattr(self.world, name)
            self.attempt(lambda: actions.save_remark(reading, text=f"of{name} {words}", by=person, **place))

    @rule(name=READERS, words=WORDS)
    def add_afterwards(self, name, words):
        if reading := self.reading_of(name):
            person = getattr(self.world, name)
            self.attempt(lambda: actions.add_to_reading(reading, text=f"of{name} {words}", by=person))

    @rule(name=READERS, words=WORDS)
    def a_reader_comments_on_what_is_agreed(self, name, words):
        person = getattr(self.world, name)
        self.attempt(lambda: actions.comment_on_agreed(self.document, question=1, text=words, by=person))

    @rule()
    def the_leader_decides_the_comments(self):
        for comment in self.document.reader_comments.filter(outcome=""):
            self.attempt(
                lambda c=comment: actions.decide_comment(
                    c, outcome="set_aside", reason="Said already", by=self.world.lee
                )
            )

    # What holds after every step

    @invariant()
    def nobody_sees_a_reading_too_early(self):
        document = self.document
        for name in WATCHED:
            person = getattr(self.world, name)
            seen = {reading.reader_id for reading in visibility.readings_for(person, document)}
            if document.status in SEALED:
                assert seen <= {person.pk}, f"{name} sees a sealed reading"
            elif name != "lee" and not Reading.objects.filter(document=document, reader=person).exists():
                assert seen == set(), f"{name} sees a reading without a part in it"

    @invariant()
    def the_leader_knows_lodged_or_not_yet(self):
        for entry in visibility.lodgements(self.world.lee, self.document):
            assert entry.label in {"Submitted", "Not yet"}

    @invariant()
    def what_is_lodged_never_changes(self):
        for reading in Reading.objects.lodged():
            now = contents(reading)
            assert self.lodged.setdefault(reading.pk, now) == now
        assert set(self.lodged) == set(Reading.objects.lodged().values_list("pk", flat=True))

    @invariant()
    def what_is_released_never_changes(self):
        for release in Release.objects.all():
            now = (release.sha256, json.dumps(release.data, sort_keys=True))
            assert self.released.setdefault(release.pk, now) == now
        assert len(self.released) == Release.objects.count()

    @invariant()
    def nobody_checks_their_own_work(self):
        for check in QualityCheck.objects.select_related("by"):
            readers = set(Reading.objects.filter(document=check.document_id).values_list("reader", flat=True))
            assert check.by_id not in readers | {self.world.lee.pk}

    @invariant()
    def agreeing_begins_when_all_are_lodged(self):
        document = self.document
        blind = list(document.readings.blind())
        if document.status not in SEALED:
            assert blind
            assert all(reading.is_lodged for reading in blind)


@pytest.mark.long
@pytest.mark.one_engine
@pytest.mark.django_db
def test_the_promises_hold_whatever_is_done():
    steps = settings(
        max_examples=500 if SOAK else 25,
        stateful_step_count=50,
        deadline=None,
        database=None,
        suppress_health_check=UNHURRIED,
    )
    run_state_machine_as_test(Feedback, settings=steps)


if SOAK:
    pytestmark = pytest.mark.soak
