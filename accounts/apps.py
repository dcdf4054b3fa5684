from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_migrate, pre_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People and permissions"

    def ready(self):
        from accounts.foundations import audit, frozen_records, public_keys
        from accounts.sign_in import known_devices, limits, protection, sessions

        public_keys.register_converters()
        pre_migrate.connect(frozen_records.remove_before_migrate)
        post_migrate.connect(frozen_records.install_after_migrate)
        user_logged_in.connect(audit.on_sign_in)
        user_logged_in.connect(sessions.on_sign_in)
        user_logged_in.connect(limits.on_sign_in)
        user_logged_in.connect(known_devices.on_sign_in)
        protection.connect()
        user_logged_out.connect(audit.on_sign_out)
