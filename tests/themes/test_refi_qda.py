"""REFI-QDA out and in: the standard's order and references, offsets in any Unicode, nothing named that may not be."""

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pyrefiqda import RefiCodebook, RefiProject

from accounts.foundations import frozen_records
from living_docs.answer_text import text_of
from living_docs.models import Round, Submission
from living_docs.workflow import Status
from tests.effort import tries
from themes import actions
from themes.models import Coding, CodingLayer, Memo, Theme, ThemeChange
from themes.refi_qda import data
from themes.refi_qda.collection import Collected, codes
from themes.refi_qda.importer import import_file
from themes.refi_qda.names import Worded
from themes.refi_qda.offsets import RawText
from themes.refi_qda.reader import GUID, read
from themes.refi_qda.writer import codebook_file, project_file

pytestmark = pytest.mark.one_engine

ORDER = {
    "Project": [
        "Users",
        "CodeBook",
        "Variables",
        "Cases",
        "Sources",
        "Notes",
        "Links",
        "Sets",
        "Graphs",
        "Description",
    ],
    "Code": ["Description", "NoteRef", "Code"],
    "Case": ["Description", "CodeRef", "VariableValue", "SourceRef", "SelectionRef"],
    "TextSource": ["Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue"],
    "PlainTextSelection": ["Description", "Coding", "NoteRef"],
    "Coding": ["CodeRef", "NoteRef"],
    "Set": ["Description", "MemberCode", "MemberSource", "MemberNote"],
}
ATTRIBUTES = {
    "Project": {"name", "origin", "creationDateTime", "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"},
    "User": {"guid", "name"},
    "Code": {"guid", "name", "isCodable"},
    "Variable": {"guid", "name", "typeOfVariable"},
    "TextSource": {"guid", "name", "plainTextPath"},
    "PlainTextSelection": {"guid", "name", "startPosition", "endPosition"},
    "Coding": {"guid", "creatingUser", "creationDateTime"},
    "Note": {"guid", "creatingUser", "creationDateTime"},
}
CONTAINERS = {"Users", "CodeBook", "Codes", "Variables", "Cases", "Sources", "Notes", "Sets"}
EXPORTED = "Living Documents round 1"


@pytest.fixture
def both(coded):
    """Site A coded by one, site B settled after two, memos on a passage, a document and a theme."""
    world = coded.world
    layer = coded.allot(world.rae)[0]
    coded.code(layer, "weekly", coded.trust, coded.money, memo="Ask Ann Adeyinka of Alderbrook")
    coded.code(layer, "meeting in Alderbrook", coded.trust)
    actions.write_memo(layer, text="A long document", by=world.rae)
    actions.write_memo(coded.money, text="See also Trust", by=world.lee)
    world.document_at(Status.AGREEING, "b")
    settled = CodingLayer.objects.create(submission=coded.submission("b"), kind="settled", allotted_by=world.lee)
    coded.code(settled, "weekly meeting", coded.money)
    actions.word_theme(
        coded.money, definition="What it costs", example="A <budget> & more", base_version=1, by=world.lee
    )
    return coded


def collected(*, pseudonyms: bool = False, number: int = 1) -> Collected:
    round = Round.objects.get(number=number)
    found = Submission.objects.latest_of_round(round).select_related("document__site", "document__round__instrument")
    return Collected(round, found, pseudonyms=pseudonyms)


def exported(**options) -> bytes:
    return project_file(collected(**options).project)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def root_of(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(parts(content)["project.qde"])


def tag(element) -> str:
    return element.tag.rpartition("}")[2]


def in_database(work) -> None:
    """Something that no action does, with the guards lifted."""
    frozen_records.remove(connection)
    work()
    frozen_records.install(connection)


# Out


def test_the_order_of_elements_and_their_attributes(both):
    root = root_of(exported())
    assert root.tag == "{urn:QDA-XML:project:1.0}Project"
    for element in root.iter():
        order = ORDER.get(tag(element))
        if order:
            places = [order.index(tag(child)) for child in element]
            assert places == sorted(places), tag(element)
        assert set(element.attrib) <= ATTRIBUTES.get(tag(element), set(element.attrib)), tag(element)
        if tag(element) in CONTAINERS:
            assert len(element), f"{tag(element)} is empty"


def test_identifiers_are_unique_and_every_reference_leads_somewhere(both):
    root = root_of(exported())
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert all(GUID.fullmatch(guid) for guid in guids)
    assert len(set(guids)) == len(guids)
    targets = {element.get("targetGUID") for element in root.iter() if element.get("targetGUID")}
    people = {element.get("creatingUser") for element in root.iter() if element.get("creatingUser")}
    assert targets | people <= set(guids)
    files = {
        source.get("plainTextPath").replace("internal://", "sources/")
        for source in root.iter()
        if source.get("plainTextPath")
    }
    assert files == set(parts(exported())) - {"project.qde"}


def test_the_passages_say_what_was_coded(both):
    found = [
        (source.name, source.text[s.start : s.end], len(s.codings))
        for source in read(exported()).sources
        for s in source.selections
    ]
    assert found == [
        ("Alderbrook round 1 1.1", "weekly", 2),
        ("Alderbrook round 1 1.1", "meeting in Alderbrook", 1),
        ("Brackenfell round 1 1.1", "weekly meeting", 1),
    ]
    sources = {source.name: source.text for source in read(exported()).sources}
    assert sources["Alderbrook round 1 1.1"] == text_of(both.submission().entries()["1.1"])


def test_it_opens_in_pyrefiqda(both, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # it unpacks where it stands
    (tmp_path / "p.qdpx").write_bytes(exported())
    project = RefiProject.load(tmp_path / "p.qdpx")
    coded = {source.name: len(source.plain_text_selection) for source in project.sources.text_source}
    assert (coded["Alderbrook round 1 1.1"], [case.name for case in project.cases.case]) == (
        2,
        ["Alderbrook", "Brackenfell"],
    )
    (tmp_path / "c.qdc").write_bytes(codebook_file(codes([both.tree])))
    assert [code.name for code in RefiCodebook.load(tmp_path / "c.qdc").codes.code] == ["Small tree"]


def without_date(content: bytes) -> dict[str, bytes]:
    found = parts(content)
    found["project.qde"] = re.sub(rb' creationDateTime="[^"]+"', b"", found["project.qde"], count=1)
    return found


def test_out_in_and_out_again_is_the_same_apart_from_the_date(both):
    before = exported()
    in_database(lambda: [model.objects.all().delete() for model in (Memo, Coding, CodingLayer, ThemeChange)])
    in_database(lambda: [Theme.objects.filter(parent__isnull=False).delete(), Theme.objects.all().delete()])
    taken_in = import_file(before, by=both.world.lee)
    assert (taken_in.problems, dict(taken_in.taken)) == ([], {"theme": 3, "coding": 4, "memo": 3})
    assert without_date(exported()) == without_date(before)


def test_taken_in_twice_nothing_is_there_twice(both):
    content = exported()
    again = import_file(content, by=both.world.lee)
    assert (again.problems, sum(again.taken.values()), dict(again.here)) == (
        [],
        0,
        {"theme": 3, "coding": 4, "memo": 3},
    )
    assert again.lines == ["3 themes here already", "4 codings here already", "3 memos here already"]


def test_a_blind_coding_goes_nowhere(coded):
    for layer in coded.allot(coded.world.rae, coded.world.rob):
        coded.code(layer, "weekly", memo="blindmemo")
        actions.finish_coding(layer, by=layer.coder)
    assert b"blindmemo" not in b"".join(parts(exported()).values())
    assert [source for source in read(exported()).sources if source.selections] == []


def test_a_merged_theme_goes_out_as_the_one_it_stands_for(both):
    actions.merge_theme(both.money, into=both.trust, base_version=2, by=both.world.lee)
    project = read(exported())
    told = {coding.code for source in project.sources for s in source.selections for coding in s.codings}
    assert told == {str(both.trust.guid)}
    assert [code.name for code in project.codes[0].children[0].children] == ["Trust"]


# Under pseudonyms


def test_under_pseudonyms_nobody_and_no_site_is_named(both):
    content = exported(pseudonyms=True)
    told = "\n".join([*parts(content), *(part.decode() for part in parts(content).values())])
    names = [user.name for user in both.world.people.values()] + [
        "Alderbrook",
        "Brackenfell",
        "Adeyinka",
        "icp.example",
    ]
    assert [name for name in names if name.lower() in told.lower()] == []
    assert {case.get("name") for case in root_of(content).iter() if tag(case) == "Case"} == {"Pilot 01", "Pilot 02"}
    assert zipfile.ZipFile(io.BytesIO(content)).comment == b""


def test_pseudonyms_and_names_share_no_identifier(both):
    def guids(content: bytes) -> set[str]:
        return set(re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", parts(content)["project.qde"].decode()))

    variables = {element.get("guid") for element in root_of(exported()).iter() if tag(element) == "Variable"}
    assert guids(exported()) & guids(exported(pseudonyms=True)) == variables
    assert guids(exported(pseudonyms=True)) == guids(exported(pseudonyms=True))


def test_the_passages_of_replaced_texts_are_found_again(both):
    found = [
        source.text[s.start : s.end] for source in read(exported(pseudonyms=True)).sources for s in source.selections
    ]
    assert sorted(re.sub(r"\d\d", "NN", passage) for passage in found) == [
        "meeting in [Pilot NN]",
        "weekly",
        "weekly meeting",
    ]


def test_an_export_under_pseudonyms_does_not_come_back(both):
    with pytest.raises(ValueError, match="under pseudonyms"):
        import_file(exported(pseudonyms=True), by=both.world.lee)


def test_where_a_name_was_replaced():
    worded = Worded("aa [Pilot 01] bb", ((3, 6, 10),))  # "aa xyz bb"
    assert [worded.place(*span) for span in ((0, 2), (0, 4), (3, 6), (4, 5), (5, 9), (7, 9))] == [
        (0, 2),
        (0, 13),
        (3, 13),
        (3, 13),
        (3, 16),
        (14, 16),
    ]


# Offsets

# what a stored text can hold: a byte order mark and the like are taken out when it is saved
LETTERS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff") | st.sampled_from("\n😀é‎ 中️e\u0301"),
    min_size=1,
    max_size=80,
)


@tries(150)
@given(
    text=LETTERS,
    spans=st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=5),
    author=st.text(max_size=20),
)
def test_offsets_hold_over_any_unicode(text, spans, author):
    found = sorted({(min(a, b), max(a, b)) for a, b in spans if a != b and max(a, b) <= len(text)})
    guids = iter(f"00000000-0000-0000-0000-{n:012x}" for n in range(1000))
    code = data.Code(next(guids), "Trust", True)
    selections = tuple(
        data.Selection(next(guids), s, e, (data.Coding(next(guids), code.guid),), " ".join(text[s:e][:100].split("\n")))
        for s, e in found
    )
    source = data.Source(next(guids), "S", text, selections, (), 1, "1.1")
    content = project_file(data.Project(author, (), (code,), (), (source,)))
    back = read(content)
    kept = [s for s in selections if text[s.start : s.end].strip()]
    assert back.sources[0].text == text
    assert [text[s.start : s.end] for s in back.sources[0].selections] == [text[s.start : s.end] for s in kept]


@tries(150)
@given(
    text=LETTERS,
    ends=st.tuples(st.integers(0, 80), st.integers(0, 80)),
    bom=st.booleans(),
    once=st.booleans(),
    counted=st.booleans(),
)
def test_every_way_of_counting_comes_to_the_same_words(text, ends, bom, once, counted):
    start, end = sorted(ends)
    name = text[start:end]
    if len(name.split()) < 1 or end > len(text) or text.startswith("\ufeff"):
        return
    raw = ("\ufeff" if bom else "") + text.replace("\n", "\r\n")
    shift = bom and counted
    theirs = [place + shift + (0 if once else text.count("\n", 0, place)) for place in (start, end)]
    found = RawText(raw, counts_one=once).place(*theirs, name)
    assert found is not None
    assert " ".join(text[found[0] : found[1]].split()).startswith(" ".join(name.split()))


def test_the_check_value_of_the_standard():
    text = "Question 1. What changed?\n😀 We hired two nurses"
    assert (text[37:47], len(text[:37].encode("utf-16-le")) // 2, len(text[:37].encode())) == ("two nurses", 38, 40)
    assert RawText(text).place(37, 47, "two nurses") == (37, 47)
    assert RawText(text.replace("\n", "\r\n")).place(38, 48, "two nurses") == (37, 47)
    assert RawText(text.replace("\n", "\r\n"), counts_one=True).place(37, 47, "two nurses") == (37, 47)
    assert RawText("\ufeff" + text).place(38, 48, "two nurses") == (37, 47)
    assert RawText(text).place(38, 48, "two nurses") is None


# What is wrong with a file


def remade(content: bytes, change=lambda xml: xml, **files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts(content).items():
            archive.writestr(
                name, change(part.decode()).encode() if name == "project.qde" else files.get("source", part)
            )
    return held.getvalue()


ENTITY = '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><Project xmlns="urn:QDA-XML:project:1.0" name="&x;"/>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04 no zip", "damaged"),
        (b"<CodeBook/>", "namespace"),
        (b'<Project xmlns="urn:QDA-XML:project:1.0" name="x"/>', "CodeBook in the namespace"),
        (b"<CodeBook", "not well formed"),
        (b"\xff\xfe<\x00", "damaged"),
        (ENTITY.replace("Project", "CodeBook").encode(), "declares"),
    ],
)
def test_a_file_that_is_none(coded, content, why):
    with pytest.raises(ValueError, match=why):
        import_file(content, by=coded.world.lee)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda xml: xml.replace("project:1.0", "project:0:10"), "does not begin with Project"),
        (lambda xml: xml.replace("<Project ", "<Projekt ").replace("</Project>", "</Projekt>"), "does not begin with"),
        (lambda xml: ENTITY, "declares a document type"),
        (lambda xml: '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><a>&d;</a>', "declares a document type"),
        (lambda xml: xml[:-20], "not well formed"),
    ],
)
def test_a_project_that_is_none(both, change, why):
    with pytest.raises(ValueError, match=why):
        import_file(remade(exported(), change), by=both.world.lee)


def test_an_archive_that_swells_or_holds_no_project(both):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", b" " * 60_000_000)
    for content, why in ((held.getvalue(), "far larger"), (zipped({"other.xml": b"<a/>"}), "exactly one project.qde")):
        with pytest.raises(ValueError, match=why):
            import_file(content, by=both.world.lee)


def zipped(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def emptied(both) -> bytes:
    """An export, after which everything coded is gone."""
    content = exported()
    in_database(lambda: [model.objects.all().delete() for model in (Memo, Coding, CodingLayer)])
    return content


def test_one_wrong_thing_is_left_out_and_said(both):
    content = emptied(both)
    xml = parts(content)["project.qde"].decode()
    coding = re.search(r'<Coding guid="([^"]+)"', xml)[1]

    cases = {
        "lies outside the text": lambda xml: re.sub(r'endPosition="\d+"', 'endPosition="9999"', xml, count=1),
        "does not say where it is": lambda xml: re.sub(r'startPosition="\d+"', 'startPosition="x"', xml, count=1),
        "its GUID “nonsense” is none": lambda xml: xml.replace(f'<Coding guid="{coding}"', '<Coding guid="nonsense"'),
        "we do not know its coder": lambda xml: re.sub(r'creatingUser="[^"]+"', 'creatingUser="u"', xml, count=1),
        "its theme is not here": lambda xml: re.sub(
            r'CodeRef targetGUID="[^"]+"', 'CodeRef targetGUID="c"', xml, count=1
        ),
        "appears twice in the file": lambda xml: xml.replace(re.findall(r'<Coding guid="([^"]+)"', xml)[1], coding, 1),
        "no submitted answer has this text": None,
    }
    for why, change in cases.items():
        sent = remade(content, change) if change else remade(content, source=b"Other words entirely, weekly meeting")
        in_database(lambda: [model.objects.all().delete() for model in (Memo, Coding, CodingLayer)])
        taken_in = import_file(sent, by=both.world.lee)
        assert any(why in problem for problem in taken_in.problems), (why, taken_in.problems)
        assert Coding.objects.count() == taken_in.taken["coding"] < 4
        assert all(
            text_of(c.layer.submission.entries()[c.prompt_number])[c.start : c.end] == c.quote
            for c in Coding.objects.all()
        )


def test_who_is_unknown_here_can_be_given_a_name(both):
    content = remade(emptied(both), lambda xml: re.sub(r'creatingUser="[^"]+"', 'creatingUser="{U}"', xml))
    assert import_file(content, by=both.world.lee).taken["coding"] == 0
    assert import_file(content, by=both.world.lee, unknown_as=both.world.rob).taken["coding"] == 4
    assert {coding.layer.coder for coding in Coding.objects.all()} == {both.world.rob}


def test_a_text_with_windows_line_ends_and_a_mark_is_the_same_text(both):
    project = collected().project
    content = emptied(both)
    windows = {s.text.encode(): ("\ufeff" + s.text.replace("\n", "\r\n")).encode() for s in project.sources}
    files = {name: windows.get(part, part) for name, part in parts(content).items()}
    taken_in = import_file(zipped(files), by=both.world.lee)
    assert (taken_in.problems, taken_in.taken["coding"]) == ([], 4)


def test_sources_of_another_program_are_known_by_their_text(both):
    project = collected().project
    emptied(both)
    renamed = replace(
        project,
        sources=tuple(replace(s, guid=f"11111111-0000-0000-0000-{n:012}") for n, s in enumerate(project.sources)),
        cases=(),
        groups=(),
    )
    taken_in = import_file(project_file(renamed), by=both.world.lee)
    assert (taken_in.problems, taken_in.taken["coding"]) == ([], 4)


def test_a_document_whose_readings_are_not_lodged_takes_no_coding(both):
    content = emptied(both)
    document = both.world.document("a")
    type(document).objects.filter(pk=document.pk).update(status=Status.SUBMITTED)
    taken_in = import_file(content, by=both.world.lee)
    assert any("not yet submitted" in problem for problem in taken_in.problems)
    assert {coding.layer.submission for coding in Coding.objects.all()} == {both.submission("b")}


def test_what_is_coded_blind_is_not_touched(both):
    content = emptied(both)
    both.allot(both.world.rae, both.world.rob)
    taken_in = import_file(content, by=both.world.lee)
    assert any("being coded by others here" in problem for problem in taken_in.problems)
    assert not Coding.objects.filter(layer__kind="blind").exists()


def test_a_codebook_brings_its_trees(coded):
    book = '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Other"><Codes>{}</Codes></CodeBook>'
    code = '<Code guid="{{{0}}}" name="{1}" isCodable="{2}"><Description>D</Description>{3}</Code>'
    inner = code.format("AAAAAAAA-0000-0000-0000-000000000002", "Recruitment", "true", "")
    outer = code.format("aaaaaaaa-0000-0000-0000-000000000001", "Workforce", "false", inner)
    taken_in = import_file(book.format(outer + outer).encode(), by=coded.world.lee)
    theme = Theme.objects.get(title="Recruitment")
    assert (theme.tree.title, theme.definition, theme.codable) == ("Workforce", "D", True)
    assert "appears twice" in taken_in.problems[0]
    assert Theme.objects.filter(tree__slug="workforce").count() == 1


def book_of(*codes: str) -> bytes:
    return f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Marker 2"><Codes>{"".join(codes)}</Codes></CodeBook>'.encode()


def code_of(number: int, name: str, *below: str, codable: bool = True) -> str:
    guid = f"bbbbbbbb-0000-0000-0000-{number:012}"
    return f'<Code guid="{guid}" name="{name}" isCodable="{str(codable).lower()}">{"".join(below)}</Code>'


def trees_taken(taken_in) -> dict[str, list[str]]:
    trees = taken_in.programme.theme_trees.filter(source="Taken in from Marker 2").order_by("title")
    return {tree.title: list(tree.themes.order_by("place", "pk").values_list("title", flat=True)) for tree in trees}


def test_single_codes_share_one_tree_named_after_the_file(coded):
    book = book_of(code_of(1, "Joint visits"), code_of(2, "Waiting lists"), code_of(3, "Transport"))
    taken_in = import_file(book, name="Ward notes.qdc", by=coded.world.lee)
    assert trees_taken(taken_in) == {"Ward notes": ["Joint visits", "Waiting lists", "Transport"]}
    assert taken_in.lines == ["1 tree imported", "3 themes imported"]
    again = import_file(book, name="Ward notes.qdc", by=coded.world.lee)
    assert again.lines == ["3 themes here already"]


def test_only_a_heading_or_a_code_with_others_below_is_a_tree(coded):
    book = book_of(
        code_of(1, "Alone"),
        code_of(2, "Staff", code_of(3, "Rotas")),
        code_of(4, "Headings", code_of(5, "Below"), codable=False),
        code_of(6, "Also alone"),
    )
    taken_in = import_file(book, name="mixed.qdc", by=coded.world.lee)
    assert trees_taken(taken_in) == {
        "Headings": ["Below"],
        "Staff": ["Staff", "Rotas"],
        "mixed": ["Alone", "Also alone"],
    }


def test_codes_of_a_file_never_join_a_tree_of_the_leader_that_has_its_name(coded):
    own = coded.trust.tree
    taken_in = import_file(book_of(code_of(1, "Alone")), name=f"{own.title}.qdc", by=coded.world.lee)
    assert trees_taken(taken_in) == {own.title: ["Alone"]}
    assert not own.themes.filter(title="Alone").exists()


# Pages and commands


def test_pages_give_what_the_person_may_read(both, sign_in):
    seen = {}
    for name in ("lee", "rae", "rex"):
        content = sign_in(getattr(both.world, name)).get("/themes/exchange/1/project.qdpx").content
        seen[name] = {source.name.split()[0] for source in read(content).sources}
    assert seen == {"lee": {"Alderbrook", "Brackenfell"}, "rae": {"Alderbrook", "Brackenfell"}, "rex": set()}
    assert (
        sign_in(both.world.lee).get("/themes/exchange/1/codings.csv").content.decode("utf-8-sig").count("Barriers") == 4
    )
    assert "You cannot read any document" in sign_in(both.world.rex).get("/themes/exchange/1/").content.decode()


def test_the_leader_takes_a_file_in_on_a_page(both, sign_in):
    client, content = sign_in(both.world.lee), emptied(both)
    page = client.post("/themes/exchange/take-in/", {"file": io.BytesIO(content)}).content.decode()
    assert "4 codings imported" in page and "Nothing was left out" in page
    page = client.post("/themes/exchange/take-in/", {"file": io.BytesIO(b"x")}).content.decode()
    assert "is neither a REFI-QDA project" in page
    assert sign_in(both.world.rae).post("/themes/exchange/take-in/").status_code == 404


def test_commands(both, tmp_path, capsys):
    project, book = tmp_path / "p.qdpx", tmp_path / "b.qdc"
    call_command("export_qda", 1, out=project, stdout=io.StringIO())
    call_command("export_codebook", out=book, stdout=io.StringIO())
    assert read(project.read_bytes()).name == EXPORTED
    said = io.StringIO()
    call_command("import_qda", project, stdout=said)
    call_command("import_qda", book, stdout=said)
    assert said.getvalue().splitlines()[:2] == ["3 themes here already.", "4 codings here already."]
    with pytest.raises(CommandError, match="has not been opened"):
        call_command("export_qda", 6, out=project)
    with pytest.raises(CommandError, match="was not imported"):
        call_command("import_qda", tmp_path / "none.qdpx")
