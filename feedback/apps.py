from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = "Readings and feedback"

    def ready(self):
        from accounts import departures
        from feedback.departures import held_by

        departures.register(held_by)
