"""The database itself refuses to change the anchor of an article."""

from django.db import migrations

TRIGGER = "policies_article_anchor"


def protect(apps, schema_editor):
    when = "WHEN (OLD.anchor <> NEW.anchor OR OLD.policy_id <> NEW.policy_id)"
    begin = f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON policies_article FOR EACH ROW {when}"
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION policies_refuse_anchor() RETURNS trigger AS $$ "
            "BEGIN RAISE EXCEPTION 'anchors of articles are for ever'; END $$ LANGUAGE plpgsql"
        )
        schema_editor.execute(f"{begin} EXECUTE FUNCTION policies_refuse_anchor()")
    else:
        schema_editor.execute(
            f"{begin} BEGIN SELECT RAISE(ABORT, 'anchors of articles are for ever'); END"
        )


def unprotect(apps, schema_editor):
    where = " ON policies_article" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {TRIGGER}{where}")


class Migration(migrations.Migration):
    dependencies = [("policies", "0002_roles")]
    operations = [migrations.RunPython(protect, unprotect)]
