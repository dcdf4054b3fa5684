"""The feedback report in Word: the words of the page, the same bytes again, nothing of who made it or of anybody else."""

import io
import re
import zipfile

import pytest
from django.urls import reverse
from docx import Document

from living_docs import actions
from living_docs.workflow import Status
from reporting import jobs
from reporting.feedback_reports.contents import draft_data
from reporting.feedback_reports.word import feedback_word
from tests.factories import World

pytestmark = pytest.mark.one_engine


@pytest.fixture
def released(world: World) -> World:
    world.document_at(Status.RELEASED)
    world.document_at(Status.RELEASED, number=2)
    return world


def words_of(content: bytes) -> str:
    word = Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def texts(data) -> list[str]:
    """Every sentence of a report’s data that its readers wrote or the site gave."""
    said = [
        text
        for question in data["questions"]
        for name in ("noted", "more", "evidence", "practical")
        for text in question[name]
    ]
    said += [re.sub(r"<[^>]+>", "", line) for line in data["summary"].split("\n")]
    said += [point["text"] for point in data["next_points"]] + [data["call_offer"]]
    said += [part for point in data["earlier_points"] for part in (point["point"], point["text"])]
    return [text for text in said if text]


def test_it_says_what_the_page_says(released, sign_in):
    release = released.document(number=2).releases.get()
    page = sign_in(released.ann).get(reverse("feedback_report", args=[2, "a"])).text
    word = words_of(feedback_word(release.data))
    assert len(texts(release.data)) > 8
    assert [text for text in texts(release.data) if text not in word or text not in page] == []


def test_equal_data_give_equal_bytes(released):
    data = released.document().releases.get().data
    assert feedback_word(data) == feedback_word(data)


def test_headings_are_words_own(released):
    word = Document(io.BytesIO(feedback_word(released.document().releases.get().data)))
    found = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith(("Heading", "Title"))]
    assert found[:3] == [
        ("Title", "Feedback on round 1: Alderbrook"),
        ("Heading 1", "Summary"),
        ("Heading 1", "Points for the next round"),
    ]
    assert ("Heading 2", "Please tell us more about") in found


def test_it_names_nobody_and_says_nothing_of_its_making(released):
    content = feedback_word(released.document().releases.get().data)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        said = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    names = [
        part
        for person in ("rae", "rob", "hal", "lee", "quinn", "bea")
        for part in getattr(released, person).name.split()[1:]
    ]
    assert [name for name in [*names, "Brackenfell", "icp.example", "python-docx"] if name in said] == []
    properties = Document(io.BytesIO(content)).core_properties
    assert (properties.title, properties.language) == ("Feedback on round 1: Alderbrook", "en-GB")
    assert [properties.author, properties.last_modified_by, properties.created, properties.comments] == [
        "",
        "",
        None,
        "",
    ]


def test_the_worker_makes_it_once_and_it_is_served_with_its_checksum(released, sign_in):
    release = released.document().releases.get()
    address = reverse("feedback_report_file", args=[1, "a", 1, "docx"])
    client = sign_in(released.ann)
    assert client.get(address).status_code == 202
    for _ in range(2):
        jobs.make_release_file.call(release.pk, "docx")
    file = release.files.get(format="docx")
    answer = client.get(address)
    assert (answer.content, answer["X-Content-SHA256"]) == (bytes(file.content), file.sha256)
    assert answer["Content-Type"].endswith("wordprocessingml.document")


def test_readers_are_named_only_where_the_programme_says_so(world, sign_in):
    document = world.document_at(Status.IN_QA)
    assert draft_data(document)["named_readers"] == []
    actions.name_readers(world.programme, named=True, by=world.pat)
    document = world.document()
    assert draft_data(document)["named_readers"] == [world.rae.name, world.rob.name]
    assert f"Read by {world.rae.name}, {world.rob.name}." in words_of(feedback_word(draft_data(document)))
