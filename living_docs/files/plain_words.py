"""The plain words of a file from outside, a paragraph a line, for people to read beside something else."""

from __future__ import annotations

import io

from pypdf import PdfReader

from living_docs import prose
from living_docs.file_reader import apart
from living_docs.files.inspection import UTF_16
from living_docs.files.office_files import MEGABYTE, NotOpened
from living_docs.word.text import read_text

MOST_PAGES, MOST_LETTERS = 500, 1_000_000
NO_WORDS = "It holds no words that can be read. It may be a picture of a page, as a scanner makes it."
TOO_LONG = f"It is longer than {MOST_PAGES} pages or {MOST_LETTERS // 1_000_000} million letters."
TOO_LARGE = "It is too large for its words to be read."
MOST_BYTES = 20 * MEGABYTE


def plain_words(content: bytes, kind: str) -> str:
    """The words of a TXT, DOCX or PDF file, read in a process of its own; NotOpened, in a sentence, where there are none."""
    if len(content) > MOST_BYTES:
        raise NotOpened(TOO_LARGE)
    return apart(read_words, content, kind, refused=NotOpened)


def read_words(content: bytes, kind: str) -> str:
    said = {"pdf": words_of_pdf, "docx": words_of_docx}.get(kind, words_of_text)(content)
    lines = (" ".join(line.split()) for line in prose.tidy(said).splitlines())
    text = "\n".join(filter(None, lines))
    if not text:
        raise NotOpened(NO_WORDS)
    if len(text) > MOST_LETTERS:
        raise NotOpened(TOO_LONG)
    return text


def words_of_text(content: bytes) -> str:
    if content.startswith(UTF_16):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def words_of_docx(content: bytes) -> str:
    return "\n".join(piece.text for piece in read_text(content).pieces)


def words_of_pdf(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    if len(pages) > MOST_PAGES:
        raise NotOpened(TOO_LONG)
    return "\n".join(page.extract_text() for page in pages)
