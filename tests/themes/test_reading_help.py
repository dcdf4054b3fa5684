"""Reading help: found by counting words, kept apart from codes; made by the worker, for who reads everything."""

import os
import subprocess
import sys

import pytest

from living_docs.workflow import Status
from themes import actions
from themes.jobs import make_reading_help
from themes.models import Coding, Paragraph, ReadingHelp
from themes.reading_help.newness import NEW, REWORDED, SAME, newness
from themes.reading_help.word_counts import MOST_WORDS, distinctive, told_twice

pytestmark = pytest.mark.one_engine

LONG = "The district nurse rings the patient on the morning after discharge and asks who will come in that week."


def paragraph(pk: int, words: str, prompt: str = "1.1") -> Paragraph:
    return Paragraph(pk=pk, prompt_number=prompt, text=words, words=words.lower())


def test_what_is_new_reworded_or_the_same():
    before = [paragraph(1, LONG), paragraph(2, "We meet on Mondays")]
    now = [
        paragraph(3, LONG),
        paragraph(4, LONG.replace("morning", "day")),
        paragraph(5, "Quite another thing"),
        paragraph(6, "We meet on Mondays", "2.1"),
        paragraph(7, LONG.replace("morning", "day"), "2.1"),
    ]
    assert newness(now, before) == {3: SAME, 4: REWORDED, 5: NEW, 6: SAME, 7: NEW}
    assert newness(now, []) == dict.fromkeys(range(3, 8), NEW)


def test_words_that_stand_out_are_no_names_and_not_the_words_of_all():
    groups = {
        "a": "nurses visit homes in Kendal, the team visits",
        "b": "budgets and contracts, the team agrees",
        "c": "",
    }
    found = distinctive(groups, names=["Kendal Nursing-Home Trust"])
    assert set(found) == {"a", "b"}
    assert {"nurses", "visit"} <= set(found["a"]) and {"budgets", "contracts"} <= set(found["b"])
    assert not {"kendal", "the", "team"} & {*found["a"], *found["b"]}
    assert max(map(len, found.values())) <= MOST_WORDS
    assert distinctive({"a": "one"}) == {"a": []}
    assert distinctive({"a": "the of", "b": "and"}) == {"a": [], "b": []}


def test_what_two_sites_tell_alike():
    texts = [
        LONG,
        LONG.replace("morning", "day"),
        "Budgets are held by the trust and by the council in equal parts, for now, and so it stays.",
        LONG,
    ]
    assert [pair[:2] for pair in told_twice(texts, [1, 2, 2, 1])] == [(0, 1), (1, 3)]
    assert told_twice(texts, [1, 1, 1, 1]) == []
    assert told_twice(["short"], [1]) == []


def made(coded, number: int = 1) -> ReadingHelp:
    actions.ask_for_reading_help(coded.world.rounds[number], by=coded.world.lee)
    make_reading_help.call(coded.world.rounds[number].pk)
    return ReadingHelp.objects.get(round__number=number)


def page(client, address: str = "/themes/help/1/") -> str:
    return client.get(address).content.decode()


def test_it_is_asked_for_made_and_shown(coded, sign_in):
    coded.world.document_at(Status.AGREEING, "b")
    client = sign_in(coded.world.lee)
    assert "Make the reading help" in page(client)
    assert client.post("/themes/help/1/ask/").headers["Location"] == "/themes/help/1/"
    assert "We are making it" in page(client)
    make_reading_help.call(coded.world.rounds[1].pk)
    assert "from 2 documents" in page(client) and "have changed since" not in page(client)
    fresh = page(client, "/themes/help/1/a/")
    assert "The weekly meeting in Alderbrook began in round 1." in fresh
    assert "New, not yet coded." in fresh


def test_what_was_coded_is_not_listed_as_uncoded_and_nothing_is_counted_of_the_help(coded, sign_in):
    made(coded)
    layer = coded.allot(coded.world.rae)[0]
    coded.code(layer, "weekly meeting")
    client = sign_in(coded.world.lee)
    assert "have changed since" in page(client)
    assert "New, coded." in page(client, "/themes/help/1/a/")
    before = Coding.objects.count()
    made(coded)
    assert Coding.objects.count() == before == Coding.objects.counted().count()


def test_a_blind_coding_shows_nowhere_in_it(coded, sign_in):
    for layer in coded.allot(coded.world.rae, coded.world.rob):
        coded.code(layer, "weekly meeting")
    data = made(coded).data
    assert (data["codings"], data["theme_words"]) == (0, [])
    assert "New, coded." not in page(sign_in(coded.world.lee), "/themes/help/1/a/")


def test_only_what_is_new_in_a_later_round_is_listed(coded, sign_in):
    coded.world.document_at(Status.SUBMITTED, "a", 2)
    (told,) = made(coded, 2).data["sites"]
    fresh = page(sign_in(coded.world.lee), "/themes/help/2/a/")
    assert 0 < told["new"] + told["reworded"] < told["all"]
    assert "began in round 2" in fresh and "Shared record" not in fresh


def test_no_text_is_kept_in_it(coded):
    assert "weekly meeting" not in str(made(coded).data)


def test_a_round_without_documents(world, sign_in):
    actions.load_frameworks(world.programme)
    round = world.open_round(1)
    actions.ask_for_reading_help(round, by=world.hal)
    make_reading_help.call(round.pk)
    assert "Nothing has been submitted in this round yet" in page(sign_in(world.hal))
    assert sign_in(world.hal).get("/themes/help/1/a/").status_code == 404


def test_web_workers_start_without_scikit_learn():
    code = "import django; django.setup(); import icp_eval.urls, sys; print('sklearn' in sys.modules, 'numpy' in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
    )
    assert said.stdout.split()[0] == "False"
