from django.db import migrations

from portal.organisation.roles import ADMINISTRATOR, PUBLISHER, ROLES, give

MODELS = ("synonymgroup", "bestbet")
READ = (
    "infocenter.view_searchcount",
    "infocenter.view_popularsearch",
    *(f"infocenter.view_{model}" for model in MODELS),
)
GUIDE = (
    "infocenter.change_popularsearch",
    *(f"infocenter.{action}_{model}" for action in ("add", "change", "delete") for model in MODELS),
)


def who_guides_the_search(apps, schema_editor):
    for role in ROLES:
        give(apps, role, *READ)
    for role in (PUBLISHER, ADMINISTRATOR):
        give(apps, role, *GUIDE)


class Migration(migrations.Migration):
    dependencies = [
        ("infocenter", "0013_guidance"),
        ("organisation", "0002_roles"),
    ]
    operations = [migrations.RunPython(who_guides_the_search, migrations.RunPython.noop)]
