"""Every download, wherever it was made: kept by no browser, guessed by none to be a page, and without power if shown as one."""

from django.http import HttpResponse

SANDBOX = "sandbox; default-src 'none'"


def sandboxed_downloads(get_response):
    """Middleware, so that no view can forget it."""

    def respond(request) -> HttpResponse:
        response = get_response(request)
        if response.get("Content-Disposition", "").startswith("attachment"):
            response["X-Content-Type-Options"] = "nosniff"
            response["Content-Security-Policy"] = SANDBOX
        return response

    return respond
