"""What an export does not carry, item by item, to be read before it is made and before it is taken in."""

from living_docs.models import Submission
from themes.models import CodingLayer, Theme

ALWAYS = [
    "Bold and italic words, lists and tables become plain text, one paragraph or table row a line.",
    "Files that sites appended are not in it; their titles are.",
    "Codings that were removed, and the history of the themes, are left out.",
]
IN_PSEUDONYMS = [
    "Names of sites, places, organisations, schemes and people are replaced in texts, memos and themes; so is every e-mail "
    "address and telephone number. The content can still identify a site, so the file stays in the evaluation team.",
    "The dates of coding are left out. The file cannot be imported again.",
]


def losses(submissions: list[Submission]) -> list[str]:
    blind = CodingLayer.objects.blind().filter(submission__in=submissions)
    settled = CodingLayer.objects.filter(kind=CodingLayer.Kind.SETTLED, submission__in=submissions).values("submission")
    waiting = blind.exclude(submission__in=settled).values("submission").distinct().count()
    merged = Theme.objects.filter(merged_into__isnull=False).count()
    found = list(ALWAYS)
    if waiting:
        found.append(
            f"{waiting} document{'s are' if waiting > 1 else ' is'} coded blind by two people and not agreed: its codings are left out."
        )
    if merged:
        found.append(
            f"{merged} theme{'s were' if merged > 1 else ' was'} merged: their codings are exported under the theme they were merged into."
        )
    return found
