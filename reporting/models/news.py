"""Which e-mails about reviews a reader wants."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from accounts.foundations import clock
from accounts.models import User

A_WEEK = timedelta(days=7)


class ReviewNews(models.Model):
    """Of what a reader is told, and when. Who has chosen nothing is told at once of new reviews and of own answers."""

    class When(models.TextChoices):
        AT_ONCE = "at_once", "At once"
        WEEKLY = "weekly", "Once a week, in one e-mail"
        NEVER = "never", "Never"

    TOPICS = ("reviews", "answers", "shared")

    person = models.OneToOneField(User, models.CASCADE, related_name="review_news")
    reviews = models.CharField(max_length=10, choices=When.choices, default=When.AT_ONCE)
    answers = models.CharField(max_length=10, choices=When.choices, default=When.AT_ONCE)
    shared = models.CharField(max_length=10, choices=When.choices, default=When.NEVER)
    told_until = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "choice of e-mails about reviews"

    def __str__(self) -> str:
        return f"E-mails about reviews to {self.person}"

    def is_weekly(self, topic: str) -> bool:
        return getattr(self, topic) == self.When.WEEKLY


def told_at_once(topic: str, people: models.QuerySet[User]) -> list[User]:
    """Those of the people who are told of a topic at once."""
    default = ReviewNews._meta.get_field(topic).get_default()
    chosen = dict(ReviewNews.objects.filter(person__in=people).values_list("person", topic))
    return [person for person in people if chosen.get(person.pk, default) == ReviewNews.When.AT_ONCE]
