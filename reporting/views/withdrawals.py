"""Withdrawing: a published review from all its readers, a released report from its one site. One asks, another decides."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

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
from accounts.public_keys import number_in
from feedback import actions as feedback_actions
from feedback.models import Release
from living_docs.models import AskedWithdrawal
from living_docs.workflow import NotAMove
from reporting import actions
from reporting.downloads import who_downloaded
from reporting.forms.withdrawals import RefusalForm, ReportWithdrawalForm, WithdrawalForm
from reporting.views.published import publication_or_404
from sites.clearance import NotCleared

ASKED = "A second person is asked to confirm the withdrawal."
WITHDRAWN = "It is withdrawn. Its readers are told by e-mail."
REFUSED = "You refused the withdrawal. The person who asked is told."


@open_to(can_work_on_reviews)
def withdraw_review(request, number, version):
    """Ask to take a published version back, or decide what somebody asked."""
    publication = publication_or_404(request, number, version)
    asked, read = newest_of(publication), read_of(publication, request)
    steps = {
        "ask": (WithdrawalForm, lambda reason: actions.ask_to_withdraw_review(publication, reason=reason, by=request.user)),
        "confirm": (None, lambda: actions.confirm_review_withdrawal(read, by=request.user)),
        "refuse": (RefusalForm, lambda reason: actions.refuse_review_withdrawal(read, reason=reason, by=request.user)),
    }  # fmt: skip
    if request.method == "POST" and (done := taken(request, steps, read)) is True:
        return redirect("withdraw_review", number, version)
    forms = done if request.method == "POST" else {}
    context = {
        "publication": publication, "asked": asked, "earlier": refused_of(publication),
        "asking": forms.get("ask") or WithdrawalForm(), "refusing": forms.get("refuse") or RefusalForm(),
        "form": next(iter(forms.values()), None),
        "may_ask": can_ask_to_withdraw_review(request.user, publication),
        "may_decide": bool(asked and asked.is_waiting) and can_decide_review_withdrawal(request.user, asked),
        "downloads": who_downloaded(publication) if is_leader(request.user) else None,
    }  # fmt: skip
    return render(request, "reporting/withdraw_review.html", context, status=422 if forms else 200)


@open_to(can_know_report_withdrawals)
def withdraw_report(request, number, slug, version):
    """Ask to take a released report back from its site, or decide what somebody asked."""
    release = released_or_404(request.user, number, slug, version)
    asked, read = newest_of(release), read_of(release, request)
    steps = {
        "ask": (ReportWithdrawalForm, lambda reason: feedback_actions.ask_to_withdraw_report(release, reason=reason, by=request.user)),
        "confirm": (None, lambda: feedback_actions.confirm_report_withdrawal(read, by=request.user)),
        "refuse": (RefusalForm, lambda reason: feedback_actions.refuse_report_withdrawal(read, reason=reason, by=request.user)),
    }  # fmt: skip
    if request.method == "POST" and (done := taken(request, steps, read)) is True:
        return redirect("withdraw_report", number, slug, version)
    forms = done if request.method == "POST" else {}
    context = {
        "document": release.document, "release": release, "report": release.data, "asked": asked,
        "earlier": refused_of(release),
        "asking": forms.get("ask") or ReportWithdrawalForm(), "refusing": forms.get("refuse") or RefusalForm(),
        "form": next(iter(forms.values()), None),
        "may_ask": can_ask_to_withdraw_report(request.user, release),
        "may_decide": bool(asked and asked.is_waiting) and can_decide_report_withdrawal(request.user, asked),
        "downloads": who_downloaded(release) if is_leader(request.user) else None,
    }  # fmt: skip
    return render(request, "reporting/withdraw_report.html", context, status=422 if forms else 200)


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


def taken(request, steps: dict, read: AskedWithdrawal | None):
    """Take the step whose button was pressed; True once it is done, else the form with what is wrong in it."""
    name = next((name for name in steps if name in request.POST), None)
    if name is None or (name != "ask" and read is None):
        raise Http404
    kind, act = steps[name]
    form = kind(request.POST) if kind else None
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
