"""Who must show more than a password: whoever may publish, decide, or see personal data.

Permissions say so, not names of roles: operators change what roles may do. Apps name theirs in
`ready`.
"""

from django.conf import settings

from portal import demonstration
from portal.organisation.rules import powers

_sensitive: set[str] = set()


def require_second_factor(*permissions: str) -> None:
    """Who holds one of these, in any department, signs in with a second factor."""
    _sensitive.update(permissions)


def must_have_second_factor(user) -> bool:
    """Whether this person may come in with a second factor only."""
    if settings.FAROL_SECOND_FACTOR == "optional" or _is_of_the_demonstration(user):
        return False
    if user.is_superuser or hasattr(user, "leadership_seat"):
        return True
    return any(held & _sensitive for held in powers(user).values())


def _is_of_the_demonstration(user) -> bool:
    """Its accounts have a published password; check portal.E006 lets no real portal have them."""
    return settings.FAROL_DEMONSTRATION and user.username in demonstration.USERNAMES


require_second_factor(
    "organisation.add_member",
    "organisation.change_member",
    "organisation.change_leadershipseat",
    "auth.view_user",
    "auth.change_user",
)
