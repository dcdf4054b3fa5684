"""The presentation as a file that says nothing of when and by whom it was made."""

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx.presentation import Presentation as Slides

SAID_OF_A_FILE = re.compile(
    rb"<(dc:creator|cp:lastModifiedBy|dcterms:created|dcterms:modified|cp:revision|dc:description|cp:keywords|dc:subject"
    rb"|cp:category)\b[^>]*?(?:/>|>.*?</\1>)",
    re.DOTALL,
)


def steady(slides: Slides) -> bytes:
    """The presentation as a file that says nothing of when and by whom: equal slides give equal bytes."""
    held = io.BytesIO()
    slides.save(held)
    return without_origin(held.getvalue())


def without_origin(content: bytes) -> bytes:
    """An Office file, and those inside it, with one and the same time on every part and no author."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as parts, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            part = parts.read(name)
            if name.endswith(".xlsx"):
                part = without_origin(part)
            elif name.startswith("docProps/"):
                part = SAID_OF_A_FILE.sub(b"", part)
            archive.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return out.getvalue()
