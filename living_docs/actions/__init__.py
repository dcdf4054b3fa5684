"""What is done with rounds, documents and answers."""

from living_docs.actions.answers import (
    Saved,
    confirm_all_unchanged,
    confirm_no_change,
    mark_section,
    restore,
    save_answer,
    undo_no_change,
)
from living_docs.actions.evidence import add_file, remove_file
from living_docs.actions.journey import NotComplete, move, reopen, submit
from living_docs.actions.letters_to import people_of, people_of_sites
from living_docs.actions.presence import write_at
from living_docs.actions.rounds import (
    close_round,
    load_instrument,
    move_deadline,
    open_round,
    set_deadline,
    start_document,
)
from living_docs.actions.word import keep_word_return, take_in

__all__ = [
    "NotComplete",
    "Saved",
    "add_file",
    "close_round",
    "confirm_all_unchanged",
    "confirm_no_change",
    "load_instrument",
    "mark_section",
    "keep_word_return",
    "move",
    "move_deadline",
    "open_round",
    "people_of",
    "people_of_sites",
    "remove_file",
    "reopen",
    "restore",
    "save_answer",
    "set_deadline",
    "start_document",
    "submit",
    "take_in",
    "undo_no_change",
    "write_at",
]
