"""Who may do what, in which department. Written once: admin, API and views all ask here.

A role is a Django group; the permissions of the group say what the role may do. A member may do it
in the own department only, unless the role also holds `organisation.act_everywhere`.
"""

import rules

EVERYWHERE = "organisation.act_everywhere"


def powers(user) -> dict[tuple[int, int], set[str]]:
    """The permissions of `user` by (department, role), read once for each user object."""
    if not hasattr(user, "_powers"):
        rows = user.memberships.values_list(
            "department_id",
            "role_id",
            "role__permissions__content_type__app_label",
            "role__permissions__codename",
        )
        by_role: dict[tuple[int, int], set[str]] = {}
        for department, role, app, codename in rows:
            by_role.setdefault((department, role), set()).add(f"{app}.{codename}")
        user._powers = by_role
    return user._powers


def departments_where(user, permission: str) -> set[int] | None:
    """Ids of the departments in which `user` holds `permission`; None means all of them."""
    if not user.is_active or not user.is_authenticated:
        return set()
    if user.is_superuser:
        return None
    granted = {key: held for key, held in powers(user).items() if permission in held}
    if any(EVERYWHERE in held for held in granted.values()):
        return None
    return {department for department, _role in granted}


def member_may(permission: str):
    """A predicate: holds `permission` in the thing's department (or in any, when no thing is given)."""

    @rules.predicate(name=f"member_may:{permission}")
    def predicate(user, thing=None):
        departments = departments_where(user, permission)
        if departments is None:
            return True
        if thing is None:
            return bool(departments)
        return department_id_of(thing) in departments

    return predicate


def department_id_of(thing) -> int | None:
    """The department that owns `thing`; a department owns itself; parts ask their whole."""
    if hasattr(thing, "department_id"):
        return thing.department_id
    if hasattr(thing, "owner"):  # a part of a document, a case...: `owner` is the whole
        return department_id_of(thing.owner)
    return thing.pk


def grant(*permissions: str) -> None:
    """Register `member_may` under each permission's own name."""
    for permission in permissions:
        rules.set_perm(permission, member_may(permission))


grant(
    *(f"organisation.{action}_department" for action in ("view", "add", "change", "delete")),
    *(f"organisation.{action}_member" for action in ("view", "add", "change", "delete")),
    *(f"organisation.{action}_leadershipseat" for action in ("view", "add", "change", "delete")),
)
