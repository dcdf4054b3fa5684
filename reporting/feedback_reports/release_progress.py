"""How far a release is, in words."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.models import BatchedReport, ReleaseBatch
from living_docs import uk_time
from living_docs.models import Round

Outcome = BatchedReport.Outcome


@dataclass(frozen=True)
class Progress:
    batch: ReleaseBatch
    reports: list[BatchedReport]

    def with_outcome(self, outcome: str) -> list[BatchedReport]:
        return [report for report in self.reports if report.outcome == outcome]

    @property
    def waiting(self) -> list[BatchedReport]:
        return self.with_outcome(Outcome.WAITING)

    @property
    def failed(self) -> list[BatchedReport]:
        return self.with_outcome(Outcome.FAILED)

    @property
    def can_be_cancelled(self) -> bool:
        return bool(self.waiting) and self.batch.waits_for_its_time

    @property
    def in_words(self) -> str:
        """Set for a time, or so many of so many released."""
        if self.can_be_cancelled:
            return f"{counted(len(self.waiting))} set for {uk_time.in_full(self.batch.due)}."
        done = len(self.with_outcome(Outcome.RELEASED))
        words = f"{done} of {counted(len(self.reports))} released."
        return f"{words} The next is {self.waiting[0].document.site}." if self.waiting else words


def counted(count: int) -> str:
    return f"{count} report{'' if count == 1 else 's'}"


def progress_of(round: Round) -> list[Progress]:
    """Releases that are set, under way, or have a report that failed."""
    reports = BatchedReport.objects.filter(batch__round=round).select_related("batch", "document__site")
    by_batch: dict[ReleaseBatch, list[BatchedReport]] = {}
    for report in reports.order_by("batch__due", "batch", "document__site__name"):
        by_batch.setdefault(report.batch, []).append(report)
    found = [Progress(batch, reports) for batch, reports in by_batch.items()]
    return [progress for progress in found if progress.waiting or progress.failed]
