"""What is done with readings and feedback: allot, comment, lodge, agree, check."""

from feedback.actions.agreeing import (
    save_agreed,
    save_agreed_summary,
    send_to_quality,
    take_back,
)
from feedback.actions.allotting import allot, allot_as_planned, give_back, set_plan
from feedback.actions.asks import load_standing_asks, word_ask
from feedback.actions.beyond import add_to_reading, look_early
from feedback.actions.common import NotReady, take_step
from feedback.actions.correcting import record_call, start_correction
from feedback.actions.quality import comment_on_quality, pass_quality, send_back, tick_off
from feedback.actions.reading import all_lodged, go_on_agreeing, lodge, take_up_costs
from feedback.actions.writing import Saved, make_ask, remove_remark, save_comment, save_remark, save_summary

__all__ = [
    "NotReady",
    "Saved",
    "add_to_reading",
    "all_lodged",
    "allot",
    "allot_as_planned",
    "comment_on_quality",
    "give_back",
    "go_on_agreeing",
    "load_standing_asks",
    "lodge",
    "look_early",
    "make_ask",
    "pass_quality",
    "remove_remark",
    "record_call",
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
    "word_ask",
    "tick_off",
]
