"""Word files made of XML as other programs write it, and what is read from them."""

from __future__ import annotations

import io
import zipfile

from living_docs import prose
from living_docs.files.office_files import opened
from living_docs.word.document_walk import Walk, html_of
from living_docs.word.package import Package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
}
SPACES = " ".join(f'xmlns:{name}="{address}"' for name, address in NAMES.items())
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
OUTSIDE = ' TargetMode="External"'


def relations(*found: tuple[str, str, str, bool]) -> str:
    """(id, kind, target, whether it leads out of the file)."""
    said = "".join(
        f'<Relationship Id="{id}" Type="{KIND}{kind}" Target="{target}"{OUTSIDE * outside}/>'
        for id, kind, target, outside in found
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{said}</Relationships>'


def word_file(body: str, *, links: tuple[tuple[str, str, str, bool], ...] = (), **parts: str) -> bytes:
    """A DOCX file of this body; `parts` are further parts of usual names: styles, numbering, footnotes…"""
    held = io.BytesIO()
    named = tuple((f"part{place}", name.rstrip("123"), f"{name}.xml", False) for place, name in enumerate(parts))
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", relations(("doc", "officeDocument", "word/document.xml", False)))
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", relations(*named, *links))
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name.rstrip('123')} {SPACES}>{content}</w:{name.rstrip('123')}>")
    return held.getvalue()


def walk_of(content: bytes) -> Walk:
    return Walk(Package(opened(content, "docx")))


def read(body: str, **options) -> str:
    """The canonical text that a body is read as."""
    return prose.clean(html_of(walk_of(word_file(body, **options)).pieces()))


def said(body: str, **options) -> list[str]:
    """What is said to have been left out or changed."""
    pieces = walk_of(word_file(body, **options)).pieces()
    return [sentence for piece in pieces for sentence in piece.aside.sentences("Here")]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*parts: str, properties: str = "") -> str:
    """A paragraph; what is no XML is a run of its words."""
    inner = "".join(part if part.startswith("<") else run(part) for part in parts)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(*parts: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(part if part.startswith('<w:') else p(part) for part in parts)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def field(instruction: str, *shown: str, begin: str = "") -> str:
    """A field in its long form."""
    middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + "".join(shown) if shown else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{begin}</w:fldChar></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'{middle}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
