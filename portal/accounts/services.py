"""Keeping, using and removing what proves that it is them who sign in.

All of it goes into history, and the person is told by mail.
"""

import base64
import hashlib
import secrets

import pyotp
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import sealing
from portal.accounts import sessions
from portal.accounts.models import AuthenticatorApp, Passkey, ProviderAccount, RecoveryCode
from portal.accounts.telling import tell
from portal.history.services import record
from portal.workflow import Refused

RECOVERY_CODES = 10
PASSKEYS = 20
STEP = 30  # seconds for which a code of an app holds


def has_second_factor(user) -> bool:
    """Whether there is something beside the password with which the person signs in."""
    return AuthenticatorApp.objects.filter(user=user).exists() or user.passkeys.exists()


# --- Codes of an app ---------------------------------------------------------------------------


def new_secret() -> str:
    """A secret to share with an app: 160 random bits."""
    return pyotp.random_base32()


def app_address(user, secret: str, issuer: str) -> str:
    """What an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=user.get_username(), issuer_name=issuer)


@transaction.atomic
def keep_app(user, secret: str, code: str, *, by) -> bool:
    """Take an app whose code shows that it has the secret; it takes the place of one before."""
    step = _step_of(secret, code)
    if step is None:
        return False
    AuthenticatorApp.objects.update_or_create(
        user=user,
        defaults={
            "sealed_secret": sealing.seal(secret),
            "last_step": step,
            "added_at": timezone.now(),
        },
    )
    record("user.app_added", user, actor=by)
    tell(user, "user.app_added")
    return True


def take_code(user, code: str) -> bool:
    """Whether this is the app's code of now. Each is taken once, by one of many at once."""
    app = AuthenticatorApp.objects.filter(user=user).first()
    if app is None:
        return False
    step = _step_of(sealing.unseal(app.sealed_secret), code)
    if step is None:
        return False
    rows = AuthenticatorApp.objects.filter(pk=app.pk, last_step__lt=step)
    return rows.update(last_step=step) == 1


def _step_of(secret: str, code: str) -> int | None:
    """The half minute of which this is the code: this one, or the one before or after."""
    code = "".join(code.split())
    if not (len(code) == 6 and code.isascii() and code.isdigit()):
        return None
    generator, now = pyotp.TOTP(secret), int(timezone.now().timestamp()) // STEP
    found = [each for each in (now - 1, now, now + 1) if _is(generator, each, code)]
    return found[-1] if found else None


def _is(generator: pyotp.TOTP, step: int, code: str) -> bool:
    return secrets.compare_digest(generator.generate_otp(step), code)


@transaction.atomic
def remove_app(user, *, by) -> None:
    """Take no more codes of the app."""
    if AuthenticatorApp.objects.filter(user=user).delete()[0]:
        record("user.app_removed", user, actor=by)
        tell(user, "user.app_removed")


def seal_again() -> int:
    """Seal the secrets of apps with the first key; their number."""
    done = 0
    for pk, sealed in AuthenticatorApp.objects.values_list("pk", "sealed_secret").iterator():
        fresh = sealing.seal_again(sealed.encode()).decode()
        rows = AuthenticatorApp.objects.filter(pk=pk, sealed_secret=sealed)
        done += rows.update(sealed_secret=fresh)
    return done


# --- Passkeys ----------------------------------------------------------------------------------


@transaction.atomic
def keep_passkey(user, verified, name: str, *, by) -> Passkey:
    """Keep the public half of a passkey that has just been made."""
    if user.passkeys.count() >= PASSKEYS:
        raise Refused(_("You have too many passkeys. Remove one that you no longer use."))
    try:
        with transaction.atomic():
            passkey = Passkey.objects.create(
                user=user,
                name=name or _("Passkey"),
                credential_id=_text(verified.credential_id),
                public_key=verified.credential_public_key,
                sign_count=verified.sign_count,
            )
    except IntegrityError as error:
        raise Refused(_("This passkey is registered already.")) from error
    record("user.passkey_added", user, actor=by, name=passkey.name)
    tell(user, "user.passkey_added")
    return passkey


def note_use(passkey: Passkey, sign_count: int) -> bool:
    """A passkey was used. One whose count doesn't grow was copied, or is used twice at once."""
    rows = Passkey.objects.filter(pk=passkey.pk, sign_count=passkey.sign_count)
    return rows.update(sign_count=sign_count, used_at=timezone.now()) == 1


@transaction.atomic
def remove_passkey(passkey: Passkey, *, by) -> None:
    """Take this passkey no more."""
    record("user.passkey_removed", passkey.user, actor=by, name=passkey.name)
    tell(passkey.user, "user.passkey_removed")
    passkey.delete()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


# --- Recovery codes ----------------------------------------------------------------------------


@transaction.atomic
def renew_recovery_codes(user, *, by) -> list[str]:
    """New recovery codes, shown this once; those before hold no more.

    The first ones come with an app or a passkey, of which the person is told.
    """
    there_were, _by_model = user.recovery_codes.all().delete()
    codes = [_new_code() for _number in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=_digest(user, code)) for code in codes
    )
    record("user.recovery_codes_made", user, actor=by)
    if there_were:
        tell(user, "user.recovery_codes_made")
    return codes


def take_recovery_code(user, code: str) -> bool:
    """Whether this is one of the person's codes. It holds no more afterwards."""
    with transaction.atomic():
        rows = RecoveryCode.objects.filter(user=user, digest=_digest(user, code))
        if not rows.delete()[0]:
            return False
        left = user.recovery_codes.count()
        record("user.recovery_code_used", user, actor=user, left=left)
        tell(user, "user.recovery_code_used")
    return True


def _new_code() -> str:
    letters = base64.b32encode(secrets.token_bytes(15)).decode().lower()  # 120 bits
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _digest(user, code: str) -> str:
    """A hash is enough: nobody guesses 120 random bits."""
    bare = "".join(each for each in code.lower() if each.isalnum())
    return hashlib.sha256(f"{user.pk}:{bare}".encode("utf-8", "replace")).hexdigest()


# --- People --------------------------------------------------------------------------------------


@transaction.atomic
def forget_proofs(user: User, *, by) -> None:
    """For who has lost everything: the next sign-in sets up a new second factor."""
    AuthenticatorApp.objects.filter(user=user).delete()
    user.passkeys.all().delete()
    user.recovery_codes.all().delete()
    ProviderAccount.objects.filter(user=user).delete()
    sessions.end(user, by=by)
    record("user.second_factor_reset", user, actor=by)
    tell(user, "user.second_factor_reset")


@transaction.atomic
def note_own_password(user: User, *, keep: str | None) -> None:
    """A person has changed the own password: elsewhere they are signed out."""
    sessions.end(user, by=user, keep=keep)
    record("user.own_password_changed", user, actor=user)
    tell(user, "user.own_password_changed")


@transaction.atomic
def note_password_given(user: User, *, by) -> None:
    """An administrator has given a person another password."""
    record("user.password_changed", user, actor=by)
    tell(user, "user.password_changed")
