"""Serving made files: the stored bytes, as they are, or the page that says the file is being made."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django_tasks.base import Task

from living_docs.models import PrintedCopy
from reporting.models import MadeFile
from reporting.printing.made_files import Making, is_being_made

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "zip": "application/zip",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


def serve(
    request,
    file: MadeFile | PrintedCopy | None,
    *,
    name: str,
    title: str,
    back: str,
    making: Making | None = None,
    made_as: str = "",
) -> HttpResponse:
    """The bytes as an attachment with their SHA-256, or "It is being made" while the worker is at it."""
    format = name.rpartition(".")[2]
    if file is None:
        return not_made(request, {"format": made_as or format, "title": title, "back": back, "making": making})
    response = HttpResponse(bytes(file.content), content_type=TYPES[format])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Content-SHA256"] = file.sha256
    return response


def serve_or_offer(request, file: MadeFile | PrintedCopy | None, *, job: Task, of: int, **shown) -> HttpResponse:
    """A file that the worker makes when somebody asks for it, which takes a POST: opening an address makes nothing."""
    if file is None and request.method == "POST":
        job.enqueue(of)
        return redirect(request.path)
    if file is None and not is_being_made(job, of):
        return render(request, "reporting/make_file.html", shown | {"format": shown["name"].rpartition(".")[2]})
    return serve(request, file, **shown)


def attachment(content: bytes, name: str) -> HttpResponse:
    """Bytes that are made when they are asked for, as a file to keep."""
    response = HttpResponse(content, content_type=TYPES[name.rpartition(".")[2]])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def not_made(request, context: dict) -> HttpResponse:
    """A page that looks again by itself, unless the making is known to have failed."""
    making = context["making"]
    if making and context["format"] in making.failed:
        return render(request, "reporting/not_made.html", context)
    response = render(request, "reporting/being_made.html", context, status=202)
    response["Refresh"] = "5"
    return response
