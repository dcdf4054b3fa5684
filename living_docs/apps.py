from django.apps import AppConfig


class LivingDocsConfig(AppConfig):
    name = "living_docs"
    verbose_name = "Living Documents"
