"""The commands: what they write, and what they say when there is nothing to write."""

import io
import json
import re
import sys

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from living_docs.canonical_json import canonical
from living_docs.submission_data import printed
from living_docs.workflow import Status
from reporting import jobs
from reporting.models import PublicationFile, ReleaseFile
from tests.factories import World


def run(name: str, *args, stdin: str = "", **options) -> tuple[int, str]:
    """Exit status and what was said."""
    out, before = io.StringIO(), sys.stdin
    sys.stdin = io.StringIO(stdin)
    try:
        call_command(name, *args, stdout=out, stderr=out, **options)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    finally:
        sys.stdin = before
    return 0, out.getvalue()


def test_a_text_is_checked_line_by_finding(world):
    text = "In Alderbrook\nonly one Pilot met; write to x@nhs.uk."
    assert run("check_anonymity", stdin=text) == (
        1,
        "3-13\tsite_name\tAlderbrook\tAlderbrook\n14-28\tsmall_count\t\tonly one Pilot\n43-51\tcontact\t\tx@nhs.uk\n",
    )


def test_a_text_without_findings_is_said_nothing_of(world):
    assert run("check_anonymity", stdin="Most of them met weekly.") == (0, "")


def test_many_texts_are_checked_in_one_go(world):
    lines = [{"id": 1, "text": "😀 Brackenfell"}, {"id": "b", "text": "nothing"}]
    status, said = run("check_anonymity", "--jsonl", stdin="\n".join(map(json.dumps, lines)) + "\n\n")
    assert (status, [json.loads(line) for line in said.splitlines()]) == (
        0,
        [
            {"id": 1, "findings": [{"start": 2, "end": 13, "kind": "site_name", "site": "Brackenfell"}]},
            {"id": "b", "findings": []},
        ],
    )


def test_a_programme_that_is_not_there_is_named(db):
    with pytest.raises(CommandError, match="^There is no programme “icp” in this database.$"):
        run("check_anonymity", stdin="x")


def test_a_document_is_written_as_it_was_sent(world: World, tmp_path):
    document = world.document_at(Status.SUBMITTED)
    out = tmp_path / "document.json"
    assert run("living_document", "a", "1", "--format", "json", "--out", str(out)) == (0, f"{out} written.\n")
    assert out.read_text() == canonical(printed(document, document.current_submission))
    assert json.loads(out.read_text())["draft"] is False
    run("living_document", "a", "1", "--out", str(out))
    assert out.read_bytes()[:5] == b"%PDF-"


def test_a_draft_is_written_where_nothing_was_sent(world, tmp_path):
    world.document()
    run("living_document", "a", "1", "--format", "json", "--out", str(tmp_path / "d.json"))
    assert json.loads((tmp_path / "d.json").read_text())["draft"] is True


def test_a_released_report_is_written_as_the_stored_bytes(world, tmp_path):
    world.document_at(Status.RELEASED)
    out = tmp_path / "report.pdf"
    run("feedback_report", "a", "1", "--out", str(out))
    assert out.read_bytes() == bytes(ReleaseFile.objects.get().content)


def test_a_report_that_is_not_released_can_be_written_as_a_draft(world, tmp_path):
    world.document_at(Status.IN_QA)
    out = tmp_path / "report.pdf"
    run("feedback_report", "a", "1", "--draft", "--out", str(out))
    assert (out.read_bytes()[:5], ReleaseFile.objects.count()) == (b"%PDF-", 0)


def test_a_published_review_is_written_as_the_stored_bytes(world, tmp_path):
    publication = world.publication()
    out = tmp_path / "review.pdf"
    run("thematic_review", "1", "--out", str(out))
    assert out.read_bytes() == bytes(PublicationFile.objects.get().content)
    jobs.make_publication_file.call(publication.pk, "pdf")
    assert PublicationFile.objects.count() == 1


def test_a_review_as_html_holds_every_section_and_leads_nowhere_else(world, tmp_path):
    review = world.draft_review()
    out = tmp_path / "review.html"
    run("thematic_review", "1", "--draft", "--format", "html", "--out", str(out))
    page = out.read_text()
    assert [s.title for s in review.sections.all() if s.title not in page] == []
    assert re.findall(r'(?:href|src)="(?!#)([^"]*)"', page) == []


@pytest.mark.parametrize("format", ["pdf", "html"])
def test_a_draft_review_is_written(world, tmp_path, format):
    world.draft_review()
    out = tmp_path / "review"
    run("thematic_review", "1", "--draft", "--format", format, "--out", str(out))
    assert out.read_bytes().lstrip()[:5].lower() == {"pdf": b"%pdf-", "html": b"<!doc"}[format]


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["living_document", "nowhere", "1"], "There is no document of nowhere in round 1."),
        (["living_document", "a", "7"], "There is no document of a in round 7."),
        (["feedback_report", "a", "1"], "a has submitted nothing in round 1."),
        (["feedback_report", "a", "1", "--draft"], "a has submitted nothing in round 1."),
        (
            ["feedback_report", "b", "1"],
            "No report on Brackenfell, round 1 has been released; --draft writes what would be.",
        ),
        (["thematic_review", "1"], "No review of round 1 has been published; --draft writes the draft."),
        (["thematic_review", "1", "--draft"], "The review of round 1 has not been started."),
    ],
)
def test_where_there_is_nothing_to_write_the_command_says_what_is_missing(world, tmp_path, command, sentence):
    world.document_at(Status.SUBMITTED, "b")
    out = tmp_path / "out"
    with pytest.raises(CommandError) as error:
        run(*command, "--out", str(out))
    assert (str(error.value), out.exists()) == (sentence, False)


def test_the_demo_is_never_loaded_over_real_data(world):
    with pytest.raises(CommandError, match="^This database holds real data"):
        run("demo")


def test_a_document_goes_out_as_word_and_a_form_comes_back(world, tmp_path):
    document = world.document()
    world.fill(document)
    form, copy = tmp_path / "form.docx", tmp_path / "copy.docx"
    run("living_document", "a", "1", format="docx", out=copy)
    run("living_document", "a", "1", prefilled=True, out=form)
    headings = [p.text for p in Document(copy).paragraphs if p.style.name.startswith("Heading")]
    assert headings[:3] == ["Cover", "C.6 Sign-off", "Question 1: " + document.round.instrument.question(1).title]
    word = Document(form)
    paragraphs = word.paragraphs
    place = next(place for place, one in enumerate(paragraphs) if one.text.startswith("Your answer to C.6"))
    paragraphs[place + 1].add_run(", in May")
    word.save(form)
    _, said = run("import_living_document", str(form), dry_run=True)
    assert said.splitlines()[0] == "C.6\tchanged"
    assert said.splitlines()[-1] == "Nothing was written."
    assert document.answers.get(prompt_number="C.6").value == {"text": "The board of Alderbrook"}
    assert run("import_living_document", str(form))[1].splitlines()[-1] == "Taken in: C.6."
    answer = document.answers.get(prompt_number="C.6")
    assert (answer.value, answer.written_by) == ({"text": "The board of Alderbrook, in May"}, world.ann)


def test_a_form_that_cannot_be_read_or_written_is_said(world, tmp_path):
    file = tmp_path / "form.docx"
    file.write_bytes(b"PK")
    with pytest.raises(CommandError, match="^form.docx was not read. The file is damaged"):
        run("import_living_document", str(file))
    world.open_round()
    run("living_document", "a", "1", blank=True, out=file)
    world.document_at(Status.SUBMITTED)
    with pytest.raises(CommandError, match="is not with its site, so nothing was written"):
        run("import_living_document", str(file))
    with pytest.raises(CommandError, match="A form to fill in is a Word document"):
        run("living_document", "a", "1", blank=True, format="pdf", out=file)
