"""Departments, topics and accounts of the demonstration. What is there already is left alone."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from infocenter.models import Topic
from portal import languages
from portal.demonstration import DEPARTMENT_ROLES, PASSWORD, read_toml
from portal.organisation.models import Department, LeadershipSeat, Member, Position


def add_departments() -> int:
    """Departments that aren't there yet; their number."""
    made, duties = 0, read_toml("leadership.toml")["duties"]
    for position, (code, values) in enumerate(read_toml("departments.toml").items(), start=1):
        texts = {
            f"{field}_{_column(language)}": values[field][language]
            for field in ("name", "description", "address")
            for language in languages.CODES
        }
        parent = values.get("parent")
        made += Department.objects.get_or_create(
            code=code,
            defaults={
                "email": values["email"],
                "phone": values["phone"],
                "parent": Department.objects.get(code=parent) if parent else None,
                "position": position,
                **texts,
                **_written("duties", duties[code]),
            },
        )[1]
    return made


def add_topics() -> int:
    """Topics that aren't there yet; their number."""
    made = 0
    for position, (slug, names) in enumerate(read_toml("topics.toml").items(), start=1):
        texts = {f"name_{_column(language)}": names[language] for language in languages.CODES}
        made += Topic.objects.get_or_create(slug=slug, defaults={"position": position, **texts})[1]
    return made


def add_accounts() -> list[str]:
    """Accounts that aren't there yet; their user names."""
    accounts = {
        f"{code.lower()}.{role}": {"name": f"{code} {role}", "roles": [f"{code} {role}"]}
        for code in read_toml("departments.toml")
        for role in DEPARTMENT_ROLES
    } | read_toml("accounts.toml")["accounts"]
    there = set(
        get_user_model().objects.filter(username__in=accounts).values_list("username", flat=True)
    )
    password = _password()
    made = [name for name in accounts if name not in there]
    with transaction.atomic():
        for username in made:
            _add_account(username, accounts[username], password)
    return made


def passwords_are_set() -> bool:
    """Only where nobody could mistake the portal for a real one."""
    return settings.DEBUG or settings.FAROL_DEMONSTRATION


def _password() -> str:
    """The one password as it is stored: hashed once for all, as hashing is slow by design."""
    return make_password(PASSWORD if passwords_are_set() else None)


def _add_account(username: str, values: dict, password: str) -> None:
    user = get_user_model().objects.create(
        username=username,
        first_name=values["name"],
        email=f"{username}@example.org",
        password=password,
        is_staff=True,
        is_superuser=values.get("superuser", False) and passwords_are_set(),
    )
    for each in values["roles"]:
        code, role = each.split(" ", 1)
        Member.objects.create(
            user=user,
            department=Department.objects.get(code=code),
            role=Group.objects.get(name=role),
        )
    seat = values.get("seat")
    taken = seat == Position.HEAD and LeadershipSeat.objects.filter(position=seat).exists()
    if seat and not taken:
        LeadershipSeat.objects.create(user=user, position=seat, **_seat(seat))


def _seat(position: str) -> dict:
    """What residents read of a seat."""
    told = read_toml("leadership.toml")["seats"][position]
    texts: dict[str, str] = {}
    for field in ("name", "post", "duties"):
        texts |= _written(field, told[field])
    return {**texts, "unit": Department.objects.filter(code=told["unit"]).first()}


def _written(field: str, texts: dict[str, str]) -> dict[str, str]:
    """The columns of a field in the languages in which it is written."""
    return {f"{field}_{_column(language)}": words.strip() for language, words in texts.items()}


def _column(language: str) -> str:
    return language.replace("-", "_")
