"""What is held about one person, for that person: to read and to take along.

Rows that name the person are counted by kind, not copied: they belong to sites and readings whose pages that person may
no longer open, and name others. What the person alone concerns is given in full.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.models import Count, Max, Min

from accounts.models import AuditEvent, Interest, Invitation, SignedInSession, User
from accounts.second_step import requirement
from accounts.sign_in import sessions

IN_FULL = {"Membership", "Interest", "SignedInSession", "Authenticator", "AuditEvent", "EmailAddress"}


def held_about(person: User, *, reader: User) -> dict[str, object]:
    """All of it for the person; for the office what it may know, which is nothing of readings, ties and records."""
    own = {"ties": ties_of(person), "records": list(records_of(person))} if reader == person else {}
    return account_and_events(person, reader) | own


def account_and_events(person: User, reader: User) -> dict[str, object]:
    return {
        "account": account_of(person),
        "roles": [str(membership) for membership in person.memberships.select_related("site")],
        "invitations": [
            {"as": one.get_role_display(), "site": one.site and str(one.site), "at": one.invited_at}
            for one in Invitation.objects.filter(email=person.email).select_related("site").order_by("invited_at")
        ],
        "second_steps": [
            {"kind": step.get_type_display(), "set_up": step.created_at, "last_used": step.last_used_at}
            for step in requirement.steps_of(person)
        ],
        "sessions": [
            {"browser": data.get(sessions.BROWSER, ""), "ends_at": session.expire_date}
            for session in SignedInSession.objects.filter(user=person)
            for data in [session.get_decoded()]
        ],
        "events": [
            {"at": event.at, "what": event.verb, "about": event.about, "reason": event.reason}
            for event in AuditEvent.objects.visible_to(reader)
            .with_reasons_for(reader)
            .filter(by=person)
            .order_by("number")
        ],
    }


def account_of(person: User) -> dict[str, object]:
    return {
        "name": person.name,
        "email": person.email,
        "job_title": person.job_title,
        "since": person.date_joined,
        "last_signed_in": person.last_login,
        "can_sign_in": person.is_active,
        "keeps_unsaved_text_on_devices": person.keeps_text_on_device,
        "uses_single_keys": person.uses_single_keys,
    }


def ties_of(person: User) -> list[str]:
    ties = Interest.objects.filter(person=person).select_related("site")
    return [f"{tie.site}: {tie.what}" if tie.what else str(tie.site) for tie in ties]


def records_of(person: User) -> Iterator[dict[str, object]]:
    """Of each kind: as what it names the person, how often, and from when to when."""
    for model in apps.get_models():
        if model.__name__ in IN_FULL or model._meta.app_label in {"auth", "admin"}:
            continue
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is User:
                yield from counted(model, field, person)


def counted(model: type[models.Model], field: models.ForeignKey, person: User) -> Iterator[dict[str, object]]:
    rows = model._default_manager.filter(**{field.name: person})
    moment = next((one.name for one in model._meta.local_fields if isinstance(one, models.DateTimeField)), None)
    span = {"first": Min(moment), "last": Max(moment)} if moment else {}
    found = rows.aggregate(rows=Count("pk"), **span)
    if found["rows"]:
        yield {"kind": str(model._meta.verbose_name), "names_you_as": field.verbose_name, **found}
