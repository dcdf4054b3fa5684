"""Where Django would drop what was typed (an ended session, an old page), give the page back with the text in it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

HIDDEN = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword"}


def typed_fields(request: HttpRequest) -> list[dict[str, object]]:
    """Everything posted, one entry a value; long or many-lined values are shown, the rest travels hidden."""
    return [
        {"name": name, "value": value, "is_text": "\n" in value or len(value) > 40}
        for name, values in request.POST.lists()
        for value in values
        if name not in HIDDEN
    ]


def give_back(
    request: HttpRequest, *, title: str, sentence: str, status: int, can_send_again: bool = True
) -> HttpResponse:
    context = {
        "title": title, "sentence": sentence, "fields": typed_fields(request), "action": request.get_full_path(),
        "can_send_again": can_send_again,
    }  # fmt: skip
    return render(request, "accounts/kept.html", context, status=status)


def no_longer_yours(request: HttpRequest, sentence: str) -> HttpResponse:
    """What was typed into something that has moved on meanwhile: submitted, lodged, sent to the next step."""
    return give_back(
        request, title="Not saved", sentence=f"{sentence} Your text was not saved; it is below.", status=403
    )


def comes_from_here(request: HttpRequest) -> bool:
    """Whether a page of this service sent the form, as the browser tells; one that tells nothing is not believed."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") in {own, *settings.CSRF_TRUSTED_ORIGINS}


def page_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF failure view: the page was opened before the last sign-in, or is another site's.

    Only a page of our own with text in it is offered to be sent again: no foreign page gets anything done by one click.
    """
    if not comes_from_here(request) or not any(field["is_text"] for field in typed_fields(request)):
        return give_back(
            request,
            title="Nothing was done",
            sentence="This form did not come from a page that you opened here since you signed in, so nothing was "
            "changed. If you sent it yourself, open the page again from the home page.",
            status=403,
            can_send_again=False,
        )
    return give_back(
        request,
        title="That page was too old to accept",
        sentence="That page was too old to accept. Your text is below; save it again.",
        status=403,
    )


def signed_out(request: HttpRequest) -> HttpResponse:
    """A form sent after the session ended."""
    return give_back(
        request,
        title="You were signed out",
        sentence="Sign in to go on. Your text is still in the box.",
        status=401,
    )
