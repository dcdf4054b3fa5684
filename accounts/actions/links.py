"""The links of invitations: sent with a token of which the database keeps the hash alone, and ended."""

from accounts.foundations import audit, clock
from accounts.foundations.letters import write_letter
from accounts.models import Invitation, User


def send(invitation: Invitation) -> None:
    write_letter("invitation", to=[invitation.email], invitation=invitation, token=invitation.renew_token())


def end_open(email: str, *, role: str = "", by: User) -> None:
    """No link to this address gives a role that was taken, or is held already: one role, or all."""
    waiting = Invitation.objects.select_for_update(of=("self",)).filter(email=email).not_over().order_by("pk")
    for invitation in waiting.filter(role=role) if role else waiting:
        end(invitation, by=by)


def end(invitation: Invitation, *, by: User) -> None:
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    about = f"{invitation.email} as {invitation.get_role_display()}"
    audit.record("withdrew an invitation", by=by, about=about, site=invitation.site)
