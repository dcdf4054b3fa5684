"""Frozen rows are sealed; those that stand already, as they stand."""

from django.db import migrations

from accounts.foundations.seals import Seal, SealRows

MODELS = [
    "answerversion",
    "colleaguenote",
    "diarytext",
    "diaryuse",
    "dismissedremarks",
    "helpmessage",
    "instrument",
    "move",
    "reminder",
    "submission",
    "wordreturn",
]


class Migration(migrations.Migration):
    dependencies = [("living_docs", "0008_what_saved_means")]

    operations = [
        *(migrations.AddField(model, "seal", Seal()) for model in MODELS),
        migrations.RunPython(SealRows("living_docs", *MODELS), migrations.RunPython.noop),
    ]
