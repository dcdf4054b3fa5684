"""What is done with reports and reviews: release, write, decide, approve, publish."""

from reporting.actions.approvals import (
    approve,
    keep_reasons_so_far,
    make_files_again,
    publish,
    send_review_back,
    send_to_check,
    valid_approvals,
)
from reporting.actions.claims import make_claim, take_answers
from reporting.actions.comments import answer_comment, comment_on_review
from reporting.actions.common import NotReady, move_review
from reporting.actions.dictionary import add_term, take_term
from reporting.actions.findings import (
    agree_about_finding,
    ask_to_keep,
    call_false_alarm,
    refuse_finding,
    reopen_finding,
)
from reporting.actions.finished_sections import finish_section, reopen_section
from reporting.actions.front import save_front
from reporting.actions.imprint import BEING_APPROVED, can_change_imprint, save_imprint
from reporting.actions.messages import (
    bring_message_back,
    move_message,
    remove_message,
    save_last_issues,
    save_message,
)
from reporting.actions.news import choose_news, send_digests, stop_news
from reporting.actions.outline import save_outline
from reporting.actions.periodic_reviews import (
    Kept,
    add_periodic_review,
    hold_periodic_uploads,
    keep_periodic_uploads,
    mark_wrong,
    read_earlier_files,
)
from reporting.actions.presence import be_at
from reporting.actions.proofs import make_proof
from reporting.actions.quotations import add_quotation, approve_quotation, refuse_quotation, reword_quotation
from reporting.actions.releases import release
from reporting.actions.sections import restore_section, save_section, start_review
from reporting.actions.shared_comments import (
    agree_to_share,
    agree_to_wording,
    end_sharing,
    offer_comment,
    refuse_to_share,
    take_offer_back,
)
from reporting.actions.thesaurus import add_concept, take_concept
from reporting.actions.triangulation import note_triangulation, settle_difference
from reporting.actions.withdrawals import (
    ask_to_withdraw_review,
    confirm_review_withdrawal,
    refuse_review_withdrawal,
)

__all__ = [
    "agree_to_share",
    "agree_to_wording",
    "choose_news",
    "end_sharing",
    "offer_comment",
    "refuse_to_share",
    "send_digests",
    "stop_news",
    "take_offer_back",
    "Kept",
    "hold_periodic_uploads",
    "keep_periodic_uploads",
    "mark_wrong",
    "read_earlier_files",
    "BEING_APPROVED",
    "can_change_imprint",
    "save_imprint",
    "bring_message_back",
    "move_message",
    "remove_message",
    "save_last_issues",
    "save_message",
    "save_outline",
    "note_triangulation",
    "settle_difference",
    "answer_comment",
    "ask_to_withdraw_review",
    "confirm_review_withdrawal",
    "refuse_review_withdrawal",
    "comment_on_review",
    "make_claim",
    "make_files_again",
    "make_proof",
    "take_answers",
    "approve_quotation",
    "reword_quotation",
    "be_at",
    "finish_section",
    "keep_reasons_so_far",
    "reopen_section",
    "NotReady",
    "add_concept",
    "add_periodic_review",
    "add_quotation",
    "add_term",
    "approve",
    "agree_about_finding",
    "ask_to_keep",
    "call_false_alarm",
    "refuse_finding",
    "refuse_quotation",
    "move_review",
    "publish",
    "release",
    "reopen_finding",
    "restore_section",
    "save_front",
    "save_section",
    "send_review_back",
    "send_to_check",
    "start_review",
    "take_concept",
    "take_term",
    "valid_approvals",
]
