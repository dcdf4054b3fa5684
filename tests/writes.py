"""What a request writes to the database, as its SQL says."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

WRITE = re.compile(r'\s*(?:INSERT|UPDATE|DELETE|REPLACE)\b[^"]*"(\w+)"', re.IGNORECASE)
SESSION_AND_AUDIT = {"accounts_signedinsession", "accounts_auditevent", "accounts_audithead"}


@contextmanager
def tables_written() -> Iterator[list[str]]:
    """The tables that are written to meanwhile, save those of sessions and of the audit trail."""
    written: list[str] = []

    def look(execute, sql, params, many, context):
        found = WRITE.match(sql)
        if found and found[1] not in {*SESSION_AND_AUDIT, *written}:
            written.append(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield written
