"""The page of a table prompt: rows are opened, saved, and added once however often they are sent."""

import re

import pytest

from tests.factories import World, activity

PLACE = "/rounds/1/sites/a/question/3/"


@pytest.fixture
def client(world: World, sign_in):
    world.open_round()
    return sign_in(world.ann)


def rows(world) -> list[dict]:
    return world.document().answers.get(prompt_number="3.2").value.get("rows", [])


def row_posted(client, opened: str, **cells) -> dict[str, str]:
    """What the page sends for its open row, filled in."""
    page = client.get(f"{PLACE}?open=3.2:{opened}").content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(3-2-[\w]+)" value="(\w+)"', page))
    typed = {f"3-2-row-{name}": cell for name, cell in activity("Case conference", **cells).items() if name != "id"}
    return hidden | typed | {"do": "save:3.2"}


def test_a_new_row_has_its_id_when_its_form_is_drawn_and_is_added_once(client, world):
    posted = row_posted(client, "new")
    for _ in range(3):
        assert client.post(PLACE, posted).status_code == 302
    assert [(row["id"], row["activity"]) for row in rows(world)] == [(posted["3-2-row_id"], "Case conference")]


def test_two_new_rows_are_two_rows(client, world):
    for _ in range(2):
        client.post(PLACE, row_posted(client, "new"))
    assert len({row["id"] for row in rows(world)}) == 2


def test_a_row_taken_out_meanwhile_is_opened_no_more_and_what_was_typed_in_it_stays(client, world):
    client.post(PLACE, row_posted(client, "new"))
    row_id = rows(world)[0]["id"]
    posted = row_posted(client, row_id) | {"3-2-row-activity": "Another"}
    client.post(PLACE, {"3-2-base_version": posted["3-2-base_version"], "do": f"remove:3.2:{row_id}"})
    assert rows(world) == []
    assert "3-2-row_id" not in row_posted(client, row_id)
    client.post(PLACE, posted)
    assert [(row["id"], row["activity"]) for row in rows(world)] == [(row_id, "Another")]
