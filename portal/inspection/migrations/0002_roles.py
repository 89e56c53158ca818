from django.db import migrations

from portal.organisation.roles import ADMINISTRATOR, LEADERSHIP, SUPERVISOR, give


def who_inspects(apps, schema_editor):
    for role in (SUPERVISOR, LEADERSHIP, ADMINISTRATOR):
        give(apps, role, "inspection.view_inspection", "inspection.view_limits")
    for role in (SUPERVISOR, ADMINISTRATOR):
        give(apps, role, "inspection.add_inspection", "inspection.change_limits")


def limits_to_begin_with(apps, schema_editor):
    apps.get_model("inspection", "Limits").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("inspection", "0001_initial"), ("organisation", "0002_roles")]
    operations = [
        migrations.RunPython(who_inspects, migrations.RunPython.noop),
        migrations.RunPython(limits_to_begin_with, migrations.RunPython.noop),
    ]
