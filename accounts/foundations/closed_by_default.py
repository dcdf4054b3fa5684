"""Closed by default: a page that no rule opens cannot be reached."""

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from accounts import permissions
from accounts.foundations import audit, kept_text
from accounts.models import AuditEvent

# Pages of allauth come without our decorator; these are open, the rest of them do not exist here.
ANONYMOUS_NAMES = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
}
SIGNED_IN_NAMES = {
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
}


def rule_of(view, name: str | None):
    """The rule that opens a view, or None."""
    if rule := getattr(view, "opened_by", None):
        return rule
    if name in ANONYMOUS_NAMES:
        return permissions.anyone
    if name in SIGNED_IN_NAMES:
        return permissions.signed_in
    return permissions.nobody if name and name.startswith(("account_", "mfa_")) else None


def form_address(get_response):
    """A page in words for whoever opens the address of a form: Django’s own answer is blank."""

    def respond(request) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response.content = render_to_string("405.html", request=request)
        return response

    return respond


class ClosedByDefault:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith("/static/"):
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store, private"
        return response

    def process_exception(self, request, exception) -> None:
        """Whoever tries what is not allowed is on record; how far a reader is, is nobody else's business."""
        if isinstance(exception, PermissionDenied) and request.user.is_authenticated:
            verb = (
                f"{AuditEvent.READER_VERB}: was refused" if permissions.is_researcher(request.user) else "was refused"
            )
            audit.record(verb, by=request.user, about=f"{request.method} {request.resolver_match.url_name}")

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        rule = rule_of(view, request.resolver_match.url_name)
        if rule is None:
            raise ImproperlyConfigured(f"No rule opens {request.resolver_match.view_name}")
        if rule is permissions.nobody:
            raise Http404
        if rule is permissions.anyone or request.user.is_authenticated:
            return None
        if request.method == "POST":
            return kept_text.signed_out(request)
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
