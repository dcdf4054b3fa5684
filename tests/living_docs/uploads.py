"""Files as people send them, made here and now, and what becomes of one."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from living_docs.files.evidence import judged
from living_docs.files.office_files import NotOpened


def refusal(upload: SimpleUploadedFile, accept: tuple[str, ...]) -> str:
    """Why a file is not taken, in words; empty when it is."""
    try:
        judged(upload, accept)
    except NotOpened as why:
        return str(why)
    return ""


def picture_file(form: str, size: tuple[int, int] = (3, 2), *, mode: str = "RGB", **options) -> bytes:
    held = io.BytesIO()
    Image.new(mode, size, 90).save(held, form, **options)
    return held.getvalue()
