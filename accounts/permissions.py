"""Every rule of who may do what, once each. A rule returns a bool and reads as a sentence; `require` raises.

Actions call `require` in their first line, pages open by a rule (`open_to`), templates ask the same rules for their
buttons. Which rows a person may know of is said by each queryset's `visible_to(user)`. Rules ask the object
(`document.is_with_site`), never the tables of an upper app.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.roles import GIVEN_BY_TWO, REVIEW_WRITERS, TEAM_ROLES, Role

if TYPE_CHECKING:
    from accounts.models import AddressChange, AskedRole, Interest, Invitation, SecondStepReset, User
    from feedback.models import QuestionToReader, Reading, Release, ReleaseBatch, ReportWithdrawal
    from living_docs.instrument import Prompt
    from living_docs.models import DiaryNote, GivenPrompt, LivingDocument, Request, Round
    from reporting.models import (
        Finding,
        PeriodicReview,
        Publication,
        Quotation,
        Review,
        ReviewComment,
        ReviewSection,
        ReviewWithdrawal,
        SharedComment,
    )
    from sites.models import Site
    from themes.models import CodingLayer, Memo


def require(rule: Callable[..., bool], user: User, *things: object) -> None:
    """Stop with a 403 unless the rule holds."""
    if not rule(user, *things):
        raise PermissionDenied(rule.__doc__)


def open_to(rule: Callable[[User], bool]):
    """Open a page to those for whom `rule` holds; for all others it does not exist."""

    def decorate(view):
        @wraps(view)
        def opened(request, *args, **kwargs):
            if not rule(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        opened.opened_by = rule
        return opened

    return decorate


# Who a person is


def anyone(user: User) -> bool:
    """Also people who are not signed in."""
    return True


def nobody(user: User) -> bool:
    """Pages of a library that this service does not use."""
    return False


def signed_in(user: User) -> bool:
    """Everyone with an account."""
    return user.is_authenticated


def has_a_role(user: User) -> bool:
    """Everyone who still has a part in the programme."""
    return user.is_authenticated and bool(user.roles)


def is_site_person(user: User) -> bool:
    """Project managers and contributors."""
    return user.is_site_person


def is_leader(user: User) -> bool:
    """The task leader."""
    return user.has_role(Role.LEADER)


def is_office(user: User) -> bool:
    """The programme office."""
    return user.has_role(Role.OFFICE)


def is_researcher(user: User) -> bool:
    """The researchers who read blind."""
    return user.has_role(Role.RESEARCHER)


def is_economist(user: User) -> bool:
    """The health economist."""
    return user.has_role(Role.ECONOMIST)


def is_qa(user: User) -> bool:
    """QA reviewers."""
    return user.has_role(Role.QA)


def can_keep_programme(user: User) -> bool:
    """The programme office keeps sites, rounds, people and deadlines."""
    return is_office(user)


def can_oversee_rounds(user: User) -> bool:
    """Leader and office see who has submitted and who moves next."""
    return user.has_role(Role.LEADER, Role.OFFICE)


def can_use_rounds(user: User) -> bool:
    """Site people, leader and office have something to do in a round."""
    return user.is_site_person or can_oversee_rounds(user)


def can_know_documents(user: User) -> bool:
    """Those for whom a site's document may exist at all."""
    return user.is_site_person or user.is_in_team or is_office(user)


def can_read(user: User) -> bool:
    """Researchers, the economist and the leader read documents."""
    return user.has_role(Role.RESEARCHER, Role.ECONOMIST, Role.LEADER)


def can_work_on_reviews(user: User) -> bool:
    """The evaluation team drafts and approves the thematic review."""
    return user.is_in_team


def can_search(user: User) -> bool:
    """Those who may read something that was sent: site people and the evaluation team."""
    return user.is_site_person or user.is_in_team


def can_see_periodic_reviews(user: User) -> bool:
    """The implementation team uploads Periodic Reviews, the leader opens them."""
    return user.has_role(Role.IMPLEMENTATION, Role.LEADER)


def can_mark_periodic_review(user: User, review: PeriodicReview) -> bool:
    """The implementation team marks a wrong Periodic Review as such, and the leader, save of a site with which they have ties."""
    return can_see_periodic_reviews(user) and not has_ties_with(user, review.site)


def can_upload_periodic_reviews(user: User) -> bool:
    """The implementation team uploads Periodic Reviews."""
    return user.has_role(Role.IMPLEMENTATION)


def can_give_alone(user: User, person: User, role: str) -> bool:
    """The office gives others the roles that need no second person; nobody gives one to themselves."""
    return is_office(user) and user != person and role not in GIVEN_BY_TWO


def can_offer_role(user: User, email: str) -> bool:
    """The office offers roles to others, never to themselves."""
    return is_office(user) and user.email != email


def can_know_asked_roles(user: User) -> bool:
    """The office and the task leader see which roles were asked for."""
    return user.has_role(Role.OFFICE, Role.LEADER)


def can_decide_role(user: User, asked: AskedRole) -> bool:
    """A second person from the office, or the task leader, confirms a role or refuses it; never their own."""
    return can_know_asked_roles(user) and asked.asked_by_id != user.pk and not asked.concerns(user)


def can_ask_for_reset(user: User, person: User) -> bool:
    """The office asks that somebody else's lost second step be reset."""
    return is_office(user) and user != person


def can_decide_reset(user: User, asked: SecondStepReset) -> bool:
    """A second person from the office, or the task leader, confirms the reset of a second step; never their own."""
    return can_know_asked_roles(user) and user.pk not in {asked.asked_by_id, asked.person_id}


def can_know_data_of(user: User, person: User) -> bool:
    """Everyone sees what is held about them; the office sees what it may know of others."""
    return user == person or is_office(user)


def can_erase(user: User, person: User) -> bool:
    """The office erases the account of a person who has left."""
    return is_office(user) and user != person and not person.is_active and not person.is_erased


def can_see_access(user: User) -> bool:
    """Leader and office see who may do what, and who did."""
    return can_oversee_rounds(user)


def can_take_back_asked_role(user: User, asked: AskedRole) -> bool:
    """Who asked for a role takes that back until somebody has decided."""
    return is_office(user) and asked.asked_by_id == user.pk


def can_withdraw_invitation(user: User, invitation: Invitation) -> bool:
    """The office, which invites, withdraws an invitation."""
    return is_office(user)


def can_ask_for_address(user: User, person: User) -> bool:
    """The office asks for another address of somebody who still has an account; nobody for their own."""
    return is_office(user) and person.is_active and person.pk != user.pk


def can_confirm_address(user: User, change: AddressChange) -> bool:
    """A person alone confirms their own new address."""
    return user.pk == change.person_id


def can_note_interests(user: User, person: User) -> bool:
    """Everyone in the evaluation team declares their own ties with a site; the leader notes those of any of them."""
    return person.has_role(*TEAM_ROLES) and (user == person or is_leader(user))


def can_know_ties(user: User) -> bool:
    """The evaluation team: everyone their own ties with sites, the leader all."""
    return user.is_in_team


def may_have_ties(user: User) -> bool:
    """Everyone in the evaluation team keeps off the documents of sites with which they have ties."""
    return user.is_in_team


def has_ties_with(user: User, site: Site) -> bool:
    """Whoever belongs to a site, once did, or declared an interest in it judges nothing of it."""
    return user.has_ties_with(site)


def has_ties(user: User) -> bool:
    """Whoever has ties with any site approves nothing that is about all sites."""
    return bool(user.ties)


def leads(user: User, document: LivingDocument) -> bool:
    """The task leader, save for a site with which they have ties: another task leader acts there."""
    return is_leader(user) and not has_ties_with(user, document.site)


def minds_costs(user: User, document: LivingDocument) -> bool:
    """The health economist, save for a site with which they have ties."""
    return is_economist(user) and not has_ties_with(user, document.site)


def can_withdraw_interest(user: User, interest: Interest) -> bool:
    """The leader takes back what others declared or was noted by mistake; never what came from having belonged."""
    return is_leader(user) and interest.person_id != user.pk and not interest.was_of_site


# A site's Living Document


def can_read_answers(user: User, document: LivingDocument) -> bool:
    """The answers in progress are the site's own; others read what was submitted."""
    return user.belongs_to(document.site)


def can_edit_answers(user: User, document: LivingDocument) -> bool:
    """A site's own people, while it is the site's turn."""
    return user.belongs_to(document.site) and document.is_with_site


def can_submit(user: User, document: LivingDocument) -> bool:
    """Only the project manager submits, while it is the site's turn."""
    return user.manages(document.site) and document.is_with_site


def can_reopen(user: User, document: LivingDocument) -> bool:
    """The task leader gives a document back to its site, with a reason."""
    return leads(user, document) and document.can_be_reopened


def can_move_deadline(user: User, document: LivingDocument) -> bool:
    """The office moves one site's deadline until the site has submitted."""
    return is_office(user) and document.is_with_site


def can_set_deadline(user: User, round: Round) -> bool:
    """The office sets a round's dates until it is closed."""
    return is_office(user) and not round.is_closed


def can_open_round(user: User, round: Round) -> bool:
    """The office opens a round that is planned and has a deadline."""
    return is_office(user) and round.can_be_opened


def can_close_round(user: User, round: Round) -> bool:
    """The office closes an open round."""
    return is_office(user) and round.is_open


# What a site asks


def can_ask_for_more_time(user: User, document: LivingDocument) -> bool:
    """The project manager asks for more time while it is the site's turn."""
    return user.manages(document.site) and document.is_with_site


def can_ask_to_reopen(user: User, document: LivingDocument) -> bool:
    """The project manager asks for a document that can still be given back."""
    return user.manages(document.site) and document.can_be_reopened


def can_decide(user: User, request: Request) -> bool:
    """The office decides on more time, the leader on giving a document back; once."""
    return request.is_waiting and (is_office(user) if request.is_for_more_time else leads(user, request.document))


def can_know_of_help(user: User) -> bool:
    """Sites ask; the leader and, on costs, the health economist answer."""
    return user.is_site_person or user.has_role(Role.LEADER, Role.ECONOMIST)


def can_answer_help(user: User, prompt: Prompt) -> bool:
    """The evaluation team speaks through the leader, on costs through the health economist too."""
    return is_leader(user) or (is_economist(user) and prompt.is_about_costs)


def can_take_part(user: User, document: LivingDocument, prompt: Prompt) -> bool:
    """The site's own people and those who answer for the evaluation team; readers stay unseen."""
    if user.belongs_to(document.site):
        return True
    return can_answer_help(user, prompt) and not has_ties_with(user, document.site)


def can_talk_among_colleagues(user: User, document: LivingDocument) -> bool:
    """The people of a site, among themselves; nobody else reads it."""
    return user.belongs_to(document.site)


def can_give_prompt(user: User, document: LivingDocument) -> bool:
    """Everyone of a site may give a prompt to a colleague, while answers can be edited."""
    return can_edit_answers(user, document)


def can_hand_in_prompt(user: User, given: GivenPrompt) -> bool:
    """The person who has a prompt in hand says that it is ready."""
    return can_edit_answers(user, given.document) and given.to_id == user.pk and not given.is_ready


def can_check_prompt(user: User, given: GivenPrompt) -> bool:
    """The project manager checks what is ready, or gives it back."""
    return user.manages(given.document.site) and given.document.is_with_site and given.is_ready


def can_keep_diary(user: User, site: Site) -> bool:
    """A diary is its site's alone."""
    return user.belongs_to(site)


def can_change_note(user: User, note: DiaryNote) -> bool:
    """The author changes a note until it is used."""
    return can_keep_diary(user, note.site) and note.by_id == user.pk and not note.is_used


def can_use_note(user: User, note: DiaryNote, document: LivingDocument) -> bool:
    """A note goes into an answer of its own site, once, while answers can be edited."""
    return can_edit_answers(user, document) and document.site_id == note.site_id and not note.is_used


# Reading and feedback


def can_allot(user: User, document: LivingDocument) -> bool:
    """The leader allots readers until the readings are unsealed."""
    return is_leader(user) and document.awaits_readings


def can_be_reader(user: User, document: LivingDocument) -> bool:
    """A reader is a researcher who has no ties with the site, now or formerly."""
    return is_researcher(user) and not has_ties_with(user, document.site)


def can_edit_reading(user: User, reading: Reading) -> bool:
    """A reader without ties with the site writes in the own reading until it is lodged."""
    return is_own_open_reading(user, reading) and not has_ties_with(user, reading.document.site)


def is_own_open_reading(user: User, reading: Reading) -> bool:
    """A reading that its reader has not lodged."""
    return reading.reader_id == user.pk and not reading.is_lodged and reading.document.can_be_read


def can_give_back(user: User, reading: Reading) -> bool:
    """A reader may give an allotment back before lodging."""
    return is_own_open_reading(user, reading) and reading.was_allotted


def can_add_to_reading(user: User, reading: Reading) -> bool:
    """A reader adds to the own reading once it is lodged, until the feedback is released."""
    own = reading.reader_id == user.pk and not has_ties_with(user, reading.document.site)
    return own and reading.is_lodged and not reading.document.is_released


def can_look_early(user: User, document: LivingDocument) -> bool:
    """The leader may see lodged readings before all are lodged, save where the leader is still a reader."""
    return leads(user, document) and document.awaits_readings and not document.is_being_read_by(user)


def can_word_asks(user: User) -> bool:
    """The leader words the standing asks."""
    return is_leader(user)


def can_comment_on_costs(user: User, document: LivingDocument) -> bool:
    """Question 8 is the health economist's, save of a site with which they have ties."""
    return minds_costs(user, document) and document.can_be_read


def can_agree(user: User, document: LivingDocument) -> bool:
    """The leader settles the comments once all readings are lodged."""
    return leads(user, document) and document.is_being_agreed


def can_follow_quality(user: User, document: LivingDocument) -> bool:
    """From the agreeing on a QA reviewer may comment who neither read the document nor wrote its feedback."""
    return is_qa(user) and (document.is_being_agreed or document.is_in_qa) and not document.had_part(user)


def can_read_too(user: User, document: LivingDocument) -> bool:
    """The leader reads for herself or himself once the blind readings are unsealed."""
    return leads(user, document) and document.is_being_agreed


def can_see_agreed(user: User, document: LivingDocument) -> bool:
    """Those who lodged a reading see what is agreed from it."""
    reads = document.was_read_by(user) and not has_ties_with(user, document.site)
    return document.is_unsealed and reads and not is_leader(user)


def can_comment_on_agreed(user: User, document: LivingDocument) -> bool:
    """A reader comments on the agreed draft until it goes to quality assurance."""
    return document.is_being_agreed and can_see_agreed(user, document)


def can_answer_leader(user: User, asked: QuestionToReader) -> bool:
    """The reader who was asked answers, once, while the feedback is being agreed."""
    own = asked.reading.reader_id == user.pk and not has_ties_with(user, asked.document.site)
    return own and asked.is_open and asked.document.is_being_agreed


def can_keep_words(user: User) -> bool:
    """The leader keeps the words that the guard watches for."""
    return is_leader(user)


def can_check_quality(user: User, document: LivingDocument) -> bool:
    """A QA reviewer who neither read the document nor wrote its feedback."""
    return can_follow_quality(user, document) and document.is_in_qa


def can_release(user: User, document: LivingDocument) -> bool:
    """The leader releases what has passed."""
    return leads(user, document) and document.has_passed


def can_release_round(user: User, round: Round) -> bool:
    """The leader releases a round's reports together, at once or at a set time."""
    return is_leader(user) and not round.is_planned


def can_cancel_release(user: User, batch: ReleaseBatch) -> bool:
    """The leader calls a set release off before its time has come."""
    return is_leader(user) and batch.waits_for_its_time


def can_follow_release(user: User) -> bool:
    """Leader and economist know what was released, and note the calls that were offered."""
    return user.has_role(Role.LEADER, Role.ECONOMIST)


def can_correct(user: User, document: LivingDocument) -> bool:
    """The leader corrects what was released, one correction at a time."""
    return leads(user, document) and document.can_be_corrected


def can_record_call(user: User, document: LivingDocument) -> bool:
    """Leader and economist note the calls they offered in a released report."""
    return (leads(user, document) or minds_costs(user, document)) and document.is_released


def can_plan_readings(user: User, round: Round) -> bool:
    """The leader chooses how a round is read, once it is open."""
    return is_leader(user) and not round.is_planned


def can_acknowledge(user: User, release: Release) -> bool:
    """The people of a site say that they have read its report, unless it was withdrawn."""
    return user.belongs_to(release.document.site) and not release.is_withdrawn


def can_know_report_withdrawals(user: User) -> bool:
    """The leader asks to withdraw a report, a QA reviewer decides."""
    return user.has_role(Role.LEADER, Role.QA)


def can_ask_to_withdraw_report(user: User, release: Release) -> bool:
    """The leader, who released a report, asks to take it back from its site."""
    return leads(user, release.document)


def can_look_into_report_withdrawal(user: User, release: Release) -> bool:
    """The leader, and a QA reviewer who neither read the document nor wrote its feedback."""
    return leads(user, release.document) or (is_qa(user) and not release.document.had_part(user))


def can_decide_report_withdrawal(user: User, asked: ReportWithdrawal) -> bool:
    """A QA reviewer who had no part in the report and did not ask confirms its withdrawal, or refuses."""
    return is_qa(user) and not asked.product.document.had_part(user) and asked.asked_by_id != user.pk


def can_write_about_report(user: User, release: Release) -> bool:
    """A site and the leader write to one another about its report."""
    return user.belongs_to(release.document.site) or leads(user, release.document)


# Themes and coding


def can_see_themes(user: User) -> bool:
    """Researchers, the leader and the economist see the themes and what is coded to them."""
    return user.has_role(Role.RESEARCHER, Role.LEADER, Role.ECONOMIST)


def can_see_matrices(user: User) -> bool:
    """Whoever sees the themes sees at which sites they stand."""
    return can_see_themes(user)


def can_edit_themes(user: User) -> bool:
    """The leader keeps the theme trees."""
    return is_leader(user)


def can_export_codings(user: User) -> bool:
    """Whoever sees the matrices may take what they may read into another program; it stays in the evaluation team."""
    return can_see_matrices(user)


def can_use_reading_help(user: User) -> bool:
    """Those who read every document: the leader and the economist."""
    return user.has_role(Role.LEADER, Role.ECONOMIST)


def can_import_project(user: User) -> bool:
    """The leader takes in what was coded in another program."""
    return is_leader(user)


def can_write_codings(user: User) -> bool:
    """Researchers and the leader code."""
    return user.has_role(Role.RESEARCHER, Role.LEADER)


def can_allot_coding(user: User, document: LivingDocument) -> bool:
    """The leader allots the coding once the readings are unsealed: coding can then tell no reader anything."""
    return is_leader(user) and document.is_unsealed


def can_be_coder(user: User, document: LivingDocument) -> bool:
    """A coder is a researcher or the leader, without ties with the site."""
    return can_write_codings(user) and not has_ties_with(user, document.site)


def can_code(user: User, layer: CodingLayer) -> bool:
    """A coder without ties with the site codes in the own layer until it is finished; the leader in what is settled."""
    if has_ties_with(user, layer.submission.document.site):
        return False
    return is_leader(user) if layer.is_settled else layer.coder_id == user.pk and not layer.is_finished


def can_go_on_coding(user: User, layer: CodingLayer) -> bool:
    """A coder takes up again what nobody is blind to."""
    return (
        not has_ties_with(user, layer.submission.document.site)
        and layer.coder_id == user.pk
        and layer.is_finished
        and not layer.is_blind
    )


def can_recode(user: User, layer: CodingLayer) -> bool:
    """Where a retired theme’s passages belong is for their coder to decide, or for the leader where nobody is blind."""
    return not layer.is_final and (layer.coder_id == user.pk or (is_leader(user) and not layer.is_blind))


def can_take_memo_away(user: User, memo: Memo) -> bool:
    """The author of a memo, as long as the coding it belongs to goes on."""
    return memo.by_id == user.pk and (memo.layer is None or can_code(user, memo.layer))


def can_settle(user: User) -> bool:
    """The leader settles where two coders differ."""
    return is_leader(user)


# The thematic review


def can_start_review(user: User, round: Round) -> bool:
    """The leader starts the review of a round that has been opened."""
    return is_leader(user) and not round.is_planned


def writes_reviews(user: User) -> bool:
    """The leader writes the review; the economist may too."""
    return user.has_role(*REVIEW_WRITERS)


def can_write_review(user: User, review: Review) -> bool:
    """The leader and the economist write a review until it is sent for approval."""
    return writes_reviews(user) and review.is_draft


def can_finish_section(user: User, section: ReviewSection) -> bool:
    """A section’s writer says that it is finished; where it has none, whoever may write."""
    return can_write_review(user, section.review) and section.writer_id in {None, user.pk}


def can_triangulate(user: User) -> bool:
    """The leader, who alone reads both, sets the Periodic Reviews beside the documents."""
    return is_leader(user)


def can_triangulate_site(user: User, site: Site) -> bool:
    """The leader sets the Periodic Reviews of a site beside its document, save where they have ties with it."""
    return can_triangulate(user) and not has_ties_with(user, site)


def can_comment_on_review(user: User) -> bool:
    """The steering group and the sites comment on a published review, to the team only."""
    return user.has_role(Role.STEERING) or user.is_site_person


def can_offer_comment(user: User, comment: ReviewComment) -> bool:
    """The author of a comment on a review offers to share it with the other readers."""
    return comment.by_id == user.pk and has_a_role(user)


def can_be_named_as_reader(user: User) -> bool:
    """Under a shared comment stands no name of a person who belongs to a site or did: it would tell the site."""
    return not user.is_site_person and not has_ties(user)


def can_decide_sharing(user: User) -> bool:
    """The programme office agrees to share a comment, proposes other words, or refuses."""
    return is_office(user)


def can_end_sharing(user: User, shared: SharedComment) -> bool:
    """Its author and the programme office end the sharing of a comment."""
    return is_office(user) or shared.comment.by_id == user.pk


def can_read_comments(user: User) -> bool:
    """The evaluation team reads what is said about its reviews."""
    return user.is_in_team


def can_answer_comments(user: User) -> bool:
    """The leader and the economist, who write the reviews, answer what is said about them."""
    return user.has_role(Role.LEADER, Role.ECONOMIST)


def can_edit_imprint(user: User) -> bool:
    """The office and the task leader enter authors, contact, licence and numbers of a review."""
    return user.has_role(Role.LEADER, Role.OFFICE)


def can_edit_outline(user: User, review: Review) -> bool:
    """The leader says which sections a review has, while it is being written."""
    return is_leader(user) and review.is_draft


def can_make_claims(user: User) -> bool:
    """The evaluation team saves questions about a round's documents, and takes their answers."""
    return user.is_in_team


def can_approve_quotation(user: User, quotation: Quotation) -> bool:
    """A second person of the team, who may read the document and did not anonymise the words, approves the copy."""
    return user.is_in_team and quotation.anonymised_by_id != user.pk and quotation.is_readable_by(user)


def can_ask_for_proof(user: User, review: Review) -> bool:
    """Who works on reviews may see one on paper before it is published."""
    return can_work_on_reviews(user) and not review.is_published


def can_send_to_check(user: User, review: Review) -> bool:
    """The leader sends a draft to be checked and approved."""
    return is_leader(user) and review.is_draft


def can_keep_terms(user: User) -> bool:
    """The leader keeps the names that the anonymity gate looks for."""
    return is_leader(user)


def can_keep_finding(user: User, finding: Finding) -> bool:
    """A second person without ties with any site, not the one who asked, agrees about a finding or refuses."""
    return user.is_in_team and not has_ties(user) and finding.asked_by_id != user.pk


def can_approve_review(user: User, review: Review) -> bool:
    """QA reviewers, researchers and the economist, without ties with any site, approve what they did not write."""
    return approves_reviews(user) and not has_ties(user) and review.is_in_check and not review.was_written_by(user)


def approves_reviews(user: User) -> bool:
    """QA reviewers, researchers and the economist."""
    return user.has_role(Role.QA, Role.RESEARCHER, Role.ECONOMIST)


def can_publish(user: User, review: Review) -> bool:
    """The leader publishes what two people have approved."""
    return is_leader(user) and review.is_approved


def can_ask_to_withdraw_review(user: User, publication: Publication) -> bool:
    """The leader, who publishes, asks to take a published review back."""
    return is_leader(user)


def can_decide_review_withdrawal(user: User, asked: ReviewWithdrawal) -> bool:
    """One of those who approve reviews, not the one who asked, confirms a withdrawal or refuses."""
    return approves_reviews(user) and not has_ties(user) and asked.asked_by_id != user.pk
