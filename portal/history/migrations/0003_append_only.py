"""The database itself refuses to change an event."""

from django.db import migrations


def protect(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION history_refuse_change() RETURNS trigger AS $$ "
            "BEGIN RAISE EXCEPTION 'history is append-only'; END $$ LANGUAGE plpgsql"
        )
        schema_editor.execute(
            "CREATE TRIGGER history_event_append_only BEFORE UPDATE ON history_event "
            "FOR EACH ROW EXECUTE FUNCTION history_refuse_change()"
        )
    else:
        schema_editor.execute(
            "CREATE TRIGGER history_event_append_only BEFORE UPDATE ON history_event "
            "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
        )


def unprotect(apps, schema_editor):
    where = " ON history_event" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS history_event_append_only{where}")


class Migration(migrations.Migration):
    dependencies = [("history", "0002_roles")]
    operations = [migrations.RunPython(protect, unprotect)]
