from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

APPEND_ONLY = ("history_event", "history_checkpoint")


class Command(BaseCommand):
    help = (
        "PostgreSQL only, as the owner of the tables: let another role serve the portal. It may "
        "read and write everything, but of the history only read and add. Repeat it after updates."
    )

    def add_arguments(self, parser):
        parser.add_argument("role", help="the role of the web server, the worker and the clock")

    def handle(self, *, role: str, **options):
        if connection.vendor != "postgresql":
            raise CommandError("SQLite has no roles; its triggers refuse changes of the history.")
        name = connection.ops.quote_name(role)
        rows = "SELECT, INSERT, UPDATE, DELETE"
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in (
                f"GRANT USAGE ON SCHEMA public TO {name}",
                f"GRANT {rows} ON ALL TABLES IN SCHEMA public TO {name}",
                f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
                *(f"REVOKE UPDATE, DELETE, TRUNCATE ON {each} FROM {name}" for each in APPEND_ONLY),
            ):
                cursor.execute(statement)
        self.stdout.write(f"{role} may add to the history, and not change or remove it.")
