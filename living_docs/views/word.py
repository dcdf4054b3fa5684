"""The Word route: a form to download, the filled-in form back, and what it changes before anything is written."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from accounts.foundations import audit
from accounts.permissions import can_edit_answers, is_site_person, open_to
from living_docs import actions
from living_docs.files.office_files import NotOpened
from living_docs.forms.word import WordReturnForm, chosen_prompts
from living_docs.models import EvidenceFile, WordReturn
from living_docs.views.attachments import attachment
from living_docs.views.lookups import own_document_or_404, question_or_404
from living_docs.word.form import word_form as made_form
from living_docs.word.placements import placed


@open_to(is_site_person)
def word(request, number, slug):
    """Download a form, send one back; the forms that came back are all kept here."""
    document = own_document_or_404(request, number, slug)
    form = WordReturnForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (kept := kept_or_refused(form, document, request.user)):
        return redirect("word_return", number, slug, kept.pk)
    context = {
        "document": document,
        "form": form,
        "questions": asked_questions(document),
        "can_edit": can_edit_answers(request.user, document),
        "returns": WordReturn.objects.visible_to(request.user)
        .filter(document=document)
        .newest_first()
        .defer("content"),
    }
    return render(request, "living_docs/word/word.html", context, status=422 if form.errors else 200)


def asked_questions(document) -> list:
    return [q for q in document.round.instrument.questions if q.asked(document.round.number)]


def kept_or_refused(form: WordReturnForm, document, by) -> WordReturn | None:
    upload = form.cleaned_data["file"]
    try:
        return actions.keep_word_return(document, content=upload.read(), name=upload.name, by=by)
    except NotOpened as refusal:
        form.add_error("file", f"“{upload.name}” was not read. {refusal}")
        return None


@open_to(is_site_person)
def word_form(request, number, slug, blank):
    """The form of this site and round."""
    document = own_document_or_404(request, number, slug)
    audit.record("downloaded a Word form", by=request.user, about=document, site=document.site)
    kind = "blank-form" if blank else "form"
    return attachment(made_form(document, blank=blank), f"living-document-{slug}-round-{number}-{kind}.docx")


@open_to(is_site_person)
def question_word_form(request, number, slug, question_number):
    """The form of one question alone: for the finance lead, say."""
    document = own_document_or_404(request, number, slug)
    if not question_or_404(document, question_number).asked(document.round.number):
        raise Http404
    audit.record("downloaded a Word form", by=request.user, about=document, site=document.site)
    part = f"question-{question_number}" if question_number else "cover"
    return attachment(
        made_form(document, question=question_number), f"living-document-{slug}-round-{number}-{part}-form.docx"
    )


@open_to(is_site_person)
def word_return(request, number, slug, pk):
    """What a returned form changes, and the choice at each prompt to take it in or leave it."""
    document = own_document_or_404(request, number, slug)
    returns = WordReturn.objects.visible_to(request.user).filter(document=document)
    returned = get_object_or_404(returns, pk=pk)
    returned.document = document
    if request.method == "POST" and "dismiss" in request.POST:
        actions.dismiss_remarks(returned, by=request.user)
        return redirect("word_return", number, slug, pk)
    if request.method == "POST":
        pictures = tuple(request.POST.getlist("picture"))
        before = EvidenceFile.objects.named_in(document).count()
        saved, clashed = actions.take_in(
            returned, chosen=chosen_prompts(request.POST), pictures=pictures, by=request.user
        )
        say_what_was_taken_in(request, saved, clashed, EvidenceFile.objects.named_in(document).count() - before)
        return redirect("word_return", number, slug, pk)
    context = {
        "document": document,
        "returned": returned,
        "found": placed(bytes(returned.content), document),
        "can_edit": can_edit_answers(request.user, document),
    }
    return render(request, "living_docs/word/word_return.html", context)


def say_what_was_taken_in(request, saved: list[str], clashed: list[str], pictures: int) -> None:
    if saved:
        messages.success(request, f"Imported: {', '.join(saved)}.")
    if pictures:
        messages.success(request, f"{pictures} picture{'s' * (pictures != 1)} added to your evidence.")
    if not saved and not pictures:
        messages.success(request, "Nothing was imported.")
    if clashed:
        messages.warning(request, f"Somebody has since written in {', '.join(clashed)}. Look at both texts again.")
