"""Jobs that wait when the service is upgraded name the function that does them: three of these have moved."""

from django.db import migrations

MOVED = {
    "accounts.letters.send_letter": "accounts.foundations.letters.send_letter",
    "accounts.password_letters.write_password_letter": "accounts.sign_in.password_letters.write_password_letter",
    "reporting.batches.release_batch": "reporting.feedback_reports.batches.release_batch",
}


def point_to(places):
    def point(apps, schema_editor):
        jobs = apps.get_model("django_tasks_database", "DBTaskResult").objects
        for old, new in places.items():
            jobs.filter(task_path=old).update(task_path=new)

    return point


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0018_reasons_so_far"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [migrations.RunPython(point_to(MOVED), point_to({new: old for old, new in MOVED.items()}))]
