"""How far the files of a published review are: made, still being made, or failed."""

from __future__ import annotations

from dataclasses import dataclass

from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from reporting.jobs import make_publication_file
from reporting.models import Publication
from reporting.products import THEMATIC_REVIEW, Format


@dataclass(frozen=True)
class Making:
    """The formats by what has become of them. `last_jobs` holds the state of the newest job of each."""

    made: list[Format]
    last_jobs: dict[str, str]

    @property
    def of(self) -> int:
        return len(THEMATIC_REVIEW.stored) - len(self.unasked)

    @property
    def is_done(self) -> bool:
        return len(self.made) == self.of

    @property
    def left(self) -> list[Format]:
        return [format for format in THEMATIC_REVIEW.stored if format not in self.made]

    @property
    def unasked(self) -> list[Format]:
        """Formats that came after the review was published, and that nobody has asked for."""
        return [format for format in self.left if format.key not in self.last_jobs]

    @property
    def failed(self) -> list[Format]:
        return [format for format in self.left if self.last_jobs.get(format.key) == TaskResultStatus.FAILED]

    @property
    def is_under_way(self) -> bool:
        return len(self.made) + len(self.failed) < self.of

    @property
    def in_words(self) -> str:
        """2 of 3 files are made: PDF and Word."""
        names = " and ".join(", ".join(format.name for format in self.made).rsplit(", ", 1))
        words = f"{len(self.made)} of {self.of} files {'is' if len(self.made) == 1 else 'are'} made"
        return f"{words}{': ' * bool(names)}{names}. {self.trouble}".strip()

    @property
    def trouble(self) -> str:
        return f"Not made, because something went wrong: {', '.join(format.name for format in self.failed)}." * bool(
            self.failed
        )


def is_being_made(job: Task, of: list) -> bool:
    """Whether the worker was asked to make something and has not finished."""
    asked = DBTaskResult.objects.filter(task_path=job.module_path, args_kwargs__args=of)
    return asked.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]).exists()


def making_of(publication: Publication) -> Making:
    made = set(publication.files.values_list("format", flat=True))
    jobs = DBTaskResult.objects.filter(
        task_path=make_publication_file.module_path, args_kwargs__args__0=publication.pk
    ).order_by("enqueued_at")
    last = {args_kwargs["args"][1]: status for args_kwargs, status in jobs.values_list("args_kwargs", "status")}
    return Making([format for format in THEMATIC_REVIEW.stored if format.key in made], last)
