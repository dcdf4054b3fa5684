from django.urls import include, path

from icp_eval import views

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("healthz", views.healthz, name="healthz"),
    path("", include("accounts.urls")),
    path("", include("living_docs.urls")),
    path("", include("feedback.urls")),
    path("", include("themes.urls")),
    path("", include("reporting.urls")),
]
