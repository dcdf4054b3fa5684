"""Reviews over the rounds, two of them side by side, and the search in them: all made of what is published alone."""

from django.shortcuts import render

from accounts.foundations import audit
from accounts.permissions import has_a_role, open_to
from living_docs.tables.spreadsheets import table_csv
from living_docs.views.attachments import attachment
from reporting.forms.published import ReviewSearchForm, SideBySideForm
from reporting.models import Publication
from reporting.published.over_rounds import csv_lines
from reporting.published.over_rounds import over_rounds as parts_of
from reporting.published.search import search_reviews
from reporting.published.side_by_side import side_by_side as sections_of


def current_reviews(user) -> list[Publication]:
    """The newest version of each round, where that was not withdrawn; the earliest round first."""
    found = Publication.objects.visible_to(user).current().select_related("round")
    return list(found.order_by("round__number"))


@open_to(has_a_role)
def over_rounds(request):
    """Themes, outcomes, costs and completeness in every round, as its review printed them."""
    reviews = current_reviews(request.user)
    return render(
        request,
        "reporting/over_rounds/over_rounds.html",
        {"reviews": reviews, "parts": parts_of([one.data for one in reviews])},
    )


@open_to(has_a_role)
def over_rounds_csv(request):
    reviews = current_reviews(request.user)
    audit.record("downloaded", by=request.user, about="the published numbers over the rounds")
    lines = csv_lines(parts_of([one.data for one in reviews]), {one.data["round"]: one.version for one in reviews})
    return attachment(table_csv(lines), "reviews-over-the-rounds.csv")


@open_to(has_a_role)
def side_by_side(request):
    """Two published versions, section by section."""
    publications = Publication.objects.visible_to(request.user).standing().select_related("round").newest_first()
    form = SideBySideForm(request.GET or None, publications=publications)
    context = {"form": form, "is_alone": publications.count() < 2}
    if form.is_bound and form.is_valid():
        one, other = form.cleaned_data["one"], form.cleaned_data["other"]
        context |= {
            "one": one,
            "other": other,
            "is_one_review": one.round_id == other.round_id,
            "sections": sections_of(one.data, other.data),
        }
    return render(request, "reporting/over_rounds/side_by_side.html", context, status=422 if form.errors else 200)


@open_to(has_a_role)
def review_search(request):
    """Words in the current reviews, round by round, the newest first."""
    form = ReviewSearchForm(request.GET)
    context: dict = {"form": form}
    if form.is_valid() and (query := form.query):
        found = search_reviews(query, current_reviews(request.user)[::-1])
        number, is_cut = sum(len(one.hits) for one in found), any(one.is_cut for one in found)
        context |= {"found": found, "number": number, "is_cut": is_cut}
    return render(request, "reporting/over_rounds/review_search.html", context, status=422 if form.errors else 200)
