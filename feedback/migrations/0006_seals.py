"""Frozen rows are sealed; those that stand already, as they stand."""

from django.db import migrations

from accounts.foundations.seals import Seal, SealRows

MODELS = [
    "acknowledgement",
    "addendum",
    "agreedversion",
    "call",
    "draw",
    "earlylook",
    "keptfinding",
    "qualitycheck",
    "readingplan",
    "release",
    "reportmessage",
    "withdrawal",
]


class Migration(migrations.Migration):
    dependencies = [("feedback", "0005_report_withdrawals")]

    operations = [
        *(migrations.AddField(model, "seal", Seal()) for model in MODELS),
        migrations.RunPython(SealRows("feedback", *MODELS), migrations.RunPython.noop),
    ]
