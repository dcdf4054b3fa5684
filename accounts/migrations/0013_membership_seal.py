"""Roles are sealed; those that are held already, as they are."""

from django.db import migrations

from accounts.foundations.seals import Seal, SealRows


class Migration(migrations.Migration):
    dependencies = [("accounts", "0012_address_before")]

    operations = [
        migrations.AddField("membership", "seal", Seal()),
        migrations.RunPython(SealRows("accounts", "membership"), migrations.RunPython.noop),
    ]
