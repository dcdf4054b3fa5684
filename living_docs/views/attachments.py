"""Files for a person: always as an attachment, never shown in place or kept by a browser."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render

from living_docs.files import scanner
from living_docs.files.evidence import ending
from living_docs.files.media_types import MEDIA_TYPES


def attachment(content: bytes, name: str) -> HttpResponse:
    """A file made here and now."""
    response = HttpResponse(content, content_type=MEDIA_TYPES[ending(name)])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def uploaded_attachment(request, file, name: str) -> FileResponse | HttpResponse:
    """A file that somebody uploaded, under the name it came with; a page that says why while the scanner holds it."""
    if why := scanner.why_held(file):
        return render(request, "file_held.html", {"why": why}, status=409)
    kind = MEDIA_TYPES.get(ending(name), "application/octet-stream")
    return FileResponse(file.open(), as_attachment=True, filename=name, content_type=kind)
