"""The page of a table prompt: rows are opened, saved, and added once however often they are sent."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from living_docs.kinds.tables import merge_rows
from living_docs.tables.grids import LEFT_OUT
from tests.factories import World, activity

pytestmark = pytest.mark.one_engine

PLACE = "/rounds/1/sites/a/question/3/"


@pytest.fixture
def client(world: World, sign_in):
    world.open_round()
    return sign_in(world.ann)


def rows(world) -> list[dict]:
    return world.document().answers.get(prompt_number="3.2").value.get("rows", [])


def row_posted(client, opened: str) -> dict[str, str]:
    """What the page sends for its open row, filled in."""
    page = client.get(f"{PLACE}?open=3.2:{opened}").content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(3-2-[\w]+)" value="(\w+)"', page))
    typed = {f"3-2-row-{name}": cell for name, cell in activity("Case conference").items() if name != "id"}
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


def two_rows(world) -> None:
    world.answer(world.document(), "3.2", {"rows": [activity("First", "r1"), activity("Second", "r2")]})


def order(world) -> list[str]:
    return [row["activity"] for row in rows(world)]


def test_a_row_is_moved_and_stays_open_and_what_was_typed_in_it_is_saved(client, world):
    two_rows(world)
    posted = row_posted(client, "r2") | {"3-2-row-activity": "Second, and better", "do": "up:3.2:r2"}
    assert client.post(PLACE, posted)["Location"] == f"{PLACE}?open=3.2:r2#3-2"
    assert order(world) == ["Second, and better", "First"]
    for do, expected in (
        ("up", "Second, and better"),
        ("down", "First"),
        ("down", "First"),
        ("up", "Second, and better"),
    ):
        client.post(PLACE, {"do": f"{do}:3.2:r2"})
        assert order(world)[0] == expected


# Figures: shown as they were read, and asked about where two do not agree


@pytest.fixture
def costs(world: World, sign_in):
    """The page of Question 8 in its first round with costs, and the document."""
    world.open_round(2)
    return sign_in(world.ann), world.document("a", 2)


COSTS_PLACE = "/rounds/2/sites/a/question/8/"


def cost_posted(document, do: str = "save:8.1", **cells: str) -> dict[str, str]:
    row = {"category": "it_systems", "item": "Record", "status": "actual"} | cells
    version = document.answers.get(prompt_number="8.1").version
    return (
        {f"8-1-row-{name}": cell for name, cell in row.items() if not name.startswith("decide")}
        | {
            "8-1-base_version": str(version),
            "8-1-row_id": "r1",
            "do": do,
        }
        | {f"8-1-{name}": cell for name, cell in cells.items() if name.startswith("decide")}
    )


def cost_kept(document) -> dict:
    return document.answers.get(prompt_number="8.1").value["rows"][0]


def test_a_typed_amount_stays_until_a_person_chooses_the_worked_out_one(costs):
    client, document = costs
    given = {"quantity": "12", "unit_rate": "40", "amount": "500"}
    asked = client.post(COSTS_PLACE, cost_posted(document, **given))
    assert (asked.status_code, cost_kept(document)["amount"]) == (422, "500")
    page = asked.content.decode()
    assert "£500 is typed here, but 12 × £40 is £480. Choose the one that counts" in page
    assert page.count('name="8-1-decide-amount"') == 2
    unsent = cost_posted(document, do="", **given | {"decide-amount": "worked_out:480.00"})
    client.post(COSTS_PLACE, unsent)  # saving by itself chooses nothing
    assert cost_kept(document)["amount"] == "500"
    client.post(COSTS_PLACE, cost_posted(document, **given | {"decide-amount": "worked_out:480.00"}))
    assert cost_kept(document)["amount"] == "480.00"


def test_a_choice_to_keep_what_is_typed_is_kept_through_later_saves(costs):
    client, document = costs
    given = {"quantity": "12", "unit_rate": "40", "amount": "500"}
    client.post(COSTS_PLACE, cost_posted(document, **given))
    client.post(COSTS_PLACE, cost_posted(document, **given | {"decide-amount": "typed:480.00"}))
    later = client.post(COSTS_PLACE, cost_posted(document, **given | {"note": "Agreed with the trust"}))
    assert (later.status_code, cost_kept(document)["amount"]) == (302, "500")


def test_a_cost_that_says_tbc_is_offered_its_status(costs):
    client, document = costs
    asked = client.post(COSTS_PLACE, cost_posted(document, amount="TBC")).content.decode()
    assert "“TBC” is no amount. If the cost is not yet known, say so in Status" in asked
    client.post(COSTS_PLACE, cost_posted(document, amount="TBC", **{"decide-amount": "not_yet_known"}))
    assert (cost_kept(document)["status"], cost_kept(document)["amount"]) == ("not_yet_known", "TBC")


def test_an_open_row_says_how_its_figures_and_dates_were_read(costs):
    client, document = costs
    client.post(COSTS_PLACE, cost_posted(document, amount="£12k", period_from="3/4/10"))
    page = client.get(f"{COSTS_PLACE}?open=8.1:r1").content.decode()
    assert [said for said in ("Read as £12,000.00", "Read as 3 April 2010") if said in page] == [
        "Read as £12,000.00",
        "Read as 3 April 2010",
    ]
    assert 'value="£12k"' in page


def test_the_check_page_leads_to_the_cell_and_the_row_opens_with_what_is_wrong(costs):
    client, document = costs
    client.post(COSTS_PLACE, cost_posted(document, amount="12,50"))
    checked = client.get("/rounds/2/sites/a/check/").content.decode()
    way = f"{COSTS_PLACE}?open=8.1:r1&amp;mend=1#id_8-1-row-amount"
    assert f'<a class="govuk-link" href="{way}">8.1, row 1, Amount (GBP)</a>: Enter an amount in pounds' in checked
    page = client.get(f"{COSTS_PLACE}?open=8.1:r1&mend=1").content.decode()
    assert 'href="#id_8-1-row-amount">Amount (GBP): Enter an amount in pounds' in page
    assert 'value="12,50"' in page


@pytest.mark.parametrize(
    "rows_sent", ["{", "[1]", '[{"id": "a b"}]', '[{"id": "r1"}, {"id": "r1"}]', '{"id": "r1"}', "[" * 50_000]
)
def test_a_sheet_that_cannot_be_read_changes_nothing(client, world, rows_sent):
    two_rows(world)
    before = rows(world)
    client.post(PLACE, sheet_posted(client) | {"3-2-rows": rows_sent, "do": ""})
    assert rows(world) == before


def test_a_sheet_brings_rows_in_their_order_and_takes_out_what_it_has_not(client, world):
    two_rows(world)
    sent = [activity("New", "r3"), activity("First and more", "r1") | {"stray": "x"}]
    client.post(PLACE, sheet_posted(client) | {"3-2-rows": json.dumps(sent), "do": ""})
    assert [(row["id"], row["activity"], "stray" in row) for row in rows(world)] == [
        ("r3", "New", False),
        ("r1", "First and more", False),
    ]


def sheet_posted(client, **fields) -> dict:
    page = client.get(PLACE).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(3-2-[\w]+)" value="(\w+)"', page))
    return hidden | {f"3-2-{name}": field for name, field in fields.items()} | {"do": "sheet:3.2"}


def test_pasted_rows_are_added_once_as_typed_and_what_is_not_understood_is_said(client, world):
    two_rows(world)
    posted = sheet_posted(client, paste="Activity\tCategory\tSince\nThird\tGovernance\tsoon\n")
    for _ in range(2):
        answered = client.post(PLACE, posted)
    assert answered.status_code == 422
    assert "Row 3, Since: Enter a date like 14/4/2010" in answered.content.decode()
    assert [(row["activity"], row["category"], row["since"]) for row in rows(world)][2:] == [
        ("Third", "governance", "soon")
    ]


def test_a_paste_that_does_not_fit_is_given_back_and_nothing_is_added(client, world):
    answered = client.post(PLACE, sheet_posted(client, paste="Activity\tMood\nThird\tgood"))
    page = answered.content.decode()
    assert (answered.status_code, rows(world)) == (422, [])
    assert "“Mood” is not a column of 3.2" in page
    assert "Activity\tMood\nThird\tgood</textarea>" in page


def test_a_heading_that_is_no_column_is_placed_on_the_page_and_the_rows_are_added_once(client, world):
    posted = sheet_posted(client, paste="Activity\tMood\tKind\nThird\tgood\tGovernance")
    page = client.post(PLACE, posted).content.decode()
    fields = dict(zip(re.findall(r'<select[^>]* name="(3-2-place-\w+)"', page), (LEFT_OUT, "category"), strict=True))
    for _ in range(2):
        answered = client.post(PLACE, posted | fields, follow=True)
    assert [(row["activity"], row["category"]) for row in rows(world)] == [("Third", "governance")]
    assert "Left out: the column “Mood”." in answered.content.decode()


def test_a_file_that_needs_mending_stands_in_the_box(client, world):
    upload = SimpleUploadedFile("rows.csv", b"Activity,Mood\nThird,good")
    page = client.post(PLACE, sheet_posted(client) | {"3-2-sheet": upload}).content.decode()
    assert "Activity\tMood\nThird\tgood</textarea>" in page
    assert "The rows of “rows.csv” are in the box." in page
    assert rows(world) == []


def test_how_many_rows_a_table_takes_is_told_before_and_too_many_are_not_added(client, world):
    two_rows(world)
    assert "3.2 takes up to 40 rows and has 2." in client.get(PLACE).content.decode()
    posted = sheet_posted(client, paste="governance\tBoard\n" * 39)
    assert (
        "3.2 takes up to 40 rows. It has 2, and these are 39. Nothing was added."
        in client.post(PLACE, posted).content.decode()
    )
    assert len(rows(world)) == 2
    for _ in range(2):
        client.post(PLACE, posted | {"3-2-paste": "governance\tBoard\n" * 38})
    assert len(rows(world)) == 40


def test_what_saves_by_itself_adds_no_pasted_row(client, world):
    posted = sheet_posted(client, paste="governance\tThird")
    del posted["do"]
    client.post(PLACE, posted)
    assert rows(world) == []


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_goes_out_and_comes_in_again(client, world, kind):
    two_rows(world)
    file = client.get(f"/rounds/1/sites/a/table/3.2/rows.{kind}")
    assert file["Content-Disposition"] == f'attachment; filename="a-round-1-3-2.{kind}"'
    before = rows(world)
    upload = SimpleUploadedFile(f"rows.{kind}", file.content)
    assert client.post(PLACE, sheet_posted(client) | {"3-2-sheet": upload}).status_code == 302
    assert rows(world) == before


def test_a_file_that_is_none_is_said_by_its_name(client, world):
    answered = client.post(PLACE, sheet_posted(client) | {"3-2-sheet": SimpleUploadedFile("rows.xlsx", b"MZ")})
    assert (
        "“rows.xlsx” was not read. The file is damaged, or is not an Excel workbook (XLSX)."
        in answered.content.decode()
    )


def test_a_row_is_looked_at_while_it_is_written_and_nothing_is_saved(client, world):
    posted = row_posted(client, "new") | {"3-2-row-since": "soon"}
    answered = client.post("/rounds/1/sites/a/table/3.2/row/", posted)
    assert answered.json() == {"problems": {"id_3-2-row-since": "Since: Enter a date like 14/4/2010"}}
    assert rows(world) == []
    assert client.post("/rounds/1/sites/a/table/1.1/row/", {}).status_code == 404
    assert client.get("/rounds/1/sites/a/table/3.2/rows.ods").status_code == 404


@pytest.mark.parametrize(
    ("theirs", "mine", "merged"),
    [
        ("21", "12", "21"),
        ("12", "21", "21"),
        ("123", "21", "231"),
        ("12a", "12b", "12ab"),
        ("a12", "21", "a21"),
        ("2", "21", "2"),
    ],
)
def test_the_order_of_whoever_moved_rows_stands(theirs, mine, merged):
    def as_rows(ids: str) -> list[dict]:
        return [{"id": id, "who": id} for id in ids]

    assert "".join(row["id"] for row in merge_rows(as_rows("12"), as_rows(theirs), as_rows(mine))) == merged


def test_rows_say_what_is_to_be_mended_in_them_after_a_reload_too(client, world):
    world.answer(
        world.document(), "3.2", {"rows": [activity("First", "r1"), activity("", "r2") | {"since": "1.2.3.4"}]}
    )
    page = client.get(PLACE).content.decode()
    said = re.findall(r'to-mend"><span[^>]*>Error:</span> (.*?)</p>', page)
    assert [sentence.partition(":")[0] for sentence in said] == ["Activity", "Since"]
    assert 'class="govuk-error-message"' not in page  # nothing was just refused, so nothing is sent again
