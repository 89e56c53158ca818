from django.db import migrations

from portal.organisation.roles import ADMINISTRATOR, give


def who_does_what(apps, schema_editor):
    give(
        apps,
        ADMINISTRATOR,
        *(f"pages.{action}_standingpage" for action in ("view", "add", "change", "delete")),
    )


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial"), ("organisation", "0002_roles")]
    operations = [migrations.RunPython(who_does_what, migrations.RunPython.noop)]
