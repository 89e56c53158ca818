"""Which keys open something."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from portal.rest.models import Key


class KeyQuerySet(models.QuerySet["Key"]):
    def valid(self):
        """Neither revoked nor expired, of an account that is active."""
        return self.filter(
            revoked_at=None, expires_at__gt=timezone.now(), user__is_active=True
        ).select_related("user")


KeyManager = models.Manager.from_queryset(KeyQuerySet)
