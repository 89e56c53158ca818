from django.db import migrations

from portal.organisation.roles import ADMINISTRATOR, give


def who_manages_people(apps, schema_editor):
    give(
        apps,
        ADMINISTRATOR,
        *(f"auth.{action}_user" for action in ("view", "add", "change", "delete")),
    )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_roles")]
    operations = [migrations.RunPython(who_manages_people, migrations.RunPython.noop)]
