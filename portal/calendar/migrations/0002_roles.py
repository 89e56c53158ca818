from django.db import migrations

from portal.organisation.roles import ADMINISTRATOR, ROLES, give


def who_does_what(apps, schema_editor):
    for role in ROLES:
        give(apps, role, "calendar.view_specialday")
    give(
        apps,
        ADMINISTRATOR,
        *(f"calendar.{action}_specialday" for action in ("add", "change", "delete")),
    )


class Migration(migrations.Migration):
    dependencies = [("calendar", "0001_initial"), ("organisation", "0002_roles")]
    operations = [migrations.RunPython(who_does_what, migrations.RunPython.noop)]
