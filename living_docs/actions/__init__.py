"""What is done with rounds, documents and answers."""

from living_docs.actions.answers import (
    confirm_all_unchanged,
    confirm_no_change,
    mark_section,
    restore,
    save_answer,
    undo_no_change,
)
from living_docs.actions.colleagues import (
    check_prompt,
    give_prompt,
    hand_in_prompt,
    hand_over_prompt,
    mark_read,
    take_prompt_back,
    write_to_colleagues,
)
from living_docs.actions.copies import copy_draft
from living_docs.actions.cover import add_acronym, add_author
from living_docs.actions.diary import NoPlace, change_note, use_note, write_note
from living_docs.actions.evidence import add_file, remove_file
from living_docs.actions.help import note_call, write_message
from living_docs.actions.journey import NotComplete, move, reopen, submit
from living_docs.actions.letters_to import managers_of, people_of, people_of_sites
from living_docs.actions.presence import write_at
from living_docs.actions.reminders import send_due_reminders
from living_docs.actions.requests import AskedAlready, NotLater, ask_for_more_time, ask_to_reopen, decline, grant
from living_docs.actions.rounds import (
    close_round,
    load_instrument,
    move_deadline,
    name_readers,
    open_round,
    set_deadline,
    start_document,
)
from living_docs.actions.withdrawals import decide_withdrawal, note_withdrawal
from living_docs.actions.word import dismiss_remarks, keep_word_return, take_in

__all__ = [
    "copy_draft",
    "AskedAlready",
    "NoPlace",
    "NotComplete",
    "NotLater",
    "add_acronym",
    "add_author",
    "add_file",
    "ask_for_more_time",
    "ask_to_reopen",
    "change_note",
    "check_prompt",
    "close_round",
    "confirm_all_unchanged",
    "confirm_no_change",
    "decide_withdrawal",
    "decline",
    "give_prompt",
    "grant",
    "hand_in_prompt",
    "hand_over_prompt",
    "load_instrument",
    "mark_read",
    "managers_of",
    "mark_section",
    "dismiss_remarks",
    "keep_word_return",
    "move",
    "move_deadline",
    "name_readers",
    "note_call",
    "note_withdrawal",
    "open_round",
    "people_of",
    "people_of_sites",
    "remove_file",
    "reopen",
    "restore",
    "save_answer",
    "send_due_reminders",
    "set_deadline",
    "start_document",
    "submit",
    "take_in",
    "take_prompt_back",
    "undo_no_change",
    "use_note",
    "write_at",
    "write_message",
    "write_note",
    "write_to_colleagues",
]
