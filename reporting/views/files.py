"""Serving made files: the stored bytes, as they are, or the page that says the file is being made."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django_tasks.base import Task

from feedback.models import Release
from living_docs.models import PrintedCopy
from living_docs.views.attachments import attachment
from reporting.models import MadeFile, Publication
from reporting.printing.made_files import Making, is_being_made
from reporting.products import Format, Product


def files_of(product: Product, row: Publication | Release) -> list[tuple[Format, MadeFile | None]]:
    """The formats that pages offer, each with its made file without the bytes; None while it is not made."""
    made = {file.format: file for file in row.files.sized()}
    return [(format, made.get(format.key)) for format in product.stored]


def serve(
    request,
    file: MadeFile | PrintedCopy | None,
    format: Format,
    *,
    name: str,
    title: str,
    back: str,
    making: Making | None = None,
) -> HttpResponse:
    """The bytes as an attachment with their SHA-256, or "It is being made" while the worker is at it."""
    if file is None:
        return not_made(request, {"format": format, "title": title, "back": back, "making": making})
    response = attachment(bytes(file.content), name)
    response["X-Content-SHA256"] = file.sha256
    return response


def serve_or_offer(
    request, file: MadeFile | PrintedCopy | None, format: Format, *, job: Task, of: list, **shown
) -> HttpResponse:
    """A file that the worker makes when somebody asks for it, which takes a POST: opening an address makes nothing."""
    if file is None and request.method == "POST":
        job.enqueue(*of)
        return redirect(request.path)
    if file is None and not is_being_made(job, of):
        return render(request, "reporting/files/make_file.html", shown | {"format": format})
    return serve(request, file, format, **shown)


def not_made(request, context: dict) -> HttpResponse:
    """A page that looks again by itself, unless the making is known to have failed."""
    making = context["making"]
    if making and context["format"] in making.failed:
        return render(request, "reporting/files/not_made.html", context)
    response = render(request, "reporting/files/being_made.html", context, status=202)
    response["Refresh"] = "5"
    return response
