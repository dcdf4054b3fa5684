"""What is done with people: invite, give and take roles, note ties, let go; and with the letters that wait."""

from accounts.actions.accounts import keep_on_device, use_single_keys
from accounts.actions.corrections import ask_for_address, confirm_address_change, correct_name
from accounts.actions.departures import leave, switch_off
from accounts.actions.first_people import give_by_command, invite_by_command
from accounts.actions.interests import note_interest, withdraw_interest
from accounts.actions.invitations import accept, confirm_address, invite, withdraw_invitation
from accounts.actions.letters import put_letter_aside, send_letter_again
from accounts.actions.locks import require_active
from accounts.actions.roles import (
    ask_for_role,
    confirm_role,
    give_role,
    refuse_role,
    take_back_asked_role,
    take_role,
    why_not_ask,
    why_not_confirm,
)

__all__ = [
    "accept",
    "ask_for_address",
    "ask_for_role",
    "confirm_address",
    "confirm_address_change",
    "correct_name",
    "confirm_role",
    "give_by_command",
    "give_role",
    "invite",
    "invite_by_command",
    "keep_on_device",
    "leave",
    "require_active",
    "note_interest",
    "put_letter_aside",
    "refuse_role",
    "send_letter_again",
    "switch_off",
    "take_back_asked_role",
    "take_role",
    "use_single_keys",
    "why_not_ask",
    "why_not_confirm",
    "withdraw_interest",
    "withdraw_invitation",
]
