from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class ThemesConfig(AppConfig):
    name = "themes"
    verbose_name = "Themes and coding"

    def ready(self):
        from accounts import departures
        from living_docs.models import Submission
        from themes.departures import held_by
        from themes.search import index

        departures.register(held_by)

        post_migrate.connect(index.install_after_migrate)
        post_save.connect(index.on_submission, sender=Submission)
