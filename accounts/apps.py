from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_migrate, pre_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People and permissions"

    def ready(self):
        from accounts import audit, immutability, known_devices, protection, public_keys, sessions, sign_in_limits

        public_keys.register_converters()
        pre_migrate.connect(immutability.remove_before_migrate)
        post_migrate.connect(immutability.install_after_migrate)
        user_logged_in.connect(audit.on_sign_in)
        user_logged_in.connect(sessions.on_sign_in)
        user_logged_in.connect(sign_in_limits.on_sign_in)
        user_logged_in.connect(known_devices.on_sign_in)
        protection.connect()
        user_logged_out.connect(audit.on_sign_out)
