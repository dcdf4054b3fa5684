"""What a Word form offers beyond the answers: boxes, feedback, one question alone, its pictures as evidence."""

import io
from datetime import date
from zipfile import ZipFile

import pytest
from django.urls import reverse
from docx import Document
from docx.shared import Cm

from living_docs import actions
from living_docs.feedback_points import Report
from living_docs.files.office_files import NotOpened
from living_docs.files.pictures import drawn_anew
from living_docs.instrument import given_instrument, questions
from living_docs.models import AnswerState, EvidenceFile
from living_docs.word import layout
from living_docs.word.form import word_form
from living_docs.word.identity import Identity
from living_docs.word.placements import placed
from living_docs.word.states import Stand, Unclear, read_boxes
from living_docs.workflow import Status
from tests.living_docs.test_evidence import PNG
from tests.living_docs.word_world import Edited, answer_to

pytestmark = pytest.mark.one_engine


@pytest.fixture
def document(world):
    world.document_at(Status.RELEASED)
    later = world.document(number=2)
    world.answer(later, "1.1", {"texts": ["<p>We meet on Mondays.</p>"]})
    return later


def box(form: Edited, number: str, beginning: str):
    """A line among the boxes of a prompt."""
    start = next(
        place for place, one in enumerate(form.word.paragraphs) if one.text.startswith(f"If not in words, {number} ")
    )
    return next(one for one in form.word.paragraphs[start:] if one.text.startswith(beginning))


def sent_back(document, change, **options):
    form = Edited(document, **options)
    change(form)
    return form.content


def ticked(document, number: str, *boxes: tuple[str, str]):
    """A form in which lines among a prompt's boxes were changed."""

    def edit(form):
        for beginning, text in boxes:
            box(form, number, beginning).text = text

    return sent_back(document, edit)


def test_every_box_is_read_back_into_the_state_of_its_prompt(world, document):
    def edit(form):
        box(form, "1.1", "[ ] Not known until").text = "[x] Not known until (date): 14 April 2011"
        box(form, "1.5", "[ ] Not answered").text = "☒ Not answered this round, because: the lead has left"
        box(form, "3.2", "[ ] No change").text = "[X] No change"

    content = sent_back(document, edit)
    found = placed(content, document)
    assert [(one.prompt.number, one.stand_sentence) for one in found.changed] == [
        ("1.1", "“Not known until 14/4/2011” is ticked in the form."),
        ("1.5", "“Not answered this round, because: the lead has left” is ticked in the form."),
        ("3.2", "“No change” is ticked in the form."),
    ]
    returned = actions.keep_word_return(document, content=content, name="form.docx", by=world.ann)
    chosen = {one.prompt.number: one.answer.version for one in found.changed}
    assert actions.take_in(returned, chosen=chosen, by=world.ann) == (["1.1", "1.5", "3.2"], [])
    states = {number: answer_to(document, number) for number in chosen}
    assert {number: (one.state, one.until, one.reason) for number, one in states.items()} == {
        "1.1": (AnswerState.NOT_KNOWN, date(2011, 4, 14), ""),
        "1.5": (AnswerState.NOT_ANSWERED, None, "the lead has left"),
        "3.2": (AnswerState.NO_CHANGE, None, ""),
    }
    again = placed(word_form(document), document)
    assert (again.changed, again.strays, again.remarks) == ([], [], [])


def test_no_change_with_changed_words_counts_as_the_words(document):
    def edit(form):
        box(form, "8.1", "[ ] No change").text = "[X] No change"
        form.table("8.1").cell(1, 1).text = "Another line of cost"

    found = placed(sent_back(document, edit), document)
    assert [(one.prompt.number, one.stand_sentence) for one in found.changed] == [("8.1", "")]
    assert found.remarks == ["“No change” is ticked in 8.1, but its words were changed. The words count."]


def test_too_early_is_offered_where_the_instrument_takes_it():
    prompts = [prompt for question in questions(given_instrument()) for prompt in question.prompts]
    takes = next(prompt for prompt in prompts if prompt.too_early)
    takes_not = next(prompt for prompt in prompts if not prompt.too_early)
    assert read_boxes(["( ✓ ) too early to say"], takes, carried=False) == (Stand(AnswerState.TOO_EARLY), [])
    with pytest.raises(Unclear, match="takes no “Too early to say”"):
        read_boxes(["[X] Too early to say"], takes_not, carried=False)


@pytest.mark.parametrize(
    ("boxes", "remark"),
    [
        (
            [("[ ] Not known", "[X] Not known until (date): soon")],
            "In 1.1, “Not known until” is ticked, but “soon” is no date that could be read. Write one like 14/4/2010; nothing "
            "was changed by these boxes.",
        ),
        (
            [("[ ] Not answered", "[X] Not answered this round, because:")],
            "In 1.1, “Not answered this round” is ticked without a reason. Say why after “because:”; nothing was changed by "
            "these boxes.",
        ),
        (
            [
                ("[ ] Not known", "[X] Not known until (date): 1/5/2011"),
                ("[ ] Not answered", "[X] Not answered this round, because: x"),
            ],
            "In 1.1, “Not known until” and “Not answered this round” are ticked. Tick one of them; nothing was changed by "
            "these boxes.",
        ),
    ],
)
def test_boxes_that_do_not_say_one_thing_change_nothing(document, boxes, remark):
    found = placed(ticked(document, "1.1", *boxes), document)
    assert (found.changed, found.remarks) == ([], [remark])


def test_a_form_from_before_the_boxes_is_read_as_it_was(document):
    def edit(form):
        for one in list(form.word.paragraphs):
            if one.text.startswith("If not in words") or one.text.startswith(("[ ] Too", "[ ] Not ", "[ ] No change")):
                one._p.getparent().remove(one._p)

    found = placed(sent_back(document, edit), document)
    assert (found.changed, found.strays, found.remarks) == ([], [], [])


# One question


def test_a_form_of_one_question_changes_that_question_only(document):
    content = word_form(document, question=1)
    word = Document(io.BytesIO(content))
    identity = Identity.read(word.core_properties.identifier)
    asked = [prompt.number for prompt in document.round.instrument.question(1).asked(2)]
    assert (identity.question, list(identity.base_versions(document))) == (1, asked)
    assert [one.text for one in word.paragraphs if one.style.name == "Heading 1"] == [
        document.round.instrument.question(1).name
    ]
    next(one for one in word.paragraphs if one.text == "We meet on Mondays.").add_run(" And Fridays.")
    held = io.BytesIO()
    word.save(held)
    found = placed(held.getvalue(), document)
    assert [(one.prompt.number, one.mine["texts"][0]) for one in found.changed] == [
        ("1.1", "<p>We meet on Mondays. And Fridays.</p>")
    ]
    assert ({one.prompt.number for one in found.placements} <= set(asked), found.strays, found.remarks) == (
        True,
        [],
        [],
    )


def test_the_form_of_one_question_is_downloaded_from_its_page(document, world, sign_in):
    client = sign_in(world.ann)
    address = reverse("question_word_form", args=[2, "a", 8])
    assert address in client.get(reverse("question", args=[2, "a", 8])).content.decode()
    assert address in client.get(reverse("word", args=[2, "a"])).content.decode()
    served = client.get(address)
    assert 'filename="living-document-a-round-2-question-8-form.docx"' in served["Content-Disposition"]
    assert placed(b"".join(served), document).changed == []
    assert client.get(reverse("question_word_form", args=[2, "a", 77])).status_code == 404


# Feedback


def test_the_last_feedback_stands_beside_its_prompt(document):
    question = {"number": 1, "noted": [], "more": ["Say in 1.1 who meets."], "evidence": [], "practical": ["See 4.2"]}
    report = Report(1, {"questions": [question]}, ())
    assert [one.text for one in layout.feedback(report, document.prompts["1.1"])] == [
        "Feedback on it in round 1: “Say in 1.1 who meets.”"
    ]
    assert layout.feedback(None, document.prompts["1.1"]) == []


# Pictures


def with_picture(document) -> bytes:
    def edit(form):
        form.after("Your answer to 1.1").add_run().add_picture(io.BytesIO(PNG), width=Cm(1))

    return sent_back(document, edit)


def test_what_was_left_out_is_named_until_somebody_dismisses_it(world, document, sign_in):
    returned = actions.keep_word_return(document, content=with_picture(document), name="form.docx", by=world.ann)
    address, client = reverse("word_return", args=[2, "a", returned.pk]), sign_in(world.ann)
    page = client.get(address).content.decode()
    assert ['name="dismiss"' in page, "In 1.1, 1 picture was left out." in page] == [True, True]
    assert client.post(address, {"dismiss": ""}).status_code == 302
    page = sign_in(world.abe).get(address).content.decode()
    assert ['name="dismiss"' in page, "In 1.1, 1 picture was left out." in page] == [False, True]
    assert "Dismissed by Ann" in page
    client.post(address, {"dismiss": ""})
    returned.refresh_from_db()
    assert returned.dismissal.by == world.ann


def test_a_picture_of_a_kind_that_evidence_does_not_take_is_named(world, document):
    content = io.BytesIO(with_picture(document))
    drawn = io.BytesIO()
    with ZipFile(content) as old, ZipFile(drawn, "w") as new:
        for part in old.infolist():
            words = old.read(part)
            if part.filename.endswith((".rels", "[Content_Types].xml")):
                words = words.replace(b"image1.png", b"image1.emf").replace(b'Extension="png"', b'Extension="emf"')
            new.writestr(part.filename.replace("image1.png", "image1.emf"), words)
    found = placed(drawn.getvalue(), document)
    assert found.pictures == []
    assert [said for said in found.remarks if "image1" in said] == [
        "The picture “image1.emf” in 1.1 cannot be kept as evidence: it is an EMF picture. In Word, save it as a PNG file, "
        "then add that file."
    ]


def test_a_picture_is_said_and_kept_as_evidence_in_one_step(world, document, sign_in):
    returned = actions.keep_word_return(document, content=with_picture(document), name="form.docx", by=world.ann)
    client = sign_in(world.ann)
    address = reverse("word_return", args=[2, "a", returned.pk])
    page = client.get(address).content.decode()
    assert "In 1.1, 1 picture was left out." in page
    assert "Add “Picture 1 in 1.1” as evidence for 1.1" in page
    for _ in range(2):  # a second click keeps no second file
        client.post(address, {"picture": "1.1:image1.png"})
    file = EvidenceFile.objects.get()
    with file.file.open() as kept:
        assert (file.title, file.supports, file.name, kept.read()) == (
            "Picture 1 in 1.1",
            "1.1",
            "image1.png",
            drawn_anew(PNG, "png"),
        )
    assert answer_to(document, "1.1").value == {"texts": ["<p>We meet on Mondays.</p>"]}


def test_another_question_s_form_of_another_site_is_refused(world, document):
    other = world.document("b", 2)
    with pytest.raises(NotOpened, match="another Pilot site"):
        placed(word_form(other, question=8), document)
