"""Passkeys (WebAuthn): what a browser is asked, and whether its answer is right.

What is asked carries its own proof (a signed text, good for ten minutes and one answer), so that
looking at the sign-in page leaves nothing in the database.

The library is imported where it is used: it takes a third of the time in which a command starts.
"""

import json
import secrets
from ipaddress import ip_address

from django.core import signing
from django.http import HttpRequest
from django.utils.http import urlsafe_base64_decode

from portal import throttling
from portal.accounts import services
from portal.accounts.models import Passkey

SALT = "portal.accounts.passkeys"
SECONDS = 600
MOST_CHARACTERS = 20_000  # of a browser's answer
NOBODY = 0


def possible_at(request: HttpRequest) -> bool:
    """Browsers make passkeys for names of hosts only, over https or on this machine."""
    host = _host(request)
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or host == "localhost"
    return False


def to_make(request: HttpRequest, user, site_name: str) -> dict:
    """What a browser is asked for a new passkey of `user`."""
    import webauthn
    from webauthn.helpers import structs

    options = webauthn.generate_registration_options(
        rp_id=_host(request),
        rp_name=site_name,
        user_id=f"farol-{user.pk}".encode(),
        user_name=user.get_username(),
        user_display_name=user.get_full_name() or user.get_username(),
        challenge=_challenge(user.pk),
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.PREFERRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_known(user),
    )
    return webauthn.helpers.options_to_json_dict(options)


def to_use(request: HttpRequest, user=None) -> dict:
    """What a browser is asked to sign in with: a passkey of `user`, or of whoever has one here."""
    import webauthn
    from webauthn.helpers import structs

    options = webauthn.generate_authentication_options(
        rp_id=_host(request),
        challenge=_challenge(user.pk if user else NOBODY),
        allow_credentials=_known(user) if user else [],
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    return webauthn.helpers.options_to_json_dict(options)


def made(request: HttpRequest, user, answer: str, name: str, *, by) -> Passkey | None:
    """The new passkey that a browser answers with, kept; None if the answer is wrong."""
    import webauthn

    said = _read(answer)
    challenge = _challenge_of(said, user.pk)
    if said is None or challenge is None:
        return None
    try:
        verified = webauthn.verify_registration_response(
            credential=said,
            expected_challenge=challenge,
            expected_rp_id=_host(request),
            expected_origin=_origin(request),
            require_user_verification=True,
        )
    except (webauthn.helpers.exceptions.WebAuthnException, ValueError, KeyError, TypeError):
        return None
    return services.keep_passkey(user, verified, name, by=by)


def used(request: HttpRequest, answer: str, user=None) -> Passkey | None:
    """The passkey with which a browser answers; None if the answer is wrong."""
    import webauthn

    said = _read(answer)
    challenge = _challenge_of(said, user.pk if user else NOBODY)
    if said is None or challenge is None:
        return None
    rows = Passkey.objects.select_related("user").filter(credential_id=said.get("id"))
    passkey = (rows.filter(user=user) if user else rows).first()
    if passkey is None:
        return None
    try:
        verified = webauthn.verify_authentication_response(
            credential=said,
            expected_challenge=challenge,
            expected_rp_id=_host(request),
            expected_origin=_origin(request),
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (webauthn.helpers.exceptions.WebAuthnException, ValueError, KeyError, TypeError):
        return None
    return passkey if services.note_use(passkey, verified.new_sign_count) else None


def _known(user) -> list:
    from webauthn.helpers import base64url_to_bytes
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    ids = user.passkeys.values_list("credential_id", flat=True)
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(each)) for each in ids]


def _challenge(person: int) -> bytes:
    return signing.dumps([person, secrets.token_urlsafe(16)], salt=SALT).encode()


def _challenge_of(said: dict | None, person: int) -> bytes | None:
    """The challenge that was answered, if it is ours, for this person, and for the first time."""
    try:
        client = json.loads(urlsafe_base64_decode(said["response"]["clientDataJSON"]))  # type: ignore[index]
        challenge = urlsafe_base64_decode(client["challenge"])
        asked, _random = signing.loads(challenge.decode(), salt=SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        return None
    if asked != person or not throttling.allow("passkey", challenge.decode(), 1, SECONDS):
        return None
    return challenge


def _read(answer: str) -> dict | None:
    if len(answer) > MOST_CHARACTERS:
        return None
    try:
        said = json.loads(answer)
    except ValueError:
        return None
    is_whole = isinstance(said, dict) and isinstance(said.get("id"), str)
    return said if is_whole and isinstance(said.get("response"), dict) else None


def _host(request: HttpRequest) -> str:
    name = request.get_host()
    return name if name.endswith("]") else name.rpartition(":")[0] or name


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
