"""Matrices: what is counted, over which base; what was not submitted or not coded is never nought."""

import csv
import io

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from living_docs.models import Round
from living_docs.workflow import Status
from themes import actions
from themes.matrices.evidence import NOT_CODED, NOT_SUBMITTED, Evidence, by_prompt, by_round, by_site, in_short
from themes.matrices.exports import matrix_lines, xlsx_of
from themes.matrices.heat_map import HeatMap, step_of
from themes.models import Coding


def rows(matrix) -> dict[str, list]:
    return {
        line.theme.title: [cell.count if cell.count is not None else cell.why for cell in line.cells]
        for line in matrix.lines
    }


def evidence(coded, *numbers: int, **options) -> Evidence:
    rounds = list(Round.objects.filter(number__in=numbers or [1]).order_by("number"))
    return Evidence(coded.tree, rounds, **options)


def coded_by(coded, site: str, *words_and_themes, finish: bool = True, number: int = 1):
    coded.world.document_at(Status.AGREEING, site, number)
    layer = coded.allot(coded.world.rae, site=site, number=number)[0]
    for words, theme in words_and_themes:
        coded.code(layer, words, theme)
    if finish:
        actions.finish_coding(layer, by=coded.world.rae)
    return layer


def test_themes_by_site(coded):
    coded_by(coded, "a", ("weekly", coded.trust), ("meeting", coded.trust), ("weekly", coded.money))
    coded.world.document("b")
    found = evidence(coded)
    assert [head.label for head in by_site(found, found.rounds[0]).heads] == ["Alderbrook", "Brackenfell"]
    assert rows(by_site(found, found.rounds[0])) == {
        "Barriers": [],
        "Trust": [2, NOT_SUBMITTED],
        "Money": [1, NOT_SUBMITTED],
    }
    assert rows(by_site(found, found.rounds[0]).yes_or_no())["Trust"] == [1, NOT_SUBMITTED]
    assert found.base(found.rounds[0]) == (2, 1, 1)


def test_what_is_still_being_coded_is_not_nought(coded):
    coded_by(coded, "a", ("weekly", coded.trust), finish=False)
    coded.world.document_at(Status.AGREEING, "b")
    found = evidence(coded)
    assert rows(by_site(found, found.rounds[0])) == {"Barriers": [], "Trust": [1, NOT_CODED], "Money": [NOT_CODED] * 2}
    assert found.base(found.rounds[0]).words == (
        "Base: 2 sites that submitted, of 2. 2 of them are not yet coded to the end."
    )


def test_a_blind_coding_is_in_no_matrix(coded):
    pair = coded.allot(coded.world.rae, coded.world.rob)
    for layer in pair:
        coded.code(layer, "weekly", coded.trust)
    found = evidence(coded)
    assert rows(by_site(found, found.rounds[0]))["Trust"][0] == NOT_CODED
    for layer in pair:
        actions.finish_coding(layer, by=layer.coder)
    assert rows(by_site(evidence(coded), found.rounds[0]))["Trust"][0] == NOT_CODED


def test_themes_by_round_have_their_base(coded):
    coded_by(coded, "a", ("weekly", coded.trust), ("meeting", coded.trust))
    coded_by(coded, "b", ("weekly", coded.trust))
    coded_by(coded, "a", ("weekly", coded.money), number=2)
    matrix = by_round(evidence(coded, 1, 2))
    assert [(head.label, head.note) for head in matrix.heads] == [("Round 1", "of 2"), ("Round 2", "of 1")]
    assert rows(matrix) == {"Barriers": [], "Trust": [2, 0], "Money": [0, 1]}


def test_a_round_without_documents_says_so(coded):
    coded.world.open_round(2)
    assert rows(by_round(evidence(coded, 2)))["Trust"] == [NOT_SUBMITTED]


def test_themes_by_prompt(coded):
    coded_by(coded, "a", ("weekly", coded.trust))
    found = evidence(coded)
    matrix = by_prompt(found, found.rounds[0])
    said = dict(zip([head.label.split()[0] for head in matrix.heads], rows(matrix)["Trust"], strict=True))
    assert (said["1.1"], said["1.5"]) == (1, 0)
    assert rows(by_site(evidence(coded, prompt="1.5"), found.rounds[0]))["Trust"][0] == 0


def test_a_merged_theme_is_counted_where_it_stands(coded):
    coded_by(coded, "a", ("weekly", coded.trust), ("meeting", coded.money))
    actions.merge_theme(coded.money, into=coded.trust, base_version=1, by=coded.world.lee)
    found = evidence(coded)
    assert rows(by_site(found, found.rounds[0])) == {"Barriers": [], "Trust": [2, NOT_SUBMITTED]}
    assert [(str(t), s.count, n, b) for t, s, n, b in in_short(found, found.rounds[0], None)] == [("Trust", 1, 2, None)]


def test_a_retired_theme_that_was_coded_to_still_stands(coded):
    coded_by(coded, "a", ("weekly", coded.money))
    for theme in (coded.trust, coded.money):
        actions.retire_theme(theme, base_version=1, by=coded.world.lee)
    found = evidence(coded)
    assert rows(by_site(found, found.rounds[0])) == {"Barriers": [], "Money": [1, NOT_SUBMITTED]}


def test_a_number_of_queries_that_does_not_grow(coded):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            found = evidence(coded, 1)
            by_site(found, found.rounds[0]), by_round(found), by_prompt(found, found.rounds[0])
        return len(asked)

    coded_by(coded, "a", ("weekly", coded.trust))
    before = queries()
    coded_by(coded, "b", ("weekly", coded.trust), ("meeting", coded.money), ("Brackenfell", coded.trust))
    assert queries() == before


def test_the_heat_map_hatches_what_is_missing(coded):
    coded_by(coded, "a", ("weekly", coded.trust))
    found = evidence(coded)
    drawn = HeatMap(by_site(found, found.rounds[0]))
    squares = {line.theme.title: [square.fill for square in squares] for line, squares in drawn.rows}
    assert squares == {"Barriers": [], "Trust": ["1", "missing"], "Money": ["0", "missing"]}
    assert [step_of(count) for count in (0, 1, 2, 3, 5, 6, 8, 9, 13, 14, 99)] == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


# Pages and files


def test_the_page_leads_to_the_passages(coded, sign_in):
    coded_by(coded, "a", ("weekly", coded.trust))
    client = sign_in(coded.world.lee)
    page = client.get("/themes/matrix/1/").content.decode()
    address = f"{reverse('matrix_passages', args=[1, coded.trust.pk])}?site=a"
    assert address in page and "not submitted" in page
    shown = client.get(address).content.decode()
    assert '<p class="coded-quote">weekly</p>' in shown
    assert "There are no counted passages" in client.get(address.replace("site=a", "site=b")).content.decode()
    assert client.get("/themes/matrix/").headers["Location"] == "/themes/matrix/1/"


def test_matrices_open_on_the_newest_round_that_is_coded(coded, sign_in):
    coded_by(coded, "a", ("weekly", coded.trust))
    coded.world.document_at(Status.SUBMITTED, "a", 2)
    client = sign_in(coded.world.lee)
    assert client.get("/themes/matrix/").headers["Location"] == "/themes/matrix/1/"
    coded_by(coded, "b", ("weekly", coded.trust), number=2)
    assert client.get("/themes/matrix/").headers["Location"] == "/themes/matrix/2/"


def test_passages_of_documents_that_one_does_not_read_are_only_counted(coded, sign_in):
    coded_by(coded, "a", ("weekly", coded.trust))
    address = f"/themes/matrix/1/passages/{coded.trust.pk}/"
    seen = {name: sign_in(getattr(coded.world, name)).get(address).content.decode() for name in ("rae", "rex", "hal")}
    assert {name: "coded-quote" in page for name, page in seen.items()} == {"rae": True, "rex": False, "hal": True}
    assert "1 more is in documents that you cannot read" in seen["rex"]


def test_the_files_say_what_is_missing_in_words(coded, sign_in):
    coded_by(coded, "a", ("weekly", coded.trust))
    client = sign_in(coded.world.lee)
    lines = list(csv.reader(io.StringIO(client.get("/themes/matrix/1/matrix.csv").content.decode("utf-8-sig"))))
    assert lines[0] == ["Theme", "Alderbrook", "Brackenfell (not submitted)"]
    assert lines[1] == ["Barriers > Trust", "1", "not submitted"]
    book = load_workbook(io.BytesIO(client.get("/themes/matrix/1/matrix.xlsx").content))
    assert book.sheetnames == ["Counts", "0 or 1", "About"]
    assert [cell.value for cell in book["Counts"][3]] == ["Barriers > Money", 0, "not submitted"]
    assert client.get("/themes/matrix/1/matrix.doc").status_code == 404


def test_no_cell_is_a_formula(coded):
    actions.word_theme(coded.trust, title="=1+1", definition="", example="", base_version=1, by=coded.world.lee)
    coded_by(coded, "a", ("weekly", coded.money))
    coded.barriers.title = "=cmd"
    found = evidence(coded)
    lines = matrix_lines(by_site(found, found.rounds[0]))
    lines[1][0] = "=1+1"
    sheet = load_workbook(io.BytesIO(xlsx_of({"Counts": lines})))["Counts"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("'=1+1", "s")


def test_a_matrix_before_anything_was_sent(world, sign_in):
    client = sign_in(world.lee)
    world.open_round(1)
    assert "nothing to count" in client.get("/themes/matrix/").content.decode()
    assert client.get("/themes/matrix/1/").status_code == 404  # there is no tree yet
    actions.load_frameworks(world.programme)
    assert "Nothing has been submitted in this round yet" in client.get("/themes/matrix/1/").content.decode()
    assert Coding.objects.count() == 0
