from django.db import migrations

from portal.organisation.roles import (
    ADMINISTRATOR,
    CASE_OFFICER,
    EDITOR,
    INTAKE_OFFICER,
    LEADERSHIP,
    MEASURE_OFFICER,
    PUBLISHER,
    SUPERVISOR,
    give,
)

VIEW = ("tracking.view_programme", "tracking.view_measure", "tracking.view_progressreport")
REPORT = ("tracking.add_progressreport", "tracking.change_progressreport")
PLAN = (
    *(f"tracking.{action}_programme" for action in ("add", "change", "delete", "publish")),
    *(f"tracking.{action}_measure" for action in ("add", "change", "delete")),
)


def who_plans_reports_and_verifies(apps, schema_editor):
    for role in (EDITOR, PUBLISHER, CASE_OFFICER, INTAKE_OFFICER, LEADERSHIP, ADMINISTRATOR):
        give(apps, role, *VIEW)
    give(apps, MEASURE_OFFICER, *VIEW, *REPORT)
    give(apps, SUPERVISOR, *VIEW, *PLAN, "tracking.verify_progressreport")
    give(apps, SUPERVISOR, "tracking.view_normsinforce")
    give(apps, LEADERSHIP, "tracking.view_normsinforce", "tracking.change_normsinforce")
    give(apps, ADMINISTRATOR, "tracking.view_normsinforce", "tracking.change_normsinforce")


def norms_to_begin_with(apps, schema_editor):
    apps.get_model("tracking", "NormsInForce").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("tracking", "0001_initial"), ("organisation", "0002_roles")]
    operations = [
        migrations.RunPython(who_plans_reports_and_verifies, migrations.RunPython.noop),
        migrations.RunPython(norms_to_begin_with, migrations.RunPython.noop),
    ]
