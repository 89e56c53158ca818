from django.db import migrations

from portal.organisation.roles import (
    ADMINISTRATOR,
    INTAKE_OFFICER,
    LEADERSHIP,
    ROLES,
    SUPERVISOR,
    give,
)

READ = ("organisation.view_department", "organisation.view_member")
EVERYTHING = tuple(
    f"organisation.{action}_{model}"
    for action in ("view", "add", "change", "delete")
    for model in ("department", "member", "leadershipseat")
)
PEOPLE = tuple(f"auth.{action}_user" for action in ("view", "add", "change", "delete"))


def make_roles(apps, schema_editor):
    for role in ROLES:
        give(apps, role, *READ)
    for role in (SUPERVISOR, LEADERSHIP, ADMINISTRATOR, INTAKE_OFFICER):
        give(apps, role, "organisation.act_everywhere")
    give(apps, LEADERSHIP, "organisation.view_leadershipseat")
    give(apps, ADMINISTRATOR, *EVERYTHING, *PEOPLE)


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
