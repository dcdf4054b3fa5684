"""Remarks say of which text their offsets are; those that exist keep their places in the text that they were made on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0006_seals")]

    operations = [
        migrations.AddField("remark", "text_version", models.PositiveSmallIntegerField(default=1)),
        migrations.AlterField("remark", "text_version", models.PositiveSmallIntegerField(default=2)),
    ]
