"""What people sign in with."""

import pyotp

from portal import sealing
from portal.accounts.models import AuthenticatorApp

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def app(person) -> AuthenticatorApp:
    """An app for codes whose secret is known."""
    return AuthenticatorApp.objects.create(user=person, sealed_secret=sealing.seal(SECRET))


def code() -> str:
    """The app's code of now."""
    return pyotp.TOTP(SECRET).now()
