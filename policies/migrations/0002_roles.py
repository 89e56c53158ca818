from django.db import migrations

from portal.organisation.roles import (
    ADMINISTRATOR,
    CASE_OFFICER,
    EDITOR,
    INTAKE_OFFICER,
    LEADERSHIP,
    PUBLISHER,
    ROLES,
    SUPERVISOR,
    give,
)


def may(actions, *models):
    return tuple(f"policies.{action}_{model}" for action in actions for model in models)


ALL = ("view", "add", "change", "delete")
DRAFT = may(("add", "change"), "policy", "consultation")
PUBLISH = may(("publish",), "policy", "consultation")
RESPONSES = may(("view", "change"), "response")
ROUTE = (*may(("view", "add", "route"), "case"), "policies.view_routingrule")
HANDLE = may(("change", "approve"), "case")
ANSWERS = may(("view", "change", "publish"), "publishedanswer")
DEADLINES = ("deadlineprofile", "deadlinerule")


def who_does_what(apps, schema_editor):
    for role in ROLES:
        give(apps, role, *may(("view",), "policy", "consultation"))
    for role in (EDITOR, PUBLISHER, LEADERSHIP, ADMINISTRATOR):
        give(apps, role, "policies.view_publishedanswer")
    for role in (SUPERVISOR, LEADERSHIP):
        give(apps, role, *may(("view",), *DEADLINES))
    give(apps, EDITOR, *DRAFT)
    give(apps, PUBLISHER, *DRAFT, *PUBLISH, *RESPONSES)
    give(apps, INTAKE_OFFICER, *ROUTE)
    give(apps, CASE_OFFICER, *ROUTE, *HANDLE, *ANSWERS, *RESPONSES, *may(ALL, "cannedanswer"))
    give(apps, ADMINISTRATOR, *DRAFT, *PUBLISH, *may(("delete",), "policy", "consultation"))
    give(apps, ADMINISTRATOR, *may(ALL, "cannedanswer", "routingrule", "practice", *DEADLINES))


class Migration(migrations.Migration):
    dependencies = [("policies", "0001_initial"), ("organisation", "0002_roles")]
    operations = [migrations.RunPython(who_does_what, migrations.RunPython.noop)]
