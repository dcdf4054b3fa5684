"""Load the programme's facts from the CSV files beside this module. Running it again changes nothing."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from sites.models import (
    FocusTopic,
    IdentifyingTerm,
    Programme,
    Site,
    SiteAlias,
    SiteAttribute,
    SiteFigure,
    ThesaurusEntry,
)

DATA = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load_programme() -> Programme:
    """The Integrated Care Pilots: sixteen sites with all by which one could be told."""
    programme, _ = Programme.objects.get_or_create(slug="icp", defaults={"name": "Integrated Care Pilots"})
    for row in rows("pilots.csv"):
        load_site(programme, row)
    sites = {site.slug: site for site in programme.sites.all()}
    IdentifyingTerm.objects.bulk_create(
        [
            IdentifyingTerm(
                site=sites[row["site"]], term=row["term"], kind=row["kind"], fictional=row["fictional"] == "yes"
            )
            for row in rows("identifying_terms.csv")
        ],
        ignore_conflicts=True,
    )
    for row in rows("focus_topics.csv"):
        words = {"words": row["words"].split(";")}
        FocusTopic.objects.update_or_create(site=sites[row["site"]], topic=row["topic"], defaults=words)
    load_figures(sites)
    load_attributes(programme, sites)
    load_thesaurus(programme, sites)
    return programme


def load_figures(sites: dict[str, Site]) -> None:
    figures = [
        SiteFigure(
            site=sites[row["site"]],
            figure=row["figure"],
            measure=row["measure"],
            words=list(filter(None, row["words"].split(";"))),
        )
        for row in rows("programme_figures.csv")
    ]
    SiteFigure.objects.bulk_create(figures, ignore_conflicts=True)


def load_attributes(programme: Programme, sites: dict[str, Site]) -> None:
    for row in rows("site_attributes.csv"):
        words = {"words": row["words"].split(";")}
        attribute, _ = SiteAttribute.objects.update_or_create(
            programme=programme, name=row["attribute"], defaults=words
        )
        attribute.sites.set([sites[slug] for slug in row["sites"].split(";")])


def load_thesaurus(programme: Programme, sites: dict[str, Site]) -> None:
    for row in rows("thesaurus.csv"):
        told = {"kind": row["kind"], "ways": row["ways"].split(";")}
        entry, _ = ThesaurusEntry.objects.update_or_create(programme=programme, concept=row["concept"], defaults=told)
        entry.sites.set([sites[slug] for slug in row["sites"].split(";")])


def load_site(programme: Programme, row: dict[str, str]) -> Site:
    site, _ = Site.objects.get_or_create(
        slug=row["slug"],
        defaults={
            "programme": programme,
            "name": row["short_name"],
            "full_name": row["name"],
            "intervention_focus": row["intervention_focus"],
        },
    )
    for alias in filter(None, {row["name"], *row["aliases"].split(";")} - {row["short_name"]}):
        SiteAlias.objects.get_or_create(site=site, name=alias)
    for term in filter(None, row["other_identifying_terms"].split(";")):
        IdentifyingTerm.objects.get_or_create(site=site, term=term, kind=IdentifyingTerm.Kind.SCHEME)
    return site
