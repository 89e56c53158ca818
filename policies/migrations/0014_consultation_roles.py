"""Who does what with consultations; how long one lasts at least where that is known."""

from django.db import migrations

from portal.organisation.roles import ADMINISTRATOR, CASE_OFFICER, EDITOR, PUBLISHER, ROLES, give

DRAFT = ("policies.add_consultation", "policies.change_consultation")
DECIDE = "policies.publish_consultation"
READ = ("policies.view_response", "policies.change_response")
LEAST = {
    "macau": (30, "Normative guidelines on consulting the public about policies"),
    "mainland": (30, "Interim regulations on the procedure of major administrative decisions"),
}


def who_does_what(apps, schema_editor):
    for role in ROLES:
        give(apps, role, "policies.view_consultation")
    give(apps, EDITOR, *DRAFT)
    give(apps, PUBLISHER, *DRAFT, DECIDE, *READ)
    give(apps, CASE_OFFICER, *READ)
    give(apps, ADMINISTRATOR, *DRAFT, DECIDE, "policies.delete_consultation")


def how_long(apps, schema_editor):
    for code, (days, source) in LEAST.items():
        apps.get_model("policies", "DeadlineProfile").objects.filter(code=code).update(
            consultation_days=days, consultation_source=source
        )


class Migration(migrations.Migration):
    dependencies = [("policies", "0013_consultations"), ("organisation", "0002_roles")]
    operations = [
        migrations.RunPython(who_does_what, migrations.RunPython.noop),
        migrations.RunPython(how_long, migrations.RunPython.noop),
    ]
