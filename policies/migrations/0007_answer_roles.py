from django.db import migrations

from portal.organisation.roles import (
    ADMINISTRATOR,
    CASE_OFFICER,
    EDITOR,
    LEADERSHIP,
    PUBLISHER,
    give,
)

VIEW = "policies.view_publishedanswer"
WRITE = (VIEW, "policies.change_publishedanswer", "policies.publish_publishedanswer")


def who_publishes_answers(apps, schema_editor):
    for role in (EDITOR, PUBLISHER, LEADERSHIP, ADMINISTRATOR):
        give(apps, role, VIEW)
    give(apps, CASE_OFFICER, *WRITE)


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0006_published_answers"),
        ("organisation", "0002_roles"),
    ]
    operations = [migrations.RunPython(who_publishes_answers, migrations.RunPython.noop)]
