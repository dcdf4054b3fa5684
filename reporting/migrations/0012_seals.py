"""Frozen rows are sealed; those that stand already, as they stand."""

from django.db import migrations

from accounts.foundations.seals import Seal, SealRows

MODELS = [
    "approval",
    "claimanswer",
    "commentanswer",
    "publication",
    "publicationfile",
    "reidentificationrisk",
    "releasefile",
    "reviewcomment",
    "reviewedit",
    "reviewmove",
    "submissionfile",
]


class Migration(migrations.Migration):
    dependencies = [("reporting", "0011_cleared_and_refused")]

    operations = [
        *(migrations.AddField(model, "seal", Seal()) for model in MODELS),
        migrations.RunPython(SealRows("reporting", *MODELS), migrations.RunPython.noop),
    ]
