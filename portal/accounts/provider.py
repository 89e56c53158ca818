"""Sign-in by the administration's own provider (OpenID Connect): who it says is somebody of ours.

It opens no account and gives no role: it only tells which of the accounts here belongs to the
person, by its own name for them (the subject), or the first time by a verified e-mail address.

The library is imported where it is used: most administrations have no provider.
"""

from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import ProviderAccount
from portal.accounts.telling import tell
from portal.history.services import record

SECONDS = 5  # that the provider has for each answer
FRESH_SECONDS = 300
SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
# Ways of signing in (RFC 8176) that are more than a password.
SECOND_FACTORS = {"mfa", "otp", "hwk", "swk", "fpt", "face", "sc", "pop", "phr", "phrh"}


class Unknown(Exception):
    """The provider knows the person, and the portal doesn't; or its answer isn't right."""


def name() -> str:
    """What the provider is called; empty if there is none."""
    if not settings.FAROL_OIDC_ISSUER:
        return ""
    return settings.FAROL_OIDC_NAME or urlsplit(settings.FAROL_OIDC_ISSUER).hostname or ""


def leave_for(request: HttpRequest, *, again: bool = False) -> HttpResponse:
    """The way to the provider; `again` has the person prove anew who they are.

    Raises Unknown if the provider doesn't answer.
    """
    from authlib.common.errors import AuthlibBaseError
    from requests import RequestException

    asked = {"prompt": "login", "max_age": "0"} if again else {}
    back = request.build_absolute_uri(reverse("admin:provider_return"))
    try:
        return _client().authorize_redirect(request, back, **asked)
    except (AuthlibBaseError, RequestException, ValueError, RuntimeError) as problem:
        raise Unknown("The provider doesn't answer.") from problem


def claims_of(request: HttpRequest) -> dict:
    """What the provider says about the person who comes back. Raises Unknown."""
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError
    from requests import RequestException

    client = _client()
    try:
        metadata = client.load_server_metadata()
        issuer = metadata["issuer"]
        offered = metadata.get("id_token_signing_alg_values_supported", SIGNATURES[:1])
        metadata["id_token_signing_alg_values_supported"] = [
            each for each in offered if each in SIGNATURES
        ]
        if issuer.rstrip("/") != settings.FAROL_OIDC_ISSUER.rstrip("/"):
            raise Unknown("The provider calls itself otherwise.")
        token = client.authorize_access_token(
            request,
            claims_options={
                "iss": {"essential": True, "value": issuer},
                "aud": {"essential": True, "value": settings.FAROL_OIDC_CLIENT_ID},
                "sub": {"essential": True},
                "exp": {"essential": True},
            },
            leeway=60,
        )
    except (AuthlibBaseError, JoseError, RequestException) as problem:
        raise Unknown(f"The provider's answer isn't right: {type(problem).__name__}") from problem
    except (ValueError, KeyError, TypeError, RuntimeError, AttributeError) as problem:
        raise Unknown(f"The provider's answer can't be read: {type(problem).__name__}") from problem
    said = token.get("userinfo")
    if not said:
        raise Unknown("The provider says nothing of the person.")
    return dict(said)


def person_of(claims: dict) -> User:
    """Whose account it is. Raises Unknown if it is nobody's, or not one person's."""
    issuer, subject = settings.FAROL_OIDC_ISSUER, str(claims["sub"])
    people = User.objects.filter(is_active=True, is_staff=True)
    known = ProviderAccount.objects.filter(issuer=issuer, subject=subject).first()
    if known is not None:
        person = people.filter(pk=known.user_id).first()
        if person is None:
            raise Unknown("The account isn't active.")
        return person
    email = str(claims.get("email") or "")
    if not email or claims.get("email_verified") is not True:
        raise Unknown("There is no verified e-mail address.")
    found = list(people.filter(email__iexact=email, provider_account=None)[:2])
    if len(found) != 1:
        raise Unknown("No account, or more than one, has this e-mail address.")
    _link(found[0], issuer, subject)
    return found[0]


def second_factor_of(claims: dict) -> str:
    """Whether the person showed the provider more than a password, as it says by `amr`."""
    ways = claims.get("amr")
    shown = isinstance(ways, list) and any(way in SECOND_FACTORS for way in ways if way)
    return "provider" if shown else ""


def is_fresh(claims: dict) -> bool:
    """Whether the person has proved just now who they are."""
    at = claims.get("auth_time")
    return isinstance(at, int | float) and abs(timezone.now().timestamp() - at) < FRESH_SECONDS


@transaction.atomic
def _link(user: User, issuer: str, subject: str) -> None:
    try:
        with transaction.atomic():
            ProviderAccount.objects.create(user=user, issuer=issuer, subject=subject)
    except IntegrityError as problem:
        raise Unknown("Somebody else was first.") from problem
    record("user.provider_linked", user, actor=user, issuer=issuer)
    tell(user, "user.provider_linked")


def _client():
    return _client_of(
        settings.FAROL_OIDC_ISSUER, settings.FAROL_OIDC_CLIENT_ID, settings.FAROL_OIDC_CLIENT_SECRET
    )


@lru_cache(maxsize=2)
def _client_of(issuer: str, client_id: str, secret: str):
    """Kept by the process, with the provider's keys; an unknown key has them fetched again."""
    from authlib.integrations.django_client import OAuth

    found = OAuth()
    found.register(
        "provider",
        client_id=client_id,
        client_secret=secret,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    )
    return found.create_client("provider")
