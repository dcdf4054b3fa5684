"""The leader's page that says who reads what."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.permissions import (
    can_allot,
    is_leader,
    open_to,
)
from accounts.roles import Role
from feedback import actions, visibility
from feedback.forms import AllotForm
from living_docs.models import LivingDocument
from living_docs.views.found import round_or_404
from living_docs.workflow import Status


@open_to(is_leader)
def allotting(request, number):
    """Who reads what: two readers a document, or one."""
    round = round_or_404(request, number)
    documents = LivingDocument.objects.submitted().listed(round)
    readers = list(User.objects.with_role(Role.RESEARCHER))
    forms = {
        d.pk: AllotForm(request.POST or None, document=d, readers=readers)
        for d in documents
        if can_allot(request.user, d)
    }
    if request.method == "POST" and all(form.is_valid() for form in forms.values()):
        for form in forms.values():
            actions.allot(form.document, readers=form.readers(), by=request.user)
        messages.success(request, "The readings are allotted. New readers are told by e-mail.")
        return redirect("allotting", number)
    rows = [
        {"document": d, "lodgements": visibility.lodgements(request.user, d), "form": forms.get(d.pk)}
        for d in documents
    ]
    errors = [{"text": text, "anchor": f"id_{form.add_prefix(name)}"}
              for form in forms.values() for name, texts in form.errors.items() for text in texts]  # fmt: skip
    context = {
        "round": round, "waiting": [row for row in rows if row["form"]], "others": [r for r in rows if not r["form"]],
        "errors": errors, "has_errors": bool(errors), "none_allotted": any(not row["lodgements"] for row in rows),
    }  # fmt: skip
    return render(request, "feedback/allotting.html", context, status=422 if errors else 200)


@require_POST
@open_to(is_leader)
def allot_evenly(request, number):
    round = round_or_404(request, number)
    documents = LivingDocument.objects.in_round(round).with_status(Status.SUBMITTED).by_site()
    count = actions.allot_evenly(documents, readers=list(User.objects.with_role(Role.RESEARCHER)), by=request.user)
    messages.success(request, f"{count} documents were allotted to two readers each.")
    return redirect("allotting", number)
