"""What an export does not carry, item by item, to be read before it is made and before it is taken in."""

from living_docs.models import Submission
from themes.models import CodingLayer, Theme

ALWAYS = [
    "Bold and italic words, lists and tables become plain text, one paragraph or table row a line.",
    "Files that sites appended are not in it; their titles are.",
    "Codings that were taken away, and the history of the themes, stay here.",
]
IN_PSEUDONYMS = [
    "Names of sites, places, organisations, schemes and people are replaced in texts, memos and themes; so is every e-mail "
    "address and telephone number. What is told can still point to a site: it stays in the evaluation team.",
    "When something was coded is left out. The file cannot be taken in again.",
]


def losses(submissions: list[Submission]) -> list[str]:
    blind = CodingLayer.objects.blind().filter(submission__in=submissions)
    settled = CodingLayer.objects.filter(kind=CodingLayer.Kind.SETTLED, submission__in=submissions).values("submission")
    waiting = blind.exclude(submission__in=settled).values("submission").distinct().count()
    merged = Theme.objects.filter(merged_into__isnull=False).count()
    found = list(ALWAYS)
    if waiting:
        found.append(
            f"{waiting} document{'s are' if waiting > 1 else ' is'} coded blind by two and not settled: no coding of it goes out."
        )
    if merged:
        found.append(
            f"{merged} theme{'s were' if merged > 1 else ' was'} merged: their codings go out under the theme they stand for."
        )
    return found
