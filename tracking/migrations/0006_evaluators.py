from django.db import migrations

from portal.organisation.roles import (
    ADMINISTRATOR,
    LEADERSHIP,
    MEASURE_OFFICER,
    ROLES,
    SUPERVISOR,
    give,
)


def all_of(model, *more):
    actions = ("view", "add", "change", "delete", *more)
    return tuple(f"tracking.{action}_{model}" for action in actions)


def who_evaluates(apps, schema_editor):
    give(apps, SUPERVISOR, *all_of("evaluation", "publish"), *all_of("meeting"))
    give(apps, SUPERVISOR, "tracking.view_actionitem", "tracking.change_actionitem")
    give(apps, SUPERVISOR, "tracking.view_recognition", "tracking.add_recognition")
    give(apps, SUPERVISOR, *all_of("training"))
    give(apps, MEASURE_OFFICER, "tracking.view_actionitem", "tracking.report_actionitem")
    give(apps, MEASURE_OFFICER, "tracking.view_recognition", "tracking.answer_recognition")
    give(apps, MEASURE_OFFICER, "tracking.view_meeting")
    give(apps, LEADERSHIP, "tracking.decide_recognition", "tracking.add_recognition")
    for role in (LEADERSHIP, ADMINISTRATOR):
        for model in ("evaluation", "actionitem", "recognition", "meeting"):
            give(apps, role, f"tracking.view_{model}")
    for role in ROLES:
        give(apps, role, "tracking.view_training")


class Migration(migrations.Migration):
    dependencies = [
        ("tracking", "0005_evaluations_meetings_trainings"),
        ("organisation", "0002_roles"),
    ]
    operations = [migrations.RunPython(who_evaluates, migrations.RunPython.noop)]
