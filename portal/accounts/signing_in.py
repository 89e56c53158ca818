"""From a password to a session: nobody is signed in before everything that is needed was shown.

Between the steps the session knows who is about to come in, for ten minutes, and no more than that:
for every other page such a person is nobody.
"""

from dataclasses import dataclass

from django.contrib.auth import SESSION_KEY, get_user, login
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from portal.accounts import places, services, sessions
from portal.accounts.requirements import must_have_second_factor
from portal.accounts.telling import tell
from portal.history.services import record

PENDING = "about_to_sign_in"
SECONDS = 600
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Newcomer:
    """Who has shown a first proof, and where they were going."""

    user: User
    way: str
    next: str


def begin(
    request: HttpRequest, user: User, following: str, *, way: str, proved_by: str = ""
) -> str:
    """The first proof was right; the address at which the person goes on.

    `following` is where they were going; `proved_by` a second factor that was shown at once.
    """
    if not proved_by:
        if services.has_second_factor(user):
            _wait_for(request, user, way, following)
            return reverse("admin:second_step")
        if must_have_second_factor(user):
            _wait_for(request, user, way, following)
            return reverse("admin:account")
    finish(request, user, way=way, proved_by=proved_by)
    return following


def newcomer(request: HttpRequest) -> Newcomer | None:
    """Who is about to come in with this session."""
    said = request.session.get(PENDING)
    if not said or not 0 <= timezone.now().timestamp() - said["at"] < SECONDS:
        return None
    user = User.objects.filter(pk=said["user"], is_active=True, is_staff=True).first()
    if user is None or not constant_time_compare(said["hash"], user.get_session_auth_hash()):
        return None  # the password was changed in between
    return Newcomer(user, said["way"], said["next"])


def finish(request: HttpRequest, user: User, *, way: str, proved_by: str) -> None:
    """Everything was shown: from here on the person is signed in."""
    request.session.pop(PENDING, None)
    with transaction.atomic():
        login(request, user, backend=BACKEND)
        request.session[sessions.PROVED_BY] = proved_by
        event = record(
            places.SIGNED_IN,
            user,
            actor=user,
            way=way,
            proved_by=proved_by,
            browser=places.mark_of(request, user),
        )
        if places.is_new(event, user):
            tell(user, places.SIGNED_IN, browser=places.name_of(request))


def lacks_proof(request: HttpRequest, user) -> bool:
    """Whether this person needs a second factor and came in without one.

    A role that is given to somebody who is signed in asks for it at once.
    """
    if not user.is_authenticated or request.session.get(sessions.PROVED_BY):
        return False
    return must_have_second_factor(user)


def take_up(request: HttpRequest) -> bool:
    """Whether somebody is signed in whose proof no longer suffices; they go on from there."""
    if SESSION_KEY not in request.session:
        return False
    user = get_user(request)
    if not isinstance(user, User) or not lacks_proof(request, user):
        return False
    _wait_for(request, user, "password", address_after(request))
    return True


def address_after(request: HttpRequest) -> str:
    """Where the person was going: only ever a page of this host."""
    said = request.POST.get("next") or request.GET.get("next") or ""
    here = {request.get_host()}
    if url_has_allowed_host_and_scheme(said, here, require_https=request.is_secure()):
        return said
    return reverse("admin:index")


def _wait_for(request: HttpRequest, user: User, way: str, following: str) -> None:
    request.session.cycle_key()
    request.session[PENDING] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "way": way,
        "next": following,
        "at": timezone.now().timestamp(),
    }
