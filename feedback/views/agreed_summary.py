"""The summary of the one voice, the points for the next round, and sending it all to quality assurance."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.foundations import audit, kept_text
from accounts.permissions import can_agree, is_leader, open_to, require
from feedback import actions, live_parts, visibility
from feedback.agreement.discussion import Labels
from feedback.agreement.origins import labels
from feedback.checks.feedback_check import findings_of
from feedback.forms import AgreedSummaryForm
from feedback.models import SUMMARY, AgreedSummary
from feedback.views.agreement import CLASH, MOVED_ON, agreeing_links
from feedback.views.agreement_decisions import keep_finding
from living_docs import uk_time
from living_docs.models import LivingDocument
from living_docs.versions import Saved
from living_docs.views import autosave_reply
from living_docs.views.lookups import document_or_404


@open_to(is_leader)
@kept_text.holds_text("Save the agreed summary[ for {site}]", without=("send", "keep"))
def agreed_summary(request, number, slug):
    document = document_or_404(request, number, slug)
    if request.method == "POST" and not can_agree(request.user, document):
        return kept_text.no_longer_yours(request, MOVED_ON)
    require(can_agree, request.user, document)
    audit.record("viewed for agreeing", by=request.user, about=document, site=document.site)
    form = summary_form(document, request.POST or None)
    errors = []
    if request.method == "POST" and form.is_valid():
        try:
            saved = save(document, form, request)
            if saved.clashed:
                form.data = request.POST.copy()
                form.data.update(form.boxes_with(saved))
                return render_summary(request, document, form, errors, saved.record)
            if "keep" in request.POST:
                place = keep_finding(request, document)
                return redirect(f"{request.path}#{place or 'top'}")
            if "send" not in request.POST:
                messages.success(request, "The summary is saved.")
                return redirect(request.path)
            actions.send_to_quality(document, by=request.user)
        except actions.NotReady as not_ready:
            errors = [{"text": text, "address": agreeing_address(document, q)} for q, text in not_ready.missing]
        else:
            messages.success(request, f"The feedback for {document.site} went to quality assurance.")
            return redirect("agreeing_list", number)
    return render_summary(request, document, form, errors, None)


def summary_form(document: LivingDocument, data=None) -> AgreedSummaryForm:
    agreed = AgreedSummary.objects.filter(document=document).first()
    initial = {"summary": agreed.summary, "call_offer": agreed.call_offer} if agreed else {}
    return AgreedSummaryForm(data, initial=initial, points=agreed.next_points if agreed else [])


def save(document: LivingDocument, form: AgreedSummaryForm, request) -> Saved:
    texts = {name: form.cleaned_data[name] for name in ("summary", "call_offer")}
    base = request.POST.get("summary-base_version", "")
    return actions.save_agreed_summary(
        document,
        next_points=form.next_points(),
        by=request.user,
        base_version=int(base) if base.isdigit() else None,
        **texts,
    )


def render_summary(request, document: LivingDocument, form, errors, clash):
    readings = visibility.readings_for(request.user, document)
    named = Labels.of(document, request.user)
    added = [(named.of_reading(a.reading), a) for a in visibility.addenda_for(request.user, document)]
    context = {
        "document": document,
        "form": form,
        "added": added,
        "errors": errors,
        "clash": clash,
        "readings": list(zip(labels(readings), readings, strict=True)),
        "findings": [f for f in findings_of(document) if f.text.question == SUMMARY],
        "links": agreeing_links(document),
        "has_errors": bool(errors),
        **saved_state(document),
    }
    return render(
        request, "feedback/agreed_summary/agreed_summary.html", context, status=422 if errors or clash else 200
    )


def saved_state(document: LivingDocument) -> dict:
    """The version that the summary has, and when it was saved."""
    agreed = AgreedSummary.objects.filter(document=document).first()
    line = uk_time.saved_line(agreed.written_at) if agreed else ""
    return {"version": document.agreed_versions.filter(question=SUMMARY).count(), "line": line}


@require_POST
@open_to(is_leader)
def summary_autosave(request, number, slug):
    """Save what is typed, as the Save button does."""
    document = document_or_404(request, number, slug)
    if not can_agree(request.user, document):
        return autosave_reply.refusal(MOVED_ON)
    form, clash, fields = summary_form(document, request.POST), "", {}
    if form.is_valid():
        saved = save(document, form, request)
        clash, fields = CLASH if saved.clashed else "", form.boxes_with(saved)
    part = autosave_reply.part(
        **saved_state(document), clash=clash, problems=autosave_reply.errors_of(form), fields=fields
    )
    return autosave_reply.reply({"summary": part}, live=live_parts.of_summary(request, document))


def agreeing_address(document: LivingDocument, question_number: int) -> str:
    place = [document.round.number, document.site.slug]
    if question_number < 0:
        return "#id_summary" if question_number == SUMMARY else "#quality-points"
    return reverse("agreeing", args=[*place, question_number])
