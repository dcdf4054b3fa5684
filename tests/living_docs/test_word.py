"""The Word route: what goes out comes back byte for byte, what was edited is placed, nothing is guessed or lost."""

import io
import os
import shutil
import subprocess
import zipfile
from copy import deepcopy
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from living_docs import actions
from living_docs.files.office_files import NotOpened
from living_docs.models import AnswerState, LivingDocument, WordReturn
from living_docs.word.form import word_form
from living_docs.word.identity import Identity
from living_docs.word.placements import Placement, placed
from living_docs.word.styles import HEADING, SLOT
from living_docs.workflow import Status
from tests.factories import World, activity
from tests.living_docs.texts import RICH
from tests.living_docs.word_world import answer_to, edited, three_rounds

pytestmark = pytest.mark.one_engine

HTML = (
    "<h4>Aims &amp; means</h4>\n<p>We <strong>ring <em>every</em></strong> patient, 3 &lt; 4.</p>\n<ul>\n<li>one</li>\n"
    "<li><em>two</em></li>\n</ul>\n<ol>\n<li>first</li>\n<li>second</li>\n</ol>\n<p>Between</p>\n<ol>\n<li>again</li>\n"
    "</ol>\n<table>\n<thead>\n<tr><th>a</th><th>b</th></tr>\n</thead>\n<tbody>\n<tr><td><strong>1</strong></td><td></td></tr>\n"
    "</tbody>\n</table>\n<p>1.1 is named here, and 4.2 too.</p>"
)


@pytest.fixture
def real(db) -> LivingDocument:
    document, people = three_rounds()
    rich = next(answer for answer in document.answers.all() if document.prompts[answer.prompt_number].kind == "prose")
    rich.document = document
    actions.save_answer(rich, {"texts": [RICH]}, base_version=rich.version, by=people["manager.northumbria"])
    return document


@pytest.fixture
def document(world: World) -> LivingDocument:
    world.document_at(Status.SUBMITTED)
    later = world.document(number=2)
    world.answer(later, "C.6", {"text": "The board of Alderbrook"})
    world.answer(later, "1.1", {"texts": [HTML]})
    world.answer(later, "3.2", {"rows": [activity("Case conference", "r1"), activity("Joint visits", "r2")]})
    return later


def found(document, change=lambda form: None, **options):
    return placed(edited(document, change, **options), document)


def placement(document, number: str, change, **options) -> Placement:
    return next(p for p in found(document, change, **options).placements if p.prompt.number == number)


def values(document) -> dict[str, dict]:
    return {answer.prompt_number: answer.value for answer in document.answers.all()}


def without_files(document) -> dict[str, dict]:
    return {number: value for number, value in values(document).items() if number != "4.5"}


# What goes out comes back


@pytest.mark.one_engine
def test_every_prompt_of_a_real_round_3_comes_back_byte_for_byte(real):
    back = found(real)
    assert {p.prompt.number: p.mine for p in back.placements} == without_files(real)
    assert (back.changed, back.strays, back.remarks) == ([], [], [])
    kinds = {p.prompt.kind for p in back.placements if p.mine}
    assert kinds == {"prose", "short_text", "choice", "table", "cost_table"}
    what_the_programme_wrote_in_a_row_stays(real)


def what_the_programme_wrote_in_a_row_stays(real):
    def edit(form):
        form.table("C.4").cell(1, 1).text = "Another point altogether"
        form.table("C.4").cell(2, 3).text = "In the list"

    rows = placement(real, "C.4", edit).mine["rows"]
    assert [(row["point"], row["done"]) for row in rows] == [
        ("Say who leads", "Named"),
        ("Spell out <two> acronyms & more", "In the list"),
    ]


@pytest.mark.one_engine
def test_what_libreoffice_saves_comes_back_byte_for_byte(real, tmp_path):
    if shutil.which("soffice") is None:
        assert os.environ.get("CI") != "true", "LibreOffice is missing"
        pytest.skip("There is no LibreOffice here: its files are not tried.")
    file = tmp_path / "form.docx"
    file.write_bytes(word_form(real))
    again = converted(file, "docx", tmp_path / "again")
    over_odt = converted(converted(file, "odt", tmp_path / "odt"), "docx", tmp_path / "back")
    for saved in (again, over_odt):
        back = placed(saved.read_bytes(), real)
        assert {p.prompt.number: p.mine for p in back.placements} == without_files(real)
        assert (back.changed, back.strays, back.remarks) == ([], [], [])


def converted(file: Path, kind: str, folder: Path) -> Path:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"form.{kind}"


def test_marks_lists_and_tables_in_prose_come_back(document):
    assert found(document).changed == []
    assert placement(document, "1.1", lambda form: None).mine == {"texts": [HTML]}


def test_a_form_says_which_document_and_versions_it_is_of(document):
    word = Document(io.BytesIO(word_form(document)))
    identity = Identity.read(word.core_properties.identifier)
    assert (identity.site, identity.round, identity.blank) == ("a", 2, False)
    assert identity.base_versions(document) == {a.prompt_number: a.version for a in document.answers.all()}
    assert str(identity) in word.paragraphs[-1].text
    assert Identity.read(str(Identity("a", 1, True, (1, 35, 36, 46656)))).versions == (1, 35, 36, 46656)


def test_a_blank_form_says_nothing_until_it_is_filled_in(document):
    assert found(document, blank=True).changed == []
    filled = placement(document, "C.6", lambda form: form.after("Your answer to C.6").add_run("The board"), blank=True)
    assert (filled.mine, filled.clashes) == ({"text": "The board"}, True)  # something else stands on the site


# What was edited


def test_an_edit_is_placed_and_the_rest_is_left(document):
    back = found(document, lambda form: form.after("Your answer to C.6").add_run(" and its chair"))
    assert [(p.prompt.number, p.mine) for p in back.changed] == [
        ("C.6", {"text": "The board of Alderbrook and its chair"})
    ]
    runs = [run.text for run in back.changed[0].differences[0].theirs if run.differs]
    assert runs == ["and its chair"]


def test_a_choice_is_marked_in_any_bracket(document):
    prompt = document.prompts["1.5"]

    def choose(form):
        for option in form.word.paragraphs:
            option.text = {"[X] Closer": "[ ] Closer"}.get(option.text, option.text)
            if option.text.removeprefix("[ ] ") in prompt.labels.values():
                option.text = option.text.replace("[ ]", "( ✓ )", 1)
                return

    mine = placement(document, "1.5", choose).mine["choices"]
    assert (len(mine), set(mine) <= set(prompt.labels)) == (2 if prompt.multiple else 1, True)


def test_rows_are_changed_added_and_taken_out_by_their_numbers(document):
    def edit(form):
        form.table("3.2", 0).cell(2, 1).text = "Case conference at home"
        second = form.table("3.2", 1)
        second._tbl.getparent().remove(second._tbl)
        new = form.table("3.2", 1)
        new.cell(1, 1).text, new.cell(2, 1).text = "Governance and organisation", "A board of five"

    rows = placement(document, "3.2", edit).mine["rows"]
    assert [(row["id"] if row["id"] in {"r1", "r2"} else "new", row["activity"]) for row in rows] == [
        ("r1", "Case conference at home"),
        ("new", "A board of five"),
    ]
    assert rows == placement(document, "3.2", edit).mine["rows"]


def test_an_option_is_read_by_its_label_and_another_word_is_kept_as_typed(document):
    label = document.prompts["3.2"].columns[0].options[0].label

    def edit(form):
        form.table("3.2", 0).cell(1, 1).text = label.upper()
        form.table("3.2", 1).cell(1, 1).text = "something else"

    rows = placement(document, "3.2", edit).mine["rows"]
    assert [row["category"] for row in rows] == [document.prompts["3.2"].columns[0].options[0].value, "something else"]


# Headings and lines


def change_text(form, beginning: str, text: str) -> None:
    """The words of a heading typed anew, its bookmark kept."""
    line = form.line(beginning)
    for run in line.runs[1:]:
        run._r.getparent().remove(run._r)
    line.runs[0].text = text


def test_two_of_three_signs_are_enough(document):
    def edit(form):
        change_text(form, "C.6 ", "Who signed it")
        form.line("1.1 ").style = "Normal"
        drop_bookmarks(form.line("3.2 "))
        form.line("Your answer to C.6").style = "Normal"
        drop_bookmarks(form.line("Your answer to 1.1"))
        form.after("Your answer to C.6").add_run("!")

    back = found(document, edit)
    assert [p.prompt.number for p in back.changed] == ["C.6"]
    assert back.remarks == ["The heading of C.6 was changed to “Who signed it”. It was known all the same."]


def drop_bookmarks(paragraph) -> None:
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        for mark in paragraph._p.findall(qn(tag)):
            paragraph._p.remove(mark)


def test_signs_that_disagree_are_said_and_nothing_is_guessed(document):
    def edit(form):
        change_text(form, "Your answer to 1.1", "Your answer to C.6, in one line:")

    back = found(document, edit)
    assert [p.prompt.number for p in back.changed] == []
    assert "its words and its bookmark name different places" in back.remarks[0]
    assert back.remarks[-1] == "The line “Your answer to 1.1:” was not found. Nothing changes there."
    assert back.strays[0].text == "Aims & means"


def test_a_line_left_with_one_sign_is_lost_and_its_words_are_kept(document):
    def edit(form):
        line = form.line("Your answer to 1.1")
        drop_bookmarks(line)
        line.style = "Normal"

    back = found(document, edit)
    assert back.changed == []
    assert " ".join(stray.text for stray in back.strays).startswith(
        "Aims & means We ring every patient, 3 < 4. one two"
    )


def test_a_line_that_stands_twice_is_taken_once(document):
    def edit(form):
        line = form.line("Your answer to C.6")
        twin = line.insert_paragraph_before("Written twice")
        twin._p.addnext(twin_of(line))
        form.word.paragraphs[0].insert_paragraph_before("Before all")

    back = found(document, edit)
    assert {stray.text for stray in back.strays} >= {"Before all", "Written twice"}
    assert any("it stands there twice" in remark for remark in back.remarks)


def twin_of(paragraph):
    return deepcopy(paragraph._p)


def test_words_in_the_help_or_above_the_line_are_kept(document):
    def edit(form):
        form.line("Your answer to 1.1").insert_paragraph_before("Above the line")
        form.word.paragraphs[2].add_run(" And a remark of ours.")

    texts = [stray.text for stray in found(document, edit).strays]
    assert texts[0].endswith("And a remark of ours.")
    assert texts[1:] == ["Above the line"]


def test_pictures_comments_notes_and_deleted_words(document):
    def edit(form):
        answer = form.after("Your answer to C.6")
        answer.add_run()._r.append(OxmlElement("w:drawing"))
        answer._p.append(parse_xml(f"<w:del {NS}><w:r><w:delText>gone</w:delText></w:r></w:del>"))
        answer._p.append(parse_xml(f"<w:ins {NS}><w:r><w:t>, new</w:t></w:r></w:ins>"))
        box = (
            f"<w:r {NS}><w:pict><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        )
        answer._p.append(parse_xml(box))

    content = with_part(
        edited(document, edit),
        "word/comments.xml",
        f"<w:comments {NS}><w:comment><w:p><w:r><w:t>Is this right?</w:t></w:r></w:p></w:comment></w:comments>",
    )
    back = placed(content, document)
    assert [p.mine for p in back.changed] == [{"text": "The board of Alderbrook, new"}]
    assert [(stray.where, stray.text) for stray in back.strays] == [
        ("Text in a drawing in C.6", "In a box"),
        ("Comment", "Is this right?"),
    ]
    assert back.remarks == [
        "In C.6, 1 drawing was left out.",
        "The form has tracked changes. They were read as if you had accepted them all.",
    ]


NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_part(content: bytes, name: str, text: str) -> bytes:
    held = io.BytesIO(content)
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr(name, text)
    return held.getvalue()


def test_sixty_thousand_words_are_placed(document):
    def edit(form):
        for number in range(600):
            form.after("Your answer to 1.1").insert_paragraph_before(f"Paragraph {number}: " + "word " * 98)

    mine = placement(document, "1.1", edit).mine["texts"][0]
    assert (mine.count("<p>Paragraph"), mine.endswith(HTML)) == (600, True)


# Files that are refused


def test_another_site_s_form_is_refused(world, document):
    other = world.document("b", 2)
    with pytest.raises(NotOpened, match="another Pilot site"):
        placed(word_form(other), document)


def test_another_round_s_form_is_refused(world, document):
    with pytest.raises(NotOpened, match="This form is of round 1, and this is round 2"):
        placed(word_form(world.document("a", 1)), document)


def test_a_document_that_is_no_form_is_refused(document):
    held = io.BytesIO()
    Document().save(held)
    with pytest.raises(NotOpened, match="not a form of this service"):
        placed(held.getvalue(), document)


def test_a_form_that_names_itself_twice_is_refused(document):
    def edit(form):
        form.word.core_properties.identifier = str(Identity("a", 1, False, (1,)))

    with pytest.raises(NotOpened, match="the two differ"):
        found(document, edit)


def test_the_last_line_is_enough(document):
    def edit(form):
        form.word.core_properties.identifier = ""

    assert found(document, edit).changed == []


# Taking it in


def sent_back(document, by, change) -> WordReturn:
    content = edited(document, change)
    return actions.keep_word_return(document, content=content, name="form.docx", by=by)


def seen(returned, document) -> dict[str, int]:
    return {p.prompt.number: p.answer.version for p in placed(bytes(returned.content), document).changed}


def add_to_sign_off(words: str):
    return lambda form: form.after("Your answer to C.6").add_run(words)


def test_what_was_chosen_is_taken_in_and_the_rest_is_left(world, document):
    def edit(form):
        form.after("Your answer to C.6").add_run(" and chair")
        form.word.element.body.insert(0, OxmlElement("w:p"))
        form.after("Your answer to 1.1").add_run(" Changed.")

    returned = sent_back(document, world.abe, edit)
    assert values(document)["C.6"] == {"text": "The board of Alderbrook"}
    saved = actions.take_in(returned, chosen={"C.6": seen(returned, document)["C.6"]}, by=world.abe)
    assert saved == (["C.6"], [])
    answer = answer_to(document, "C.6")
    assert (answer.value, answer.state, answer.written_by) == (
        {"text": "The board of Alderbrook and chair"},
        AnswerState.ANSWERED,
        world.abe,
    )
    assert values(document)["1.1"] == {"texts": [HTML]}
    assert list(seen(returned, document)) == ["1.1"]


def test_a_newer_answer_is_merged(world, document):
    content = edited(document, lambda form: form.after("Your answer to 1.1").add_run(" too"))
    world.answer(document, "1.1", {"texts": [HTML + "\n<p>Written meanwhile.</p>"]}, by=world.abe)
    returned = actions.keep_word_return(document, content=content, name="form.docx", by=world.ann)
    both = next(p for p in placed(content, document).changed)
    assert (both.is_merged, both.clashes) == (True, False)
    actions.take_in(returned, chosen=seen(returned, document), by=world.ann)
    text = values(document)["1.1"]["texts"][0]
    assert ("Aims &amp; means too" in text, text.endswith("<p>Written meanwhile.</p>")) == (True, True)


def test_on_a_clash_both_texts_are_shown_and_none_is_lost(world, document):
    content = edited(document, add_to_sign_off(" of the trust"))
    world.answer(document, "C.6", {"text": "The chief officer"}, by=world.abe)
    returned = actions.keep_word_return(document, content=content, name="form.docx", by=world.ann)
    both = next(p for p in placed(content, document).changed)
    assert (both.clashes, both.answer.value, both.mine["text"]) == (
        True,
        {"text": "The chief officer"},
        "The board of Alderbrook of the trust",
    )
    version = answer_to(document, "C.6").version
    assert actions.take_in(returned, chosen={"C.6": version - 1}, by=world.ann) == ([], ["C.6"])
    assert values(document)["C.6"] == {"text": "The chief officer"}
    assert actions.take_in(returned, chosen={"C.6": version}, by=world.ann) == (["C.6"], [])
    kept = [v.value["text"] for v in answer_to(document, "C.6").versions.order_by("number")[1:]]
    assert kept == ["The board of Alderbrook", "The chief officer", "The board of Alderbrook of the trust"]


def test_only_the_site_sends_a_form_back_while_it_is_its_turn(world, document):
    content = word_form(document)
    for person in (world.bea, world.lee, world.pat):
        with pytest.raises(PermissionDenied):
            actions.keep_word_return(document, content=content, name="form.docx", by=person)
        assert WordReturn.objects.visible_to(person).count() == 0
    first = world.document("a", 1)
    with pytest.raises(PermissionDenied):
        actions.keep_word_return(first, content=word_form(first), name="form.docx", by=world.ann)


def test_headings_and_lines_begin_an_answer_below_them(document):
    word = Document(io.BytesIO(word_form(document)))
    assert {word.styles[name].next_paragraph_style.name for name in (HEADING, SLOT)} == {"Normal"}
