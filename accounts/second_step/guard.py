"""Nothing else opens to a person whose role needs a second step until it is set up."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from accounts.foundations import kept_text
from accounts.second_step import requirement

OPEN_NAMES: set[str | None] = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_logout",
    "help",
    "accessibility",
    "privacy",
    "healthz",
    "session",
    "stay_signed_in",
}
WANTED = "wanted_before_second_step"
SENTENCE = "Your role needs a second step at sign-in. Set it up first: nothing else opens before."
IN_ANOTHER_TAB = (
    "Your role needs a second step at sign-in, and nothing was changed. Open this service in another tab, set up the step "
    "there, then do this once more."
)


class SecondStepGuard:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        lacking = requirement.is_lacking(request.user)
        request.lacks_second_step = lacking  # type: ignore[attr-defined]  # the pages of setting it up say so
        if not lacking or request.resolver_match.url_name in OPEN_NAMES:
            return None
        if not is_for_a_page(request):
            return JsonResponse({"sentence": SENTENCE}, status=403)
        if request.method != "GET":
            button = kept_text.name_of(request)
            return kept_text.give_back(
                request, title="Not done yet", sentence=IN_ANOTHER_TAB, status=403, button=button
            )
        request.session[WANTED] = request.get_full_path()
        return redirect("mfa_index")


def is_for_a_page(request: HttpRequest) -> bool:
    """Whether a person sees the answer, and not a script of a page."""
    wanted = request.headers.get("Sec-Fetch-Dest", "document")
    return wanted == "document" and request.headers.get("Accept") != "application/json"
