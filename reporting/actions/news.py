"""Readers choose their e-mails about reviews; the worker writes what is told once a week."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import clock
from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.permissions import has_a_role, require
from reporting.models import Publication, ReviewComment, ReviewNews, SharedComment
from reporting.models.news import A_WEEK


def choose_news(person: User, *, reviews: str, answers: str, shared: str) -> None:
    require(has_a_role, person)
    chosen = {"reviews": reviews, "answers": answers, "shared": shared}
    ReviewNews.objects.update_or_create(person=person, defaults=chosen)


def stop_news(person: User) -> None:
    """No e-mail about reviews any more, by the link in each of them; that one was withdrawn is still told."""
    chosen = dict.fromkeys(ReviewNews.TOPICS, ReviewNews.When.NEVER)
    ReviewNews.objects.update_or_create(person=person, defaults=chosen)


def send_digests() -> int:
    """What is due once a week. Safe to ask at any time, by several workers. Returns how many letters."""
    due = ReviewNews.objects.filter(told_until__lte=clock.now() - A_WEEK).select_related("person")
    return sum(send_digest(news) for news in due)


@transaction.atomic
def send_digest(news: ReviewNews) -> bool:
    """One letter with all that is new, or none where nothing is; False where another worker was first."""
    since, now = news.told_until, clock.now()
    if not ReviewNews.objects.filter(pk=news.pk, told_until=since).update(told_until=now):
        return False
    found = {
        topic: number for topic in ReviewNews.TOPICS if news.is_weekly(topic) and (number := new(topic, news, now))
    }
    if not found or not news.person.is_active:
        return False
    write_letter("review_digest", to=[news.person], found=found)
    return True


def new(topic: str, news: ReviewNews, now) -> int:
    """How many are new to the person since they were last told."""
    since = {"at__gt": news.told_until, "at__lte": now}
    match topic:
        case "reviews":
            return Publication.objects.visible_to(news.person).current().filter(**since).count()
        case "answers":
            answered = {f"answer__{name}": value for name, value in since.items()}
            return ReviewComment.objects.written_by(news.person).filter(**answered).count()
        case _:
            shared = SharedComment.objects.visible_to(news.person).standing().filter(**since)
            return shared.exclude(comment__by=news.person).count()
