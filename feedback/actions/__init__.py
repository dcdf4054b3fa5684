"""What is done with readings and feedback: allot, comment, lodge, agree, check."""

from feedback.actions.addenda import add_to_reading, look_early
from feedback.actions.agreement import (
    missing_from_agreed,
    save_agreed,
    save_agreed_summary,
    send_to_quality,
    take_back,
)
from feedback.actions.assignments import allot, allot_as_planned, give_back, hand_over_reading, set_plan
from feedback.actions.checked_words import forget_word, keep_finding, watch_word
from feedback.actions.common import NotReady, take_step
from feedback.actions.corrections import record_call, start_correction
from feedback.actions.discussion import answer_leader, ask_reader, comment_on_agreed, decide_comment, read_too
from feedback.actions.quality import comment_on_quality, pass_quality, send_back, tick_off
from feedback.actions.reading_text import make_ask, remove_remark, save_comment, save_remark, save_summary
from feedback.actions.readings import all_lodged, go_on_agreeing, lodge, take_up_costs
from feedback.actions.replies import acknowledge, write_about_report
from feedback.actions.standard_points import load_standing_asks, word_ask
from feedback.actions.withdrawals import ask_to_withdraw_report, confirm_report_withdrawal, refuse_report_withdrawal

__all__ = [
    "NotReady",
    "acknowledge",
    "add_to_reading",
    "all_lodged",
    "allot",
    "allot_as_planned",
    "answer_leader",
    "ask_reader",
    "ask_to_withdraw_report",
    "comment_on_agreed",
    "comment_on_quality",
    "confirm_report_withdrawal",
    "decide_comment",
    "forget_word",
    "give_back",
    "hand_over_reading",
    "go_on_agreeing",
    "keep_finding",
    "load_standing_asks",
    "lodge",
    "look_early",
    "make_ask",
    "missing_from_agreed",
    "pass_quality",
    "read_too",
    "record_call",
    "refuse_report_withdrawal",
    "remove_remark",
    "save_agreed",
    "save_agreed_summary",
    "save_comment",
    "save_remark",
    "save_summary",
    "send_back",
    "send_to_quality",
    "set_plan",
    "start_correction",
    "take_back",
    "take_step",
    "take_up_costs",
    "tick_off",
    "watch_word",
    "word_ask",
    "write_about_report",
]
