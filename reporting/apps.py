from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "Reports and reviews"

    def ready(self):
        from accounts import departures
        from reporting.departures import held_by

        departures.register(held_by)
