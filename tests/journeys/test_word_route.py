"""A manager fills in the form in Word while a colleague writes on the site: everything arrives, and a clash is shown."""

from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document

from accounts.foundations import clock
from living_docs.models import LivingDocument
from tests.factories import World, activity, cost

pytestmark = pytest.mark.browser
PLACE = "/rounds/1/sites/a"


@pytest.fixture
def world(programme: World) -> World:
    programme.open_round(1, deadline=clock.now() + timedelta(days=14))
    return programme


def values() -> dict:
    answers = LivingDocument.objects.of("a", 1).get().answers.all()
    return {answer.prompt_number: answer.value for answer in answers}


def test_the_word_route(world, window, tmp_path):
    document = world.document()
    world.answer(document, "C.6", {"text": "The board"})
    ann = window(world.ann).open(f"{PLACE}/")
    ann.follow("Download a Word form or send one back")
    form = downloaded(ann, tmp_path / "form.docx")
    fill_in(form)
    world.answer(document, "C.6", {"text": "The chief officer"}, by=world.abe)

    send(ann, form)
    ann.reads("Our pharmacist rings on Mondays.")
    ann.reads("A note to ourselves").check()
    ann.reads("Abe Abernethy wrote on the site at the same place after the form was made. Nothing has been lost.")
    assert values()["1.1"] == {}

    ann.press("Import what is ticked")
    ann.reads("Imported: 1.1, 1.5, 3.2.")
    assert values()["1.1"] == {"texts": ["<p>Our pharmacist rings on Mondays.</p>"]}
    assert values()["1.5"]["choices"] == [document.prompts["1.5"].options[0].value]
    assert [(row["activity"], row["since"]) for row in values()["3.2"]["rows"]] == [("Ringing", "in spring")]
    assert values()["C.6"] == {"text": "The chief officer"}

    ann.page.get_by_label("Use the form’s text in C.6.").check()
    ann.press("Import what is ticked")
    ann.reads("No answer would change.")
    assert values()["C.6"] == {"text": "The board and its chair"}
    ann.open(f"{PLACE}/word/").follow("form.docx").reads("A note to ourselves")


def downloaded(ann, path: Path) -> Path:
    with ann.page.expect_download() as download:
        ann.page.get_by_role("button", name="Form with your answers as they are now").click()
    download.value.save_as(path)
    return path


def fill_in(path: Path) -> None:
    word = Document(path)
    paragraphs = word.paragraphs
    under = {line.text: paragraphs[place + 1] for place, line in enumerate(paragraphs[:-1])}
    under["Your answer to C.6, in one line:"].add_run(" and its chair")
    under["Your answer to 1.1:"].add_run("Our pharmacist rings on Mondays.")
    option = next(first for label, first in under.items() if label.startswith("Your choice in 1.5"))
    option.text = option.text.replace("[ ]", "[x]")
    row = word.tables[0]
    row.cell(2, 1).text, row.cell(6, 1).text = "Ringing", "in spring"
    paragraphs[0].insert_paragraph_before("A note to ourselves")
    word.save(path)


def send(ann, form: Path) -> None:
    ann.page.get_by_label("The form you filled in").set_input_files(form)
    ann.press("Send the form and see what changes")


def test_a_file_that_is_no_form_is_refused_in_a_sentence(world, window, tmp_path):
    file = tmp_path / "holiday.docx"
    Document().save(file)
    ann = window(world.ann).open(f"{PLACE}/word/")
    send(ann, file)
    ann.reads("“holiday.docx” was not read. This is not a form of this service")
    assert ann.page.title()[:7] == "Error: "


def test_a_row_is_looked_at_when_a_field_is_left_and_moved_by_the_keyboard(world, window):
    world.answer(world.document(), "3.2", {"rows": [activity("First", "r1"), activity("Second", "r2")]})
    ann = window(world.ann).open(f"{PLACE}/question/3/?open=3.2:r2")
    since = ann.page.locator("#id_3-2-row-since")
    since.fill("soon")
    since.press("Tab")
    ann.reads("Since: Enter a date like 14/4/2010").check()
    since.fill("1/3/2010")
    since.press("Tab")
    ann.page.locator("#id_3-2-row-since_said").wait_for(state="detached")
    ann.page.get_by_role("button", name="Move up").focus()
    ann.page.keyboard.press("Enter")
    ann.page.wait_for_url("**#3-2")
    ann.check()
    assert [row["activity"] for row in values()["3.2"]["rows"]] == ["Second", "First"]


def test_rows_are_pasted_and_costs_are_drawn(world, window):
    world.answer(world.document(), "8.1", {"rows": [cost("1200", "actual"), cost("", "not_yet_known", id="c2")]})
    ann = window(world.ann).open(f"{PLACE}/question/8/")
    ann.reads("Set-up and running costs")
    ann.page.get_by_text("Use a spreadsheet").first.click()
    ann.page.get_by_label("Paste rows from a spreadsheet").fill("it_systems\tA laptop\t\t\t\t\t\t\t\t£300\t\t\tActual")
    ann.press("Add these rows to 8.1")
    assert [row["amount"] for row in values()["8.1"]["rows"]] == ["1200", "", "£300"]
    ann.reads("1,500")
