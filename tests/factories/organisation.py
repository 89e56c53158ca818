"""Departments and the people in them."""

from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from portal.organisation.models import Department, LeadershipSeat, Member, Position
from portal.organisation.roles import PUBLISHER

_numbers = count(1)
PASSWORD = "a-good-long-password"


def department(code: str | None = None, **values) -> Department:
    """The department `code`, made if it isn't there; without a code, a new one."""
    number = next(_numbers)
    code = code or f"D{number}"
    names = {
        "name_zh_hant": f"第{number}局",
        "name_pt": f"Direção {number}",
        "name_en": f"Department {number}",
    }
    return Department.objects.get_or_create(code=code, defaults={**names, **values})[0]


def user(username: str | None = None, **values):
    """An account that may enter the admin."""
    values.setdefault("is_staff", True)
    return get_user_model().objects.create_user(
        username or f"person{next(_numbers)}", password=PASSWORD, **values
    )


def seat(person, position: str = Position.MEMBER) -> None:
    """Give somebody a seat in the leadership group."""
    LeadershipSeat.objects.create(user=person, position=position)


def another_role(person, role: str, of: Department) -> None:
    """Let somebody hold a further role in a department."""
    Member.objects.create(user=person, department=of, role=Group.objects.get(name=role))


def member(role: str = PUBLISHER, of: Department | None = None, username: str | None = None):
    """A user who holds `role` (a name of portal.organisation.roles) in a department."""
    person = user(username)
    Member.objects.create(
        user=person, department=of or department(), role=Group.objects.get(name=role)
    )
    return person
