"""Out to programs for qualitative analysis and to spreadsheets, and in again."""

from django.http import Http404
from django.shortcuts import redirect, render

from accounts.foundations import audit
from accounts.permissions import can_export_codings, can_import_project, open_to
from living_docs.models import Round, Submission
from living_docs.views.attachments import attachment
from themes.exchange_forms import ImportForm
from themes.matrices.exports import coding_lines, csv_of, xlsx_of
from themes.models import Coding, ThemeTree
from themes.refi_qda.archive import NotRead
from themes.refi_qda.collection import Collected, codes
from themes.refi_qda.importer import import_file
from themes.refi_qda.losses import IN_PSEUDONYMS, losses
from themes.refi_qda.writer import codebook_file, project_file
from themes.views.matrices import round_or_404


def readable(request, round: Round) -> list[Submission]:
    """The round's current submissions that the person may read."""
    found = Submission.objects.visible_to(request.user).latest_of_round(round)
    return list(found.select_related("document__site", "document__round__instrument").order_by("document__site__name"))


@open_to(can_export_codings)
def exchanges(request):
    """To the newest round that anything was sent in."""
    rounds = Round.objects.visible_to(request.user).exclude(state=Round.State.PLANNED).order_by("-number")
    newest = rounds.filter(documents__submissions__isnull=False).first() or rounds.first()
    return redirect("exchange", newest.number) if newest else render(request, "themes/exchange/no_matrix.html")


@open_to(can_export_codings)
def exchange(request, number):
    """What can go out, with what is lost on the way; and the way in, for the leader."""
    round = round_or_404(request, number)
    submissions = readable(request, round)
    context = {
        "round": round,
        "rounds": Round.objects.visible_to(request.user).in_order(),
        "submissions": submissions,
        "losses": losses(submissions),
        "in_pseudonyms": IN_PSEUDONYMS,
        "form": ImportForm() if can_import_project(request.user) else None,
    }
    return render(request, "themes/exchange/exchange.html", context)


@open_to(can_export_codings)
def export_project(request, number, pseudonyms):
    """The round as a REFI-QDA project, of the documents that the person may read."""
    round = round_or_404(request, number)
    verb = "exported under pseudonyms" if pseudonyms else "exported"
    audit.record(verb, by=request.user, about=f"the coding of {round}")
    project = Collected(round, readable(request, round), pseudonyms=pseudonyms).project
    name = f"living-documents-round-{number}{'-pseudonymised' if pseudonyms else ''}.qdpx"
    return attachment(project_file(project), name)


@open_to(can_export_codings)
def export_codebook(request):
    return attachment(codebook_file(codes(ThemeTree.objects.in_order())), "themes.qdc")


@open_to(can_export_codings)
def codings_file(request, number, ending):
    """Every counted coding of the round that the person may see, for a spreadsheet."""
    round = round_or_404(request, number)
    if ending not in {"csv", "xlsx"}:
        raise Http404
    audit.record("exported codings", by=request.user, about=round)
    codings = Coding.objects.counted().visible_to(request.user).filter(layer__submission__document__round=round)
    lines = coding_lines(codings.for_reading().prefetch_related("layer__submission__quotations"))
    content = csv_of(lines) if ending == "csv" else xlsx_of({"Codings": lines})
    return attachment(content, f"codings-round-{number}.{ending}")


@open_to(can_import_project)
def import_project(request):
    """A file taken in, with a report of what was taken and what was not."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file, unknown_as = form.cleaned_data["file"], form.cleaned_data["unknown_as"]
            taken_in = import_file(file.read(), name=file.name, by=request.user, unknown_as=unknown_as)
            return render(request, "themes/exchange/taken_in.html", {"taken_in": taken_in, "name": file.name})
        except NotRead as problem:
            form.add_error("file", str(problem))
    return render(request, "themes/exchange/import_project.html", {"form": form})
