"""Tables, cache table and guards; on PostgreSQL made by an account of its own where one is given."""

import os
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

GRANTS = [
    "GRANT USAGE ON SCHEMA public TO {account}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {account}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {account}",
]


class Command(BaseCommand):
    help = (
        "Bring the database up to date. With OWNER_DATABASE_URL the tables belong to that account, and the service’s own "
        "may use them but take no guard away."
    )

    def handle(self, **options):
        if settings.OWNER_DATABASE_URL:
            prepare_as_owner()
            return
        call_command("migrate", verbosity=0)
        call_command("createcachetable")
        if account := os.environ.get("SERVICE_ACCOUNT"):
            grant(account)


def prepare_as_owner() -> None:
    """In a process of its own, so that the service never holds the owner's connection."""
    env = os.environ | {
        "DATABASE_URL": settings.OWNER_DATABASE_URL,
        "OWNER_DATABASE_URL": "",
        "SERVICE_ACCOUNT": connection.settings_dict["USER"],
    }
    subprocess.run([sys.executable, "manage.py", "prepare_database"], cwd=settings.BASE_DIR, env=env, check=True)


def grant(account: str) -> None:
    with connection.cursor() as cursor:
        for statement in GRANTS:
            cursor.execute(statement.format(account=connection.ops.quote_name(account)))
