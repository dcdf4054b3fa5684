"""Files for a person: always as an attachment, never shown in place or kept by a browser."""

from django.http import FileResponse, HttpResponse

from living_docs.files.evidence import CONTENT_TYPES, ending


def attachment(content: bytes, name: str) -> HttpResponse:
    """A file made here and now."""
    response = HttpResponse(content, content_type=CONTENT_TYPES[ending(name)])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def uploaded_attachment(file, name: str) -> FileResponse:
    """A file that somebody uploaded, under the name it came with; no browser may open it as a page."""
    kind = CONTENT_TYPES.get(ending(name), "application/octet-stream")
    response = FileResponse(file.open(), as_attachment=True, filename=name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
