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
    """A predicate: holds `permission` in the thing's department (in any, if no thing is given)."""

    @rules.predicate(name=f"member_may:{permission}")
    def predicate(user, thing=None):
        departments = departments_where(user, permission)
        if departments is None:
            return True
        if thing is None:
            return bool(departments)
        owner = _owner(thing)
        return bool(departments) if owner is BELONGS_TO_NONE else owner in departments

    return predicate


BELONGS_TO_NONE = object()


def department_id_of(thing) -> int | None:
    """The department that owns `thing`, or None.

    A department owns itself; parts ask their whole; what has no department (a topic, a page of the
    portal itself) belongs to none.
    """
    owner = _owner(thing)
    return None if owner is BELONGS_TO_NONE else owner


def _owner(thing):
    if hasattr(thing, "department_id"):
        return thing.department_id
    if hasattr(thing, "owner"):  # a part of a document, a case...: `owner` is the whole
        return _owner(thing.owner)
    if thing._meta.label_lower == "organisation.department":
        return thing.pk
    return BELONGS_TO_NONE


def may_give_role(user, role, department) -> bool:
    """Whether `user` may make somebody `role` in `department`.

    Nobody gives away more than they hold: who manages members of one department only gives roles
    that say no more than their own there. Who manages them everywhere gives any role.
    """
    where = departments_where(user, "organisation.add_member")
    if where is None:
        return True
    if department.pk not in where:
        return False
    given = {
        f"{app}.{codename}"
        for app, codename in role.permissions.values_list("content_type__app_label", "codename")
    }
    held = [each for (place, _role), each in powers(user).items() if place == department.pk]
    return given <= set().union(*held)


@rules.predicate
def manages_people(user, person=None):
    """Accounts belong to no department: only who may manage them everywhere does.

    An account that outranks them all (a superuser's) is managed by superusers alone.
    """
    if departments_where(user, "auth.change_user") is not None:
        return False
    return user.is_superuser or person is None or not person.is_superuser


@rules.predicate
def is_superuser(user, thing=None):
    """Runs the installation."""
    return user.is_active and user.is_superuser


@rules.predicate
def sees_people(user, person=None):
    """Accounts are looked at by those who manage them."""
    return departments_where(user, "auth.view_user") is None


def grant(*permissions: str) -> None:
    """Register `member_may` under each permission's own name."""
    for permission in permissions:
        rules.set_perm(permission, member_may(permission))


grant(
    *(f"organisation.{action}_department" for action in ("view", "add", "change", "delete")),
    *(f"organisation.{action}_member" for action in ("view", "add", "change", "delete")),
    *(f"organisation.{action}_leadershipseat" for action in ("view", "add", "change", "delete")),
)

rules.set_perm("auth.view_user", sees_people)
rules.set_perm("auth.add_user", manages_people)
rules.set_perm("auth.change_user", manages_people)
rules.set_perm("auth.delete_user", manages_people)

# A role's permissions say what its holders may do everywhere: changing them is for superusers.
rules.set_perm("auth.view_group", sees_people)
rules.set_perm("auth.add_group", is_superuser)
rules.set_perm("auth.change_group", is_superuser)
rules.set_perm("auth.delete_group", is_superuser)
