"""What the verbs of history are called. Each app adds its own; an unknown one is shown as it is."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_words: dict[str, str | Promise] = {}


def name_verbs(words: Mapping[str, str | Promise]) -> None:
    """Give verbs (`document.published`) the words by which people know them."""
    _words.update(words)


def words_of(verb: str) -> str | Promise:
    """What was done, for people."""
    return _words.get(verb, verb)


name_verbs(
    {
        "department.added": _("Department added"),
        "department.changed": _("Department changed"),
        "calendar.renewed": _("Secret address of a work plan given"),
        "calendar.ended": _("Secret address of a work plan ended"),
        "member.added": _("Member added"),
        "member.changed": _("Member changed"),
        "member.removed": _("Member removed"),
        "leadership.changed": _("Leadership group changed"),
        "leadership.left": _("Left the leadership group"),
        "user.added": _("Account opened"),
        "user.changed": _("Account changed"),
        "user.deleted": _("Account deleted"),
        "user.signed_in": _("Signed in"),
        "user.guessed_at": _("Too many wrong passwords from one network"),
        "user.codes_guessed_at": _("Too many wrong codes from one network"),
        "user.sessions_ended": _("Signed out elsewhere"),
        "user.own_password_changed": _("Own password changed"),
        "user.app_added": _("App for codes added"),
        "user.app_removed": _("App for codes removed"),
        "user.passkey_added": _("Passkey added"),
        "user.passkey_removed": _("Passkey removed"),
        "user.recovery_codes_made": _("Recovery codes made"),
        "user.recovery_code_used": _("Recovery code used"),
        "user.second_factor_reset": _("Second factor reset by an administrator"),
        "user.provider_linked": _("Linked with the administration's sign-in"),
        "user.password_changed": _("Password changed by an administrator"),
        "role.added": _("Role added"),
        "role.changed": _("Role changed"),
        "user.seen": _("Account looked at"),
        "role.permissions": _("Permissions of a role changed"),
        "role.deleted": _("Role deleted"),
        "delivery.again": _("Mail sent again"),
        "special_day.added": _("Special day added"),
        "special_day.changed": _("Special day changed"),
        "special_day.deleted": _("Special day deleted"),
        "standing_page.added": _("Standing page written"),
        "standing_page.changed": _("Standing page changed"),
        "standing_page.deleted": _("Standing page set back"),
    }
)
