from django.db import migrations

from portal.organisation.roles import LEADERSHIP, give


def who_oversees(apps, schema_editor):
    give(apps, LEADERSHIP, "policies.view_matter", "policies.change_matter")


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0004_deadline_profiles"),
        ("organisation", "0002_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Matter",
            fields=[],
            options={
                "verbose_name": "matter in the register",
                "verbose_name_plural": "register of matters",
                "proxy": True,
                "default_permissions": ("view", "change"),
                "indexes": [],
                "constraints": [],
            },
            bases=("policies.case",),
        ),
        migrations.RunPython(who_oversees, migrations.RunPython.noop),
    ]
