"""Before submitting: check answers, preview, what a click mends there, and the button that sends it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.permissions import can_edit_answers, can_submit, is_site_person, open_to, require
from accounts.sign_in.sessions import in_background
from living_docs import acronyms, actions
from living_docs.forms.prompts import AcronymForm
from living_docs.pages.check_page import CheckPage, writing_now
from living_docs.submission_data import document_data
from living_docs.views.lookups import own_document_or_404


@open_to(is_site_person)
def check(request, number, slug):
    """What is open, what is worth a look, and the button that sends it."""
    document = own_document_or_404(request, number, slug)
    if not can_edit_answers(request.user, document):
        return redirect("receipt", number, slug)
    return show_check(request, document)


def show_check(request, document, refused=False):
    """What is open is said calmly until the document was sent too early; then it is what has to be mended."""
    page = CheckPage(document, request.user)
    problems = [{"text": note.text, "anchor": note.line.prompt.anchor} for note in page.open]
    context = {
        "document": document,
        "page": page,
        "problems": problems if refused else [],
        "has_errors": refused,
        "may_submit": can_submit(request.user, document),
    }
    return render(request, "living_docs/check/check.html", context, status=422 if refused else 200)


@in_background
@open_to(is_site_person)
def writing(request, number, slug):
    """Who is writing now, asked again by the open check page."""
    document = own_document_or_404(request, number, slug)
    return render(request, "living_docs/check/_writing_now.html", {"writing": writing_now(document, request.user)})


@open_to(is_site_person)
def preview(request, number, slug):
    """The draft exactly as readers will see it once it is sent."""
    document = own_document_or_404(request, number, slug)
    if not can_edit_answers(request.user, document):
        return redirect("receipt", number, slug)
    context = {"document": document, "sections": document_data(document)["sections"]}
    return render(request, "living_docs/check/preview.html", context)


@require_POST
@open_to(is_site_person)
def add_acronym(request, number, slug):
    """What an acronym stands for goes into C.2."""
    document = own_document_or_404(request, number, slug)
    require(can_edit_answers, request.user, document)
    form = AcronymForm(request.POST)
    if form.is_valid():
        listed = get_object_or_404(document.answers, prompt_number=acronyms.LIST)
        listed.document = document
        actions.add_acronym(listed, **form.cleaned_data, by=request.user)
        messages.success(request, f"{form.cleaned_data['acronym']} is in your list of acronyms, C.2.")
    else:
        messages.error(request, "Write what the acronym stands for, then add it.")
    return redirect(f"{reverse('check', args=[number, slug])}#acronyms")


@require_POST
@open_to(is_site_person)
def confirm_unchanged(request, number, slug, question_number):
    """ "No change" for every answer of a question that was carried and not touched."""
    document = own_document_or_404(request, number, slug)
    require(can_edit_answers, request.user, document)
    confirmed = actions.confirm_all_unchanged(document, question=question_number, by=request.user)
    messages.success(request, f"{confirmed} answer{'s are' if confirmed != 1 else ' is'} confirmed as unchanged.")
    return redirect("check", number, slug)


@require_POST
@open_to(is_site_person)
def submit(request, number, slug):
    """Send it; sent twice, by a double click or by two people at once, it is one submission with one receipt."""
    document = own_document_or_404(request, number, slug)
    if not document.is_with_site:
        return redirect("receipt", number, slug)
    interrupted = writing_now(document, request.user)
    try:
        actions.submit(document, by=request.user)
        for sentence in interrupted:
            messages.info(request, f"When you submitted: {sentence}")
    except actions.NotComplete:
        return show_check(request, document, refused=True)
    except PermissionDenied:
        document.refresh_from_db()
        if document.is_with_site:
            raise
    return redirect("receipt", number, slug)
