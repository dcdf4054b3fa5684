"""What a person of a site holds when they leave the programme."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from accounts.departures import Held
from accounts.foundations.public_keys import public_key
from accounts.models import User
from accounts.roles import Role
from living_docs.actions import hand_over_prompt, people_of
from living_docs.models import GivenPrompt, LivingDocument, Request


def held_by(person: User) -> Iterator[Held]:
    yield from prompts_of(person)
    yield from documents_of(person)
    yield from requests_of(person)


def prompts_of(person: User) -> Iterator[Held]:
    """Prompts that a colleague gave to this person and nobody has checked yet."""
    given = GivenPrompt.objects.filter(to=person).exclude(state=GivenPrompt.State.CHECKED)
    for one in given.select_related("document__site", "document__round", "to"):
        if one.document.is_with_site and one.is_held:
            words = f"Prompt {one.prompt_number} of {one.document}, which they have in hand"
            colleagues = [other for other in people_of(one.document) if other != person]
            yield Held(public_key(one), words, colleagues, partial(give_on, one))


def give_on(given: GivenPrompt, to: User, by: User) -> None:
    hand_over_prompt(given, to=to, by=by)


def documents_of(person: User) -> Iterator[Held]:
    """Documents that nobody can submit once their only project manager has gone."""
    for site in person.sites:
        others = User.objects.with_role(Role.MANAGER).filter(memberships__site=site).exclude(pk=person.pk)
        if person.manages(site) and not others.exists():
            for document in LivingDocument.objects.filter(site=site).select_related("site", "round"):
                if document.is_with_site:
                    words = f"The document of {document}, which only a project manager can submit"
                    yield Held(f"document-{public_key(document)}", words)


def requests_of(person: User) -> Iterator[Held]:
    """What this person asked of the office or the leader for the site; the answer goes to the site."""
    for asked in Request.objects.filter(by=person).waiting():
        yield Held(public_key(asked), f"A request about {asked.document} that waits for a decision")
