from django.db import migrations

from portal.organisation.roles import ADMINISTRATOR, LEADERSHIP, give


def who_sees_counts(apps, schema_editor):
    for role in (ADMINISTRATOR, LEADERSHIP):
        give(apps, role, "subscriptions.view_subscription")


class Migration(migrations.Migration):
    dependencies = [("subscriptions", "0001_initial"), ("organisation", "0002_roles")]
    operations = [migrations.RunPython(who_sees_counts, migrations.RunPython.noop)]
