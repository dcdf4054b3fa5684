"""Published reviews: what steering group, sites and team read."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import (
    can_be_named_as_reader,
    can_comment_on_review,
    can_edit_imprint,
    can_work_on_reviews,
    has_a_role,
    is_leader,
    open_to,
)
from accounts.sign_in.sessions import in_background
from living_docs.models import Round
from living_docs.views.attachments import attachment
from reporting import actions
from reporting.figures import in_sections
from reporting.forms.comments import CommentForm
from reporting.models import Publication, ReviewComment, SharedComment
from reporting.printing.made_files import making_of
from reporting.products import BRIEF, FIGURE, THEMATIC_REVIEW, ZIP
from reporting.review import figure_files
from reporting.review.brief import brief_of
from reporting.review.downloads import downloads_of
from reporting.views.files import files_of, serve


@open_to(has_a_role)
def reviews(request):
    """The newest version of each round's review, and the themes over the rounds as they were published."""
    versions: dict[int, list[Publication]] = {}
    found = Publication.objects.visible_to(request.user).newest_first()
    for publication in found.select_related("round").prefetch_related("withdrawals"):
        versions.setdefault(publication.round_id, []).append(publication)
    rows = [row_of(newest, older) for newest, *older in versions.values()]
    standing = [row["publication"] for row in rows if not row["publication"].is_withdrawn]
    answers = ReviewComment.objects.written_by(request.user).answered().newest_first()
    imprints = Round.objects.visible_to(request.user).exclude(state=Round.State.PLANNED).newest_first()
    trends = published_trends(standing)
    context = {
        "rows": rows,
        "trends": trends,
        "withdrawn_numbers": withdrawn_numbers([trends] if trends else [], [row["publication"] for row in rows]),
        "answers": answers,
        "imprints": imprints if can_edit_imprint(request.user) else [],
    }
    return render(request, "reporting/published/reviews.html", context)


def row_of(newest: Publication, older: list[Publication]) -> dict:
    """A round in the list: its newest version, and which of the earlier ones were withdrawn."""
    withdrawn = [one for one in older if one.is_withdrawn]
    files = [] if newest.is_withdrawn else made_files(newest)
    return {"publication": newest, "files": files, "withdrawn": withdrawn}


def published_trends(newest) -> dict | None:
    """The figure of themes over rounds in the newest review that has one: published figures only."""
    figures = (figure for publication in newest for figure in in_sections(publication.data["sections"]))
    return next((figure for figure in figures if figure["kind"] == "themes"), None)


def newest_versions(user: User) -> list[Publication]:
    """Of each round the newest version, withdrawn or not."""
    found = Publication.objects.visible_to(user).newest_first().select_related("round").prefetch_related("withdrawals")
    versions: dict[int, Publication] = {}
    for publication in found:
        versions.setdefault(publication.round_id, publication)
    return list(versions.values())


def withdrawn_numbers(figures: Iterable[dict], newest: Iterable[Publication]) -> list[Publication]:
    """The withdrawn reviews among the newest of each round of which figures still give the round's numbers."""
    columns = {column for figure in figures if figure.get("kind") == "themes" for column in figure["columns"]}
    return [one for one in newest if one.is_withdrawn and f"Round {one.round.number}" in columns]


def made_files(publication: Publication) -> list:
    """The made files in the order of the formats; those still being made are not among them."""
    return [(format, file) for format, file in files_of(THEMATIC_REVIEW, publication) if file]


def publication_or_404(request, number, version=None) -> Publication:
    found = Publication.objects.visible_to(request.user).filter(round__number=number).newest_first()
    publications = found.select_related("round__programme").prefetch_related("withdrawals")
    if version is not None:
        return get_object_or_404(publications, version=version)
    if (newest := publications.first()) is None:
        raise Http404
    return newest


@open_to(has_a_role)
def published(request, number, version=None):
    """A review as it was published; an older version says which one replaced it."""
    return show_published(request, publication_or_404(request, number, version))


def show_published(request, publication: Publication, form: CommentForm | None = None):
    if publication.is_withdrawn:
        return show_withdrawn(request, publication)
    newest = publication_or_404(request, publication.round.number)
    context = {
        "withdrawn_numbers": withdrawn_numbers(
            in_sections(publication.data["sections"]), newest_versions(request.user)
        ),
        "review": publication.data,
        **files_and_making(publication, request.user),
        "newer": newest if newest.pk != publication.pk else None,
        "versions": versions_of(publication),
        "may_withdraw": can_work_on_reviews(request.user),
        "form": form or empty_form(request, publication),
        "may_comment": can_comment_on_review(request.user),
        "may_be_named": can_be_named_as_reader(request.user),
        **comments_on(publication, request.user),
        "downloads": downloads_of(publication) if is_leader(request.user) else None,
    }
    return render(request, "reporting/published/published.html", context, status=422 if form else 200)


def empty_form(request, publication: Publication) -> CommentForm:
    """About the section whose link was followed, if any."""
    return CommentForm(initial={"section": request.GET.get("section")}, sections=publication.data["sections"])


def comments_on(publication: Publication, user: User) -> dict:
    """One's own on any version of the round's review; those that readers share, by the section of this version."""
    shared: dict[str, list[SharedComment]] = {}
    here = {section["id"] for section in publication.data["sections"]}
    for one in SharedComment.objects.visible_to(user).on(publication.round).oldest_first():
        shared.setdefault(one.comment.section if one.comment.section in here else "", []).append(one)
    own = ReviewComment.objects.written_by(user).on(publication.round).newest_first()
    return {"comments": own.select_related("offer", "shared__ended", "shared__agreement"), "shared": shared}


def versions_of(publication: Publication):
    return Publication.objects.cleared().filter(round=publication.round).newest_first().prefetch_related("withdrawals")


def show_withdrawn(request, publication: Publication, *, file: str = ""):
    """That a version was withdrawn, when and why: in place of the page, or (410) of one of its files."""
    context = {
        "publication": publication,
        "withdrawal": publication.withdrawal,
        "file": file,
        "versions": [one for one in versions_of(publication) if one.pk != publication.pk],
        "comments": ReviewComment.objects.written_by(request.user).filter(publication=publication).newest_first(),
        "may_withdraw": can_work_on_reviews(request.user),
    }
    return render(request, "reporting/published/withdrawn_review.html", context, status=410 if file else 200)


def files_and_making(publication: Publication, user: User) -> dict:
    return {
        "publication": publication,
        "files": made_files(publication),
        "making": making_of(publication),
        "may_try_again": is_leader(user),
    }


@in_background
@open_to(has_a_role)
def review_files(request, number, version):
    """The made files and how far the others are, for a page that asks until all are there."""
    publication = publication_or_404(request, number, version)
    if publication.is_withdrawn:
        return show_withdrawn(request, publication, file="files")
    context = files_and_making(publication, request.user)
    return render(request, "reporting/published/_file.html", context | {"was_waited_for": True})


@require_POST
@open_to(is_leader)
def make_files_again(request, number, version):
    publication = publication_or_404(request, number, version)
    if publication.is_withdrawn:
        return show_withdrawn(request, publication, file="files")
    actions.make_files_again(publication, by=request.user)
    messages.success(request, "The missing files are being made.")
    return redirect("published_version", number, version)


@open_to(has_a_role)
def review_file(request, number, version, format):
    """One format of a review, as the stored bytes."""
    publication = publication_or_404(request, number, version)
    if publication.is_withdrawn:
        return show_withdrawn(request, publication, file=format)
    audit.record(f"downloaded as {format.upper()}", by=request.user, about=publication)
    file = publication.files.filter(format=format).first()
    name = THEMATIC_REVIEW.file_name(format, round=number, version=version)
    back, making = reverse("published_version", args=[number, version]), making_of(publication)
    return serve(request, file, THEMATIC_REVIEW[format], name=name, title=str(publication), back=back, making=making)


@open_to(has_a_role)
def figure_file(request, number, version, figure, format):
    """A published figure as CSV, SVG or PNG, made from what was published."""
    publication = publication_or_404(request, number, version)
    found = figure_files.figure_of(publication.data, figure)
    if found is None or format not in FIGURE.keys:
        raise Http404
    if publication.is_withdrawn:
        return show_withdrawn(request, publication, file=format)
    audit.record(f"downloaded figure {figure} as {format.upper()}", by=request.user, about=publication)
    name = FIGURE.file_name(format, round=number, version=version, figure=figure)
    return attachment(FIGURE[format].make(publication.data, found), name)


@open_to(has_a_role)
def figures_data(request, number, version):
    """The numbers of all figures of a published review, a CSV file each."""
    publication = publication_or_404(request, number, version)
    if publication.is_withdrawn:
        return show_withdrawn(request, publication, file=ZIP)
    audit.record("downloaded the figures as CSV", by=request.user, about=publication)
    name = THEMATIC_REVIEW.file_name(ZIP, round=number, version=version)
    return attachment(THEMATIC_REVIEW[ZIP].make(publication.data), name)


@open_to(has_a_role)
def review_brief(request, number, version):
    """The brief for ministers as a page."""
    publication = publication_or_404(request, number, version)
    if publication.is_withdrawn:
        return show_withdrawn(request, publication, file=BRIEF)
    made = THEMATIC_REVIEW[BRIEF] in making_of(publication).made
    context = {
        "review": publication.data,
        "brief": brief_of(publication.data),
        "publication": publication,
        "made": made,
    }
    return render(request, "reporting/published/brief.html", context)
