from django.db import migrations

from portal.organisation.roles import (
    ADMINISTRATOR,
    LEADERSHIP,
    MEASURE_OFFICER,
    SUPERVISOR,
    give,
)

RULES = tuple(
    f"tracking.{action}_supervisionrule" for action in ("view", "add", "change", "delete")
)


def who_supervises(apps, schema_editor):
    for role in (MEASURE_OFFICER, LEADERSHIP, ADMINISTRATOR):
        give(apps, role, "tracking.view_notice")
    give(apps, MEASURE_OFFICER, "tracking.answer_notice")
    give(apps, SUPERVISOR, *RULES, "tracking.view_notice", "tracking.add_notice")
    give(apps, SUPERVISOR, "tracking.change_notice")
    give(apps, LEADERSHIP, "tracking.view_supervisionrule", "tracking.change_notice")
    give(apps, ADMINISTRATOR, *RULES)


class Migration(migrations.Migration):
    dependencies = [("tracking", "0003_supervision"), ("organisation", "0002_roles")]
    operations = [migrations.RunPython(who_supervises, migrations.RunPython.noop)]
