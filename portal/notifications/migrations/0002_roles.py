from django.db import migrations

from portal.organisation.roles import ADMINISTRATOR, give


def who_sees_the_outbox(apps, schema_editor):
    give(apps, ADMINISTRATOR, "notifications.view_delivery", "notifications.change_delivery")


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial"), ("organisation", "0002_roles")]
    operations = [migrations.RunPython(who_sees_the_outbox, migrations.RunPython.noop)]
