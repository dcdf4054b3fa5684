"""Withdrawing: a published review from all its readers, a released report from its one site. One asks, another decides."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.shortcuts import redirect, render

from accounts.foundations.public_keys import number_in
from accounts.permissions import (
    can_ask_to_withdraw_report,
    can_ask_to_withdraw_review,
    can_decide_report_withdrawal,
    can_decide_review_withdrawal,
    can_know_report_withdrawals,
    can_look_into_report_withdrawal,
    can_work_on_reviews,
    is_leader,
    open_to,
)
from accounts.sign_in.recent_proof import asks_again
from feedback import actions as feedback_actions
from feedback.models import Release
from living_docs.models import AskedWithdrawal
from living_docs.workflow import NotAMove
from reporting import actions
from reporting.forms.withdrawals import RefusalForm, ReportWithdrawalForm, WithdrawalForm
from reporting.review.downloads import who_downloaded
from reporting.views.published import publication_or_404
from sites.clearance import NotCleared


class Kind(NamedTuple):
    """What differs between a review and a report."""

    template: str
    asking: type[Form]
    may_ask: Callable[..., bool]
    may_decide: Callable[..., bool]


REVIEW = Kind(
    "reporting/withdrawals/withdraw_review.html",
    WithdrawalForm,
    can_ask_to_withdraw_review,
    can_decide_review_withdrawal,
)
REPORT = Kind(
    "reporting/withdrawals/withdraw_report.html",
    ReportWithdrawalForm,
    can_ask_to_withdraw_report,
    can_decide_report_withdrawal,
)
ASKED = "A second person is asked to confirm the withdrawal."
WITHDRAWN = "It is withdrawn. Its readers are told by e-mail."
REFUSED = "You refused the withdrawal. The person who asked is told."


@open_to(can_work_on_reviews)
@asks_again
def withdraw_review(request, number, version):
    """Ask to take a published version back, or decide what somebody asked."""
    publication = publication_or_404(request, number, version)
    read = read_of(publication, request)
    steps = {
        "ask": lambda reason: actions.ask_to_withdraw_review(publication, reason=reason, by=request.user),
        "confirm": lambda: actions.confirm_review_withdrawal(read, by=request.user),
        "refuse": lambda reason: actions.refuse_review_withdrawal(read, reason=reason, by=request.user),
    }
    return page(request, REVIEW, publication, read, steps, {"publication": publication})


@open_to(can_know_report_withdrawals)
@asks_again
def withdraw_report(request, number, slug, version):
    """Ask to take a released report back from its site, or decide what somebody asked."""
    release = released_or_404(request.user, number, slug, version)
    read = read_of(release, request)
    steps = {
        "ask": lambda reason: feedback_actions.ask_to_withdraw_report(release, reason=reason, by=request.user),
        "confirm": lambda: feedback_actions.confirm_report_withdrawal(read, by=request.user),
        "refuse": lambda reason: feedback_actions.refuse_report_withdrawal(read, reason=reason, by=request.user),
    }
    shown = {"document": release.document, "release": release, "report": release.data}
    return page(request, REPORT, release, read, steps, shown)


def page(request, kind: Kind, product, read: AskedWithdrawal | None, steps: dict, shown: dict):
    """The page of one product's withdrawal; after a step it is opened again."""
    forms: dict[str, type[Form]] = {"ask": kind.asking, "refuse": RefusalForm}
    asked, wrong = newest_of(product), {}
    if request.method == "POST":
        if (done := taken(request, steps, forms, read)) is True:
            return redirect(request.path)
        wrong = done
    context = shown | {
        "asked": asked,
        "earlier": refused_of(product),
        "form": next(iter(wrong.values()), None),
        "asking": wrong.get("ask") or forms["ask"](),
        "refusing": wrong.get("refuse") or forms["refuse"](),
        "may_ask": kind.may_ask(request.user, product),
        "may_decide": bool(asked and asked.is_waiting) and kind.may_decide(request.user, asked),
        "downloads": who_downloaded(product) if is_leader(request.user) else None,
    }
    return render(request, kind.template, context, status=422 if wrong else 200)


def newest_of(product) -> AskedWithdrawal | None:
    return product.withdrawals.select_related("asked_by", "decided_by").order_by("pk").last()


def read_of(product, request) -> AskedWithdrawal | None:
    """The request that stood on the page when a button was pressed; by now another may have followed it."""
    pressed = request.POST.get("confirm") or request.POST.get("refuse") or ""
    return product.withdrawals.filter(pk=number_in(product.withdrawals.model, pressed)).first()


def refused_of(product):
    """What was refused before, for whoever asks again."""
    return product.withdrawals.refused().select_related("asked_by", "decided_by").order_by("-pk")


def released_or_404(user, number: int, slug: str, version: int) -> Release:
    releases = Release.objects.select_related("document__site", "document__round__programme")
    release = releases.filter(document__site__slug=slug, document__round__number=number, version=version).first()
    if release is None or not can_look_into_report_withdrawal(user, release):
        raise Http404
    return release


def taken(request, steps: dict, forms: dict, read: AskedWithdrawal | None):
    """Take the step whose button was pressed; True once it is done, else the form with what is wrong in it."""
    name = next((name for name in steps if name in request.POST), None)
    if name is None or (name != "ask" and read is None):
        raise Http404
    act, form = steps[name], forms[name](request.POST) if name in forms else None
    if form and not form.is_valid():
        return {name: form}
    try:
        act(form.cleaned_data["reason"]) if form else act()
    except NotCleared as found:
        form.add_error("reason", f"Your reason was not sent. {found}")
        return {name: form}
    except NotAMove as late:
        messages.error(request, str(late))
    else:
        messages.success(request, {"ask": ASKED, "confirm": WITHDRAWN, "refuse": REFUSED}[name])
    return True
