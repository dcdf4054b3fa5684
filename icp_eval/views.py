"""The pages that belong to no app: home, help, accessibility, privacy, health."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from accounts.permissions import anyone, open_to, signed_in
from icp_eval import health, retention
from icp_eval.guides import guide_of
from icp_eval.to_do import awaiting


@open_to(signed_in)
def home(request):
    """What awaits the person, in the order of their roles."""
    return render(request, "home.html", {"panels": awaiting(request.user)})


@open_to(anyone)
def help_page(request):
    """What a person's roles do here; a site, and who is not signed in, reads what sites are told."""
    for_site = request.user.is_anonymous or request.user.is_site_person
    guides = [] if for_site else [guide_of(role) for role in request.user.roles]
    return render(request, "help.html", {"guides": guides})


@open_to(anyone)
def accessibility(request):
    return render(request, "accessibility.html")


@open_to(anyone)
def privacy(request):
    """The privacy notice: what stands in it of the installation comes from the settings, the periods from one table."""
    return render(request, "privacy.html", {"notice": settings.PRIVACY, "kinds": retention.KINDS})


@open_to(anyone)
def healthz(request):
    """200 while database and worker live, 503 with the reason when not."""
    trouble = health.trouble()
    return HttpResponse(trouble or "ok", content_type="text/plain", status=503 if trouble else 200)
