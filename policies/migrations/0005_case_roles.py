from django.db import migrations

from portal.organisation.roles import ADMINISTRATOR, CASE_OFFICER, INTAKE_OFFICER, give

ROUTE = ("policies.view_case", "policies.add_case", "policies.route_case")
HANDLE = ("policies.change_case", "policies.approve_case")
ACTIONS = ("view", "add", "change", "delete")
CANNED = tuple(f"policies.{action}_cannedanswer" for action in ACTIONS)
SET_UP = tuple(
    f"policies.{action}_{model}" for action in ACTIONS for model in ("routingrule", "practice")
)


def who_handles_cases(apps, schema_editor):
    give(apps, INTAKE_OFFICER, *ROUTE, "policies.view_routingrule")
    give(apps, CASE_OFFICER, *ROUTE, *HANDLE, *CANNED, "policies.view_routingrule")
    give(apps, ADMINISTRATOR, *CANNED, *SET_UP)


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0004_handling"),
        ("organisation", "0002_roles"),
    ]
    operations = [migrations.RunPython(who_handles_cases, migrations.RunPython.noop)]
