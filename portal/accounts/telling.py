"""Mails to people about how they sign in: what was changed, and what looks like somebody else.

They say the same as the history and the list of sessions, and lead to the page where sessions are
ended; nothing in them signs anybody in. Who has no address is told nothing.
"""

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from portal import languages, throttling, trail
from portal.history.services import record
from portal.notifications.services import notify
from portal.oversight import visits

GUESSING_SECONDS = 3600  # between mails about guessing, however much there is of it

TOLD = {
    "user.own_password_changed": _("Your password was changed"),
    "user.password_changed": _("An administrator changed your password"),
    "user.app_added": _("An app for codes was added"),
    "user.app_removed": _("An app for codes was removed"),
    "user.passkey_added": _("A passkey was added"),
    "user.passkey_removed": _("A passkey was removed"),
    "user.recovery_codes_made": _("New recovery codes were made"),
    "user.recovery_code_used": _("A recovery code was used"),
    "user.second_factor_reset": _("An administrator reset your second factor"),
    "user.provider_linked": _("The account was linked with the administration's sign-in"),
    "user.signed_in": _("Somebody signed in from a place or a browser not seen before"),
    "user.guessed_at": _("Somebody tried many wrong passwords"),
    "user.codes_guessed_at": _(
        "Somebody passed the first step of signing in, and tried many wrong codes"
    ),
    "user.changed": _("The e-mail address or the user name was changed"),
}


def tell(user: User, verb: str, *, browser: str = "") -> None:
    """Have the person told of what has just been noted. Call it in the same transaction.

    Nothing that somebody could have typed is in it: whoever is in could write to its owner by it.
    """
    if not user.email or not user.is_staff:
        return
    language, where = _language_of(user), trail.current()
    with override(language):
        context = {
            "what": str(TOLD[verb]),
            "username": user.get_username(),
            "when": date_format(timezone.localtime(), "DATETIME_FORMAT"),
            "zone": timezone.get_current_timezone_name(),
            "network": where.network if where else "",
            "browser": browser,
            "account": reverse("admin:account"),
        }
    notify("account", user.email, language, context)


def note_guessing(user: User, verb: str) -> None:
    """Somebody guesses at an account: into history, and told once an hour. In no transaction."""
    record(verb, user)
    if throttling.allow("told of guessing", str(user.pk), 1, GUESSING_SECONDS):
        tell(user, verb)


def tell_of_change(before: User, user: User) -> None:
    """Somebody's address or name was changed: the address of before is told."""
    if (before.email, before.username) != (user.email, user.username):
        tell(before, "user.changed")


def _language_of(user: User) -> str:
    """The one in which the person last looked at the first page."""
    current = get_language() or ""
    here = current if current in languages.CODES else languages.CODES[0]
    return visits.language_of(user) or here
