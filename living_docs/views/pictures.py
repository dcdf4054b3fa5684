"""A picture pasted into an answer's box: no text can hold it, so it becomes a file that supports the answer."""

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from accounts.permissions import can_edit_answers, is_site_person, open_to
from living_docs import actions
from living_docs.actions.evidence import files_answer
from living_docs.forms.prompts import FileForm
from living_docs.models import Answer
from living_docs.views.lookups import own_document_or_404

NO_PLACE = "This round asks for no files, so the picture has no place here."
NO_FILE = "No picture arrived. Try again."
CLOSED = "The picture was not added: the document was submitted or its round closed."


@require_POST
@open_to(is_site_person)
def add_picture(request, number, slug):
    """Keep the picture as a file of the prompt that asks for files; says in a sentence what became of it."""
    document = own_document_or_404(request, number, slug)
    if not can_edit_answers(request.user, document):
        return JsonResponse({"added": False, "sentence": CLOSED}, status=409)
    answer = files_answer(document)
    if answer is None:
        return JsonResponse({"added": False, "sentence": NO_PLACE}, status=409)
    supports = request.POST.get("supports", "")
    form = FileForm(answer, posted(answer, supports), {f"{answer.prompt.anchor}-upload": request.FILES.get("file")})
    if not form.is_valid() or not form.taken:
        sentences = [str(text) for errors in form.errors.values() for text in errors] or [NO_FILE]
        return JsonResponse({"added": False, "sentence": " ".join(sentences)}, status=422)
    for upload in form.taken:
        title, supports = form.title_of(upload), form.cleaned_data["supports"]
        actions.add_file(answer, upload=upload, title=title, supports=supports, by=request.user)
    return JsonResponse({"added": True, "sentence": f"The picture is now with the files in {answer.prompt.number}."})


def posted(answer: Answer, supports: str) -> dict[str, str]:
    fields = {"title": f"Picture pasted into {supports}", "supports": supports, "base_version": str(answer.version)}
    return {f"{answer.prompt.anchor}-{name}": value for name, value in fields.items()}
