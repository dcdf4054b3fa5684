"""The full-text index over the paragraphs: FTS5 on SQLite, a generated tsvector with a GIN index on PostgreSQL.

`install` may run any number of times: after each migrate, since SQLite drops triggers when it remakes a table.
"""

from __future__ import annotations

from django.db import connections, transaction

from living_docs.models import Submission
from themes.paragraphs import keep_paragraphs

TABLE = "themes_paragraph"
SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS themes_words USING fts5"
    "(words, content='themes_paragraph', content_rowid='id', prefix='3', tokenize='ascii')",
    "DROP TRIGGER IF EXISTS themes_words_added",
    "DROP TRIGGER IF EXISTS themes_words_removed",
    "CREATE TRIGGER themes_words_added AFTER INSERT ON themes_paragraph "
    "BEGIN INSERT INTO themes_words (rowid, words) VALUES (NEW.id, NEW.words); END",
    "CREATE TRIGGER themes_words_removed AFTER DELETE ON themes_paragraph "
    "BEGIN INSERT INTO themes_words (themes_words, rowid, words) VALUES ('delete', OLD.id, OLD.words); END",
    "INSERT INTO themes_words (themes_words) VALUES ('rebuild')",
)
POSTGRES = (
    "ALTER TABLE themes_paragraph ADD COLUMN found_by tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
    "CREATE INDEX themes_paragraph_found_by ON themes_paragraph USING gin (found_by)",
)


def install(connection) -> None:
    with connection.cursor() as cursor:
        for sql in SQLITE if connection.vendor == "sqlite" else missing_on_postgres(connection, cursor):
            cursor.execute(sql, None)


def missing_on_postgres(connection, cursor) -> tuple[str, ...]:
    """The column and its index come and go together; a table that has them is left alone."""
    columns = {column.name for column in connection.introspection.get_table_description(cursor, TABLE)}
    return () if "found_by" in columns else POSTGRES


def keep_missing() -> None:
    """Paragraphs of what was sent before there was a search."""
    for submission in Submission.objects.filter(paragraphs=None).iterator(chunk_size=20):
        with transaction.atomic():
            keep_paragraphs(submission)


def install_after_migrate(sender, using, **kwargs) -> None:
    tables = connections[using].introspection.table_names()
    if TABLE in tables and Submission._meta.db_table in tables:
        install(connections[using])
        keep_missing()


def on_submission(sender, instance: Submission, created: bool, **kwargs) -> None:
    if created:
        keep_paragraphs(instance)
