"""What happened to the points of all reports: how often each prompt was asked about, answered, or is still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from feedback.models import Release
from living_docs.feedback_points import points_prompt
from living_docs.instrument import Prompt
from living_docs.models import LivingDocument, Submission

NO_PROMPT = ""


@dataclass
class Asked:
    """The points about one prompt. Sites are named, in the order of their names, and never counted one by one."""

    prompt: Prompt | None
    made: int = 0
    answered: int = 0
    waiting: int = 0
    open_at: set[str] = field(default_factory=set)

    @property
    def still_open(self) -> int:
        return self.made - self.answered - self.waiting

    @property
    def sites(self) -> list[str]:
        return sorted(self.open_at)


def response(prompts: dict[str, Prompt]) -> list[Asked]:
    """All points of all rounds by prompt, in the order of the instrument; those about no prompt last."""
    found: dict[str, Asked] = {}
    for number, replied, site in outcomes():
        asked = found.setdefault(number, Asked(prompts.get(number)))
        asked.made += 1
        asked.answered += replied is True
        asked.waiting += replied is None
        if replied is False:
            asked.open_at.add(site)
    return [found[number] for number in [*prompts, NO_PROMPT] if number in found]


def outcomes() -> Iterator[tuple[str, bool | None, str]]:
    """Each point by each prompt it is about: replied to, not replied to, or (None) the next document is not in yet."""
    for release in newest_releases():
        document = release.document
        replies = replies_in_next(document)
        for point in release.data["next_points"]:
            replied = None if replies is None else bool(replies.get(f"point-{point['number']}"))
            for number in point["prompts"] or [NO_PROMPT]:
                yield number, replied, document.site.name


def newest_releases() -> list[Release]:
    """Of each report, unless it was withdrawn."""
    return list(Release.objects.current().select_related("document__site", "document__round__programme").order_by("pk"))


def replies_in_next(document: LivingDocument) -> dict[str, str] | None:
    """The site’s replies in what it sent in the round after, by point; None until it has sent it."""
    sent = (
        Submission.objects.filter(
            document__site=document.site,
            document__round__programme=document.round.programme,
            document__round__number=document.round.number + 1,
        )
        .select_related("document__round__instrument")
        .order_by("number")
        .last()
    )
    if sent is None:
        return None
    prompt = points_prompt(sent.document)
    entry = sent.entries().get(prompt.number) if prompt else None
    return {row["id"]: row.get("reply", "") for row in entry["value"].get("rows", [])} if entry else {}
