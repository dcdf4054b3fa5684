"""An installation with frozen records in it moves on to newer tables, and is guarded again afterwards."""

import shutil
import sqlite3

import pytest

from tests.service import Service

GUARDS = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%'"
WRITE = (
    "from tests.factories import World; from living_docs.workflow import Status; World().document_at(Status.RELEASED)"
)


def ask(service: Service, query: str):
    with sqlite3.connect(service.folder / "db.sqlite3") as found:
        return found.execute(query).fetchone()[0]


@pytest.mark.long
def test_tables_with_frozen_records_are_remade_and_guarded_again(migrated, tmp_path):
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    service = Service(tmp_path)
    guards = ask(service, GUARDS)
    service.manage("shell", "-v0", "-c", WRITE)
    for app in ("feedback", "living_docs"):
        service.manage("migrate", "-v0", app, "0001")
    lodged = "SELECT count(*) FROM feedback_reading WHERE lodged_at IS NOT NULL"
    assert ask(service, lodged) == 3
    service.manage("migrate", "-v0")
    assert (ask(service, lodged), ask(service, GUARDS)) == (3, guards)
    assert service.manage("verify_audit").strip() != ""


REMARK = """
from tests.factories import World
from feedback import actions
from living_docs.workflow import Status
from uuid import uuid4
world = World()
reading = world.allot(world.document_at(Status.SUBMITTED))[0]
entry = reading.reads.entries()["1.1"]
words = {"quoted": entry["shown"]["texts"][0].removeprefix("<p>").removesuffix("</p>"), "text": "Since when?"}
actions.save_remark(reading, key=uuid4(), question=1, prompt_number="1.1", by=reading.reader, **words)
"""


@pytest.mark.long
def test_a_remark_keeps_its_place_in_the_text_that_it_was_made_on(migrated, tmp_path):
    """One from before there was one text says so after the migration, and none of its offsets is written again."""
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    service = Service(tmp_path)
    service.manage("shell", "-v0", "-c", REMARK)
    place = "SELECT start || '-' || \"end\" || ' ' || quoted FROM feedback_remark"
    before = ask(service, place)
    assert ask(service, "SELECT text_version FROM feedback_remark") == 2
    service.manage("migrate", "-v0", "feedback", "0006")
    service.manage("migrate", "-v0")
    assert (ask(service, place), ask(service, "SELECT text_version FROM feedback_remark")) == (before, 1)
