"""Word forms that a site sent back."""

from __future__ import annotations

from django.db import models

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from living_docs import uk_time
from living_docs.models.documents import LivingDocument


class WordReturnQuerySet(models.QuerySet["WordReturn"]):
    def visible_to(self, user: User) -> WordReturnQuerySet:
        """A site's own; nobody else reads what was not submitted."""
        return self.filter(document__site__in=[site.pk for site in user.sites])

    def newest_first(self) -> WordReturnQuerySet:
        return self.order_by("-at", "-pk")


class WordReturn(Frozen):
    """A filled-in Word form as it came back, kept whole: what could not be placed can be read from it later too."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="word_returns")
    name = models.CharField(max_length=150)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = WordReturnQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name}, sent back for {self.document}"

    @property
    def remarks_dismissed(self) -> bool:
        """Whether somebody of the site has dealt with what was left out."""
        return hasattr(self, "dismissal")

    @property
    def sent_words(self) -> str:
        return uk_time.in_full(self.at)


class DismissedRemarks(Frozen):
    """Somebody has dealt with what a returned form could not bring along; it can still be read, folded."""

    returned = models.OneToOneField(WordReturn, models.PROTECT, related_name="dismissal")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"What was left out of {self.returned} is dealt with"

    @property
    def in_words(self) -> str:
        return f"Dismissed by {self.by.name} at {uk_time.in_full(self.at)}"
