"""What proves that it is them who sign in, and where they are signed in."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuthenticatorApp(models.Model):
    """A program that makes one-time codes from a secret that it shares with the portal."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="authenticator_app"
    )
    sealed_secret = models.TextField()
    last_step = models.BigIntegerField(default=0)  # of the last code that was taken: none twice
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.user)


class Passkey(models.Model):
    """A key pair that a telephone, a computer or a stick keeps; here is its public half."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys"
    )
    name = models.CharField(_("name"), max_length=60)
    credential_id = models.CharField(max_length=1400, unique=True)  # base64url of 1,023 bytes
    public_key = models.BinaryField()
    sign_count = models.PositiveBigIntegerField(default=0)
    added_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["added_at", "pk"]

    def __str__(self):
        return self.name


class RecoveryCode(models.Model):
    """A code for the day on which telephone and keys are lost. It goes when it is used."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="one_recovery_code_of_each")
        ]

    def __str__(self):
        return str(self.user)


class ProviderAccount(models.Model):
    """The same person at the administration's own sign-in (OpenID Connect)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="provider_account"
    )
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_account_of_a_subject")
        ]

    def __str__(self):
        return self.subject


class OpenSession(models.Model):
    """Where a person is signed in. It ends with Django's own session, of which this tells."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="open_sessions"
    )
    began_at = models.DateTimeField(default=timezone.now)
    network = models.CharField(max_length=50)
    browser = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        ordering = ["-began_at", "-pk"]

    def __str__(self):
        return f"{self.user} · {self.began_at:%Y-%m-%d %H:%M}"
