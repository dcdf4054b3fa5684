"""What a table prompt adds to its page: its rows as a spreadsheet, and a word on a row while it is written."""

from django.http import Http404, JsonResponse
from django.views.decorators.http import require_POST

from accounts.foundations import audit
from accounts.permissions import can_edit_answers, is_site_person, open_to, require
from living_docs.forms.tables import TableForm
from living_docs.kinds import kind_of
from living_docs.models import Answer, LivingDocument
from living_docs.tables.row_checks import row_problems
from living_docs.tables.spreadsheets import to_csv, to_xlsx
from living_docs.views.attachments import attachment
from living_docs.views.lookups import own_document_or_404

FORMATS = {"csv": to_csv, "xlsx": to_xlsx}


@open_to(is_site_person)
def rows_file(request, number, slug, prompt_number, ending):
    """The rows of one table, as they stand now."""
    document = own_document_or_404(request, number, slug)
    answer = table_or_404(document, prompt_number)
    if ending not in FORMATS:
        raise Http404
    audit.record("downloaded the rows", by=request.user, about=answer, site=document.site)
    content = FORMATS[ending](answer.prompt, answer.value.get("rows", []))
    return attachment(content, f"{slug}-round-{number}-{answer.prompt.anchor}.{ending}")


@require_POST
@open_to(is_site_person)
def check_row(request, number, slug, prompt_number):
    """What is not understood in the open row, by the same rules as when it is saved. Nothing is written."""
    document = own_document_or_404(request, number, slug)
    require(can_edit_answers, request.user, document)
    answer = table_or_404(document, prompt_number)
    form = TableForm(answer, request.POST)
    form.is_valid()
    row = form.as_kept() if form.open_row else None
    found = row_problems(answer, row) if row else []
    return JsonResponse({"problems": {problem.anchor: problem.text for problem in found}})


def table_or_404(document: LivingDocument, prompt_number: str) -> Answer:
    answer = document.answers.filter(prompt_number=prompt_number).first()
    if answer is None:
        raise Http404
    answer.document = document
    if not kind_of(answer.prompt).has_rows:
        raise Http404
    return answer
