"""Files made for a person: always as an attachment, never shown in place or kept by a browser."""

from django.http import HttpResponse

from living_docs.evidence import CONTENT_TYPES, ending


def attachment(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=CONTENT_TYPES[ending(name)])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
