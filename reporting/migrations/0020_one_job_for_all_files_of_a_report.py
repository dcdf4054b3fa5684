"""Reports whose files were still to be made when the service was upgraded: one job makes every format now."""

from django.db import migrations

FORMATS = {"reporting.jobs.make_release_pdf": "pdf", "reporting.jobs.make_release_docx": "docx"}
ONE = "reporting.jobs.make_release_file"


def name_the_format(apps, schema_editor):
    for path, format in FORMATS.items():
        for job in apps.get_model("django_tasks_database", "DBTaskResult").objects.filter(task_path=path):
            job.task_path = ONE
            job.args_kwargs = {"args": [*job.args_kwargs["args"], format], "kwargs": {}}
            job.save()


def forget_the_format(apps, schema_editor):
    paths = {format: path for path, format in FORMATS.items()}
    for job in apps.get_model("django_tasks_database", "DBTaskResult").objects.filter(task_path=ONE):
        *args, format = job.args_kwargs["args"]
        job.task_path, job.args_kwargs = paths[format], {"args": args, "kwargs": {}}
        job.save()


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0019_where_jobs_are_found"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [migrations.RunPython(name_the_format, forget_the_format)]
