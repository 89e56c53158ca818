"""Keys of other systems, what was answered to them, what they are sending, and what has changed."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import sealing
from portal.files.models import StoredFile
from portal.rest.querysets import KeyManager
from portal.rest.states import Scope


class ServiceAccount(User):
    """An account of a department's system: a user like any other, without a password."""

    class Meta:
        proxy = True
        verbose_name = _("service account")
        verbose_name_plural = _("service accounts")
        default_permissions = ()  # those of users hold


class Key(models.Model):
    """Lets a program act as an account. Of the secret only a hash is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.PROTECT,
        related_name="keys",
    )
    name = models.CharField(_("name"), max_length=100, help_text=_("Which system uses it, where."))
    shown = models.CharField(_("begins with"), max_length=20, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(_("may be used to"), default=list)
    expires_at = models.DateTimeField(_("expires"))
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    objects: ClassVar[KeyManager] = KeyManager()

    class Meta:
        verbose_name = _("key")
        verbose_name_plural = _("keys")
        ordering = ["-created_at", "-id"]
        default_permissions = ()  # those of users hold

    def __str__(self):
        return f"{self.name} ({self.shown}…)"

    @property
    def is_valid(self) -> bool:
        """Whether it opens anything now."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    def scope_names(self) -> list[str]:
        """What it may be used for, in words."""
        return [str(Scope(each).label) for each in self.scopes]


class Answered(models.Model):
    """The answer to a request that changed something, to be given again if it is repeated."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    idempotency_key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)  # of the request
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    sealed = models.TextField(blank=True)  # the body: it may hold personal data
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "idempotency_key"], name="answered_once")
        ]

    def __str__(self):
        return self.idempotency_key

    def body(self):
        """What was answered."""
        return sealing.unseal(self.sealed)


class Upload(models.Model):
    """A file that arrives piece by piece."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(received__lte=models.F("size")), name="upload_not_too_long"
            )
        ]

    def __str__(self):
        return self.name


class FeedHead(models.Model):
    """The one row that whoever writes in the feed of changes locks."""

    class Meta:
        default_permissions = ()

    def __str__(self):
        return "head of the feed"


class Change(models.Model):
    """A public thing may read otherwise from here on. Their order is that of the
    commits; of each thing only the last is kept."""

    resource = models.CharField(max_length=30)
    object_id = models.PositiveBigIntegerField()
    is_removed = models.BooleanField(default=False)  # as far as was known when it was written
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["resource", "object_id"], name="last_change_of_a_thing")
        ]

    def __str__(self):
        return f"{self.resource}/{self.object_id}"
