"""The chain so far is written into the ledger, as it stands; from here on every event is keyed."""

from django.db import migrations, models

from accounts.foundations import audit_ledger, clock


def adopt(apps, schema_editor) -> None:
    events = apps.get_model("accounts", "AuditEvent").objects.using(schema_editor.connection.alias)
    audit_ledger.adopt(events.order_by("number").values_list("number", "hash"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_request_of_each_role")]

    operations = [
        migrations.CreateModel(
            name="IntegrityCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                ("began_at", models.DateTimeField(default=clock.now)),
                ("ended_at", models.DateTimeField(null=True)),
                ("events", models.PositiveBigIntegerField(default=0)),
                ("rows", models.PositiveBigIntegerField(default=0)),
                ("problems", models.JSONField(default=list)),
            ],
        ),
        migrations.RunPython(adopt, migrations.RunPython.noop),
    ]
