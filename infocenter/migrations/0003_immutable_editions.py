"""The database itself refuses to change an edition; only what residents are shown may move."""

from django.db import migrations

TABLES = {
    "infocenter_edition": {"is_current", "is_superseded"},
    "infocenter_editiontranslation": set(),
    "infocenter_editionfile": set(),
    "infocenter_editiondataset": set(),
}


def columns(schema_editor, table):
    with schema_editor.connection.cursor() as cursor:
        rows = schema_editor.connection.introspection.get_table_description(cursor, table)
    return [row.name for row in rows]


def protect(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION infocenter_refuse_change() RETURNS trigger AS $$ "
            "BEGIN RAISE EXCEPTION 'editions are immutable'; END $$ LANGUAGE plpgsql"
        )
    for table, movable in TABLES.items():
        fixed = ", ".join(
            schema_editor.quote_name(name)
            for name in columns(schema_editor, table)
            if name not in movable
        )
        name = f"{table}_immutable"
        if vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE OF {fixed} ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION infocenter_refuse_change()"
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE OF {fixed} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'editions are immutable'); END"
            )


def unprotect(apps, schema_editor):
    for table in TABLES:
        where = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_immutable{where}")


class Migration(migrations.Migration):
    dependencies = [("infocenter", "0002_roles")]
    operations = [migrations.RunPython(protect, unprotect)]
