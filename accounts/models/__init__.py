"""Users, what they may do (memberships), how they are invited, and the record of who did what."""

from accounts.models.address_changes import AddressChange
from accounts.models.audit import AuditEvent, AuditEventQuerySet, AuditHead, IntegrityCheck
from accounts.models.handovers import Handover
from accounts.models.invitations import AskedRole, Invitation, a_fortnight_on, hash_of
from accounts.models.people import ERASED, INSTALLATION, Interest, Membership, User
from accounts.second_step.models import SecondStepReset
from accounts.sign_in.session_store import SignedInSession
from accounts.sign_in.tries import Tries

__all__ = [
    "ERASED",
    "INSTALLATION",
    "AddressChange",
    "AskedRole",
    "AuditEvent",
    "AuditEventQuerySet",
    "AuditHead",
    "Handover",
    "IntegrityCheck",
    "Interest",
    "Invitation",
    "Membership",
    "SecondStepReset",
    "SignedInSession",
    "Tries",
    "User",
    "a_fortnight_on",
    "hash_of",
]
