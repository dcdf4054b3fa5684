"""The finance lead's sheet: sixty rows pasted, what is wrong found in its cells and mended; with others, by keys alone."""

import time
from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.foundations import clock
from living_docs.kinds.costs import total
from living_docs.models import Answer, LivingDocument
from tests.factories import World

pytestmark = pytest.mark.browser
PLACE = "/rounds/1/sites/a"
QUESTION = f"{PLACE}/question/8/"
HEADINGS = "Cost category\tWhat was paid for or used\tOrganisation that bears the cost\tFrom\tTo\tAmount (GBP)\tStatus"
WRONG = {6: "12,50", 29: "TBC", 47: "£1.250"}


@pytest.fixture
def world(transactional_db) -> World:
    world = World("8.2", "8.6")
    world.open_round(1, deadline=clock.now() + timedelta(days=14))
    return world


def answer(number: str) -> Answer:
    return LivingDocument.objects.of("a", 1).get().answers.get(prompt_number=number)


def rows(number: str) -> list[dict]:
    return answer(number).value.get("rows", [])


def cost_lines(first: int = 1, last: int = 60) -> list[str]:
    """Lines as a spreadsheet puts them on the clipboard; three amounts among them may mean two things or nothing."""
    today = clock.now().date()
    day = f"{today.day}/{today.month}/{today.year}"
    return [
        f"Meetings\tMeeting {n} of the partners\tCare trust\t{day}\t{day}\t{WRONG.get(n, f'£{1000 + n:,}.50')}\tActual"
        for n in range(first, last + 1)
    ]


def opened(window, person, prompt: str = "8-2", **options):
    place = window(person, **options).open(QUESTION)
    place.page.locator("form[data-ready]").wait_for()
    sheet = place.page.locator(f"[data-part='{prompt}']")
    if options.get("javascript", True):
        sheet.get_by_role("button", name="Open as a sheet").click()
    return place, sheet


def paste(place, text: str) -> None:
    place.page.evaluate(
        """(text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def says_saved(sheet) -> None:
    sheet.locator(".save-line__state").get_by_text("Saved at").wait_for()


def cell(sheet, row: int, column: int):
    return sheet.locator(f"td[data-at='{row - 1}'][data-place='{column}']")


def types(place, *keys: str) -> None:
    for key in keys:
        place.page.keyboard.press(key) if key in {
            "Enter",
            "Tab",
            "Escape",
            "F2",
            "Delete",
        } else place.page.keyboard.type(key)


AMOUNT, ITEM, NOTE = 9, 1, 15


def test_sixty_rows_are_pasted_and_three_wrong_cells_found_and_mended_in_two_minutes(world, window):
    place, sheet = opened(window, world.ann)
    began = time.monotonic()
    paste(place, "\n".join([HEADINGS, *cost_lines()]))
    sheet.locator(".sheet__error").first.wait_for()
    assert sheet.locator("td[aria-invalid='true']").evaluate_all(
        "cells => cells.map((cell) => +cell.dataset.at + 1)"
    ) == sorted(WRONG)
    place.check()
    assert total(rows("8.2")).unknown_rows == 3  # stored as typed, never summed
    assert rows("8.2")[5]["amount"] == "12,50"

    cell(sheet, 6, AMOUNT).click()
    types(place, "12.50", "Enter")
    cell(sheet, 47, AMOUNT).click()
    types(place, "F2")
    place.page.keyboard.press("Control+A")
    types(place, "1250", "Enter")
    cell(sheet, 29, AMOUNT).click()
    sheet.get_by_role("button", name="Yes, change Status to").click()
    sheet.locator(".sheet__error").first.wait_for(state="detached")
    assert time.monotonic() - began < 120
    known = sum(Decimal(1000 + n) + Decimal("0.50") for n in range(1, 61) if n not in WRONG) + Decimal("1262.50")
    assert (total(rows("8.2")).known, total(rows("8.2")).known_rows, rows("8.2")[28]["amount"]) == (known, 59, "TBC")


def test_wrong_cells_are_wrong_after_a_reload_and_the_check_page_leads_to_each(world, window):
    place, sheet = opened(window, world.ann)
    paste(place, "\n".join([HEADINGS, *cost_lines(1, 10)]))
    sheet.locator(".sheet__error").wait_for()
    place.page.reload()
    assert sheet.locator(".sheet__error").inner_text().startswith("Enter an amount in pounds")
    place.open(f"{PLACE}/check/").follow("8.2, row 6, Amount (GBP)")
    cell(sheet, 6, AMOUNT).wait_for()
    place.page.wait_for_function("document.activeElement.matches('td[aria-invalid=true]')")
    place.check()


def test_the_sheet_is_used_by_keys_alone_and_left_by_tab(world, window):
    place, sheet = opened(window, world.ann, "8-6")
    types(place, "Care trust", "Tab", "12k", "Tab", "(500)", "Enter")
    says_saved(sheet)
    cell(sheet, 1, 2).get_by_text("Enter an amount from 0 to 100,000,000 pounds").wait_for()
    assert cell(sheet, 1, 1).locator(".sheet__read").inner_text() == "Read as £12,000.00"
    for key in ("ArrowUp", "Home"):
        place.page.keyboard.press(key)
    types(place, "F2", " and more", "Escape")
    assert cell(sheet, 1, 0).inner_text() == "Care trust"
    place.page.keyboard.press("ArrowDown")
    place.page.keyboard.press("Control+d")
    assert cell(sheet, 2, 0).inner_text() == "Care trust"
    place.page.keyboard.press("Control+z")
    assert cell(sheet, 2, 0).inner_text() == ""
    place.page.keyboard.press("Control+y")
    types(place, "Delete", "Board", "Enter")
    says_saved(sheet)
    assert [row["source"] for row in rows("8.6")] == ["Care trust", "Board"]
    place.page.keyboard.press("Tab")
    assert place.page.evaluate("document.activeElement.closest('.sheet__table')") is None


def test_a_paste_that_does_not_fit_waits_in_the_box_and_is_added_once(world, window):
    place, sheet = opened(window, world.ann, "8-6")
    paste(place, "\n".join(f"Source {n}\t{n}" for n in range(1, 12)))
    sheet.locator(".sheet__note").get_by_text("8.6 takes up to 10 rows, has 0, and these would be 11 more").wait_for()
    box = sheet.get_by_label("Paste rows from a spreadsheet")
    assert box.input_value().count("\n") == 10
    box.fill("\n".join(f"Source {n}\t{n}" for n in range(1, 11)))
    place.press("Add these rows to 8.6")
    assert [row["budget"] for row in rows("8.6")] == [str(n) for n in range(1, 11)]


def test_one_choice_for_many_rows_and_rows_are_moved_removed_and_brought_back(world, window):
    place, sheet = opened(window, world.ann)
    paste(place, "\n".join([HEADINGS, *cost_lines(1, 4)]))
    says_saved(sheet)
    cell(sheet, 2, 0).click()
    cell(sheet, 4, 0).click(modifiers=["Shift"])
    sheet.get_by_label("Column to set in the marked rows of 8.2").select_option("status")
    sheet.get_by_label("Choice for the marked rows of 8.2").select_option("estimate")
    sheet.get_by_role("button", name="Set in marked rows").click()
    cell(sheet, 1, 0).click()
    sheet.get_by_role("button", name="Move down").click()
    cell(sheet, 4, 0).click()
    sheet.get_by_role("button", name="Remove rows").click()
    assert sheet.locator("tbody tr").count() == 4
    sheet.get_by_role("button", name="Undo").click()
    place.press("Save 8.2")
    assert [(row["item"].split()[1], row["status"]) for row in rows("8.2")] == [
        ("2", "estimate"),
        ("1", "actual"),
        ("3", "estimate"),
        ("4", "estimate"),
    ]


def test_two_people_paste_into_one_table_and_nothing_is_lost(world, window):
    (ann, hers), (abe, his) = (opened(window, person, "8-6") for person in (world.ann, world.abe))
    paste(ann, "Ann 1\t1\nAnn 2\t2")
    paste(abe, "Abe 1\t1\nAbe 2\t2")
    for sheet in (hers, his):
        says_saved(sheet)
        for name in ("Ann 1", "Ann 2", "Abe 1", "Abe 2"):
            sheet.get_by_role("gridcell", name=name).wait_for()
    assert sorted(row["source"] for row in rows("8.6")) == ["Abe 1", "Abe 2", "Ann 1", "Ann 2"]


def test_a_typed_amount_and_a_worked_out_one_are_chosen_between_in_the_sheet(world, window):
    place, sheet = opened(window, world.ann, "8-1")
    paste(place, "What was paid for or used\tQuantity\tRate per unit\tAmount\nRecord\t12\t40\t500\nPhones\t2\t10\t")
    cell(sheet, 1, AMOUNT).locator(".sheet__error").wait_for()
    cell(sheet, 1, AMOUNT).click()
    sheet.get_by_role("button", name="Use £480, as worked out").click()
    cell(sheet, 1, AMOUNT).get_by_text("480.00").wait_for()
    assert [row["amount"] for row in rows("8.1")] == ["480.00", "20.00"]
    assert cell(sheet, 2, AMOUNT).inner_text() == "20.00"


@pytest.mark.parametrize("options", [{"javascript": False}, {"phone": True}], ids=["without JavaScript", "on a phone"])
def test_the_same_sixty_rows_without_the_sheet(world, window, options):
    place = window(world.ann, **options).open(QUESTION)
    part = place.page.locator("[data-part='8-2']")
    part.get_by_text("Use a spreadsheet").click()
    part.get_by_label("Paste rows from a spreadsheet").fill("\n".join([HEADINGS, *cost_lines()]))
    place.press("Add these rows to 8.2")
    assert (
        "Row 6, Amount (GBP): Enter an amount in pounds, like 1,250 or 1250.50"
        in place.page.locator("body").inner_text()
    )
    assert len(rows("8.2")) == 60
    place.open(f"{PLACE}/check/").follow("8.2, row 6, Amount (GBP)")
    place.page.locator("#id_8-2-row-amount").fill("12.50")
    place.press("Save row")
    assert (rows("8.2")[5]["amount"], total(rows("8.2")).known_rows) == ("12.50", 58)


def test_a_pasted_row_that_looks_like_a_total_is_asked_about_and_taken_out_in_the_sheet(world, window):
    place, sheet = opened(window, world.ann, "8-1")
    paste(place, "What was paid for or used\tAmount\nRecord\t500\nPhones\t20\nEverything\t520")
    cell(sheet, 3, AMOUNT).locator(".sheet__error").wait_for()
    assert total(rows("8.1")).known == 520
    cell(sheet, 3, AMOUNT).click()
    sheet.get_by_role("button", name="It is a total: take the row out").click()
    sheet.get_by_role("gridcell", name="Everything", exact=True).wait_for(state="detached")
    says_saved(sheet)
    assert [row["item"] for row in rows("8.1")] == ["Record", "Phones"]
