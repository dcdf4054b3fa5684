"""Published reviews: what steering group, sites and team read."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts import audit
from accounts.permissions import has_a_role, open_to
from reporting import jobs
from reporting.models import Publication
from reporting.views.files import serve


@open_to(has_a_role)
def reviews(request):
    """The newest version of each round's review."""
    newest: dict[int, Publication] = {}
    for publication in Publication.objects.visible_to(request.user).newest_first().select_related("round"):
        newest.setdefault(publication.round_id, publication)
    return render(request, "reporting/reviews.html", {"publications": list(newest.values())})


def publication_or_404(request, number, version=None) -> Publication:
    publications = Publication.objects.visible_to(request.user).filter(round__number=number).newest_first()
    if version is not None:
        return get_object_or_404(publications, version=version)
    if (newest := publications.first()) is None:
        raise Http404
    return newest


@open_to(has_a_role)
def published(request, number, version=None):
    """A review as it was published; an older version says which one replaced it."""
    publication = publication_or_404(request, number, version)
    newest = publication_or_404(request, number)
    context = {
        "publication": publication, "review": publication.data,
        "newer": newest if newest.pk != publication.pk else None,
        "file": publication.files.filter(format=jobs.PDF).first(),
        "versions": Publication.objects.filter(round=publication.round).newest_first(),
    }  # fmt: skip
    return render(request, "reporting/published.html", context)


@open_to(has_a_role)
def review_pdf(request, number, version):
    publication = publication_or_404(request, number, version)
    audit.record("downloaded", by=request.user, about=publication)
    file = publication.files.filter(format=jobs.PDF).first()
    name = f"thematic-review-round-{number}-version-{version}.pdf"
    back = reverse("published_version", args=[number, version])
    return serve(request, file, name=name, title=str(publication), back=back)
