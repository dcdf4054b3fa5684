"""Files are read apart: what stalls, kills or takes over the reading process costs a sentence and nothing else."""

import threading

import pytest

from living_docs.file_reader import apart, client, limits
from living_docs.files.office_files import NotOpened
from living_docs.tables.workbooks import Sheet
from tests.living_docs import apart_work as work

pytestmark = pytest.mark.one_engine


def refusal(what, *arguments) -> str:
    with pytest.raises(NotOpened) as why:
        apart(what, *arguments, refused=NotOpened)
    return str(why.value)


def test_values_come_back_as_they_are():
    assert apart(work.twice, "“é”", refused=NotOpened) == Sheet("twice", [["“é”", "“é”"]])


def test_what_is_refused_there_is_refused_here_in_the_same_sentence():
    assert refusal(work.refuse, "It is a trap.") == "It is a trap."


@pytest.mark.parametrize("what", [work.sleep_for_ever, work.die])
def test_a_process_that_ends_without_an_answer_is_a_sentence(what):
    assert refusal(what) == client.TOO_MUCH
    assert apart(work.twice, "next", refused=NotOpened).lines == [["next", "next"]]


def test_more_memory_than_it_may_have_is_a_sentence():
    assert refusal(work.take_all_memory) == client.TOO_MUCH


@pytest.mark.parametrize("what", [work.break_down, work.fill_the_disk])
def test_what_breaks_is_a_sentence_without_what_broke(what):
    assert refusal(what) == client.UNREADABLE


@pytest.mark.parametrize("what", [work.send_harm, work.send_a_function])
def test_a_process_that_was_taken_over_cannot_send_what_acts(what):
    assert refusal(what) == client.TOO_MUCH


def test_it_knows_no_secrets_and_holds_no_connection():
    assert apart(work.environment, refused=NotOpened) == {}
    assert apart(work.open_sockets, refused=NotOpened) == 1  # the one on which it answers


@pytest.mark.soak
def test_endless_work_ends_after_the_seconds_it_may_take():
    assert refusal(work.work_for_ever) == client.TOO_MUCH


def test_a_reader_that_was_killed_is_started_again():
    apart(work.twice, "once", refused=NotOpened)
    client.reader.process.kill()
    client.reader.process.wait()
    assert apart(work.twice, "again", refused=NotOpened).name == "twice"


def test_a_further_file_waits_for_its_turn_and_is_then_refused(monkeypatch):
    monkeypatch.setattr(client, "WAIT", 0.05)
    sleeping = [threading.Thread(target=refusal, args=[work.sleep_for_ever]) for _ in range(limits.AT_ONCE)]
    for thread in sleeping:
        thread.start()
    while client.turns._value:
        pass
    assert refusal(work.twice, "late") == client.BUSY
    for thread in sleeping:
        thread.join()
    assert apart(work.twice, "later", refused=NotOpened).name == "twice"
