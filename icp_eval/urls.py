from django.urls import include, path

from icp_eval import audit_pages, personal_data_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("healthz", views.healthz, name="healthz"),
    path("account/activity/", audit_pages.own_events, name="own_events"),
    path("audit/", audit_pages.audit_events, name="audit_events"),
    path("audit.csv", audit_pages.audit_events_csv, name="audit_events_csv"),
    path("account/data/", personal_data_views.own_data, name="own_data"),
    path("account/data/file/", personal_data_views.own_data_file, name="own_data_file"),
    path("office/people/<person:pk>/data/", personal_data_views.data_of, name="data_of"),
    path("office/people/<person:pk>/data/file/", personal_data_views.data_file_of, name="data_file_of"),
    path("office/people/<person:pk>/erase/", personal_data_views.erase_person, name="erase_person"),
    path("", include("accounts.urls")),
    path("", include("living_docs.urls")),
    path("", include("feedback.urls")),
    path("", include("themes.urls")),
    path("", include("reporting.urls")),
]
