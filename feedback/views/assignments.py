"""The leader's pages that say how a round is read, and who reads what."""

from hashlib import sha256

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.permissions import can_allot, can_plan_readings, is_leader, open_to, require
from feedback import actions, visibility
from feedback.models import Draw, ReadingPlan, Withdrawal
from feedback.reading_plan.forms import AllotForm, PlanForm, WhyForm
from feedback.reading_plan.proposal import Proposal, possible_readers, propose
from living_docs.models import LivingDocument, Round
from living_docs.views.lookups import round_or_404


@open_to(is_leader)
def allotting(request, number):
    """Who reads what: two readers a document, or one."""
    round = round_or_404(request, number)
    documents = LivingDocument.objects.submitted().listed(round)
    readers = possible_readers()
    forms = {
        d.pk: AllotForm(request.POST or None, document=d, readers=readers)
        for d in documents
        if can_allot(request.user, d)
    }
    are_valid = request.method == "POST" and all(form.is_valid() for form in forms.values())
    why = WhyForm(request.POST or None, needed=are_valid and any(f.takes_a_reader_away for f in forms.values()))
    if are_valid and why.is_valid():
        for form in forms.values():
            actions.allot(form.document, readers=form.readers(), why=why.cleaned_data["why"], by=request.user)
        messages.success(request, "The readings are assigned. We have e-mailed the new readers.")
        return redirect("allotting", number)
    rows = [
        {"document": d, "lodgements": visibility.lodgements(request.user, d), "form": forms.get(d.pk)}
        for d in documents
    ]
    errors = [
        {"text": text, "anchor": f"id_{form.add_prefix(name)}"}
        for form in [*forms.values(), why]
        for name, texts in form.errors.items()
        for text in texts
    ]
    context = page_of(round) | {"rows": rows, "why": why, "errors": errors, "has_errors": bool(errors)}
    return render(
        request, "feedback/assignments/allotting.html", context | by_state(rows), status=422 if errors else 200
    )


def by_state(rows: list[dict]) -> dict:
    """Documents that can be allotted, and the others; whether any has nobody yet."""
    return {
        "waiting": [row for row in rows if row["form"]],
        "others": [row for row in rows if not row["form"]],
        "none_allotted": any(row["form"] and not row["form"].allotted for row in rows),
    }


def page_of(round: Round) -> dict:
    """The plan of a round with what came of it."""
    changes = Withdrawal.objects.filter(document__round=round).select_related("document__site", "reader", "successor")
    return {
        "round": round,
        "plan": round.reading_plans.last(),
        "last_draw": Draw.objects.filter(plan__round=round).select_related("plan").last(),
        "changes": changes.order_by("-pk"),
    }


@open_to(is_leader)
def reading_plan(request, number):
    """How the round is read, and by when."""
    round = round_or_404(request, number)
    require(can_plan_readings, request.user, round)
    plan = round.reading_plans.last()
    form = PlanForm(request.POST or None, plan=plan)
    if form.is_valid():
        actions.set_plan(round, **form.chosen(), by=request.user)
        return redirect("plan_preview", number)
    context = {"round": round, "plan": plan, "form": form, "has_errors": form.is_bound}
    return render(request, "feedback/assignments/reading_plan.html", context, status=422 if form.is_bound else 200)


@open_to(is_leader)
def plan_preview(request, number):
    """What the plan would allot to whom; written only when the leader has seen it."""
    plan, proposal = proposal_or_404(request, number)
    context = {"proposal": proposal, "round": plan.round, "plan": plan, "seen": digest(proposal)}
    return render(request, "feedback/assignments/plan_preview.html", context)


def proposal_or_404(request, number) -> tuple[ReadingPlan, Proposal]:
    """The plan of a round with what it would allot now."""
    round = round_or_404(request, number)
    plan = round.reading_plans.last()
    if plan is None:
        raise Http404
    plan.round = round
    return plan, propose(plan, LivingDocument.objects.submitted().listed(round), possible_readers())


@require_POST
@open_to(is_leader)
def allot_as_planned(request, number):
    """Write the preview, unless something has changed since it was shown."""
    _, proposal = proposal_or_404(request, number)
    if request.POST.get("seen") != digest(proposal):
        messages.error(request, "The documents or readers have changed since you looked. Look again before you assign.")
        return redirect("plan_preview", number)
    count = actions.allot_as_planned(proposal, by=request.user)
    noun = "document was" if count == 1 else "documents were"
    messages.success(request, f"{count} {noun} assigned. We have e-mailed the readers.")
    return redirect("allotting", number)


def digest(proposal: Proposal) -> str:
    """Stands for exactly what a preview showed."""
    shown = [(line.document.pk, [reader.pk for reader in line.readers]) for line in proposal.lines]
    return sha256(repr((proposal.plan.pk, proposal.drawn, shown)).encode()).hexdigest()
