"""What is done with readings and feedback: allot, comment, lodge, agree, check."""

from feedback.actions.agreeing import (
    save_agreed,
    save_agreed_summary,
    send_to_quality,
    take_back,
)
from feedback.actions.allotting import allot, allot_evenly, give_back
from feedback.actions.common import NotReady
from feedback.actions.quality import pass_quality, send_back
from feedback.actions.reading import all_lodged, go_on_agreeing, lodge, save_comment, save_summary, take_up_costs

__all__ = [
    "NotReady",
    "all_lodged",
    "allot",
    "allot_evenly",
    "give_back",
    "go_on_agreeing",
    "lodge",
    "pass_quality",
    "save_agreed",
    "save_agreed_summary",
    "save_comment",
    "save_summary",
    "send_back",
    "send_to_quality",
    "take_back",
    "take_up_costs",
]
