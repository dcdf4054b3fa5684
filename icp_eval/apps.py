from django.apps import AppConfig


class IcpEvalConfig(AppConfig):
    name = "icp_eval"
    verbose_name = "Integrated Care Pilots evaluation"
