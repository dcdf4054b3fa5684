"""The time of our PDFs over WeasyPrint's alone on the same HTML."""

from __future__ import annotations

import io
import time

import pypdf
import weasyprint
from django.template.loader import render_to_string

from benchmarks.samples import review
from reporting.printing import pdf


def ratios() -> dict[str, tuple[int, float]]:
    """Pages, and our time over that of `weasyprint.HTML(string=…).write_pdf()`."""
    data = review()
    pdf.thematic_review(data)  # fonts are found and read once
    start = time.perf_counter()
    ours = pdf.thematic_review(data)
    ours_seconds = time.perf_counter() - start
    html = render_to_string("reports/review.html", {"review": data})
    start = time.perf_counter()
    weasyprint.HTML(string=html).write_pdf()
    alone = time.perf_counter() - start
    return {"thematic review": (len(pypdf.PdfReader(io.BytesIO(ours)).pages), ours_seconds / alone)}
