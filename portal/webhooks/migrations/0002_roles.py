from django.db import migrations

from portal.organisation.roles import ADMINISTRATOR, give


def who_sets_up_endpoints(apps, schema_editor):
    give(
        apps,
        ADMINISTRATOR,
        *(f"webhooks.{action}_endpoint" for action in ("view", "add", "change", "delete")),
        "webhooks.view_message",
        "webhooks.change_message",
    )


class Migration(migrations.Migration):
    dependencies = [("webhooks", "0001_initial"), ("organisation", "0002_roles")]
    operations = [migrations.RunPython(who_sets_up_endpoints, migrations.RunPython.noop)]
