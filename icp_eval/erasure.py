"""Erasing an account: everything goes but the person's place in records, and the name where records rest on it.

The written rule is docs/adr/0040-what-is-left-of-a-person.md.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from accounts.actions.locks import lock
from accounts.foundations import audit, clock, outbox
from accounts.foundations.letters import write_letter
from accounts.models import ERASED, AddressChange, Invitation, Membership, User
from accounts.permissions import can_erase, require
from accounts.sign_in import sessions
from icp_eval.personal_data import records_of
from reporting.models import ReviewNews

NOT_RECORDS = {"choice of e-mails about reviews", "address change", "invitation", "asked role", "second step reset"}


def name_stays(person: User) -> bool:
    """Whether something was written, sent, checked or decided under the name: it would be false without."""
    return any(record["kind"] not in NOT_RECORDS for record in records_of(person))


@transaction.atomic
def erase(person: User, *, reason: str, by: User) -> User:
    (person,) = lock(person)
    require(can_erase, by, person)
    write_letter("account_erased", to=[person.email], name=person.name)
    audit.record("erased an account", by=by, about=f"Former member {person.pk}", why=reason)
    erase_what_hangs_on_it(person)
    if not name_stays(person):
        person.name = f"Former member {person.pk}"
    person.email, person.job_title, person.last_login = f"former-{person.pk}{ERASED}", "", None
    person.set_unusable_password()
    person.save()
    return person


def erase_what_hangs_on_it(person: User) -> None:
    addresses = addresses_of(person)
    sessions.end_all(person)
    Authenticator.objects.filter(user=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    Membership.objects.filter(user=person).delete()
    ReviewNews.objects.filter(person=person).delete()
    Invitation.objects.filter(email__in=addresses).update(email="", name="")
    AddressChange.objects.filter(person=person).update(email="", before="", ended_at=clock.now())
    done = DBTaskResult.objects.filter(task_path=outbox.LETTER, status="SUCCESSFUL")
    to_person = [job.pk for job in done if addresses & set(job.args_kwargs["kwargs"]["to"])]
    DBTaskResult.objects.filter(pk__in=to_person).delete()


def addresses_of(person: User) -> set[str]:
    """The address now, and all that were corrected."""
    changes = AddressChange.objects.filter(person=person).values_list("before", "email")
    return {person.email, *(address for pair in changes for address in pair)} - {""}
