"""What is done with themes and codings."""

from themes.actions.agreed_coding import Choice, NotDecided, SettledAlready, settle
from themes.actions.carry_over import OtherWords, carry_confirmed, carry_unchanged, set_aside
from themes.actions.codings import (
    NoPassage,
    NotCodable,
    code,
    code_prompt,
    put_back,
    recode,
    take_away,
    take_memo_away,
    undo,
    write_memo,
)
from themes.actions.frameworks import load_framework, load_frameworks
from themes.actions.layers import AllottedAlready, allot_coding, finish_coding, go_on_coding, hand_over_coding
from themes.actions.reading_help import ask_for_reading_help
from themes.actions.trees import (
    NotPossible,
    add_theme,
    merge_theme,
    move_theme,
    restore_theme,
    retire_theme,
    split_theme,
    word_theme,
)

__all__ = [
    "AllottedAlready",
    "Choice",
    "NoPassage",
    "NotCodable",
    "NotDecided",
    "NotPossible",
    "OtherWords",
    "SettledAlready",
    "add_theme",
    "allot_coding",
    "ask_for_reading_help",
    "carry_confirmed",
    "carry_unchanged",
    "code",
    "code_prompt",
    "finish_coding",
    "go_on_coding",
    "hand_over_coding",
    "load_framework",
    "load_frameworks",
    "merge_theme",
    "move_theme",
    "put_back",
    "recode",
    "restore_theme",
    "retire_theme",
    "set_aside",
    "settle",
    "split_theme",
    "take_away",
    "take_memo_away",
    "undo",
    "word_theme",
    "write_memo",
]
