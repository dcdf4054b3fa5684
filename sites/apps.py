from django.apps import AppConfig


class SitesConfig(AppConfig):
    name = "sites"
    label = "pilot_sites"  # django.contrib.sites owns the label "sites"
    verbose_name = "The programme and its sites"
