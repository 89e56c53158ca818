from django.db import migrations

from portal.organisation.roles import ADMINISTRATOR, LEADERSHIP, SUPERVISOR, give


def who_reports(apps, schema_editor):
    for role in (SUPERVISOR, LEADERSHIP, ADMINISTRATOR):
        give(apps, role, "tracking.view_publicreport")
    for role in (SUPERVISOR, LEADERSHIP):
        give(apps, role, "tracking.add_publicreport")
    give(apps, LEADERSHIP, "tracking.approve_publicreport")


class Migration(migrations.Migration):
    dependencies = [("tracking", "0007_public_reports"), ("organisation", "0002_roles")]
    operations = [migrations.RunPython(who_reports, migrations.RunPython.noop)]
