"""Which departments, and which rows of a department, somebody sees."""

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import models

from portal.organisation.rules import departments_where

if TYPE_CHECKING:
    from portal.organisation.models import Department


class DepartmentQuerySet(models.QuerySet["Department"]):
    def active(self):
        """Departments shown to residents."""
        return self.filter(is_active=True)

    def managed_by(self, user, permission="organisation.view_department"):
        """Departments in which `user` holds `permission`."""
        return within(self, user, permission, field="pk")


DepartmentManager = models.Manager.from_queryset(DepartmentQuerySet)


def people_who_may(permission: str, department_id: int):
    """Who holds a permission in the very department, and can be reached by e-mail."""
    app, codename = permission.split(".")
    people = get_user_model().objects.filter(
        is_active=True,
        memberships__department=department_id,
        memberships__role__permissions__codename=codename,
        memberships__role__permissions__content_type__app_label=app,
    )
    return people.exclude(email="").distinct()


def within(queryset, user, permission, *, field="department"):
    """`queryset` limited to the departments in which `user` holds `permission`.

    The one place where "own department only" is put into a query.
    """
    departments = departments_where(user, permission)
    if departments is None:
        return queryset
    return queryset.filter(**{f"{field}__in": departments})
