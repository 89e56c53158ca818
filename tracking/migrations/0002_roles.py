from django.db import migrations

from portal.organisation.roles import (
    ADMINISTRATOR,
    LEADERSHIP,
    MEASURE_OFFICER,
    ROLES,
    SUPERVISOR,
    give,
)


def may(actions, *models):
    return tuple(f"tracking.{action}_{model}" for action in actions for model in models)


ALL = ("view", "add", "change", "delete")
VIEW = may(("view",), "programme", "measure", "progressreport")
OVERSEE = may(("view",), "notice", "evaluation", "actionitem", "recognition", "meeting")
NORMS = may(("view", "change"), "normsinforce")
REPORT = (
    *may(("view",), "actionitem", "meeting", "notice", "recognition"),
    *may(("add", "change"), "progressreport"),
    "tracking.answer_notice",
    "tracking.report_actionitem",
    "tracking.answer_recognition",
)
SUPERVISE = (
    *may((*ALL, "publish"), "programme", "evaluation"),
    *may(ALL, "measure", "supervisionrule", "meeting", "training"),
    *may(("view", "add", "change"), "notice"),
    *may(("view", "change"), "actionitem"),
    *may(("view", "add"), "recognition", "publicreport"),
    "tracking.verify_progressreport",
    "tracking.view_normsinforce",
)
LEAD = (
    *may(("view", "add", "approve"), "publicreport"),
    *may(("add", "decide"), "recognition"),
    "tracking.change_notice",
    "tracking.view_supervisionrule",
)


def who_does_what(apps, schema_editor):
    for role in ROLES:
        give(apps, role, *VIEW, "tracking.view_training")
    give(apps, MEASURE_OFFICER, *REPORT)
    give(apps, SUPERVISOR, *SUPERVISE)
    give(apps, LEADERSHIP, *OVERSEE, *NORMS, *LEAD)
    give(apps, ADMINISTRATOR, *OVERSEE, *NORMS, *may(ALL, "supervisionrule"))
    give(apps, ADMINISTRATOR, "tracking.view_publicreport")


class Migration(migrations.Migration):
    dependencies = [("tracking", "0001_initial"), ("organisation", "0002_roles")]
    operations = [migrations.RunPython(who_does_what, migrations.RunPython.noop)]
