"""A site's diary: the list of notes, writing and changing one, putting one into an answer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.foundations import audit, clock, kept_text
from accounts.models import AuditEvent
from accounts.permissions import can_change_note, can_use_note, is_site_person, open_to
from living_docs import actions
from living_docs.forms.diary import NoteForm, TextForm, UseForm
from living_docs.models import DiaryNote, LivingDocument, Round
from living_docs.pages.display import question_address
from living_docs.uk_time import day_typed
from living_docs.views.attachments import uploaded_attachment
from sites.models import Site


@open_to(is_site_person)
def diary(request):
    """The notes of one's site, the newest first; of one question, where one is chosen."""
    questions = questions_of(request.user.sites[0])
    notes = DiaryNote.objects.visible_to(request.user).newest_first()
    chosen = next((q for q in questions if str(q.number) == request.GET.get("question")), None)
    if chosen:
        notes = notes.about(chosen.number)
    context = {"notes": list(notes), "questions": questions, "chosen": chosen, "sites": request.user.sites}
    return render(request, "living_docs/diary/diary.html", context)


@open_to(is_site_person)
@kept_text.holds_text("Keep this diary note")
def write_note(request):
    sites = request.user.sites
    start = {"place": request.GET.get("place", ""), "on": day_typed(clock.now())}
    form = NoteForm(sites, questions_of(sites[0]), request.POST or None, request.FILES or None, initial=start)
    if request.method == "POST" and form.is_valid():
        site = next((s for s in sites if s.slug == form.cleaned_data.get("site")), sites[0])
        said = {name: form.cleaned_data[name] for name in ("on", "upload")}
        actions.write_note(
            site,
            question=form.question,
            prompt_number=form.prompt_number,
            html=form.cleaned_data["text"],
            by=request.user,
            **said,
        )
        messages.success(request, "The note is in your diary.")
        return redirect("diary")
    return render(request, "living_docs/diary/diary_write.html", {"form": form}, status=422 if form.errors else 200)


@open_to(is_site_person)
@kept_text.holds_text("Save this diary note")
def diary_note(request, pk):
    """One note with its earlier texts; its author changes it, everyone of the site can put it into an answer."""
    note = note_or_404(request, pk)
    may_change = can_change_note(request.user, note)
    if request.method == "POST" and not may_change:
        return kept_text.no_longer_yours(request, "The note went into an answer while you wrote.")
    form = TextForm.of(note, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.change_note(note, html=form.cleaned_data["text"], by=request.user)
        messages.success(request, "Note changed. We have kept what it said before.")
        return redirect("diary_note", note.pk)
    document = open_document(note.site)
    may_use = document is not None and can_use_note(request.user, note, document)
    using = UseForm(document, initial={"prompt": note.prompt_number}) if may_use else None
    context = {"note": note, "form": form, "may_change": may_change, "document": document, "using": using}
    return render(request, "living_docs/diary/diary_note.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(is_site_person)
def use_note(request, pk):
    """Put a note into the answer that was chosen."""
    note = note_or_404(request, pk)
    document = open_document(note.site)
    form = UseForm(document, request.POST) if document else None
    if form is None or not form.is_valid():
        return redirect("diary_note", pk)
    answer = document.answers.get(prompt_number=form.cleaned_data["prompt"])
    answer.document = document
    try:
        actions.use_note(note, answer, by=request.user)
    except actions.NoPlace:
        messages.info(
            request, f"The note cannot be put into {answer.prompt_number} by itself. Copy what belongs there."
        )
        return redirect("diary_note", pk)
    messages.success(request, f"The note is in your answer to {answer.prompt_number}.")
    return redirect(f"{question_address(document, answer.prompt.question_number)}#{answer.prompt.anchor}")


@open_to(is_site_person)
def diary_file(request, pk):
    note = note_or_404(request, pk)
    if not note.file:
        raise Http404
    verb = f"{AuditEvent.CONFIDENTIAL_VERB}: downloaded a file"
    audit.record(verb, by=request.user, about=f"{note.file_name} in the diary", site=note.site)
    return uploaded_attachment(request, note.file, note.file_name)


def note_or_404(request, pk: int) -> DiaryNote:
    return get_object_or_404(DiaryNote.objects.visible_to(request.user).with_parts(), pk=pk)


def questions_of(site: Site):
    """The questions of the form as it is now: a diary can be kept before any round is open."""
    newest = site.programme.instruments.order_by("-number").first()
    return newest.questions if newest else []


def open_document(site: Site) -> LivingDocument | None:
    """The site's document that can be written in."""
    documents = LivingDocument.objects.filter(site=site, round__state=Round.State.OPEN)
    newest = documents.select_related("site", "round__instrument").order_by("-round__number").first()
    return newest if newest and newest.is_with_site else None
