from django.db import migrations

from portal.organisation.roles import ADMINISTRATOR, CASE_OFFICER, EDITOR, PUBLISHER, give


def who_opens_documents_for_corrections(apps, schema_editor):
    for role in (EDITOR, PUBLISHER, CASE_OFFICER, ADMINISTRATOR):
        give(apps, role, "infocenter.correct_document")


class Migration(migrations.Migration):
    dependencies = [
        ("infocenter", "0018_origins_links_and_sheets"),
        ("organisation", "0002_roles"),
    ]
    operations = [
        migrations.RunPython(who_opens_documents_for_corrections, migrations.RunPython.noop)
    ]
