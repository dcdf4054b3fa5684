"""Frozen rows are sealed; those that stand already, as they stand."""

from django.db import migrations

from accounts.foundations.seals import Seal, SealRows

MODELS = [
    "setaside",
    "themechange",
]


class Migration(migrations.Migration):
    dependencies = [("themes", "0004_reading_help")]

    operations = [
        *(migrations.AddField(model, "seal", Seal()) for model in MODELS),
        migrations.RunPython(SealRows("themes", *MODELS), migrations.RunPython.noop),
    ]
