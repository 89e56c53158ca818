from django.db import migrations

from portal.organisation.roles import ADMINISTRATOR, EDITOR, PUBLISHER, ROLES, give

READ = (
    "infocenter.view_document",
    "infocenter.view_documenttranslation",
    "infocenter.view_attachment",
    "infocenter.view_edition",
    "infocenter.view_topic",
)
DRAFT = (
    "infocenter.add_document",
    "infocenter.change_document",
    "infocenter.submit_document",
    *(
        f"infocenter.{action}_{model}"
        for action in ("add", "change", "delete")
        for model in ("documenttranslation", "attachment")
    ),
)
PUBLISH = ("infocenter.publish_document", "infocenter.withdraw_document")
ADMINISTER = (
    "infocenter.delete_document",
    "infocenter.add_topic",
    "infocenter.change_topic",
    "infocenter.delete_topic",
)


def who_does_what(apps, schema_editor):
    for role in ROLES:
        give(apps, role, *READ)
    give(apps, EDITOR, *DRAFT)
    give(apps, PUBLISHER, *DRAFT, *PUBLISH)
    give(apps, ADMINISTRATOR, *DRAFT, *PUBLISH, *ADMINISTER)


class Migration(migrations.Migration):
    dependencies = [
        ("infocenter", "0003_immutable_editions"),
        ("organisation", "0002_roles"),
    ]
    operations = [migrations.RunPython(who_does_what, migrations.RunPython.noop)]
