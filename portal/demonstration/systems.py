"""A department's system that works by the API, and its key, which is told at each start."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from portal.demonstration import people
from portal.organisation.models import Department, Member
from portal.organisation.roles import PUBLISHER
from portal.rest import services
from portal.rest.models import Key, ServiceAccount
from portal.rest.states import Scope

USERNAME = "ic.system"
NAME = "make demo"
DEPARTMENT = "IC"
LASTS = timedelta(days=31)


def add_system() -> None:
    """The account of a system of the first department, unless it is there; it has no key yet."""
    department = Department.objects.filter(code=DEPARTMENT).first()
    if department is None or ServiceAccount.objects.filter(username=USERNAME).exists():
        return
    account = ServiceAccount(
        username=USERNAME, first_name="Document management", email=f"{USERNAME}@example.org"
    )
    account.set_unusable_password()
    account.save()
    Member.objects.create(
        user_id=account.pk, department=department, role=Group.objects.get(name=PUBLISHER)
    )


def fresh_key() -> str:
    """A key for it, instead of the last that was told; empty in what is no demonstration."""
    account = ServiceAccount.objects.filter(username=USERNAME, is_active=True).first()
    if account is None or not people.passwords_are_set():
        return ""
    for each in Key.objects.filter(user_id=account.pk, name=NAME, revoked_at=None):
        services.revoke_key(each, by=None)
    _key, secret = services.make_key(
        account,
        by=None,
        name=NAME,
        scopes=[Scope.READ, Scope.PUBLISH],
        expires_at=timezone.now() + LASTS,
    )
    return secret
