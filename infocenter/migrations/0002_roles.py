from django.db import migrations

from portal.organisation.roles import (
    ADMINISTRATOR,
    CASE_OFFICER,
    EDITOR,
    PUBLISHER,
    ROLES,
    give,
)


def may(actions, *models):
    return tuple(f"infocenter.{action}_{model}" for action in actions for model in models)


WRITE = ("add", "change", "delete")
READ = may(
    ("view",),
    "document",
    "documenttranslation",
    "attachment",
    "edition",
    "topic",
    "searchcount",
    "popularsearch",
    "synonymgroup",
    "bestbet",
)
DRAFT = (
    *may(("add", "change", "submit"), "document"),
    *may(WRITE, "documenttranslation", "attachment"),
)
PUBLISH = may(("publish", "withdraw"), "document")
GUIDE_THE_SEARCH = (*may(("change",), "popularsearch"), *may(WRITE, "synonymgroup", "bestbet"))
ADMINISTER = (*may(("delete",), "document"), *may(WRITE, "topic"))


def who_does_what(apps, schema_editor):
    for role in ROLES:
        give(apps, role, *READ)
    give(apps, EDITOR, *DRAFT)
    give(apps, PUBLISHER, *DRAFT, *PUBLISH, *GUIDE_THE_SEARCH)
    give(apps, ADMINISTRATOR, *DRAFT, *PUBLISH, *GUIDE_THE_SEARCH, *ADMINISTER)
    for role in (EDITOR, PUBLISHER, CASE_OFFICER, ADMINISTRATOR):
        give(apps, role, *may(("correct",), "document"))


class Migration(migrations.Migration):
    dependencies = [("infocenter", "0001_initial"), ("organisation", "0002_roles")]
    operations = [migrations.RunPython(who_does_what, migrations.RunPython.noop)]
