from django.db import migrations

from portal.organisation.roles import ROLES, give


def who_reads_history(apps, schema_editor):
    for role in ROLES:
        give(apps, role, "history.view_event")


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial"), ("organisation", "0002_roles")]
    operations = [migrations.RunPython(who_reads_history, migrations.RunPython.noop)]
