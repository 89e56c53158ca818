"""Changing departments, the people in them, and roles. What residents see changes at once."""

from collections.abc import Callable, Iterable

from django.contrib.auth.models import Group, User
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from portal import pagecache
from portal.history.services import record, record_links, record_look
from portal.organisation.models import Department, LeadershipSeat, Member
from portal.organisation.rules import may_give_role
from portal.workflow import Refused

_follow: list[Callable[[Department], object]] = []
_follow_accounts: list[Callable[[User, User], object]] = []


def when_saved(follow: Callable[[Department], object]) -> None:
    """Have this called with each department that is saved, in the same transaction.

    Apps that stand on this one call it in `ready`.
    """
    _follow.append(follow)


def when_account_changed(follow: Callable[[User, User], object]) -> None:
    """Have this called with an account as it was and as it is now, in the same transaction.

    Apps that stand on this one call it in `ready`.
    """
    _follow_accounts.append(follow)


@transaction.atomic
def save_department(department: Department, *, by, changed: Iterable[str] = ()) -> Department:
    """Keep a new or changed department; its name stands in the rows of lists."""
    _keep("department", department, by, changed)
    for follow in _follow:
        follow(department)
    pagecache.invalidate(rows=True)
    return department


@transaction.atomic
def save_member(member: Member, *, by, changed: Iterable[str] = ()) -> Member:
    """Give a user a role in a department. Nobody gives away more than they hold."""
    if by is not None and not may_give_role(by, member.role, member.department):
        raise Refused(_("You can't give this role: it may do more than you may."))
    return _keep("member", member, by, changed)


@transaction.atomic
def remove_member(member: Member, *, by) -> None:
    """Take a role from a user."""
    _discard("member.removed", member, by)


@transaction.atomic
def save_seat(seat: LeadershipSeat, *, by, changed: Iterable[str] = ()) -> LeadershipSeat:
    """Give a person a seat in the leadership group, and say what residents read of it."""
    seat.save()
    record("leadership.changed", seat, actor=by, changed=sorted(changed))
    pagecache.invalidate()
    return seat


@transaction.atomic
def remove_seat(seat: LeadershipSeat, *, by) -> None:
    """Take a seat in the leadership group."""
    _discard("leadership.left", seat, by)
    pagecache.invalidate()


@transaction.atomic
def save_user(user: User, *, by, changed: Iterable[str] = ()) -> User:
    """Open or change an account. Only superusers make superusers, or touch one."""
    before = User.objects.filter(pk=user.pk).first()
    touches_one = user.is_superuser or (before and before.is_superuser)
    if touches_one and by is not None and not by.is_superuser:
        raise Refused(_("Only a superuser can make or change a superuser."))
    _keep("user", user, by, changed)
    if before is not None:
        for follow in _follow_accounts:
            follow(before, user)
    return user


@transaction.atomic
def delete_user(user: User, *, by) -> None:
    """Delete an account that has done nothing yet. Others are set inactive."""
    _discard("user.deleted", user, by)


@transaction.atomic
def save_role(role: Group, *, by, changed: Iterable[str] = ()) -> Group:
    """Keep a role; its permissions are what its holders may do."""
    return _keep("role", role, by, changed)


def note_permissions(role: Group, *, by) -> None:
    """Note what permissions a role has been given, once they are linked to it."""
    record_links("role.permissions", role, actor=by)


def look_at_person(user: User, *, by) -> None:
    """Note that somebody looks at the account of a person."""
    record_look("user.seen", user, actor=by)


@transaction.atomic
def delete_role(role: Group, *, by) -> None:
    """Delete a role that nobody holds."""
    _discard("role.deleted", role, by)


def _keep(noun: str, thing: models.Model, by, changed: Iterable[str]):
    verb = "added" if thing.pk is None else "changed"
    thing.save()
    record(f"{noun}.{verb}", thing, actor=by, changed=sorted(changed))
    return thing


def _discard(verb: str, thing: models.Model, by) -> None:
    try:
        with transaction.atomic():
            record(verb, thing, actor=by)
            thing.delete()
    except ProtectedError as error:
        raise Refused(
            _("“%(thing)s” can't be deleted, because other things refer to it. Set it inactive.")
            % {"thing": thing}
        ) from error
