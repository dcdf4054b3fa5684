"""A site asks for more time or for its document back; the office and the leader decide; the deadline for a calendar."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.foundations import kept_text
from accounts.permissions import (
    can_ask_for_more_time,
    can_ask_to_reopen,
    can_decide,
    can_oversee_rounds,
    is_site_person,
    open_to,
    require,
)
from living_docs import actions
from living_docs.calendar_file import deadline_calendar
from living_docs.forms.fields import refused_at
from living_docs.forms.requests import AskForMoreTimeForm, AskToReopenForm, DecideForm, DecideOnTimeForm
from living_docs.models import LivingDocument, Request
from living_docs.uk_time import day_typed, local_hour
from living_docs.views.lookups import own_document_or_404

ASKED = "You have asked. An e-mail tells you what was decided."
ASKED_ALREADY = "You have asked before, and it is not decided yet."


@open_to(is_site_person)
def deadline_ics(request, number, slug):
    """The deadline as an entry for the site's calendars."""
    document = own_document_or_404(request, number, slug)
    response = HttpResponse(deadline_calendar(document), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="round-{number}-deadline.ics"'
    return response


@open_to(is_site_person)
@kept_text.holds_text("Ask for more time[ for {site}]")
def ask_for_more_time(request, number, slug):
    document = own_document_or_404(request, number, slug)
    require(can_ask_for_more_time, request.user, document)
    form = AskForMoreTimeForm(document, request.POST or None)
    if request.method == "POST" and form.is_valid():
        wish = {"wished": form.deadline(), "reason": form.cleaned_data["reason"]}
        return asked(request, document, actions.ask_for_more_time, **wish)
    return render(request, "living_docs/requests/ask_for_more_time.html", {"form": form, "document": document})


@open_to(is_site_person)
@kept_text.holds_text("Ask for the document back[ for {site}]")
def ask_to_reopen(request, number, slug):
    document = own_document_or_404(request, number, slug)
    require(can_ask_to_reopen, request.user, document)
    form = AskToReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return asked(request, document, actions.ask_to_reopen, reason=form.cleaned_data["reason"])
    return render(request, "living_docs/requests/ask_to_reopen.html", {"form": form, "document": document})


def asked(request, document: LivingDocument, ask, **wish):
    try:
        ask(document, by=request.user, **wish)
        messages.success(request, ASKED)
    except actions.AskedAlready:
        messages.info(request, ASKED_ALREADY)
    return redirect(document)


@open_to(can_oversee_rounds)
def decide_request(request, number, slug, pk):
    """What a site asks, with its reason, to grant or to decline."""
    requests = Request.objects.visible_to(request.user).in_order()
    wanted = get_object_or_404(requests, pk=pk, document__site__slug=slug, document__round__number=number)
    may_decide = can_decide(request.user, wanted)
    form = decision_form(wanted, request.POST or None)
    if request.method == "POST":
        require(can_decide, request.user, wanted)
        if form.is_valid():
            with refused_at(form, "why"):
                return decided(request, wanted, form)
    context = {"wanted": wanted, "document": wanted.document, "form": form, "may_decide": may_decide}
    return render(request, "living_docs/requests/decide_request.html", context)


def decision_form(wanted: Request, data) -> DecideForm:
    if not wanted.is_for_more_time:
        return DecideForm(data)
    return DecideOnTimeForm(
        wanted.document, data, initial={"day": day_typed(wanted.wished), "hour": local_hour(wanted.wished)}
    )


def decided(request, wanted: Request, form: DecideForm):
    why = form.cleaned_data["why"]
    if not form.grants:
        actions.decline(wanted, why=why, by=request.user)
    elif isinstance(form, DecideOnTimeForm):
        actions.grant(wanted, why=why, deadline=form.deadline(), by=request.user)
    else:
        actions.grant(wanted, why=why, by=request.user)
    messages.success(request, f"Decision saved. We are e-mailing {wanted.document.site}.")
    return redirect("round", wanted.document.round.number)
