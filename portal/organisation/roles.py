"""The roles as a new installation starts with them. Afterwards the groups are the truth.

A migration of each app gives its own permissions to the roles, so that operators can change them.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EDITOR = "editor"
PUBLISHER = "publisher"
CASE_OFFICER = "case officer"
INTAKE_OFFICER = "intake officer"
MEASURE_OFFICER = "measure officer"
SUPERVISOR = "supervisor"
LEADERSHIP = "leadership"
ADMINISTRATOR = "administrator"

NAMES: dict[str, Promise] = {
    EDITOR: _("Editor"),
    PUBLISHER: _("Publisher"),
    CASE_OFFICER: _("Case officer"),
    INTAKE_OFFICER: _("Intake officer"),
    MEASURE_OFFICER: _("Measure officer"),
    SUPERVISOR: _("Supervisor"),
    LEADERSHIP: _("Leadership"),
    ADMINISTRATOR: _("Administrator"),
}
ROLES = tuple(NAMES)


def role_name(group: str) -> str:
    """What people call the role that a group is; a group that was made here by its own name."""
    return str(NAMES.get(group, group))


def give(apps, role: str, *permissions: str) -> None:
    """Give `app.codename` permissions to a role, inside a migration.

    Django makes permissions only after all migrations, so they are made here when they are missing.
    """
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    content_type_model = apps.get_model("contenttypes", "ContentType")
    group, _made = group_model.objects.get_or_create(name=role)
    for permission in permissions:
        app, codename = permission.split(".")
        model = codename.rsplit("_", 1)[-1] if codename != "act_everywhere" else "department"
        content_type, _made = content_type_model.objects.get_or_create(app_label=app, model=model)
        row, _made = permission_model.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": codename}
        )
        group.permissions.add(row)
