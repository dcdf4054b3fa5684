"""The search page."""

from django.core.paginator import Paginator
from django.shortcuts import render

from accounts.foundations import audit
from accounts.models import AuditEvent
from accounts.permissions import can_search, is_researcher, open_to
from themes.search.forms import SearchForm
from themes.search.found import search as find
from themes.search.results import Hit

HITS_A_PAGE = 25


@open_to(can_search)
def search(request):
    """Words in what was sent, in context; of the submissions the person may read and no others."""
    form = SearchForm(request.GET, user=request.user)
    context: dict = {"form": form}
    if not (form.is_valid() and form.asks):
        return render(request, "themes/search/search.html", context)
    verb = f"{AuditEvent.READER_VERB}: searched" if is_researcher(request.user) else "searched"
    audit.record(verb, by=request.user, about="what the sites sent")
    found = find(request.user, form.query, **form.narrowed).select_related(
        "submission__document__site", "submission__document__round__instrument"
    )
    page = Paginator(found.defer("submission__data", "words"), HITS_A_PAGE).get_page(request.GET.get("page"))
    context |= {"page": page, "hits": [Hit(paragraph, form.query) for paragraph in page]}
    return render(request, "themes/search/search.html", context)
