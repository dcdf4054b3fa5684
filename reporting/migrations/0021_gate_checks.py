import accounts.foundations.clock
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reporting', '0020_one_job_for_all_files_of_a_report'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='review',
            name='checked_with',
        ),
        migrations.CreateModel(
            name='GateCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('sources', models.CharField(max_length=64)),
                ('places', models.JSONField(default=list)),
                ('words', models.PositiveIntegerField()),
                ('terms', models.JSONField(default=list)),
                ('at', models.DateTimeField(default=accounts.foundations.clock.now)),
                ('review', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='gate_check', to='reporting.review')),
            ],
        ),
    ]
