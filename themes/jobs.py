"""What the worker makes."""

from django_tasks import task

from accounts.foundations import clock
from themes.models import ReadingHelp


@task()
def make_reading_help(round_id: int) -> None:
    """Once more from what stands now. Web workers never import what this needs."""
    from themes.reading_help.contents import help_for

    asked = ReadingHelp.objects.select_related("round__programme", "round__instrument").get(round=round_id)
    data = help_for(asked.round)
    ReadingHelp.objects.filter(pk=asked.pk).update(data=data, made_at=clock.now())
