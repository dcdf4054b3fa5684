"""The programme, its sites, and every name by which a site could be recognised."""

from __future__ import annotations

from django.db import models

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from accounts.permissions import is_office
from accounts.roles import Role


class Programme(models.Model):
    """One evaluation programme. `disclosure_k`: counts below it, and above N less it, are published in words only.

    A `fictional` programme is the demo: its narrative is invented and every page and file says so. Feedback reports
    name their readers only where `names_readers` says so.
    """

    name = models.CharField(max_length=150)
    slug = models.SlugField(unique=True)
    disclosure_k = models.PositiveSmallIntegerField(default=3)
    fictional = models.BooleanField(default=False)
    names_readers = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class SiteQuerySet(models.QuerySet["Site"]):
    def visible_to(self, user: User) -> SiteQuerySet:
        """The sites a person may know by name in the app's own pages."""
        if user.is_in_team or is_office(user) or user.has_role(Role.IMPLEMENTATION):
            return self
        return self.filter(pk__in=[site.pk for site in user.sites])

    def by_name(self) -> SiteQuerySet:
        return self.order_by("name")


class Site(models.Model):
    """A pilot site. `full_name` is the one in the programme's papers."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="sites")
    name = models.CharField(max_length=100)
    slug = models.SlugField(unique=True)
    full_name = models.CharField(max_length=150)
    intervention_focus = models.CharField(max_length=250, blank=True)

    objects = SiteQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class SiteAlias(models.Model):
    """Another spelling of a site's name."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "name"], name="an_alias_is_noted_once_a_site")]

    def __str__(self) -> str:
        return self.name


class IdentifyingTerm(models.Model):
    """A place, organisation, scheme or person by which a reader could tell a site. Invented ones are `fictional`."""

    class Kind(models.TextChoices):
        PLACE = "place", "Place"
        ORGANISATION = "organisation", "Organisation"
        SCHEME = "scheme", "Local scheme"
        PERSON = "person", "Person"

    site = models.ForeignKey(Site, models.CASCADE, related_name="identifying_terms")
    term = models.CharField(max_length=150)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    fictional = models.BooleanField(default=False)
    added_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # none: from the papers

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "term", "kind"], name="a_term_is_noted_once_a_site")]

    def __str__(self) -> str:
        return self.term


class FocusTopic(models.Model):
    """What a site works on, with the words that tell it: fewer sites than k with one topic make it identifying.

    A word tells when it stands with a Pilot; with "!" before it always, with "~" where it is what the Pilot works on.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="focus_topics")
    topic = models.CharField(max_length=100)
    words = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "topic"], name="a_topic_is_noted_once_a_site")]

    def __str__(self) -> str:
        return self.topic


class SiteFigure(models.Model):
    """A figure of the programme's papers that was given for one site; `words` are what it stands beside in a text."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="figures")
    figure = models.CharField(max_length=60)
    measure = models.CharField(max_length=100)
    words = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "figure", "measure"], name="a_figure_is_noted_once_a_site")
        ]

    def __str__(self) -> str:
        return f"{self.figure}, {self.measure}"


class SiteAttribute(models.Model):
    """What some sites have in common, a region or who leads: several together may leave one site only."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="attributes")
    name = models.CharField(max_length=60)
    words = models.JSONField(default=list)
    sites = models.ManyToManyField(Site, related_name="attributes")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="an_attribute_is_noted_once_a_programme")
        ]

    def __str__(self) -> str:
        return self.name


class ThesaurusEntry(models.Model):
    """Something that some sites have, a patient group or who leads, with the ways in which it is said.

    `reporting/anonymity/thesaurus.py` says how a way is written. Those of the programme's papers have nobody who added
    them.
    """

    class Kind(models.TextChoices):
        PATIENT_GROUP = "patient group", "Patient group"
        CONDITION = "condition", "Condition"
        SETTING = "setting", "Setting"
        SERVICE = "service", "Service"
        ORGANISATION = "organisation kind", "Kind of organisation"
        LEAD_BODY = "lead body", "Lead body"
        LEGAL_FORM = "legal form", "Legal form"
        POST = "post", "Profession or post"
        FUNDING = "funding", "Funding"
        PLACE = "place kind", "Kind of place"
        METRIC = "metric", "Local metric"
        PROGRAMME = "programme", "Part in the evaluation"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="thesaurus")
    concept = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    ways = models.JSONField(default=list)
    sites = models.ManyToManyField(Site, related_name="thesaurus")
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "concept"], name="a_concept_is_noted_once_a_programme")
        ]

    def __str__(self) -> str:
        return self.concept


class Clearance(Frozen):
    """A text or a product that passed what its exit asks for: its hash, for which site (none: for everyone), with what.

    Of a text the hash is that of `sites.clearance.digest`; of a product that is frozen data, the product's own.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    exit = models.CharField(max_length=80)
    passed = models.CharField(max_length=250)
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"Clearance of {self.exit}"
