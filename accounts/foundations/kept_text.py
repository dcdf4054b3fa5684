"""Where Django would drop what was typed (an ended session, an old page), give the page back with the text in it.

Only a view that says so (`holds_text`) is offered to be sent again, under the name of what that would do, and only where
the form came from a page of our own. Whatever gives roles, releases, publishes or ends something is done anew by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import Membership

HIDDEN = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword"}


def holds_text(name: str, *, without: Collection[str] = ()) -> Callable:
    """Mark a view whose form saves what somebody wrote. What stands in [] is left out where no site may be named.

    `without` are its buttons that do more than save.
    """

    def mark(view):
        view.text_name, view.text_without = name, frozenset(without)
        return view

    return mark


def view_of(request: HttpRequest) -> Any:
    return request.resolver_match.func if request.resolver_match else None


def name_of(request: HttpRequest) -> str:
    """What sending again would do, as its button says: "Save question 3 of Tower Hamlets"; "" where it is no text."""
    name = getattr(view_of(request), "text_name", "")
    if not name or request.resolver_match is None:
        return ""
    kwargs = request.resolver_match.kwargs
    site = site_name(request, kwargs.get("slug"))
    name = name.replace("[", "").replace("]", "") if site else re.sub(r"\[[^\[\]]*\]", "", name)
    return name.format(**kwargs | {"site": site}).replace("question 0", "the cover")


def site_name(request: HttpRequest, slug: str | None) -> str:
    """The name of the site in the address, for those who may know it."""
    if not slug or not request.user.is_authenticated:
        return ""
    site: Any = Membership.site.field.related_model
    return site.objects.visible_to(request.user).filter(slug=slug).values_list("name", flat=True).first() or ""


def is_long(value: str) -> bool:
    return "\n" in value or len(value) > 40


def has_words(value: str) -> bool:
    return is_long(value) or " " in value.strip()


def typed_fields(request: HttpRequest, is_text: Callable[[str], bool] = is_long) -> list[dict[str, object]]:
    """Everything posted, one entry a value; texts are shown, the rest travels hidden."""
    left_out = HIDDEN | getattr(view_of(request), "text_without", frozenset())
    return [
        {"name": name, "value": value, "is_text": is_text(value)}
        for name, values in request.POST.lists()
        for value in values
        if name not in left_out
    ]


def give_back(
    request: HttpRequest,
    *,
    title: str,
    sentence: str,
    status: int,
    button: str = "",
    is_text: Callable[[str], bool] = is_long,
) -> HttpResponse:
    """The page with the text in it; with a button where it may be sent again."""
    context = {
        "title": title,
        "sentence": sentence,
        "fields": typed_fields(request, is_text),
        "action": request.get_full_path(),
        "button": button,
    }
    return render(request, "accounts/kept_text/kept.html", context, status=status)


def no_longer_yours(request: HttpRequest, sentence: str) -> HttpResponse:
    """What was typed into something that has moved on meanwhile: submitted, lodged, sent to the next step."""
    sentence = f"{sentence} Your text was not saved; it is below."
    return give_back(request, title="Not saved", sentence=sentence, status=403, is_text=has_words)


def comes_from_here(request: HttpRequest) -> bool:
    """Whether a page of this service sent the form, as the browser tells; one that tells nothing is not believed."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") in {own, *settings.CSRF_TRUSTED_ORIGINS}


def page_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF failure view: the page was opened before the last sign-in, or is another site's."""
    button = name_of(request) if comes_from_here(request) else ""
    if not button:
        return give_back(
            request,
            title="Nothing was done",
            sentence="This form did not come from a page that you opened here since you signed in, so nothing was "
            "changed. If you sent it yourself, open the page again from the home page.",
            status=403,
        )
    return give_back(
        request,
        title="That page was too old to accept",
        sentence="That page was too old to accept. Your text is below; save it again.",
        status=403,
        button=button,
    )


def signed_out(request: HttpRequest) -> HttpResponse:
    """A form sent after the session ended."""
    button = name_of(request)
    sentence = (
        "Sign in to go on. Your text is still in the box."
        if button
        else "Nothing was done. Sign in, open the page again and do it once more."
    )
    return give_back(request, title="You were signed out", sentence=sentence, status=401, button=button)
