"""A hash of every table, to tell whether two databases say the same."""

import hashlib

from django.db import connection


def digest_of_all_tables() -> dict[str, str]:
    """SHA-256 over the sorted rows, by table."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = "\n".join(sorted(map(repr, cursor.fetchall())))
            found[table] = hashlib.sha256(rows.encode("utf-8", "replace")).hexdigest()
    return found
