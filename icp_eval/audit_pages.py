"""Who did what: searched by words, person, site and day, downloaded as a table, and when it was last checked."""

from __future__ import annotations

from datetime import date, timedelta

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Layout
from django import forms
from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from accounts.foundations import audit
from accounts.models import AuditEvent, AuditEventQuerySet, IntegrityCheck, User
from accounts.permissions import can_see_access, open_to, signed_in
from living_docs.tables.spreadsheets import table_csv
from living_docs.uk_time import UK, uk_moment
from sites.models import Site

EVENTS_A_PAGE = 50
BETWEEN = "Enter a day between 2000 and 2100"
BOUNDS = [MinValueValidator(date(2000, 1, 1), BETWEEN), MaxValueValidator(date(2100, 12, 31), BETWEEN)]
# without numbers: their gaps would tell how much there is that the reader may not see
CSV_HEAD = ["Time (UK)", "Person", "What", "About", "Site", "Reason", "Checksum"]


def day_field(label: str, help_text: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"class": "govuk-input govuk-input--width-10"})
    errors = {"invalid": "Enter a day, such as 27/3/2026"}
    return forms.DateField(
        label=label, required=False, help_text=help_text, widget=widget, error_messages=errors, validators=BOUNDS
    )


class EventFilter(forms.Form):
    """Which events to show. Every field may stay empty."""

    words = forms.CharField(
        label="Words",
        max_length=200,
        required=False,
        error_messages={"max_length": "Enter at most 200 characters"},
        help_text="In what was done, what it was about, or the reason.",
    )
    person: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label="Person", required=False, to_field_name="email", empty_label="Everybody"
    )
    site: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label="Site", required=False, to_field_name="slug", empty_label="All sites"
    )
    first = day_field("From", "Such as 27/3/2026")
    last = day_field("To")

    def __init__(self, asked, events):
        super().__init__(asked)
        self.events = events
        self.fields["person"].queryset = User.objects.filter(pk__in=events.values("by")).order_by("name")
        self.fields["site"].queryset = Site.objects.by_name()
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.layout = Layout("words", "person", "site", "first", "last", Button.primary("", "Show"))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("last") and cleaned["first"] > cleaned["last"]:
            self.add_error("last", "Enter a day that is not before the first")
        return cleaned

    def found(self) -> AuditEventQuerySet:
        """The events that meet all of it, the newest first; all of them while something is mistyped."""
        asked = self.cleaned_data if self.is_valid() else {}
        events = self.events
        for word in asked.get("words", "").split():
            events = events.filter(Q(verb__icontains=word) | Q(about__icontains=word) | Q(reason__icontains=word))
        if asked.get("person"):
            events = events.filter(by=asked["person"])
        if asked.get("site"):
            events = events.filter(site=asked["site"])
        if asked.get("first"):
            events = events.filter(at__gte=uk_moment(asked["first"], 0))
        if asked.get("last"):
            events = events.filter(at__lt=uk_moment(asked["last"] + timedelta(days=1), 0))
        return events.newest_first()


def events_for(user: User) -> AuditEventQuerySet:
    return AuditEvent.objects.visible_to(user).with_reasons_for(user)


@open_to(can_see_access)
def audit_events(request):
    """Who did what, for leader and office."""
    form = EventFilter(request.GET, events_for(request.user))
    check = IntegrityCheck.objects.exclude(ended_at=None).order_by("day").last()
    return show(request, form.found(), {"form": form, "check": check, "all_people": True})


@open_to(signed_in)
def own_events(request):
    """What was done with the person's own account."""
    return show(request, events_for(request.user).filter(by=request.user).newest_first(), {"all_people": False})


def show(request, events: AuditEventQuerySet, context: dict[str, object]) -> HttpResponse:
    page = Paginator(events, EVENTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "audit_events.html", context | {"page": page})


@open_to(can_see_access)
def audit_events_csv(request):
    """The same events as a table, with the checksum of each."""
    events = EventFilter(request.GET, events_for(request.user)).found()
    lines = [CSV_HEAD, *(line_of(event) for event in events)]
    audit.record("downloaded who did what", by=request.user, about=f"{len(lines) - 1} events")
    response = HttpResponse(table_csv(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="who-did-what.csv"'
    return response


def line_of(event) -> list[str]:
    at = f"{event.at.astimezone(UK):%Y-%m-%d %H:%M:%S%z}"
    site, by = str(event.site or ""), str(event.by or "The service")
    return [at, by, event.verb, event.about, site, event.reason, event.hash]
