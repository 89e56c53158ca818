"""`python -m benchmarks.beside.bare_django.fill COUNT` makes and fills the tables."""

import sys
from itertools import islice

import django
from django.core.management import call_command

from benchmarks.beside.rows import rows


def main() -> None:
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    from django.db import connection, transaction

    from benchmarks.beside.bare_django.models import Document, File

    source = rows(int(sys.argv[1]))
    while batch := list(islice(source, 1000)):
        with transaction.atomic():
            files = {row["id"]: row.pop("files") for row in batch}
            Document.objects.bulk_create(Document(**row) for row in batch)
            File.objects.bulk_create(
                File(document_id=number, **file) for number, each in files.items() for file in each
            )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


if __name__ == "__main__":
    main()
