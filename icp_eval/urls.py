from django.urls import include, path

from icp_eval import audit_pages, views

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("healthz", views.healthz, name="healthz"),
    path("account/activity/", audit_pages.own_events, name="own_events"),
    path("audit/", audit_pages.audit_events, name="audit_events"),
    path("audit.csv", audit_pages.audit_events_csv, name="audit_events_csv"),
    path("", include("accounts.urls")),
    path("", include("living_docs.urls")),
    path("", include("feedback.urls")),
    path("", include("themes.urls")),
    path("", include("reporting.urls")),
]
