"""What the portal remembers of a person's first page."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal import languages


class Visit(models.Model):
    """When a person looked last, and what "since your last visit" means to them."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visit"
    )
    seen_at = models.DateTimeField(default=timezone.now)
    since = models.DateTimeField(default=timezone.now)  # the end of the visit before this one
    language = models.CharField(max_length=10, choices=languages.LANGUAGES, default="zh-hant")
    wants_summary = models.BooleanField(default=True)
    summary_of = models.DateField(null=True)  # the Monday of the last week that was summed up

    objects: ClassVar["models.Manager[Visit]"]

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.user} {self.seen_at:%Y-%m-%d %H:%M}"
