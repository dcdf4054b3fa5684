"""Figures fit: at no width is a part of one cut off or hidden to the side, and no letter is too small to be read."""

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from tests.reporting.sample_reports import DRAWN, review

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 375, 480, 600, 768, 769, 900, 1019, 1020, 1100, 1180, 1280, 1440, 1920)
SMALLEST = 10  # pixels: the height of the smallest line of a drawing
COVERAGE = next(block["figure"] for section in review()["sections"] for block in section["blocks"] if "figure" in block)
LONG = "A name so long that it takes several lines wherever it stands in a table or in a drawing of a review, and on"

MEASURE = """() => {
  const shown = (e) => e.getClientRects().length > 0;
  const words = [...document.querySelectorAll(".figure svg text")].filter(shown);
  const inside = (e, box) => { const r = e.getBoundingClientRect(); return r.left >= box.left - 1 && r.right <= box.right + 1; };
  return {
    page: document.documentElement.scrollWidth,
    cut: [...document.querySelectorAll(".figure *")].filter((e) => shown(e) && !e.closest(".govuk-visually-hidden, thead")
      && getComputedStyle(e).overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1 && !(e instanceof SVGElement)).length,
    outside: [...document.querySelectorAll(".figure svg, .figure td, .figure th, .figure text")]
      .filter((e) => shown(e) && !e.closest("thead") && !inside(e, e.closest(".figure").getBoundingClientRect())).length,
    empty: [...document.querySelectorAll(".figure")].filter((e) => e.innerText.length < 40).length,
    smallest: Math.min(99, ...words.map((e) => e.getBoundingClientRect().height)),
  };
}"""


def figures() -> str:
    rows = [row | {"label": f"{number} {LONG}"} for number in range(40) for row in DRAWN[0]["rows"][:1]]
    shown = [COVERAGE, *DRAWN, DRAWN[0] | {"number": 9, "rows": rows, "title": LONG * 2}]
    made = "".join(render_to_string("reporting/published/_figure.html", {"figure": figure}) for figure in shown)
    return mark_safe(
        f'<div class="review-layout review-layout--figures"><nav></nav><div class="review-prose">'
        f'<section class="review-section">{made}</section></div></div>'
    )


def test_every_figure_fits_at_every_width(browser, live_server):
    page = browser.new_page()
    page.goto(f"{live_server.url}/sign-in/")
    page.evaluate("(html) => { document.querySelector('main').innerHTML = html; }", figures())
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.evaluate(MEASURE)
    page.close()
    wrong = {
        width: seen
        for width, seen in found.items()
        if seen["page"] > width or seen["cut"] or seen["outside"] or seen["empty"] or seen["smallest"] < SMALLEST
    }
    assert wrong == {}
