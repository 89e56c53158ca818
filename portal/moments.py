"""When something was done last: for the status page, the metrics, and whoever watches them."""

from datetime import datetime

from django.db import models
from django.utils import timezone

BACKUP = "backup"
CLOCK = "run_due"


class Moment(models.Model):
    """One row for each thing that is worth knowing when it was done last."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        app_label = "portal"
        default_permissions = ()

    def __str__(self):
        return f"{self.name}: {self.at}"


def note(name: str) -> None:
    """It is done now."""
    Moment.objects.bulk_create(
        [Moment(name=name, at=timezone.now())],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["at"],
    )


def last() -> dict[str, datetime]:
    """When each was done last."""
    return dict(Moment.objects.values_list("name", "at"))
