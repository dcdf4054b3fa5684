from django.apps import AppConfig


class LivingDocsConfig(AppConfig):
    name = "living_docs"
    verbose_name = "Living Documents"

    def ready(self):
        from accounts import departures
        from living_docs.departures import held_by

        departures.register(held_by)
