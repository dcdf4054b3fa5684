"""Frozen rows are sealed; those that stand already, as they stand."""

from django.db import migrations

from accounts.foundations.seals import Seal, SealRows

MODELS = ["clearance"]


class Migration(migrations.Migration):
    dependencies = [("pilot_sites", "0006_clearances")]

    operations = [
        *(migrations.AddField(model, "seal", Seal()) for model in MODELS),
        migrations.RunPython(SealRows("pilot_sites", *MODELS), migrations.RunPython.noop),
    ]
