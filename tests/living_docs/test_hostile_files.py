"""Files made to do harm, each refused in a sentence or made harmless; and honest ones, each taken as it came."""

import io
import struct
import zipfile
import zlib

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from living_docs.files import hidden_parts as office
from living_docs.files import inspection, office_files, pdf_files, pictures
from living_docs.files.evidence import EVIDENCE_KINDS, judged
from tests.living_docs.uploads import picture_file, refusal
from tests.living_docs.word_files import SPACES, field, p, run, word_file

pytestmark = pytest.mark.one_engine
MACROS = office.MACROS.format("a Word document (DOCX)")
OLE = office_files.OLE_HEAD + bytes(600)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
SHEET_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


# Office files


def with_parts(whole: bytes, **parts: str | bytes) -> bytes:
    """A file with further parts or others in place of its own; _ stands for / and __ for a full stop in a name."""
    named = {name.replace("__", ".").replace("_", "/"): content for name, content in parts.items()}
    return repacked(whole, named)


def repacked(whole: bytes, parts: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return held.getvalue()


def word(body: str = p("Words"), **parts: str) -> bytes:
    return word_file(body, **parts)


def linked(kind: str, target: str, outside: bool = True) -> bytes:
    return word_file(p("Words"), links=(("x1", kind, target, outside),))


def part(words: str, tag: str = "document") -> str:
    return f"<w:{tag} {SPACES}>{words}</w:{tag}>"


def parted(instruction: str) -> str:
    """A field whose name is parted over runs."""
    middle = len(instruction) // 2
    words = f"<w:r><w:instrText>{instruction[:middle]}</w:instrText></w:r><w:r><w:instrText>{instruction[middle:]}"
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{words}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def built(instruction: str) -> str:
    """A field whose name comes out of a field inside it."""
    codes = " ".join(str(ord(letter)) for letter in instruction)
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + field(f"QUOTE {codes}", run(""))
        + '<w:r><w:instrText> "c:\\cmd.exe"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def simple(instruction: str) -> str:
    return f'<w:fldSimple w:instr="{instruction}">{run("x")}</w:fldSimple>'


def in_other_letters(xml: str, encoding: str) -> bytes:
    return f'<?xml version="1.0" encoding="{encoding}"?>{xml}'.encode(encoding)


def workbook(**parts: str | bytes) -> bytes:
    held = io.BytesIO()
    Workbook().save(held)
    return with_parts(held.getvalue(), **parts)


def sheet(cells: str) -> bytes:
    return workbook(
        xl_worksheets_sheet1__xml=f"<worksheet {SHEET_SPACE}><sheetData><row r='1'>{cells}</row></sheetData></worksheet>"
    )


def slides() -> bytes:
    held = io.BytesIO()
    show = Presentation()
    show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = "Progress"
    show.save(held)
    return held.getvalue()


def slide_with(attributes: str) -> bytes:
    whole = slides()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        own = archive.read("ppt/slides/slide1.xml").decode()
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return repacked(
        whole, {"ppt/slides/slide1.xml": own.replace("</p:sld>", f"<a:hlinkClick {space} {attributes}/></p:sld>")}
    )


def relations_of(*found: tuple[str, str]) -> str:
    said = "".join(
        f'<q:Relationship Id="r{n}" Type="{KIND}{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(found)
    )
    return f'<q:Relationships xmlns:q="http://schemas.openxmlformats.org/package/2006/relationships">{said}</q:Relationships>'


def twice() -> bytes:
    held = io.BytesIO(word())
    with zipfile.ZipFile(held, "a") as file:
        file.writestr("Word/Document.xml", part("<w:body/>"))
    return held.getvalue()


def named(name: str) -> bytes:
    return repacked(word(), {name: "<x/>"})


def lying() -> bytes:
    content = repacked(word(), {"word/x.xml": f"<w>{'a' * 9000}</w>"})
    at = content.rindex(b"PK\x01\x02") + 24
    return content[:at] + struct.pack("<I", 3) + content[at + 4 :]


MACRO_TYPE = '<Types xmlns="t"><Override PartName="/word/innocent.xml" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
ACTIVE_TYPE = (
    '<Types xmlns="t"><Override PartName="/word/x.xml" ContentType="application/vnd.ms-office.activeX+xml"/></Types>'
)
DAMAGED = "The file is damaged or is not a Word document."

HOSTILE_OFFICE = [
    ("template.docx", linked("attachedTemplate", "https://example.org/t.dotm"), office.FETCHES),
    ("template-unc.docx", linked("attachedTemplate", r"\\server\share\t.dotm"), office.FETCHES),
    ("template-unsaid.docx", linked("attachedTemplate", "https://example.org/t.dotm", outside=False), office.FETCHES),
    ("picture-elsewhere.docx", linked("image", "https://example.org/pixel.png"), office.PICTURE_ELSEWHERE),
    ("picture-on-a-share.docx", linked("image", "file://server/share/a.png"), office.PICTURE_ELSEWHERE),
    ("subdocument.docx", linked("subDocument", "https://example.org/a.docx"), office.FETCHES),
    ("frame.docx", linked("frame", "https://example.org/"), office.FETCHES),
    ("mail-merge.docx", linked("mailMergeSource", "file:///c:/people.xlsx"), office.FETCHES),
    ("video.docx", linked("video", "https://example.org/v.mp4"), office.FETCHES),
    ("unknown-kind.docx", linked("somethingNew", "https://example.org/"), office.FETCHES),
    ("page-inside.docx", linked("aFChunk", "page.html", outside=False), office.EMBEDDED),
    ("link-to-a-script.docx", linked("hyperlink", "javascript:alert(1)"), office.LINK),
    ("link-to-a-handler.docx", linked("hyperlink", "ms-msdt:/id PCWDiagnostic"), office.LINK),
    ("link-to-a-search.docx", linked("hyperlink", "search-ms:query=x&amp;crumb=location:server"), office.LINK),
    (
        "glossary.docx",
        repacked(
            word(), {"word/glossary/_rels/document.xml.rels": relations_of(("image", "https://example.org/a.png"))}
        ),
        office.PICTURE_ELSEWHERE,
    ),
    ("ole.docx", repacked(word(), {"word/embeddings/oleObject1.bin": OLE}), office.EMBEDDED),
    ("ole-as-a-picture.docx", repacked(word(), {"word/media/image1.png": OLE}), office.EMBEDDED),
    (
        "program-as-a-picture.docx",
        repacked(word(), {"word/media/image1.jpeg": b"MZ\x90\0" + bytes(90)}),
        office.EMBEDDED,
    ),
    ("program.docx", repacked(word(), {"word/media/run.exe": b"x"}), office.EMBEDDED),
    ("script.docx", repacked(word(), {"customXml/a.js": b"alert(1)"}), office.EMBEDDED),
    ("shortcut.docx", repacked(word(), {"word/media/a.lnk": b"x"}), office.EMBEDDED),
    ("rtf.docx", repacked(word(), {"word/afchunk.dat": b"{\\rtf1 x}"}), office.EMBEDDED),
    ("active.docx", repacked(word(), {"word/activeX/activeX1.xml": "<x/>"}), office.EMBEDDED),
    ("active-by-type.docx", repacked(word(), {"[Content_Types].xml": ACTIVE_TYPE}), office.EMBEDDED),
    ("macros.docx", repacked(word(), {"word/vbaProject.bin": b"x"}), MACROS),
    ("macros-renamed.docx", repacked(word(), {"word/innocent.xml": "<x/>", "[Content_Types].xml": MACRO_TYPE}), MACROS),
    ("macros-as-a-relation.docx", linked("vbaProject", "innocent.bin", outside=False), office.OLD_MACROS),
    (
        "macros-in-other-letters.docx",
        repacked(word(), {"[Content_Types].xml": in_other_letters(MACRO_TYPE, "utf-16")}),
        MACROS,
    ),
    (
        "svg-script.docx",
        repacked(word(), {"word/media/image1.svg": "<svg xmlns='s'><script>1</script></svg>"}),
        office.EMBEDDED,
    ),
    ("dde.docx", word(p(field(r"DDEAUTO c:\\cmd.exe"))), office.COMMAND),
    ("dde-small-letters.docx", word(p(field(r' ddeauto "excel"'))), office.COMMAND),
    ("dde-parted.docx", word(p(parted("DDEAUTO c:\\cmd.exe"))), office.COMMAND),
    ("dde-built.docx", word(p(built("DDEAUTO"))), office.COMMAND),
    ("dde-simple.docx", word(p(simple("DDE cmd"))), office.COMMAND),
    (
        "dde-unended.docx",
        word(p('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DDE x</w:instrText></w:r>')),
        office.COMMAND,
    ),
    ("dde-in-a-footnote.docx", word(footnotes=p(field("DDE x"))), office.COMMAND),
    ("dde-in-a-comment.docx", word(comments=p(field("DDE x"))), office.COMMAND),
    ("dde-in-a-header.docx", word(header1=p(parted("DDEAUTO x"))), office.COMMAND),
    (
        "dde-in-other-letters.docx",
        repacked(word(), {"word/footer1.xml": in_other_letters(part(p(field("DDE x"))), "utf-16")}),
        office.COMMAND,
    ),
    (
        "dde-in-seven-bits.docx",
        repacked(word(), {"word/footer1.xml": in_other_letters(part(p(field("DDE x"))), "utf-7")}),
        office.COMMAND,
    ),
    ("picture-field.docx", word(p(field('INCLUDEPICTURE "https://example.org/a.png"'))), office.FIELD),
    ("text-field.docx", word(p(simple("INCLUDETEXT c:/secret.txt"))), office.FIELD),
    ("link-field.docx", word(p(parted("LINK Excel.Sheet.8 x"))), office.FIELD),
    ("database-field.docx", word(p(field(r"DATABASE \d x"))), office.FIELD),
    ("rd-field.docx", word(p(field("RD https://example.org/a.docx"))), office.FIELD),
    (
        "entities.docx",
        repacked(word(), {"word/x.xml": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w>&e;</w>'}),
        office_files.DECLARES,
    ),
    (
        "entities-in-other-letters.docx",
        repacked(word(), {"word/x.xml": in_other_letters("<!DOCTYPE x><w/>", "utf-16")}),
        office_files.DECLARES,
    ),
    (
        "entities-in-seven-bits.docx",
        repacked(word(), {"word/x.dat": in_other_letters("<!DOCTYPE x><w/>", "utf-7")}),
        office_files.DECLARES,
    ),
    ("two-of-one-name.docx", twice(), office_files.TWO_IN_ONE),
    ("leads-out.docx", named("../../../etc/cron.d/x"), office_files.TWO_IN_ONE),
    ("leads-out-in-windows.docx", named("..\\x.xml"), office_files.TWO_IN_ONE),
    ("from-the-root.docx", named("/etc/x.xml"), office_files.TWO_IN_ONE),
    ("also-a-pdf.docx", repacked(b"PK\5\6" + bytes(18), {"%PDF-1.7": "x"}), office_files.TWO_IN_ONE),
    ("lies-about-size.docx", lying(), DAMAGED),
    (
        "other-workbook-fetched.xlsx",
        repacked(
            workbook(),
            {"xl/externalLinks/_rels/externalLink1.xml.rels": relations_of(("externalLinkPath", "file:///x.xlsx"))},
        ),
        office.OTHER_WORKBOOKS,
    ),
    (
        "dde.xlsx",
        workbook(
            xl_externalLinks_externalLink1__xml=f"<externalLink {SHEET_SPACE}><ddeLink ddeService='cmd' ddeTopic='x'/></externalLink>"
        ),
        office.COMMAND,
    ),
    ("dde-in-a-cell.xlsx", sheet("<c r='A1'><f>cmd|'/C calc'!A0</f></c>"), office.COMMAND),
    ("web-in-a-cell.xlsx", sheet("<c r='A1'><f>_xlfn.WEBSERVICE(\"https://example.org\")</f></c>"), office.COMMAND),
    (
        "web-query.xlsx",
        workbook(
            xl_connections__xml=f"<connections {SHEET_SPACE}><connection id='1' type='4'><webPr url='https://x'/></connection></connections>"
        ),
        office.OTHER_WORKBOOKS,
    ),
    ("old-macros.xlsx", workbook(xl_macrosheets_sheet1__xml="<x/>"), office.OLD_MACROS),
    ("program.pptx", slide_with('action="ppaction://program"'), office.LINK),
    ("macro.pptx", slide_with('action="ppaction://macro?name=x"'), office.LINK),
]


# PDF


def pdf(change=lambda file, page: None, **saving) -> bytes:
    held = io.BytesIO()
    with pikepdf.new() as file:
        page = file.add_blank_page()
        change(file, page)
        file.save(held, **saving)
    return held.getvalue()


def opening(action: dict):
    def change(file, page):
        file.Root.OpenAction = file.make_indirect(pikepdf.Dictionary(action))

    return change


def on_page(name: str, action: dict):
    def change(file, page):
        page.obj[name] = pikepdf.Dictionary(O=pikepdf.Dictionary(action))

    return change


def link_to(action: dict):
    def change(file, page):
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=pikepdf.Dictionary(action)
        )
        page.obj.Annots = pikepdf.Array([file.make_indirect(link)])

    return change


def attach(file, page):
    file.attachments["x.exe"] = b"MZ"


def dynamic_form(file, page):
    file.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.Stream(file, b"<x/>"), Fields=[])


JAVASCRIPT = {"/S": pikepdf.Name.JavaScript, "/JS": "app.alert(1)"}
LAUNCH = {"/S": pikepdf.Name.Launch, "/F": "cmd.exe"}
WEB = {"/S": pikepdf.Name.URI, "/URI": "https://example.org"}
PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
BROKEN_PDF = b"%PDF-1.7\n1 0 obj << /OpenAction << /S /J#61vaScript /JS (app.alert\\(1\\)) >> >> endobj"

HOSTILE_PDF = [
    ("script.pdf", pdf(opening(JAVASCRIPT)), pdf_files.SCRIPT),
    ("script-packed.pdf", pdf(opening(JAVASCRIPT), **PACKED), pdf_files.SCRIPT),
    ("script-on-a-page.pdf", pdf(on_page("/AA", JAVASCRIPT), **PACKED), pdf_files.SCRIPT),
    ("script-in-a-link.pdf", pdf(link_to(JAVASCRIPT)), pdf_files.SCRIPT),
    (
        "script-name-written-otherwise.pdf",
        pdf(opening(JAVASCRIPT)).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4a#53"),
        pdf_files.SCRIPT,
    ),
    ("script-in-a-broken-file.pdf", BROKEN_PDF, pdf_files.SCRIPT),
    ("script-in-a-broken-stream.pdf", b"%PDF-1.7\n1 0 obj <<>> stream\n" + zlib.compress(BROKEN_PDF), pdf_files.SCRIPT),
    ("launch.pdf", pdf(opening(LAUNCH)), pdf_files.STARTS),
    ("launch-packed.pdf", pdf(link_to(LAUNCH), **PACKED), pdf_files.STARTS),
    ("opens-a-page-of-the-web.pdf", pdf(opening(WEB), **PACKED), pdf_files.STARTS),
    ("opens-one-with-a-page.pdf", pdf(on_page("/AA", WEB)), pdf_files.STARTS),
    ("sends-a-form.pdf", pdf(link_to({"/S": pikepdf.Name.SubmitForm, "/F": "https://example.org"})), pdf_files.STARTS),
    ("opens-another-file.pdf", pdf(link_to({"/S": pikepdf.Name.GoToR, "/F": "//server/a.pdf"})), pdf_files.STARTS),
    ("carries-a-program.pdf", pdf(attach, **PACKED), pdf_files.CARRIES),
    ("dynamic-form.pdf", pdf(dynamic_form, **PACKED), pdf_files.SCRIPT),
    ("password.pdf", pdf(encryption=pikepdf.Encryption(owner="o", user="u")), pdf_files.PASSWORD),
    ("also-an-archive.pdf", pdf() + word(), office_files.TWO_IN_ONE),
]


# Pictures and tables


def bomb(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = [head, b"IDAT" + zlib.compress(bytes(9000)), b"IEND"]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks
    )


def not_inside(kind: str) -> str:
    return f"The file is damaged or is not a {'WebP' if kind == 'WEBP' else kind} picture. Choose a PDF, DOCX, XLSX, CSV, PNG, JPG, PPTX, GIF or WEBP file."


HOSTILE_PICTURES = [
    ("points.png", bomb(30_000, 30_000), pictures.TOO_LARGE.format(900_000_000)),
    ("half.png", picture_file("PNG", (90, 90))[:60], pictures.BROKEN),
    ("half.jpg", picture_file("JPEG", (90, 90))[:200], pictures.BROKEN),
    ("half.gif", picture_file("GIF", (90, 90))[:14], pictures.BROKEN),
    ("half.webp", picture_file("WEBP", (90, 90))[:24], pictures.BROKEN),
    ("no-points.png", bomb(0, 0), pictures.BROKEN),
    ("few-points.png", bomb(5_000, 5_000), pictures.BROKEN),
    ("other.png", picture_file("GIF"), not_inside("PNG")),
    ("page.gif", b"<html>GIF89a</html>", not_inside("GIF")),
]
HOSTILE_TABLES = [
    ("dde.csv", b"name,hours\n\"=cmd|'/C calc'!A0\",3\n", inspection.CELL),
    ("dde-wide-letters.csv", "name\n＝cmd|'/C calc'!A0\n".encode(), inspection.CELL),
    ("dde-far-down.csv", b"a,b\n" * 400_000 + b"=cmd|'/C calc'!A0,1\n", inspection.CELL),
    ("web.csv", b'name\n"=1+WEBSERVICE(""https://example.org"")"\n', inspection.CELL),
    ("sheets-of-google.csv", b'name\n=IMPORTXML(A1,"//a")\n', inspection.CELL),
]

HOSTILE = [
    *HOSTILE_OFFICE,
    *HOSTILE_PDF,
    *HOSTILE_PICTURES,
    *HOSTILE_TABLES,
]


def test_there_are_enough_of_them():
    assert len({name for name, _, _ in HOSTILE}) == len(HOSTILE) >= 60


@pytest.mark.parametrize(("name", "content", "sentence"), HOSTILE, ids=[name for name, _, _ in HOSTILE])
def test_a_hostile_file_is_refused_in_a_sentence(name, content, sentence):
    assert refusal(SimpleUploadedFile(name, content), EVIDENCE_KINDS) == f"“{name}” was not added. {sentence}"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
def test_of_a_picture_of_a_few_bytes_a_sentence_is_said(form):
    whole, kind = picture_file(form), "jpg" if form == "JPEG" else form.lower()
    for length in (1, 2, 4, 6, 8, 12, 16, 20, 30):
        sentence = refusal(SimpleUploadedFile(f"a.{kind}", whole[:length]), EVIDENCE_KINDS)
        assert sentence in {f"“a.{kind}” was not added. {why}" for why in (pictures.BROKEN, not_inside(kind.upper()))}


# Made harmless


def kept(name: str, content: bytes) -> bytes:
    return judged(SimpleUploadedFile(name, content), EVIDENCE_KINDS).read()


def told_secrets() -> dict[str, bytes]:
    exif = Image.Exif()
    exif[0x010E], exif[0x8825] = "taken at Elm House", {1: "N", 2: (51.5, 0.0, 0.0)}
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "taken at Elm House")
    return {
        "a.jpg": picture_file("JPEG", exif=exif, comment=b"taken at Elm House") + word(),
        "a.png": picture_file("PNG", pnginfo=said, exif=exif) + b"<script>taken at Elm House</script>",
        "a.gif": picture_file("GIF", comment=b"taken at Elm House"),
        "a.webp": picture_file("WEBP", exif=exif, xmp=b"taken at Elm House"),
    }


@pytest.mark.parametrize("name", told_secrets())
def test_of_a_picture_only_its_points_are_kept(name):
    content = told_secrets()[name]
    anew = kept(name, content)
    assert (b"Elm House" in content, b"Elm House" in anew, b"PK\x03\x04" in anew) == (True, False, False)
    with Image.open(io.BytesIO(anew)) as picture:
        assert (picture.size, dict(picture.getexif()), set(picture.info) & {"exif", "xmp", "comment"}) == (
            (3, 2),
            {},
            set(),
        )


def test_a_picture_taken_on_its_side_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(io.BytesIO(kept("a.jpg", picture_file("JPEG", (30, 10), exif=exif)))) as picture:
        assert picture.size == (10, 30)


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_a_picture_that_moves_goes_on_moving(form):
    held = io.BytesIO()
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "lime", "blue")]
    frames[0].save(held, form, save_all=True, append_images=frames[1:], duration=200)
    with Image.open(io.BytesIO(kept(f"a.{form.lower()}", held.getvalue()))) as picture:
        assert picture.n_frames == 3


def test_what_is_seen_through_stays_so():
    content = picture_file("PNG", mode="RGBA")
    with Image.open(io.BytesIO(kept("a.png", content))) as anew, Image.open(io.BytesIO(content)) as first:
        assert anew.mode == "RGBA"
        assert anew.tobytes() == first.tobytes()


# Honest files


def written(change=lambda word: None) -> bytes:
    held, made = io.BytesIO(), Document()
    made.add_heading("Minutes", 1)
    made.add_paragraph("We met.")
    change(made)
    made.save(held)
    return held.getvalue()


def with_picture(made) -> None:
    made.add_picture(io.BytesIO(picture_file("PNG")))
    made.add_table(2, 2)


def with_core_properties(made) -> None:
    made.core_properties.author, made.core_properties.title = "Pat", "Minutes"


def filled_workbook(change=lambda book: None) -> bytes:
    held, book = io.BytesIO(), Workbook()
    for row in (("Month", "Visits"), ("May", 3), ("June", -4), ("Sum", "=SUM(B2:B3)"), ("Note", "+44 20 | see A1!")):
        book.active.append(row)
    change(book)
    book.save(held)
    return held.getvalue()


def with_chart(book) -> None:
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    book.active.add_chart(chart, "D2")


def with_comment_and_link(book) -> None:
    book.active["A2"].comment = Comment("Is this right?", "Pat")
    book.active["A3"].hyperlink = "https://www.nhs.uk/"


def slides_with_chart() -> bytes:
    show = Presentation()
    data = CategoryChartData()
    data.categories = ["May", "June"]
    data.add_series("Visits", (3, 4))
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, 9_000_000, 5_000_000, data)
    box = slide.shapes.add_textbox(0, 0, 900_000, 90_000).text_frame.paragraphs[0].add_run()
    box.text, box.hyperlink.address = "NHS", "https://www.nhs.uk/"
    held = io.BytesIO()
    show.save(held)
    return held.getvalue()


def page_of_contents(file, page):
    file.Root.OpenAction = pikepdf.Array([page.obj, pikepdf.Name.Fit])
    link_to(WEB)(file, page)


TRACKED = p(
    f'<w:ins w:id="1" w:author="Pat">{run("new")}</w:ins><w:del w:id="2" w:author="Pat"><w:r><w:delText>old</w:delText></w:r></w:del>'
)
CONTENTS = p(
    field(r'TOC \o "1-3" \h \z \u', run("1 Aims")),
    field("PAGE", run("1")),
    simple("NUMPAGES"),
    field("MERGEFORMAT", run("x")),
)
OF_GOOGLE = {"word/media/image1.png": picture_file("PNG"), "word/theme/theme1.xml": "<a:theme xmlns:a='a'/>"}
OF_LIBREOFFICE = {
    "docProps/thumbnail.png": picture_file("PNG"),
    "docProps/app.xml": "<Properties xmlns='p'><Application>LibreOffice/7.4</Application></Properties>",
}

HONEST = [
    ("words.docx", written()),
    ("picture-and-table.docx", written(with_picture)),
    ("properties.docx", written(with_core_properties)),
    ("link.docx", linked("hyperlink", "https://www.nhs.uk/")),
    ("mail.docx", linked("hyperlink", "mailto:pat@example.org")),
    ("own-file.docx", linked("hyperlink", "file:///C:/Users/pat/plan.docx")),
    ("own-template.docx", linked("attachedTemplate", "file:///C:/Users/pat/Report.dotx")),
    ("tracked.docx", word(TRACKED)),
    ("comments.docx", word(comments=f'<w:comment w:id="1">{p("Is this right?")}</w:comment>')),
    ("contents.docx", word(CONTENTS)),
    ("chart.docx", repacked(word(), {"word/embeddings/Microsoft_Excel_Sheet1.xlsx": filled_workbook(with_chart)})),
    ("drawing.docx", repacked(word(), {"word/media/image1.svg": "<svg xmlns='s'><path d='M0 0'/></svg>"})),
    ("google.docx", repacked(word(), OF_GOOGLE)),
    ("libreoffice.docx", repacked(word(), OF_LIBREOFFICE)),
    ("other-letters.docx", repacked(word(), {"word/footer1.xml": in_other_letters(part(p("Foot")), "utf-16")})),
    ("figures.xlsx", filled_workbook()),
    ("chart.xlsx", filled_workbook(with_chart)),
    ("comment.xlsx", filled_workbook(with_comment_and_link)),
    ("printer.xlsx", workbook(xl_printerSettings_printerSettings1__bin=b"\\\0\\\0p\0r\0i\0n\0t\0" + bytes(60))),
    ("slides.pptx", slides()),
    ("chart.pptx", slides_with_chart()),
    ("page.pdf", pdf()),
    ("contents.pdf", pdf(page_of_contents, **PACKED)),
    ("locked-against-changes.pdf", pdf(encryption=pikepdf.Encryption(owner="o", user=""))),
    ("figures.csv", b"name,change\n=SUM(A1:A3),-3\n- please see image (page 2),+44 20 | x\n"),
    ("grey.png", picture_file("PNG", mode="L")),
    ("print.jpg", picture_file("JPEG", mode="CMYK")),
]


@pytest.mark.parametrize(("name", "content"), HONEST, ids=[name for name, _ in HONEST])
def test_an_honest_file_is_taken(name, content):
    assert refusal(SimpleUploadedFile(name, content), EVIDENCE_KINDS) == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [one for one in HONEST if not one[0].endswith(("png", "jpg"))],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_an_honest_file_stays_as_it_came(name, content):
    assert kept(name, content) == content
